// Another hand-made page: tiles in a grid, a bin that only says what it does to who asks, a drawer at the right side, a
// banner about cookies above everything, words in capitals by style, an offer that never comes.
"use strict";
(() => {
  let root, draw;
  const svg = (path) => `<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path fill="currentColor" d="${path}"/></svg>`;
  const BIN = svg("M6 7h12l-1 14H7zM9 4h6l1 2h4v2H4V6h4z"), GET = svg("M11 4h2v8h4l-5 5-5-5h4zM5 19h14v2H5z");
  const el = (html, ...inside) => {
    const node = document.createRange().createContextualFragment(html).firstChild;
    node.append(...inside.flat(3).filter(Boolean));
    return node;
  };
  const on = (node, act) => { node.addEventListener("click", (event) => { event.stopPropagation(); act(); }); return node; };
  // Long words may break, where the browser finds it good.
  const soft = (text) => (options.soft ? text.replace(/(\p{L}{4})(?=\p{L}{4})/gu, "$1\u00ad") : text);
  const css = `* { box-sizing: border-box } body { margin: 0; font: 15px/1.5 Verdana, sans-serif; background: #fafafa; color: #333 } .cookies { position: sticky; top: 0; z-index: 20; background: #222; color: #fff; padding: 10px 24px; display: flex; justify-content: space-between; align-items: center }
    .grid { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px } .tile { background: #fff; border: 1px solid #e2e2e2; border-radius: 14px; padding: 20px; position: relative; min-height: 130px } .tile.go { cursor: pointer } .tile h4 { margin: 0 0 4px; font-size: 16px }
    .bin { position: absolute; inset-inline-end: 10px; top: 10px; border: 0; background: none; cursor: pointer; color: #a33; padding: 6px } .cap { text-transform: uppercase; letter-spacing: .04em } .hov .bin { visibility: hidden } .hov .tile:hover .bin { visibility: visible }
    .side { display: flex; gap: 30px; max-width: 1180px; margin: 0 auto; padding: 24px } .side > aside { width: 210px; flex: none } aside div.m { padding: 9px 0; cursor: pointer; font-size: 13px } main { flex: 1; min-width: 0 }
    .btn { display: inline-block; border: 2px solid #ff6900; background: #ff6900; color: #fff; padding: 9px 22px; cursor: pointer; font-size: 13px; margin: 6px 8px 6px 0; user-select: none } .btn.o { background: #fff; color: #ff6900 } .btn.n { opacity: .4; cursor: not-allowed } .bin svg { display: block }
    .drawer { position: fixed; top: 0; bottom: 0; inset-inline-end: 0; width: 380px; background: #fff; box-shadow: -6px 0 30px #0003; padding: 70px 26px; z-index: 15 } .x { position: absolute; inset-inline-end: 16px; top: 60px; cursor: pointer; font-size: 22px } .up { position: fixed; inset: 0; background: #0005; z-index: 30; display: flex; align-items: flex-end; justify-content: center }
    .up > div { background: #fff; border-radius: 16px 16px 0 0; padding: 26px 30px; width: 560px } .fld { display: block; width: 100%; max-width: 360px; border: 0; border-bottom: 2px solid #bbb; padding: 11px 2px; margin: 16px 0; font: inherit; background: none } .tick { display: flex; gap: 10px; cursor: pointer; margin: 14px 0; max-width: 480px } .tick b { border: 1px solid #666; width: 18px; height: 18px; flex: none; font-size: 12px; line-height: 17px; text-align: center }
    .offer { border: 1px dashed #ccc; padding: 18px; margin-top: 24px; font-size: 13px; color: #888; text-align: center } .turn { width: 22px; height: 22px; margin: 8px auto; border: 3px solid #ddd; border-top-color: #ff6900; border-radius: 50%; animation: turn 1s linear infinite } @keyframes turn { to { transform: rotate(1turn) } }
    .kv { display: flex; padding: 10px 0; border-bottom: 1px solid #eee } .kv span { width: 190px; color: #888; font-size: 13px } .low { color: #888; font-size: 13px } .bad { color: #b00020 } .snack { position: fixed; left: 24px; bottom: 24px; background: #222; color: #fff; padding: 10px 18px; z-index: 40 } .narrow { max-width: 520px; margin: 40px auto; background: #fff; padding: 36px }`;
  const cookies = () => (localStorage.cookies ? null : el('<div class="cookies"></div>', "We use cookies to make this page better.",
    on(el('<div class="btn">Accept cookies</div>'), () => { localStorage.cookies = "yes"; refresh(); })));
  const offer = () => (options.offer ? el('<div class="offer" aria-busy="true"><div>Offers for you</div><div class="turn" role="progressbar"></div></div>') : null);
  const btn = (text, act, kind = "", off = false) => on(el(`<div class="btn cap ${kind} ${off ? "n" : ""}" role="button" tabindex="0" aria-disabled="${off}"></div>`, soft(text)), () => off || act());
  const bin = (each) => (options.words ? btn(each.text, each.act, "o") : on(el(`<button class="bin" aria-label="${each.text}" title="${each.text}">${BIN}</button>`), each.act));
  const tile = (row) => {
    const node = el(`<div class="tile ${row.open ? "go" : ""}"></div>`, el("<h4></h4>", row.name), el('<div class="low"></div>', row.more), (row.actions || []).map(bin));
    return row.open ? on(node, row.open) : node;
  };
  window.Kit = {
    anew: true,
    mount(view) { draw = view; document.head.append(el("<style></style>", css)); root = document.getElementById("root"); },
    refresh() { inFocus(() => root.replaceChildren(draw())); },
    page: ({ title, menu, body, plain, dialog }) => el("<div></div>", cookies(), plain ? el('<div class="narrow"></div>', el("<h3></h3>", soft(title)), body)
      : el('<div class="side"></div>', el("<aside></aside>", menu.map((each) => on(el('<div class="m cap"></div>', soft(each.text)), () => go(each.go))), offer()), el("<main></main>", el('<h3 class="cap"></h3>', soft(title)), body)), dialog),
    text: (text) => el("<p></p>", soft(text)),
    error: (text) => el('<p class="bad"></p>', text),
    nothing: (text) => el('<p class="low"></p>', soft(text)),
    waiting: () => el('<div class="turn" role="progressbar"></div>'),
    mask: () => el('<div id="__page_loading"></div>'),
    group: (text) => el("<h4></h4>", soft(text)),
    link: ({ text, go: where }) => el("<p></p>", on(el('<span style="cursor: pointer; border-bottom: 1px solid"></span>', soft(text)), () => go(where))),
    button: ({ text, kind, act, off }) => btn(text, act, kind === "quiet" ? "o" : "", Boolean(off)),
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => el(`<input class="fld" type="${kind === "password" ? "password" : "text"}">`));
      input.placeholder = label; input.oninput = () => { state.form[name] = input.value; };
      return input;
    },
    box: ({ label, on: ticked, set }) => on(el('<div class="tick"></div>', el("<b></b>", ticked ? "✕" : ""), el("<span></span>", soft(label))), () => set(!ticked)),
    choice: ({ texts, chosen, set }) => el("<div></div>", texts.map((each) => on(el('<div class="tick"></div>', el('<b style="border-radius: 9px"></b>', chosen === each ? "●" : ""), el("<span></span>", each)), () => set(each)))),
    facts: (pairs) => el("<div></div>", pairs.map(([name, value]) => el('<div class="kv"></div>', el("<span></span>", soft(name)), el("<div></div>", value)))),
    counts: (pairs) => el('<div class="grid"></div>', pairs.map(([name, value]) => el('<div class="tile"></div>', el("<h4></h4>", String(value)), el('<div class="low"></div>', name)))),
    list: (texts) => el("<ul></ul>", texts.map((each) => el("<li></li>", each))),
    products: (rows) => el('<div class="grid"></div>', rows.map((each) => el('<div class="tile"></div>', el("<h4></h4>", each.name),
      on(el(`<button title="Download a copy">${GET}</button>`), each.download), on(el('<button title="Delete">🗑</button>'), each.drop)))),
    rows: (_, rows) => el(`<div class="grid ${options.hover ? "hov" : ""}"></div>`, rows.map(tile)),
    pages: () => null,
    dialog: ({ title, text, yes, no, confirm, cancel }) => el('<div class="up"></div>', el("<div></div>", el('<b class="cap"></b>', soft(title)), el("<p></p>", text), btn(yes, confirm), btn(no, cancel, "o"))),
    sheet: ({ title, body, close }) => el('<div class="drawer"></div>', on(el('<span class="x">×</span>'), close), el("<h4></h4>", title), body()),
    toast(text) { const node = el('<div class="snack"></div>', soft(text)); document.body.append(node); setTimeout(() => node.remove(), 2500); },
  };
})();
