// The console's flow, once for all front ends: which screen is shown and what each control does. How it looks is the
// kit's affair: every kit makes its own elements for the same few things.
"use strict";
const APPS = boot.direct ? "/fe/service/account/authorization" : "/fe/service/account/linked";
const DEVICES = boot.direct ? "#/settings/devices" : "#/s/gear";
const state = { screen: "", form: {}, agreed: false, error: "", dialog: null, step: "start", wait: 0, page: 0, shown: boot.size,
  devices: null, total: 0, apps: null, stored: null, menu: null };
const refresh = () => Kit.refresh();

// Where the kit updates what is there, so does the console: from one of its pages to the next without loading any.
const inPlace = (address) => !Kit.anew && boot.host === "account" && /^\/(fe\/service\/account|pass\/del)/.test(address);
function go(address) {
  if (!inPlace(address)) { top.location.href = address; return; }
  history.pushState({}, "", address);
  arrive();
}

function route() {
  if (boot.host === "cloud") {
    const hash = location.hash.replace(/\?.*/, "");
    if (hash === DEVICES) return "devices";
    if (hash.startsWith(DEVICES + "/")) return "device";
    return hash === "#/settings" ? "settings" : "cloud";
  }
  const path = location.pathname.replace(/\/$/, "");
  return { "/fe/service/login/password": "signIn", "/fe/service/identity/authStart": "identity",
    "/fe/service/account": "home", [APPS]: "apps", "/fe/service/account/security": "security",
    "/fe/service/account/privacy": "privacy", "/fe/service/account/privacy/data": "data",
    "/pass/del": "deletion", "/pass/del/done": "deleted" }[path] || "lost";
}

// --- menus

const accountMenu = () => [
  { text: say("brand"), go: "/fe/service/account" },
  { text: say("account security"), go: "/fe/service/account/security" },
  { text: say("privacy"), go: "/fe/service/account/privacy" },
  ...(boot.direct ? [{ text: say("apps"), go: APPS }] : []),
  { text: say("sign out"), go: "/pass/logout" },
];
const cloudMenu = () => [
  { text: say("home"), go: "#/" },
  { text: say("settings"), go: "#/settings" },
  { text: say("brand"), go: boot.account + "/fe/service/account" },
];

// --- screens: each returns its title and what stands on it

const screens = {
  signIn: () => ({ title: say("sign in title"), plain: true, body: [
    Kit.field({ label: say("account"), kind: "text", name: "account" }),
    Kit.field({ label: say("password"), kind: "password", name: "password" }),
    Kit.box({ label: say("agreement"), on: state.agreed, set: (on) => { state.agreed = on; refresh(); } }),
    ...trouble(),
    Kit.button({ text: say("sign in"), kind: "primary", act: signIn }),
    Kit.link({ text: say("forgot"), go: "/fe/service/forgetPassword" }),
  ] }),
  identity: () => ({ title: say("identity"), plain: true, body: [
    Kit.text(say("identity text", { to: "your e-mail" })), ...codeForm("/identity/auth/sendEmailTicket", verifyIdentity),
  ] }),
  home: () => ({ title: say("brand"), menu: accountMenu(), body: [
    Kit.facts([[say("personal info"), boot.me.name], [say("recovery email"), boot.me.email], [say("account id"), boot.me.id]]),
  ] }),
  security: () => ({ title: say("account security"), menu: accountMenu(), body: [
    Kit.facts([[say("password"), "••••••••"], [say("recovery email"), boot.me.email]]),
    Kit.link({ text: say("my devices"), go: boot.cloud + "/" + DEVICES }),
  ] }),
  privacy: () => ({ title: say("privacy"), menu: accountMenu(), body: [
    Kit.link({ text: say("apps"), go: APPS }),
    Kit.link({ text: say("manage data"), go: "/fe/service/account/privacy/data" }),
    Kit.link({ text: say("delete account"), go: "/pass/del" }),
  ] }),
  data: () => ({ title: say("manage data"), menu: accountMenu(), body: [
    Kit.products(boot.products.map((name) => ({ name, download: () => Kit.toast("…"), drop: () => askProduct(name) }))),
  ] }),
  apps: () => ({ title: say("apps"), menu: accountMenu(), body: [
    state.apps === null ? Kit.waiting() : state.apps.length ? Kit.rows("app", state.apps.map((app) => ({
      name: app.title, more: "since " + app.since, actions: [{ text: say("revoke"), act: () => askRevoke(app) }],
    }))) : Kit.nothing(say("no apps")),
  ] }),
  cloud: () => ({ title: say("cloud"), menu: cloudMenu(), body: [
    state.stored === null ? Kit.waiting() : Kit.counts(Object.entries(state.stored)),
  ] }),
  settings: () => ({ title: say("settings"), menu: cloudMenu(), body: [
    Kit.link({ text: say("my devices"), go: DEVICES }), Kit.link({ text: say("find device"), go: "#/" }),
  ] }),
  devices: () => ({ title: say("devices"), menu: cloudMenu(), body: deviceList() }),
  device: () => ({ title: say("devices"), menu: cloudMenu(), body: oneDevice() }),
  deletion: () => ({ title: say({ code: "identity", final: "last title" }[state.step] || "delete account"), plain: true, body: deletion[state.step]() }),
  deleted: () => ({ title: say("deleted"), plain: true, body: [Kit.text(say("deleted text"))] }),
  lost: () => ({ title: say("not found"), menu: accountMenu(), body: [Kit.link({ text: say("home"), go: "/fe/service/account" })] }),
};
const trouble = () => (state.error ? [Kit.error(state.error)] : []);

