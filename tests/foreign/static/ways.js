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
