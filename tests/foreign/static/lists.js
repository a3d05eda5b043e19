// How some consoles' lists behave around a removal: the row goes before the answer has come, the list is a while what it
// was, everything comes in one answer.
"use strict";

// --- the row goes at once, and comes back where the console refuses

if (options.optimistic) {
  const gone = async (key, about, name, send, done) => {
    const at = state[key].findIndex(about);
    const [row] = state[key].slice(at, at + 1);
    state[key] = state[key].filter((each) => !about(each)); refresh();
    if (await send()) return Kit.toast(done);
    if (state[key]) state[key] = [...state[key].slice(0, at), row, ...state[key].slice(at)];
    refresh(); Kit.toast(say("not removed", { name }));
  };
  unlink = (device) => gone("devices", (each) => each.id === device.id, device.name,
    async () => (await ask("/svc/v3/things/detach", { ref: device.id })).done, say("unlinked"));
  revoke = (app) => gone("apps", (each) => each.key === app.key, app.title,
    async () => !(await ask("/api/apps/revoke", { key: app.key })).code, say("revoked"));
}

// --- the list's answer is an old one for a while: the page asks once more by itself

if (options.stale) {
  const AGAIN = 2500;
  const lists = { devices: () => SOURCES[boot.data](), apps: async () => (await ask("/api/apps")).list };
  for (const key of ["devices", "apps"]) {
    const first = load[key];
    let again = 0;
    const once = async () => {
      const found = await lists[key]();
      if (state.screen !== key || JSON.stringify(found) === JSON.stringify(state[key])) return;
      state[key] = found; refresh();
    };
    load[key] = async () => { await first(); clearTimeout(again); again = setTimeout(once, AGAIN); };
  }
}

// --- a long list of which the page has all, and shows a window

if (options.reel) {
  SOURCES.own = async () => {
    const said = await ask("/svc/v3/things");
    return said.things.map((each) => ({ id: each.ref, name: each.caption, kind: each.sort }));
  };
}

// --- one address that answers with everything, and every list a view of it

if (options["one answer"]) {
  const one = (op, values = {}) => ask("/gw/one", { op, ...values });
  const view = (bag) => {
    state.bag = bag; state.stored = bag.tally;
    state.apps = bag.grants.map((each) => ({ key: each.gid, title: each.label, since: each.from }));
    state.devices = bag.items.filter((each) => each.category === "gear" && each.bound)
      .map((each) => ({ id: each.uid, name: each.label, kind: each.sort }));
    state.total = state.devices.length;
    state.page = Math.max(0, Math.min(state.page, Math.ceil(state.total / boot.size) - 1));
    refresh();
  };
  const read = async () => view((await one("everything")).bag);
  for (const screen of ["home", "security", "data", "apps", "cloud", "settings", "devices", "device"]) load[screen] = read;
  unlink = async (device) => {
    await one("unbind", { uid: device.id }); Kit.toast(say("unlinked"));
    if (state.screen === "device") return go(DEVICES);
    await read();
  };
  revoke = async (app) => { await one("withdraw", { gid: app.key }); Kit.toast(say("revoked")); await read(); };
  const known = (make) => (state.bag ? make() : [Kit.waiting()]);
  const with_ = (screen, body) => { const was = screens[screen]; screens[screen] = () => ({ ...was(), body: known(body) }); };
  with_("home", () => [Kit.facts([[say("personal info"), state.bag.owner.nick], [say("recovery email"), state.bag.owner.mail], [say("account id"), state.bag.owner.no]])]);
  with_("data", () => [Kit.products(state.bag.shelves.map((each) => ({ name: each.label, download: () => Kit.toast("…"), drop: () => askProduct(each.label) })))]);
  with_("settings", () => [Kit.link({ text: say("my devices"), go: DEVICES }), Kit.link({ text: say("find device"), go: "#/" }),
    Kit.group("Offers for you"), Kit.list(state.bag.items.filter((each) => each.category === "offer").map((each) => each.label + " · " + each.price))]);
  // The page turns by itself: nothing is asked for.
  const whole = deviceList;
  deviceList = () => {
    const all = state.devices;
    if (all === null || !all.length) return whole();
    const rows = all.slice(state.page * boot.size, (state.page + 1) * boot.size).map(deviceRow);
    const pages = Math.ceil(all.length / boot.size);
    return [Kit.rows("device", rows), ...(pages > 1 ? [Kit.pages({ page: state.page, pages, turn: (page) => { state.page = page; refresh(); } })] : [])];
  };
}