function view() {
  const screen = screens[state.screen]();
  return Kit.page({ ...screen, key: state.screen + state.step, dialog: state.dialog ? Kit.dialog(state.dialog) : state.sheet && Kit.sheet(state.sheet) });
}

// --- signing in

async function signIn() {
  if (!state.agreed) { state.error = say("agree first"); return refresh(); }
  const form = { user: state.form.account || "", hash: md5(state.form.password || "").toUpperCase(),
    sid: query.get("sid") || "passport", followup: query.get("followup") || "", _json: "true" };
  const said = await ask("/pass/serviceLoginAuth2", form);
  if (said.code) { state.error = said.desc; return refresh(); }
  go(said.notificationUrl || said.location);
}

function codeForm(send, verify) {
  const press = async () => {
    const said = await ask(send, { context: query.get("context") || "" });
    if (said.code) { state.error = said.desc; return refresh(); }
    state.sent = true; state.wait = 43; refresh(); countDown();
  };
  if (!state.sent) return [...trouble(), Kit.button({ text: say("send"), kind: "primary", act: press })];
  return [
    Kit.field({ label: say("code"), kind: "code", name: "code" }),
    state.resend = Kit.button({ text: say("resend", { seconds: state.wait }), kind: "quiet", act: press, off: state.wait > 0 }),
    ...trouble(),
    Kit.button({ text: say("submit"), kind: "primary", act: verify }),
  ];
}
function countDown() {
  if (state.wait <= 0) return;
  setTimeout(() => {
    state.wait -= 1;
    // Where a refresh makes all elements anew, a click that had begun would be lost.
    if (Kit.anew && state.wait > 0) (state.resend[0] || state.resend).textContent = say("resend", { seconds: state.wait });
    else refresh();
    countDown();
  }, 1000);
}
async function verifyIdentity() {
  const said = await ask("/identity/auth/verifyEmail", { context: query.get("context"), ticket: state.form.code || "", trust: "true" });
  if (said.code) { state.error = said.desc; return refresh(); }
  go(said.location);
}

// --- questions

// A short second, so that no test has to wait for five.
function question({ title, text, yes, act, about, typed }) {
  const left = options.countdown || 0;
  state.dialog = { about, typed, title, text, yes: options["ask ok"] ? say("ok") : yes, no: say("cancel"), left,
    cancel: () => { state.dialog = null; refresh(); },
    confirm: async () => { state.dialog = null; refresh(); await act(); } };
  refresh(); tick(state.dialog);
}
function tick(dialog) {
  if (dialog.left > 0) setTimeout(() => { dialog.left -= 1; refresh(); tick(dialog); }, 300);
}
const askDevice = (device) => question({ title: say("delete device"), text: say("ask device", { name: device.name }),
  yes: say("confirm device"), about: device.name, typed: options.typed && device.name, act: () => unlink(device) });
