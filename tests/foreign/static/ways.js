// What some consoles do in another way: two screens to sign in, a deletion in steps, rows to be ticked or unfolded, a
// list in a tab of the settings.
"use strict";
const later = (step) => () => { state.step = step; state.error = ""; refresh(); };

// --- the account first, its password on the next screen

if (options["two screens"]) {
  const account = () => [
    Kit.field({ label: say("account"), kind: "text", name: "account" }), ...trouble(),
    Kit.button({ text: say("next"), kind: "primary", act: () => (state.form.account ? later("password")() : null) }),
  ];
  const password = () => [
    Kit.text(state.form.account), Kit.field({ label: say("password"), kind: "password", name: "password" }),
    Kit.box({ label: say("agreement"), on: state.agreed, set: (on) => { state.agreed = on; refresh(); } }),
    ...trouble(), Kit.button({ text: say("sign in"), kind: "primary", act: signIn }),
    Kit.link({ text: say("forgot"), go: "/fe/service/forgetPassword" }),
  ];
  screens.signIn = () => ({ title: say("sign in title"), plain: true, body: state.step === "password" ? password() : account() });
}

// --- the deletion in three steps: agree, say why or not, delete

const REASONS = ["I no longer use these devices", "I have another account", "Something else"];
if (options.wizard) {
  const step = (number) => Kit.text(say("step", { number }));
  deletion.start = () => [
    step(1), Kit.text(owner()), Kit.text(say("delete text")),
    Kit.box({ label: say("delete agree"), on: state.agreed, set: (on) => { state.agreed = on; refresh(); } }),
    Kit.button({ text: say("next"), kind: "primary", act: later("reason"), off: !state.agreed }),
  ];
  deletion.reason = () => [
    step(2), Kit.text(say("why")),
    Kit.choice({ texts: REASONS, chosen: state.reason, set: (reason) => { state.reason = reason; refresh(); } }),
    Kit.button({ text: say("previous"), kind: "quiet", act: later("start") }),
    Kit.button({ text: say("next"), kind: "primary", act: later("sure") }),
  ];
  deletion.sure = () => [
    step(3), Kit.text(owner()), Kit.list(["Contacts", "Photos", "Notes", say("cloud")]), ...trouble(),
    Kit.button({ text: say("previous"), kind: "quiet", act: later("reason") }),
    Kit.button({ text: say("delete start"), kind: "danger", act: startDeletion }),
  ];
}

// --- rows to be ticked, and one button above them

if (boot.row === "select") {
  const chosen = new Set();
  const names = () => state.devices.filter((each) => chosen.has(each.id)).map((each) => each.name);
  const drop = async () => {
    for (const device of state.devices.filter((each) => chosen.has(each.id))) await ask("/svc/v3/things/detach", { ref: device.id });
    chosen.clear(); Kit.toast(say("unlinked")); await load.devices();
  };
  const tools = () => [{ text: say("remove"), off: !chosen.size, act: () => question({ title: say("delete device"),
    text: say("ask device", { name: names().join(", ") }), yes: say("confirm device"), act: drop }) }];
  deviceRow = (device) => ({ name: device.name, more: GROUPS[device.kind] || device.kind, id: device.id });
  const plainRows = Kit.rows;
  Kit.rows = (kind, rows) => (kind === "app" ? plainRows(kind, rows) : plainRows(kind, rows, { tools: tools(), chosen, pick: (ids) => {
    chosen.clear(); ids.forEach((id) => chosen.add(id)); refresh();
  } }));
}

// --- rows that open where they are

if (boot.row === "fold") {
  deviceRow = (device) => ({ name: device.name, more: GROUPS[device.kind] || device.kind, inside: () => [
    Kit.facts([["ID", device.id], [say("find device"), say(device.kind === "tv" ? "off" : "on")]]),
    Kit.button({ text: say("delete device"), kind: "danger", act: () => askDevice(device) }),
  ] });
}

// --- a list in a tab of the settings, with the number beside its heading

if (options.tabs) {
  const tabs = (at) => Kit.tabs([{ text: say("general"), go: "#/settings" }, { text: say("my devices"), go: DEVICES }, { text: say("find device"), go: "#/" }], at);
  screens.settings = () => ({ title: say("settings"), menu: cloudMenu(), body: [tabs(0), Kit.text(say("general text"))] });
  screens.devices = () => ({ title: say("settings"), menu: cloudMenu(), body: [tabs(1), Kit.group(say("devices"), state.devices?.length), ...deviceList()] });
}

// --- devices by their kind, each kind folded away until somebody opens it

