// Shoelace: web components with open shadow roots; every text is slotted into them.
"use strict";
(() => {
  const NPM = "/npm/@shoelace-style/shoelace/cdn/";
  import(NPM + "shoelace.js");
  let root, draw;
  const make = (tag, facts = {}, ...inside) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(facts)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...inside.flat().filter((each) => each !== null && each !== undefined && each !== false));
    return node;
  };
  const sheet = `body { font: 15px/1.5 system-ui, sans-serif; margin: 0 } header { display: flex; gap: 8px; padding: 12px 24px; border-bottom: 1px solid #ddd }
    main { max-width: 820px; margin: 24px auto; padding: 0 24px } main > * { margin: 12px 0 } sl-card { width: 100%; margin: 6px 0 } sl-card::part(body) { display: flex; align-items: center; gap: 12px }
    :not(:defined) { visibility: hidden } .grow { flex: 1 } .muted { color: #777 } .pair { display: flex; justify-content: space-between }`;
  const lively = (node) => { window.customElements.whenDefined(node.localName).then(() => node.isConnected && node.show && node.show()); return node; };
  window.Kit = {
    anew: true,
    mount(view) { draw = view; document.head.append(make("style", {}, sheet)); root = document.getElementById("root"); },
    refresh() { inFocus(() => root.replaceChildren(...draw())); },
    page: ({ title, menu, body, dialog }) => [
      menu ? make("header", {}, menu.map((each) => make("sl-button", { variant: "text", onclick: () => go(each.go) }, each.text))) : null,
      make("main", {}, make("h2", {}, title), body), dialog].filter(Boolean),
    text: (text) => make("p", {}, text),
    error: (text) => make("sl-alert", { variant: "danger", open: true }, text),
    nothing: (text) => make("p", { class: "muted" }, text),
    waiting: () => make("div", {}, make("sl-skeleton", { effect: "sheen" }), make("sl-skeleton", { effect: "sheen" })),
    mask: () => make("div", { id: "__page_loading" }),
    group: (text) => make("h4", {}, text),
    link: ({ text, go: where }) => make("div", {}, make("sl-button", { variant: "default", onclick: () => go(where) }, text)),
    button: ({ text, kind, act, off }) => make("sl-button", { variant: { quiet: "default", danger: "danger" }[kind] || "primary", disabled: Boolean(off), onclick: act }, text),
    field: ({ label, kind, name }) => fieldNamed(name, () => make("sl-input", { label, type: kind === "password" ? "password" : "text", "password-toggle": kind === "password",
      "onsl-input": (event) => { state.form[name] = event.target.value; } })),
    box: ({ label, on, set }) => make("div", {}, make("sl-switch", { checked: on, "onsl-change": (event) => set(event.target.checked) }, label)),
    facts: (pairs) => make("sl-card", {}, make("div", { class: "grow" }, pairs.map(([name, value]) => make("div", { class: "pair" }, make("span", { class: "muted" }, name), make("span", {}, value))))),
    counts: (pairs) => make("div", {}, pairs.map(([name, value]) => make("sl-card", {}, make("span", { class: "grow" }, name), make("sl-badge", { pill: true }, String(value))))),
    list: (texts) => make("ul", {}, texts.map((each) => make("li", {}, each))),
    products: (rows) => make("div", {}, rows.map((each) => make("sl-card", {}, make("span", { class: "grow" }, each.name),
      make("button", { title: "Download a copy", onclick: each.download }, "⤓"), make("button", { title: "Delete", onclick: each.drop }, "🗑")))),
    rows: (_, rows) => make("div", {}, rows.map((row) => make("sl-card", {},
      make("div", { class: "grow" }, make("div", {}, row.name), make("small", { class: "muted" }, row.more)),
      (row.actions || []).map((each) => make("sl-button", { size: "small", onclick: each.act }, each.text)),
      row.menu && make("sl-dropdown", { hoist: true }, make("sl-button", { slot: "trigger", size: "small", caret: true }, "⋮"),
        make("sl-menu", {}, row.menu.map((each) => make("sl-menu-item", { onclick: each.act }, each.text))))))),
    pages: () => null,
    dialog: ({ title, text, yes, no, confirm, cancel }) => lively(make("sl-dialog", { label: title, "onsl-request-close": cancel }, text,
      make("sl-button", { slot: "footer", onclick: cancel }, no), make("sl-button", { slot: "footer", variant: "danger", onclick: confirm }, yes))),
    toast(text) {
      const note = make("sl-alert", { variant: "success", duration: "2500", closable: true }, text);
      document.body.append(note); note.toast();
    },
  };
})();