const askRevoke = (app) => question({ title: say("revoke"), text: say("ask revoke", { name: app.title }),
  yes: say("confirm revoke"), about: app.title, act: () => revoke(app) });
async function revoke(app) {
  await ask("/api/apps/revoke", { key: app.key }); Kit.toast(say("revoked")); await load.apps();
}
const askProduct = (name) => question({ title: name, text: "All data of " + name + " will be deleted. Delete?",
  yes: say("ok"), about: name, act: async () => { await ask("/api/data/delete", { product: name }); Kit.toast("…"); } });

// --- devices

const SOURCES = {
  all: async () => (await ask("/passport/user/all/devices?locale=en_US&ts=" + Date.now())).data.list
    .map((each) => ({ id: each.devId, name: each.modelInfo.deviceName, kind: each.modelInfo.deviceType })),
  status: async () => (await ask("/find/device/full/status?ts=" + Date.now())).data.devices
    .map((each) => ({ id: each.devId, name: each.model, kind: each.deviceType })),
  own: async () => {
    const from = options.pager === "pages" ? state.page * boot.size : 0;
    const said = await ask(`/svc/v3/things?from=${from}&size=${options.pager === "pages" ? boot.size : state.shown}`);
    state.total = said.total;
    return said.things.map((each) => ({ id: each.ref, name: each.caption, kind: each.sort }));
  },
};
async function unlink(device) {
  await ask("/svc/v3/things/detach", { ref: device.id });
  Kit.toast(say("unlinked")); state.sheet = null;
  if (state.screen === "device") return go(DEVICES);
  await load.devices();
}
const GROUPS = { phone: "Phones", tablet: "Tablets", watch: "Watches", tv: "TV" };

function deviceRow(device) {
  const open = () => {
    if (!options.sheet) return go(DEVICES + "/" + encodeURIComponent(device.id));
    state.sheet = { title: device.name, body: () => detailsOf(device), close: () => { state.sheet = null; refresh(); } };
    refresh();
  };
  const remove = { text: say("remove"), act: () => askDevice(device) };
  return { name: device.name, more: GROUPS[device.kind] || device.kind,
    ...(boot.row === "open" ? { open, actions: [] } : boot.row === "menu" ? { menu: [{ text: "Rename", act: () => {} }, { ...remove, text: say("delete device") }] } : { actions: [remove] }) };
}
function deviceList() {
  if (state.devices === null) {
    // The empty state of most widgets, while nothing has come yet.
    if (options.late) return [Kit.nothing(say("no devices")), ...(options.late === "mask" ? [Kit.mask()] : [])];
    return [Kit.waiting()];
  }
  if (!state.devices.length) return [Kit.nothing(say("no devices"))];
  if (options.groups) return Object.keys(GROUPS).flatMap((kind) => {
    const rows = state.devices.filter((each) => each.kind === kind).map(deviceRow);
    return [Kit.group(GROUPS[kind]), rows.length ? Kit.rows("device", rows) : Kit.nothing(say("no devices"))];
  });
  return [Kit.rows("device", state.devices.map(deviceRow)), ...pager()];
}
function pager() {
  const pages = Math.ceil(state.total / boot.size);
  if (options.pager === "pages" && pages > 1) return [
    Kit.pages({ page: state.page, pages, turn: (page) => { state.page = page; load.devices(); } }),
  ];
  if (options.pager === "more" && state.shown < state.total) return [
    Kit.button({ text: say("more"), kind: "quiet", act: () => { state.shown += boot.size; load.devices(); } }),
  ];
  return [];
}
// As an observer of the list's end does it: the next part comes when the end is near, by scrolling or at once.
function nearTheEnd() {
  if (options.pager !== "scroll" || state.screen !== "devices" || !state.devices || state.shown >= state.total || state.coming) return;
  if (innerHeight + scrollY < document.documentElement.scrollHeight - 40) return;
  state.coming = true; state.shown += boot.size;
  load.devices().then(() => { state.coming = false; nearTheEnd(); });
}
addEventListener("scroll", nearTheEnd, true);

