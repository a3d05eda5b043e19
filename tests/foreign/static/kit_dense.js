// An administrator's table, as dense as it goes: boxes to tick and a menu behind three dots in every row, a bar that
// comes when something is ticked, a head that stays, and beside it what happened lately.
"use strict";
(() => {
  let root, draw;
  const css = `html { font-size: 12px } body { margin: 0; font: 12px/16px Tahoma, "DejaVu Sans", sans-serif; color: #1c1c1c } .wb { display: grid; grid-template-columns: 148px minmax(0, 1fr); min-height: 100vh } .wb-nav { background: #eceef0; border-right: 1px solid #c9cdd1; padding: 4px 0 } .wb-nav a { display: block; padding: 3px 10px; color: #1c1c1c; text-decoration: none } .wb-nav a:hover { background: #d8dde2 } .wb-in { padding: 6px 10px } .wb-solo { width: 380px; margin: 24px auto; border: 1px solid #c9cdd1; padding: 14px 18px }
    h1 { font-size: 14px; margin: 0 0 6px } .cols { display: grid; grid-template-columns: minmax(0, 1fr) 300px; gap: 10px; align-items: start } .scr { max-height: 330px; overflow-y: auto; border: 1px solid #c9cdd1 } table { border-collapse: separate; border-spacing: 0; width: 100%; table-layout: fixed } thead th { position: sticky; top: 0; background: #dfe3e7; z-index: 2; text-align: left; font-weight: 700; border-bottom: 1px solid #aab } th, td { padding: 2px 6px; height: 22px } tbody tr:nth-child(even) { background: #f3f5f8 } tbody tr.sel { background: #dcebff } .nm { overflow: hidden; text-overflow: ellipsis; white-space: nowrap } .ck { width: 26px } .ck input { margin: 0; vertical-align: middle } .kd { width: 118px; color: #555 } .dt { width: 34px; position: relative; text-align: center }
    .keb { border: 0; background: none; font: 700 14px/14px sans-serif; padding: 2px 8px; cursor: pointer } .keb:hover { background: #cfd6dd } .mn { position: fixed; background: #fff; border: 1px solid #999; box-shadow: 2px 2px 5px #0003; z-index: 6; min-width: 120px; padding: 2px 0 } .mn div { padding: 3px 10px; cursor: pointer } .mn div:hover, .mn div:focus { background: #dcebff } .bulk { display: flex; gap: 6px; align-items: center; background: #2b3a4a; color: #fff; padding: 3px 8px; margin-bottom: 4px } .bulk span { flex: 1 }
    button.b { font: inherit; padding: 2px 9px; border: 1px solid #8a939c; background: linear-gradient(#fff, #e4e7ea); border-radius: 2px; cursor: pointer; margin: 2px 4px 2px 0 } button.b.d { color: #a40000 } button.b:disabled { color: #999; cursor: default } .act { border: 1px solid #c9cdd1 } .act h2 { font-size: 12px; margin: 0; padding: 3px 6px; background: #dfe3e7 } .act ol { list-style: none; margin: 0; padding: 0 } .act li { padding: 2px 6px; border-top: 1px solid #e6e8ea; display: flex; gap: 6px } .act li b { font-weight: 400; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; flex: 1 } .act li i, .mut { color: #666; font-style: normal }
    .dim { position: fixed; inset: 0; background: #0004; z-index: 10 } .win { position: absolute; top: 110px; left: calc(50% - 165px); width: 330px; background: #fff; border: 1px solid #555 } .win > div { padding: 6px 10px } .win .ti { background: #2b3a4a; color: #fff } .win .fo { text-align: right; background: #f3f5f8 } .fl { display: grid; grid-template-columns: 130px 1fr; gap: 6px; margin: 6px 0; align-items: center } .fl input { font: inherit; padding: 2px 4px; border: 1px solid #8a939c } .tk { display: block; margin: 6px 0 } .er { color: #a40000 } .pr { display: grid; grid-template-columns: 170px 1fr; gap: 2px 8px; margin: 0 } .pr dd { margin: 0 } .st { position: fixed; bottom: 0; left: 0; right: 0; background: #dff0d8; border-top: 1px solid #7a9; padding: 3px 10px; z-index: 11 }`;
  const el = (selector, ...inside) => {
    const [tag, ...kinds] = selector.split(".");
    const node = document.createElement(tag || "div");
    if (kinds.length) node.className = kinds.join(" ");
    node.append(...inside.flat(3).filter((each) => each !== null && each !== undefined && each !== false));
    return node;
  };
  const on = (node, act) => {
    node.addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); act(event); });
    if (node.tagName === "DIV") { node.tabIndex = 0; node.addEventListener("keydown", (event) => { if (event.key === "Enter") act(event); }); }
    return node;
  };
  const btn = (text, act, kind = "", off = false) => { const node = on(el("button.b" + kind, text), act); node.disabled = Boolean(off); return node; };
  const anchor = (text, where) => { const node = on(el("a", text), () => go(where)); node.href = where; return node; };
  const tick = (ticked, set, some = false) => { const node = el("input"); node.type = "checkbox"; node.checked = ticked; node.indeterminate = some; node.addEventListener("change", () => set(node.checked)); return node; };
  const menu = () => {
    const { items, x, y } = state.menu, node = el(".mn", items.map((each) => on(el("div", each.text), () => { state.menu = null; refresh(); each.act(); })));
    node.style.left = `${x}px`; node.style.top = `${y}px`;
    return node;
  };
  const dots = (items) => on(el("button.keb", "⋮"), (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    state.menu = { items, x: box.right - 122, y: box.bottom }; refresh();
  });
  let scrolled = 0; // how far the list is scrolled, which its being made anew would lose
  function sheet(rows, bulk) {
    const all = rows.every((row) => row.picked), some = rows.some((row) => row.picked);
    const scroller = el(".scr", el("table",
      el("thead", el("tr", el("th.ck", tick(all, bulk.all, some && !all)), el("th.nm", "Name"), el("th.kd", "Kind"), el("th.kd", "Last used"), el("th.kd", "System"), el("th.dt", ""))),
      el("tbody", rows.map((row) => { const name = el("td.nm", row.name); name.title = row.name;
        return el(row.picked ? "tr.sel" : "tr", el("td.ck", tick(row.picked, row.pick)), name, el("td.kd", row.more), el("td.kd", "today"), el("td.kd", "V14"), el("td.dt", dots(row.menu))); }))));
    scroller.addEventListener("scroll", () => { scrolled = scroller.scrollTop; if (state.menu) { state.menu = null; refresh(); } });
    queueMicrotask(() => { scroller.scrollTop = scrolled; });
    return el("div", some && el(".bulk", el("span", `${rows.filter((row) => row.picked).length} selected`), bulk.tools.map((each) => btn(each.text, each.act)), btn("Clear", () => bulk.all(false))), scroller);
  }
  window.Kit = {
    anew: true,
    mount(view) {
      draw = view; root = document.getElementById("root"); document.head.append(el("style", css));
      document.addEventListener("click", () => { if (state.menu) { state.menu = null; refresh(); } });
    },
    refresh() { inFocus(() => root.replaceChildren(...draw())); },
    page: ({ title, menu: places, body, plain, dialog }) => [plain ? el(".wb-solo", el("h1", title), body)
      : el(".wb", el(".wb-nav", places.map((each) => anchor(each.text, each.go))), el(".wb-in", el("h1", title), body)), state.menu ? menu() : null, dialog || null].filter(Boolean),
    text: (text) => el("p", text),
    error: (text) => el("p.er", text),
    nothing: (text) => el("p.mut", text),
    waiting: () => el("p.mut", "Please wait…"),
    group: (text) => el("h1", text),
    link: ({ text, go: where }) => el("p", anchor(text, where)),
    button: ({ text, kind, act, off }) => btn(text, act, kind === "danger" ? ".d" : "", off),
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => el("input"));
      input.type = kind === "password" ? "password" : "text"; input.oninput = () => { state.form[name] = input.value; };
      return el("label.fl", el("span", label), input);
    },
    box: ({ label, on: ticked, set }) => el("label.tk", tick(ticked, set), el("span", label)),
    facts: (pairs) => el("dl.pr", pairs.map(([name, value]) => [el("dt.mut", name), el("dd", value)])),
    counts: (pairs) => el("dl.pr", pairs.map(([name, value]) => [el("dt", name), el("dd", String(value))])),
    list: (texts) => el("ul", texts.map((each) => el("li", each))),
    products: (rows) => el("table", el("tbody", rows.map((each) => {
      const get = btn("⤓", each.download), drop = btn("🗑", each.drop);
      get.title = "Download a copy"; drop.title = "Delete";
      return el("tr", el("td.nm", each.name), el("td", get, drop));
    }))),
    rows: (_, rows, bulk) => (bulk ? sheet(rows, bulk) : el("table", el("thead", el("tr", el("th.nm", "Name"), el("th.kd", "Access"), el("th", ""))),
      el("tbody", rows.map((row) => el("tr", el("td.nm", row.name), el("td.nm.mut", row.more), el("td", (row.actions || []).map((each) => btn(each.text, each.act)))))))),
    beside: (list, entries) => el(".cols", el("div", list), el(".act", el("h2", "Recent activity"), el("ol", entries.map((each) => el("li", el("b", each.device), el("i", each.what)))))),
    pages: () => null,
    dialog: ({ title, text, yes, no, confirm, cancel }) => el(".dim", el(".win", el(".ti", title), el("div", text), el(".fo", btn(yes, confirm, ".d"), btn(no, cancel)))),
    toast(text) { const node = el(".st", text); document.body.append(node); setTimeout(() => node.remove(), 2500); },
  };
})();
