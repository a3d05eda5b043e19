// Ionic: a phone's kit of web components; floating labels, a toggle, sheets from below, alerts made by the program.
"use strict";
(() => {
  import("/npm/@ionic/core/dist/ionic/ionic.esm.js");
  let root, draw, asking = null, sheet = null;
  const make = (tag, facts = {}, ...inside) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(facts)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...inside.flat(3).filter((each) => each !== null && each !== undefined && each !== false));
    return node;
  };
  const item = (inside, act, facts = {}) => make("ion-item", { button: Boolean(act), onclick: act || (() => {}), ...facts }, inside);
  const bar = (title) => make("ion-header", {}, make("ion-toolbar", {}, make("ion-title", {}, title)));
  const gone = (node) => { if (node) node.dismiss().catch(() => {}); };
  async function show(node) {
    document.body.append(node);
    await window.customElements.whenDefined(node.localName);
    if (node.isConnected) node.present();
  }
  window.Kit = {
    anew: true,
    mount(view) { draw = view; root = document.getElementById("root"); },
    refresh() {
      if (asking && state.dialog !== asking.of) { gone(asking.node); asking = null; }
      if (sheet && state.sheet !== sheet.of) { gone(sheet.node); sheet = null; }
      inFocus(() => root.replaceChildren(draw()));
    },
    page: ({ title, menu, body }) => make("ion-app", {}, make("div", { class: "ion-page" }, bar(title),
      make("ion-content", { class: "ion-padding" }, body),
      menu && make("ion-footer", {}, make("ion-toolbar", {}, make("ion-buttons", {}, menu.map((each) => make("ion-button", { onclick: () => go(each.go) }, each.text))))))),
    text: (text) => make("p", {}, make("ion-text", {}, text)),
    error: (text) => make("p", {}, make("ion-text", { color: "danger" }, text)),
    nothing: (text) => make("p", {}, make("ion-note", {}, text)),
    waiting: () => make("ion-list", {}, [1, 2, 3].map(() => item([make("ion-skeleton-text", { animated: true, style: "width: 60%" })]))),
    mask: () => make("div", { id: "__page_loading" }),
    group: (text) => make("ion-list-header", {}, make("ion-label", {}, text)),
    link: ({ text, go: where }) => item([make("ion-label", {}, text)], () => go(where), { detail: true }),
    button: ({ text, kind, act, off }) => make("ion-button", { expand: "block", fill: kind === "quiet" ? "clear" : "solid", color: kind === "danger" ? "danger" : "primary", disabled: Boolean(off), onclick: act }, text),
    field: ({ label, kind, name }) => fieldNamed(name, () => make("ion-input", { label, "label-placement": "floating", fill: "outline", type: kind === "password" ? "password" : "text", class: "ion-margin-vertical",
      onionInput: (event) => { state.form[name] = event.detail.value; } })),
    box: ({ label, on, set }) => make("ion-item", { lines: "none" }, make("ion-toggle", { checked: on, class: "ion-text-wrap", onionChange: (event) => set(event.detail.checked) }, label)),
    facts: (pairs) => make("ion-list", { inset: true }, pairs.map(([name, value]) => item([make("ion-label", {}, name), make("ion-note", { slot: "end" }, value)]))),
    counts: (pairs) => make("ion-list", {}, pairs.map(([name, value]) => item([make("ion-label", {}, name), make("ion-badge", { slot: "end" }, String(value))]))),
    list: (texts) => make("ion-list", {}, texts.map((each) => item([make("ion-label", {}, each)]))),
    products: (rows) => make("ion-list", {}, rows.map((each) => item([make("ion-label", {}, each.name),
      make("button", { slot: "end", title: "Download a copy", onclick: each.download }, "⤓"), make("button", { slot: "end", title: "Delete", onclick: each.drop }, "🗑")]))),
    rows: (_, rows) => make("ion-list", {}, rows.map((row) => item([make("ion-label", {}, make("h2", {}, row.name), make("p", {}, row.more)),
      (row.actions || []).map((each) => make("ion-button", { slot: "end", fill: "clear", onclick: each.act }, each.text))], row.open, { detail: Boolean(row.open) }))),
    pages: () => null,
    dialog(question) {
      if (asking && asking.of === question) return null;
      const node = document.createElement("ion-alert");
      Object.assign(node, { header: question.title, message: question.text, backdropDismiss: false,
        buttons: [{ text: question.no, role: "cancel", handler: question.cancel }, { text: question.yes, role: "destructive", handler: question.confirm }] });
      asking = { of: question, node }; show(node);
      return null;
    },
    sheet(opened) {
      if (sheet && sheet.of === opened) return null;
      const node = make("ion-modal", {}, make("div", { class: "ion-padding", style: "min-height: 340px" }, make("h3", {}, opened.title), opened.body()));
      Object.assign(node, { breakpoints: [0, 0.5], initialBreakpoint: 0.5 });
      node.addEventListener("didDismiss", () => { node.remove(); if (state.sheet === opened) opened.close(); });
      sheet = { of: opened, node }; show(node);
      return null;
    },
    toast(text) { const node = document.createElement("ion-toast"); Object.assign(node, { message: text, duration: 2500 }); show(node); },
  };
})();