function oneDevice() {
  if (state.devices === null) return [Kit.waiting()];
  const id = decodeURIComponent(location.hash.slice(DEVICES.length + 1));
  const device = state.devices.find((each) => each.id === id);
  if (!device) { go(DEVICES); return [Kit.waiting()]; }
  return detailsOf(device);
}
function detailsOf(device) {
  return [
    Kit.facts([["Name", device.name], ["ID", device.id], [say("find device"), say(device.kind === "tv" ? "off" : "on")]]),
    Kit.button({ text: say("delete device"), kind: "danger", act: () => askDevice(device) }),
  ];
}

// --- deletion

const owner = () => (options.masked ? boot.me.masked : boot.me.email + " · " + boot.me.id);
const deletion = {
  start: () => [
    Kit.text(owner()), Kit.text(say("delete text")),
    Kit.list(["Contacts", "Photos", "Notes", say("cloud")]),
    Kit.box({ label: say("delete agree"), on: state.agreed, set: (on) => { state.agreed = on; refresh(); } }),
    ...trouble(), Kit.button({ text: say("delete start"), kind: "danger", act: startDeletion }),
  ],
  password: () => [
    Kit.text(owner()), Kit.text(say("enter password")), Kit.field({ label: say("password"), kind: "password", name: "password" }),
    ...trouble(), Kit.button({ text: say("submit"), kind: "primary", act: confirmPassword }),
  ],
  // The same check as at the sign-in comes again here (seen).
  code: () => [Kit.text(owner()), Kit.text(say("identity text", { to: "your e-mail" })), ...codeForm("/api/deletion/send", verifyDeletion)],
  final: () => [
    Kit.text(owner()), Kit.text(say("last text")), ...trouble(),
    Kit.button({ text: say("delete finally"), kind: "danger", act: deleteAccount }),
    Kit.button({ text: say("cancel"), kind: "quiet", act: () => go("/fe/service/account") }),
  ],
};
async function startDeletion() {
  if (!state.agreed) return;
  const said = await ask("/api/deletion/start", { agree: "true" });
  state.error = said.code ? said.desc : "";
  if (!said.code) state.step = "code";
  refresh();
}
async function verifyDeletion() {
  const said = await ask("/api/deletion/verify", { ticket: state.form.code || "" });
  state.error = said.code ? said.desc : "";
  if (!said.code) state.step = options["password again"] ? "password" : "final";
  refresh();
}
async function confirmPassword() {
  const said = await ask("/api/deletion/password", { hash: md5(state.form.password || "").toUpperCase() });
  state.error = said.code ? said.desc : "";
  if (!said.code) state.step = "final";
  refresh();
}
async function deleteAccount() {
  const said = await ask("/api/deletion/confirm", {});
  if (said.code) { state.error = "409"; return refresh(); }
  go(said.location);
}

// --- going

const load = {
  apps: async () => { state.apps = (await ask("/api/apps")).list; refresh(); },
  cloud: async () => { state.stored = (await ask("/api/overview")).data.stored; refresh(); },
  devices: async () => {
    // A page that swallows its trouble shows what it shows for nothing.
    const found = await SOURCES[boot.data]().catch(() => []);
    if (boot.data !== "own") state.total = found.length;
    state.devices = found; refresh(); nearTheEnd();
  },
  device: async () => { state.shown = 0; await load.devices(); },
};
function arrive() {
  state.screen = route(); state.error = ""; state.dialog = null; state.sheet = null; state.agreed = false; state.step = "start"; state.sent = false;
  if (state.screen === "devices") { state.devices = null; state.shown = boot.size; }
  refresh();
  if (load[state.screen]) load[state.screen]();
}
