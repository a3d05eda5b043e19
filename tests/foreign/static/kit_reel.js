// A hand-made page with a reel of rows: of a long list only what is in the box's window has elements, a handful of them,
// each of which shows another row when the box is scrolled. Without a reel, an ordinary list of links with a pager below.
"use strict";
(() => {
  let root, draw;
  const TALL = 92, BOX = 310;
  const put = (kind, ...inside) => {
    const [tag, ...names] = kind.split(".");
    const node = document.createElement(tag || "div");
    node.className = names.join(" ");
    node.append(...inside.flat(3).filter((each) => each || each === 0));
    return node;
  };
  const tap = (node, act) => { node.addEventListener("click", (event) => { event.preventDefault(); act(); }); return node; };
  const css = `* { box-sizing: border-box } body { margin: 0; font: 15px/1.45 "Trebuchet MS", sans-serif; color: #12263a; background: #fff } .top-bar { height: 58px; border-bottom: 3px solid #12263a; display: flex; align-items: center; gap: 6px; padding: 0 26px } .top-bar a { padding: 8px 14px; color: #12263a; text-decoration: none; font-weight: 700 } .top-bar a:hover { background: #e4edf5 }
    .mid { max-width: 860px; margin: 0 auto; padding: 28px 24px } .mid.thin { max-width: 480px } .mid > h2 { font-size: 24px; margin: 0 0 16px } .rv { height: ${BOX}px; overflow-y: auto; border: 2px solid #12263a; position: relative; overflow-anchor: none } .rv:focus { outline: 3px solid #8db6da } .rv-run { position: relative } .rv-cell { position: absolute; left: 0; right: 0; top: 0; height: ${TALL}px; padding: 0 20px; display: flex; align-items: center; justify-content: space-between; border-bottom: 1px solid #c5d3df }
    .rv-cell .nm, .pl .nm { font-weight: 700 } .sub { color: #5d7285; font-size: 13px } .pl { display: flex; align-items: center; justify-content: space-between; border-bottom: 1px solid #c5d3df; padding: 16px 4px } .pl a.nm { color: #0c5a9e }
    .kb { font: inherit; font-weight: 700; background: #12263a; color: #fff; border: 2px solid #12263a; border-radius: 3px; padding: 8px 18px; cursor: pointer; margin: 6px 8px 6px 0 } .kb.lt { background: #fff; color: #12263a } .kb[disabled] { opacity: .4; cursor: default } .oops { color: #b3001e }
    .inp { margin: 14px 0 } .inp label { display: block; font-size: 13px; color: #5d7285 } .inp input { font: inherit; width: 100%; padding: 10px; border: 2px solid #9fb3c4; border-radius: 3px } .chk { display: flex; gap: 10px; align-items: flex-start; margin: 14px 0 } .kv2 { display: grid; grid-template-columns: 200px 1fr; border-top: 1px solid #c5d3df } .kv2 > * { padding: 10px 4px; border-bottom: 1px solid #c5d3df; margin: 0 }
    .shade { position: fixed; inset: 0; background: #12263a99; z-index: 5; display: grid; place-items: center } .pane { background: #fff; border: 3px solid #12263a; padding: 24px 28px; width: 430px } .pane h3 { margin: 0 0 6px } .crumb { position: fixed; top: 74px; right: 26px; background: #0d7a4e; color: #fff; padding: 10px 18px; z-index: 7 } .pgr { display: flex; align-items: center; gap: 12px; margin-top: 14px }`;
  // The reel: cell number n shows whichever row stands at its place.
  let rows = [], top = 0;
  const cells = Array.from({ length: Math.ceil(BOX / TALL) + 1 }, () => {
    const cell = put("div.rv-cell", put("div", put("div.nm"), put("div.sub")), put("div"));
    cell.row = null;
    return cell;
  });
  const run = put("div.rv-run"), reel = put("div.rv", run);
  reel.tabIndex = 0;
  reel.addEventListener("scroll", () => { if (reel.isConnected) { top = reel.scrollTop; roll(); } });
  function roll() {
    run.style.height = rows.length * TALL + "px";
    const first = Math.floor(top / TALL), last = Math.min(rows.length, Math.ceil((top + BOX - 4) / TALL));
    const used = new Set();
    for (let at = first; at < last; at += 1) {
      const cell = cells[at % cells.length], row = rows[at];
      used.add(cell);
      if (cell.row !== row) {
        cell.row = row;
        cell.querySelector(".nm").textContent = row.name;
        cell.querySelector(".sub").textContent = row.more;
        cell.lastChild.replaceChildren(...row.actions.map((each) => tap(put("button.kb.lt", each.text), each.act)));
      }
      cell.style.transform = `translateY(${at * TALL}px)`;
      if (!cell.isConnected || cell.parentNode !== run) run.append(cell);
    }
    for (const cell of cells) if (!used.has(cell)) cell.remove();
  }
  const plainRow = (row) => put("div.pl",
    put("div", row.open ? Object.assign(tap(put("a.nm", row.name), row.open), { href: "#" }) : put("div.nm", row.name), put("div.sub", row.more)),
    put("div", (row.actions || []).map((each) => tap(put("button.kb.lt", each.text), each.act))));
  addEventListener("keydown", (event) => { if (event.key === "Escape" && state.dialog) state.dialog.cancel(); });
  window.Kit = {
    anew: true,
    mount(view) { draw = view; const style = put("style"); style.textContent = css; document.head.append(style); root = document.getElementById("root"); },
    refresh() {
      inFocus(() => root.replaceChildren(...draw()));
      if (reel.isConnected) { reel.scrollTop = top; top = reel.scrollTop; roll(); }
    },
    page: ({ title, menu, body, plain, dialog }) => [
      put("div.top-bar", (menu || []).map((each) => Object.assign(tap(put("a", each.text), () => go(each.go)), { href: each.go }))),
      put(plain ? "div.mid.thin" : "div.mid", put("h2", title), body), ...(dialog ? [dialog] : [])],
    text: (text) => put("p", text),
    error: (text) => put("p.oops", text),
    nothing: (text) => put("p.sub", text),
    waiting: () => { top = 0; return put("p.sub", "Loading…"); },
    mask: () => { const node = put("div"); node.id = "__page_loading"; return node; },
    group: (text) => put("h3", text),
    link: ({ text, go: where }) => put("p", Object.assign(tap(put("a", text), () => go(where)), { href: where })),
    button: ({ text, kind, act, off }) => { const node = tap(put(kind === "quiet" ? "button.kb.lt" : "button.kb", text), act); node.disabled = Boolean(off); return node; },
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => put("input")), said = put("label", label);
      input.type = kind === "password" ? "password" : "text"; input.id = "in-" + name; said.htmlFor = input.id;
      input.oninput = () => { state.form[name] = input.value; };
      return put("div.inp", said, input);
    },
    box({ label, on, set }) {
      const input = put("input"); input.type = "checkbox"; input.checked = on;
      input.addEventListener("change", () => set(input.checked));
      return put("label.chk", input, put("span", label));
    },
    facts: (pairs) => put("dl.kv2", pairs.map(([name, value]) => [put("dt.sub", name), put("dd", value)])),
    counts: (pairs) => put("dl.kv2", pairs.map(([name, value]) => [put("dt", name), put("dd", String(value))])),
    list: (texts) => put("ul", texts.map((each) => put("li", each))),
    products: (all) => put("div", all.map((each) => {
      const get = tap(put("button.kb.lt", "⤓"), each.download), drop = tap(put("button.kb.lt", "🗑"), each.drop);
      get.title = "Download a copy"; drop.title = "Delete";
      return put("div.pl", put("div.nm", each.name), put("div", get, drop));
    })),
    rows(kind, all) {
      if (kind === "app" || !options.reel) return put("div", all.map(plainRow));
      rows = all;
      return reel;
    },
    pages: ({ page, pages, turn }) => put("div.pgr", page > 0 && tap(put("button.kb.lt", say("previous")), () => turn(page - 1)),
      put("span.sub", `${page + 1} / ${pages}`), page + 1 < pages && tap(put("button.kb.lt", say("next")), () => turn(page + 1))),
    dialog: ({ title, text, yes, no, confirm, cancel }) => put("div.shade", put("div.pane", put("h3", title), put("p", text),
      tap(put("button.kb.lt", no), cancel), tap(put("button.kb", yes), confirm))),
    toast(text) { const node = put("div.crumb", text); document.body.append(node); setTimeout(() => node.remove(), 2500); },
  };
})();
