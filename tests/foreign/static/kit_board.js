// A board of panels by somebody else again: devices in panels that are folded away, the question in a bubble beside its
// button; or a list at the left and what is chosen in it at the right.
"use strict";
(() => {
  let root, draw;
  const css = `*, *::before { box-sizing: border-box } body { margin: 0; background: #f0f2f7; color: #252b3a; font: 14px/1.55 "Open Sans", "Helvetica Neue", Helvetica, sans-serif }
    .bd-top { background: #fff; box-shadow: 0 1px 4px #0002; display: flex; gap: 6px; padding: 0 28px; position: relative; z-index: 1 } .bd-top__item { border: 0; background: none; font: inherit; padding: 17px 14px; cursor: pointer; color: #4a5573 } .bd-top__item:hover { color: #2f54d1 }
    .bd-main { max-width: 1040px; margin: 0 auto; padding: 26px 28px 120px } .bd-main--slim { max-width: 480px; background: #fff; margin-top: 60px; border-radius: 6px; padding: 34px 40px } .bd-h { font-size: 23px; font-weight: 400; margin: 0 0 20px }
    .bd-acc { background: #fff; border: 1px solid #d9deea; margin-bottom: -1px } .bd-acc__head { display: flex; align-items: center; gap: 12px; padding: 15px 20px; cursor: pointer; user-select: none } .bd-acc__head:hover { background: #f7f9ff } .bd-acc__caret { width: 9px; height: 9px; border: solid #6b7694; border-width: 0 2px 2px 0; transform: rotate(-45deg); flex: none } .is-open > .bd-acc__head .bd-acc__caret { transform: rotate(45deg) }
    .bd-acc__title { font-weight: 600 } .bd-acc__n { margin-inline-start: auto; background: #e7ebf8; border-radius: 9px; padding: 0 10px; font-size: 12px; color: #4a5573 } .bd-acc__body { border-top: 1px solid #e8ecf4; padding: 4px 20px } .bd-acc__body[hidden] { display: none }
    .bd-row { display: flex; align-items: center; gap: 14px; padding: 11px 0; border-top: 1px solid #eef1f6 } .bd-row:first-child { border-top: 0 } .bd-row__main { flex: 1; min-width: 0 } .bd-row__sub { color: #7a84a0; font-size: 12px } .bd-row__side { position: relative; white-space: nowrap } .bd-list { background: #fff; border: 1px solid #d9deea; padding: 4px 20px }
    .bd-btn { font: inherit; border: 1px solid #b8c1d9; background: #fff; color: #36405c; border-radius: 3px; padding: 6px 15px; cursor: pointer; margin-inline-end: 8px } .bd-btn--go { background: #2f54d1; border-color: #2f54d1; color: #fff } .bd-btn--stop { background: #d1352f; border-color: #d1352f; color: #fff } .bd-btn:disabled { opacity: .45; cursor: not-allowed } .bd-btn--small { padding: 3px 11px; font-size: 13px; margin: 0 }
    .bd-pop { position: absolute; right: calc(100% + 10px); top: -12px; width: 270px; background: #fff; border-radius: 5px; box-shadow: 0 3px 18px #1b234040; padding: 13px 15px; z-index: 4; white-space: normal; font-size: 13px } .bd-pop::before { content: ""; position: absolute; right: -5px; top: 20px; width: 10px; height: 10px; background: #fff; transform: rotate(45deg) } .bd-pop__foot { display: flex; justify-content: flex-end; gap: 7px; margin-top: 10px }
    .bd-md { display: flex; background: #fff; border: 1px solid #d9deea; min-height: 380px } .bd-md__list { width: 270px; border-inline-end: 1px solid #d9deea; list-style: none; margin: 0; padding: 0; flex: none } .bd-md__item { padding: 12px 18px; cursor: pointer; border-inline-start: 3px solid transparent } .bd-md__item:hover { background: #f7f9ff } .bd-md__item.is-current { background: #eaf0ff; border-color: #2f54d1 } .bd-md__pane { flex: 1; padding: 20px 26px } .bd-md__name { font-size: 19px; margin-bottom: 10px }
    .bd-kv { display: flex; padding: 8px 0; border-bottom: 1px solid #eef1f6 } .bd-kv__k { width: 190px; color: #7a84a0 } .bd-facts { margin-bottom: 18px } .bd-fld { display: block; margin: 14px 0 } .bd-fld__l { display: block; margin-bottom: 4px; color: #4a5573 } .bd-fld__i { width: 100%; font: inherit; padding: 8px 10px; border: 1px solid #b8c1d9; border-radius: 3px }
    .bd-chk { display: flex; gap: 9px; margin: 15px 0; cursor: pointer; align-items: flex-start } .bd-chk__i { margin: 4px 0 0; flex: none } .bd-p { margin: 0 0 14px } .bd-p--bad { color: #c1221c } .bd-p--dim { color: #7a84a0 } .bd-a { color: #2f54d1; display: inline-block; margin: 5px 0; cursor: pointer; text-decoration: underline }
    .bd-shade { position: fixed; inset: 0; background: #1b234080; z-index: 8; display: grid; place-items: start center; padding-top: 14vh } .bd-box { background: #fff; width: 430px; border-radius: 6px } .bd-box__t { padding: 15px 22px; border-bottom: 1px solid #e8ecf4; font-weight: 600 } .bd-box__b { padding: 18px 22px } .bd-box__f { padding: 12px 14px 14px 22px; text-align: end } .bd-bar { position: fixed; top: 0; left: 50%; transform: translateX(-50%); background: #28794a; color: #fff; padding: 9px 24px; border-radius: 0 0 6px 6px; z-index: 9 }`;
  const el = (tag, name, ...inside) => {
    const node = document.createElement(tag);
    node.className = name.split(" ").map((each) => (each.startsWith("is-") ? each : "bd-" + each)).join(" ");
    node.append(...inside.flat(3).filter((each) => each !== null && each !== undefined && each !== false));
    return node;
  };
  // By mouse and by the keys, also what is no button.
  const on = (node, act) => {
    node.addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); act(); });
    if (!["BUTTON", "A"].includes(node.tagName)) {
      node.tabIndex = 0;
      node.addEventListener("keydown", (event) => { if (event.target === node && ["Enter", " "].includes(event.key)) { event.preventDefault(); act(); } });
    }
    return node;
  };
  const btn = (text, act, kind = "", off = false) => { const node = on(el("button", "btn " + kind, text), act); node.type = "button"; node.disabled = Boolean(off); return node; };
  const bubble = (name) => {
    const asked = state.dialog;
    if (!options.bubble || !asked || asked.about !== name) return null;
    const node = el("div", "pop", el("div", "pop__text", asked.text), el("div", "pop__foot", btn(asked.no, asked.cancel, "btn--small"), btn(asked.yes, asked.confirm, "btn--small btn--stop")));
    node.addEventListener("click", (event) => event.stopPropagation());
    return node;
  };
  const row = (each) => el("div", "row", el("div", "row__main", el("div", "row__name", each.name), each.more && el("div", "row__sub", each.more)),
    el("div", "row__side", (each.actions || []).map((action) => btn(action.text, action.act, "btn--small")), bubble(each.name)));
  window.Kit = {
    anew: true,
    mount(view) {
      draw = view; root = document.getElementById("root");
      document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
      // A bubble goes when one presses beside it.
      if (options.bubble) document.addEventListener("click", () => state.dialog && state.dialog.cancel());
    },
    refresh() { inFocus(() => root.replaceChildren(...draw())); },
    page: ({ title, menu, body, plain, dialog }) => [
      plain ? null : el("div", "top", menu.map((each) => on(el("button", "top__item", each.text), () => go(each.go)))),
      el("div", plain ? "main main--slim" : "main", el("h1", "h", title), body), dialog || null].filter(Boolean),
    text: (text) => el("p", "p", text),
    error: (text) => el("p", "p p--bad", text),
    nothing: (text) => el("p", "p p--dim", text),
    waiting: () => el("p", "p p--dim", "Loading…"),
    group: (text) => el("h2", "h", text),
    link: ({ text, go: where }) => { const node = on(el("a", "a", text), () => go(where)); node.href = where; return el("div", "line", node); },
    button: ({ text, kind, act, off }) => btn(text, act, { primary: "btn--go", danger: "btn--stop" }[kind] || "", off),
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => el("input", "fld__i"));
      input.type = kind === "password" ? "password" : "text"; input.oninput = () => { state.form[name] = input.value; };
      return el("label", "fld", el("span", "fld__l", label), input);
    },
    box({ label, on: ticked, set }) {
      const input = el("input", "chk__i"); input.type = "checkbox"; input.checked = ticked; input.addEventListener("change", () => set(input.checked));
      return el("label", "chk", input, el("span", "chk__l", label));
    },
    facts: (pairs) => el("div", "facts", pairs.map(([name, value]) => el("div", "kv", el("div", "kv__k", name), el("div", "kv__v", value)))),
    counts: (pairs) => el("div", "list", pairs.map(([name, value]) => el("div", "kv", el("div", "kv__k", name), el("div", "kv__v", String(value))))),
    list: (texts) => el("ul", "ul", texts.map((each) => el("li", "li", each))),
    products: (rows) => el("div", "list", rows.map((each) => {
      const get = btn("⤓", each.download, "btn--small"), drop = btn("🗑", each.drop, "btn--small");
      get.title = "Download a copy"; drop.title = "Delete";
      return el("div", "row", el("div", "row__main", each.name), el("div", "row__side", get, " ", drop, bubble(each.name)));
    })),
    rows: (_, rows) => el("div", "list", rows.map(row)),
    fold: ({ text, rows, open, turn }) => {
      const body = el("div", "acc__body", rows.map(row)); body.hidden = !open;
      const head = on(el("div", "acc__head", el("i", "acc__caret"), el("span", "acc__title", text), el("span", "acc__n", String(rows.length))), turn);
      return el("div", open ? "acc is-open" : "acc", head, body);
    },
    split: (items, name, details) => el("div", "md",
      el("ul", "md__list", items.map((each) => on(el("li", each.chosen ? "md__item is-current" : "md__item", el("div", "row__name", each.name), el("div", "row__sub", each.more)), each.choose))),
      el("div", "md__pane", el("div", "md__name", name), details)),
    pages: () => null,
    dialog: ({ title, text, yes, no, confirm, cancel }) => (options.bubble ? null : el("div", "shade", el("div", "box", el("div", "box__t", title), el("div", "box__b", text),
      el("div", "box__f", btn(no, cancel), btn(yes, confirm, "btn--stop"))))),
    toast(text) { const node = el("div", "bar", text); document.body.append(node); setTimeout(() => node.remove(), 2500); },
  };
})();