if (options.accordion) {
  const opened = new Set();
  const turn = (kind) => () => { opened.has(kind) ? opened.delete(kind) : opened.add(kind); refresh(); };
  const all = deviceList;
  let come = false;
  deviceList = () => {
    if (!state.devices?.length) return all();
    const kinds = Object.keys(GROUPS).filter((kind) => state.devices.some((each) => each.kind === kind));
    // Some show what is in the first from the start.
    if (options.accordion === "first" && !come) opened.add(kinds[0]);
    come = true;
    return kinds.map((kind) => Kit.fold({ text: GROUPS[kind], open: opened.has(kind), turn: turn(kind),
      rows: state.devices.filter((each) => each.kind === kind).map((device) => ({ ...deviceRow(device), more: "" })) }));
  };
}

// --- a list at the left, at the right the one device that is chosen: the first from the start

if (boot.row === "split") {
  const all = deviceList;
  deviceList = () => {
    if (!state.devices?.length) return all();
    const chosen = state.devices.find((each) => each.id === state.chosen) || state.devices[0];
    const items = state.devices.map((each) => ({ name: each.name, more: GROUPS[each.kind] || each.kind, chosen: each === chosen,
      choose: () => { state.chosen = each.id; refresh(); } }));
    return [Kit.split(items, chosen.name, detailsOf(chosen))];
  };
}

// --- a menu in each row, and boxes to tick for those who want to do it with several

if (options.bulk) {
  const picked = new Set();
  const among = () => state.devices.filter((each) => picked.has(each.id));
  const one = deviceRow, plainRows = Kit.rows;
  const drop = async () => {
    for (const device of among()) await ask("/svc/v3/things/detach", { ref: device.id });
    picked.clear(); Kit.toast(say("unlinked")); await load.devices();
  };
  const pick = (ids, on) => { ids.forEach((id) => (on ? picked.add(id) : picked.delete(id))); refresh(); };
  const bulk = { all: (on) => pick(state.devices.map((each) => each.id), on), tools: [{ text: say("remove"),
    act: () => question({ title: say("delete device"), text: say("ask device", { name: among().map((each) => each.name).join(", ") }), yes: say("confirm device"), act: drop }) }] };
  deviceRow = (device) => ({ ...one(device), picked: picked.has(device.id), pick: (on) => pick([device.id], on) });
  Kit.rows = (kind, rows) => (kind === "app" ? plainRows(kind, rows) : plainRows(kind, rows, bulk));
}

// --- what happened lately, beside the devices: it names them too, also those that have gone

if (options.activity) {
  const all = deviceList, devices = load.devices;
  deviceList = () => [Kit.beside(all(), state.activity || [])];
  load.devices = async () => { state.activity = (await ask("/api/activity")).entries; await devices(); };
}

// --- the browser's own box asks

if (options.confirm) question = ({ text, act }) => { if (window.confirm(text)) act(); };

// --- the account's deletion begins in a dialogue, where a switch has to be turned

if (options.switch) {
  const close = () => { state.sheet = null; state.agreed = false; refresh(); };
  const start = async () => { await startDeletion(); if (state.step !== "start") { state.sheet = null; refresh(); } };
  const body = () => [
    Kit.text(say("delete text")), Kit.flip({ label: say("delete agree"), on: state.agreed, set: (on) => { state.agreed = on; refresh(); } }), ...trouble(),
    Kit.button({ text: say("cancel"), kind: "quiet", act: close }),
    Kit.button({ text: say("delete start"), kind: "danger", act: start, off: !state.agreed }),
  ];
  deletion.start = () => [
    Kit.text(owner()), Kit.list(["Contacts", "Photos", "Notes", say("cloud")]),
    Kit.button({ text: say("delete start"), kind: "danger", act: () => { state.sheet = { title: say("delete account"), body, close }; refresh(); } }),
  ];
}

// --- some seconds to think again: what is removed goes from the list at once, and from the account when the notice goes

if (options.undo) {
  const source = SOURCES[boot.data];
  let leaving = null;
  SOURCES[boot.data] = async () => (await source()).filter((each) => each.id !== leaving?.device.id);
  const settle = async () => {
    const mine = leaving;
    if (!mine || mine.sent) return;
    clearTimeout(mine.timer); mine.sent = true; mine.notice.busy();
    await ask("/svc/v3/things/detach", { ref: mine.device.id });
    mine.notice.gone(); leaving = null;
    if (load[state.screen]) await load[state.screen]();
  };
  const keep = () => {
    if (leaving.sent) return;
    clearTimeout(leaving.timer); leaving.notice.gone(); leaving = null;
    load.devices();
  };
  unlink = async (device) => {
    await settle();
    leaving = { device, timer: setTimeout(settle, options.undo * 1000), notice: Kit.undo(say("unlinked"), keep) };
    await load.devices();
  };
  // Who leaves the page does not think again.
  addEventListener("pagehide", () => {
    if (leaving && !leaving.sent) navigator.sendBeacon("/svc/v3/things/detach", new URLSearchParams({ ref: leaving.device.id }));
  });
}
