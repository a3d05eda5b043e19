// A hand-made page of paper slips: an unordered list, named parts, native buttons, a question in the middle, notices below.
"use strict";
(() => {
  let root, draw;
  const add = (tag, given = {}, ...inside) => {
    const node = Object.assign(document.createElement(tag), given);
    node.append(...inside.flat(3).filter(Boolean));
    return node;
  };
  const css = `body { margin: 0; background: #f3efe6; color: #2b2a27; font: 16px/1.5 Cambria, Georgia, serif } .desk { display: grid; grid-template-columns: 230px 1fr; min-height: 100vh }
    .desk__rail { background: #2e3a35; padding: 28px 0 } .desk__rail button { display: block; width: 100%; text-align: start; background: none; color: #e9e4d6; border: 0; padding: 11px 28px; font: inherit; cursor: pointer } .desk__rail button:hover { background: #3d4c46 }
    .desk__sheet { padding: 34px 44px; max-width: 820px } .desk__sheet--alone { margin: 60px auto; background: #fffdf7; padding: 38px 46px; width: 540px; box-shadow: 0 1px 6px #0002 } .desk__title { font-size: 27px; font-weight: 400; margin: 0 0 20px }
    .stack { list-style: none; margin: 0; padding: 0 } .slip { background: #fffdf7; border-inline-start: 5px solid #b9653b; margin: 10px 0; padding: 14px 20px; display: flex; align-items: center; gap: 18px; box-shadow: 0 1px 3px #0002; position: relative } .slip__what { flex: 1; min-width: 0 } .slip__note { color: #7c776b; font-size: 14px }
    .slip__menu { position: absolute; inset-inline-end: 18px; top: 52px; background: #fffdf7; border: 1px solid #c9c2b1; z-index: 4; display: flex; flex-direction: column; min-width: 170px } .slip__menu button { border: 0; background: none; text-align: start; padding: 10px 16px; font: inherit; cursor: pointer }
    .stamp { font: inherit; border: 1px solid #b9653b; background: #b9653b; color: #fff; padding: 8px 22px; cursor: pointer; margin: 8px 10px 8px 0 } .stamp--pale { background: #fffdf7; color: #8d4925 } .stamp:disabled { opacity: .45; cursor: default } .hush { color: #7c776b } .grief { color: #a3221b }
    .entry { display: block; margin: 16px 0 } .entry input { display: block; font: inherit; width: 330px; padding: 9px 10px; border: 1px solid #a49d8c; margin-top: 4px } .assent { display: flex; gap: 10px; align-items: flex-start; margin: 16px 0; cursor: pointer; max-width: 520px } .assent input { margin-top: 6px }
    .pairs { background: #fffdf7; border-collapse: collapse; width: 100% } .pairs th { text-align: start; font-weight: 400; color: #7c776b; width: 220px } .pairs th, .pairs td { padding: 11px 18px; border-bottom: 1px solid #e5dfd0 }
    .veil { position: fixed; inset: 0; background: #2b2a2780; display: flex; align-items: center; justify-content: center; z-index: 8 } .veil__card { background: #fffdf7; width: 440px; padding: 28px 32px } .veil__card h2 { margin: 0 0 8px; font-size: 20px; font-weight: 600 } .murmur { position: fixed; bottom: 26px; inset-inline-end: 30px; background: #2e3a35; color: #fff; padding: 12px 22px; z-index: 9 }`;
  const stamp = (text, act, pale, off) => add("button", { type: "button", className: pale ? "stamp stamp--pale" : "stamp", textContent: text, onclick: act, disabled: Boolean(off) });
  const plainButton = (text, act, title = "") => add("button", { type: "button", textContent: text, onclick: act, title });
  let opened = "";
  const menu = (row, key) => [
    add("button", { type: "button", className: "stamp stamp--pale", textContent: "⋮", onclick: (event) => { event.stopPropagation(); opened = opened === key ? "" : key; refresh(); } }),
    opened === key && add("div", { className: "slip__menu" }, row.menu.map((each) => plainButton(each.text, () => { opened = ""; refresh(); each.act(); }))),
  ];
  addEventListener("click", (event) => { if (opened && !event.target.closest(".slip__menu")) { opened = ""; refresh(); } });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (state.dialog) state.dialog.cancel(); else if (opened) { opened = ""; refresh(); }
  });
  window.Kit = {
    anew: true,
    mount(view) { draw = view; document.head.append(add("style", { textContent: css })); root = document.getElementById("root"); },
    refresh() { inFocus(() => root.replaceChildren(...draw())); },
    page: ({ title, menu: rail, body, plain, dialog }) => [
      plain ? add("main", { className: "desk__sheet--alone" }, add("h1", { className: "desk__title", textContent: title }), body)
        : add("div", { className: "desk" }, add("nav", { className: "desk__rail" }, rail.map((each) => plainButton(each.text, () => go(each.go)))),
          add("main", { className: "desk__sheet" }, add("h1", { className: "desk__title", textContent: title }), body)), ...(dialog ? [dialog] : [])],
    text: (text) => add("p", { textContent: text }),
    error: (text) => add("p", { className: "grief", textContent: text }),
    nothing: (text) => add("p", { className: "hush", textContent: text }),
    waiting: () => add("p", { className: "hush", textContent: "Loading…" }),
    mask: () => add("div", { id: "__page_loading" }),
    group: (text) => add("h2", { className: "desk__title", textContent: text }),
    link: ({ text, go: where }) => add("p", {}, add("a", { href: where, textContent: text, onclick: (event) => { event.preventDefault(); go(where); } })),
    button: ({ text, kind, act, off }) => stamp(text, act, kind === "quiet", off),
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => add("input", { type: kind === "password" ? "password" : "text" }));
      input.oninput = () => { state.form[name] = input.value; };
      return add("label", { className: "entry" }, add("span", { textContent: label }), input);
    },
    box: ({ label, on, set }) => add("label", { className: "assent" }, add("input", { type: "checkbox", checked: on, onchange: (event) => set(event.target.checked) }), add("span", { textContent: label })),
    facts: (pairs) => add("table", { className: "pairs" }, pairs.map(([name, value]) => add("tr", {}, add("th", { textContent: name }), add("td", { textContent: value })))),
    counts: (pairs) => add("table", { className: "pairs" }, pairs.map(([name, value]) => add("tr", {}, add("th", { textContent: name }), add("td", { textContent: String(value) })))),
    list: (texts) => add("ul", {}, texts.map((each) => add("li", { textContent: each }))),
    products: (rows) => add("ul", { className: "stack" }, rows.map((each) => add("li", { className: "slip" }, add("div", { className: "slip__what", textContent: each.name }),
      plainButton("⤓", each.download, "Download a copy"), plainButton("🗑", each.drop, "Delete")))),
    rows: (kind, rows) => add("ul", { className: "stack" }, rows.map((row, at) => add("li", { className: "slip" },
      add("div", { className: "slip__what" }, add("strong", { textContent: row.name }), add("div", { className: "slip__note", textContent: row.more })),
      (row.actions || []).map((each) => stamp(each.text, each.act, true)), row.menu && menu(row, kind + at + row.name)))),
    pages: () => null,
    dialog: ({ title, text, yes, no, confirm, cancel }) => add("div", { className: "veil" }, add("section", { className: "veil__card", role: "alertdialog" },
      add("h2", { textContent: title }), add("p", { textContent: text }), stamp(yes, confirm), stamp(no, cancel, true))),
    toast(text) { const node = add("div", { className: "murmur", role: "status", textContent: text }); document.body.append(node); setTimeout(() => node.remove(), 4000); },
  };
})();
