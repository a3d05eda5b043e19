// A hand-made page by somebody else: rows that unfold, a question asked in the row itself, words made of several pieces.
"use strict";
(() => {
  let root, draw;
  const open = new Set();
  const el = (html, ...inside) => {
    const node = document.createRange().createContextualFragment(html).firstChild;
    node.append(...inside.flat(3).filter(Boolean));
    return node;
  };
  // Every word in an element of its own, as translation systems and effects leave it.
  const pieces = (text) => text.split(" ").flatMap((word, at) => [at ? "\u00a0" : "", el("<span></span>", word)]);
  const on = (node, act) => { node.addEventListener("click", (event) => { event.preventDefault(); act(); }); return node; };
  const css = `:root { --ink: #1d2733 } body { margin: 0; font: 16px/1.6 "Segoe UI", Arial, sans-serif; color: var(--ink); background: #eef1f5 }
    .shell { max-width: 780px; margin: 0 auto; padding: 0 20px 60px } nav { display: flex; gap: 18px; padding: 18px 0; flex-wrap: wrap } nav a { color: #2b5fd9; text-decoration: none; font-weight: 600 }
    .hd { display: grid; grid-template-columns: 2fr 1fr 1fr; color: #667; font-size: 13px; padding: 4px 16px } details, .line { background: #fff; border-radius: 10px; margin: 6px 0; padding: 12px 16px }
    summary, .line { display: grid; grid-template-columns: 2fr 1fr 1fr; cursor: pointer; align-items: center } .line { cursor: default } details > div { padding-top: 10px; border-top: 1px solid #e3e6ea; margin-top: 10px }
    button { font: inherit; border: 0; border-radius: 20px; padding: 7px 20px; background: #dfe5f2; cursor: pointer; margin: 4px 8px 4px 0 } button.main { background: #2b5fd9; color: #fff } button.risk { background: #c62f2f; color: #fff } button:disabled { opacity: .5; cursor: default }
    .sure { background: #fff4e0; border-radius: 8px; padding: 10px 14px; margin-top: 8px; grid-column: 1 / -1 } .count { background: #ff6900; color: #fff; border-radius: 12px; padding: 0 9px; font-size: 14px; margin-inline-start: 8px }
    .in { display: block; position: relative; margin: 18px 0; width: 340px } .in input { width: 100%; box-sizing: border-box; padding: 20px 12px 6px; font: inherit; border: 1px solid #aab; border-radius: 8px } .in span { position: absolute; left: 13px; top: 13px; color: #778; transition: .1s; pointer-events: none } .in input:focus + span, .in input:not(:placeholder-shown) + span { top: 2px; font-size: 12px }
    .sw { display: flex; gap: 12px; align-items: center; cursor: pointer; margin: 14px 0 } .sw i { width: 42px; height: 24px; border-radius: 12px; background: #bbc; position: relative; flex: none } .sw i::after { content: ""; position: absolute; width: 18px; height: 18px; border-radius: 9px; background: #fff; top: 3px; left: 3px } .sw[aria-checked=true] i { background: #2b5fd9 } .sw[aria-checked=true] i::after { left: 21px }
    .tabs { display: flex; gap: 4px; border-bottom: 2px solid #ccd3de } .tabs a { padding: 8px 16px; cursor: pointer } .tabs a.on { border-bottom: 3px solid #2b5fd9; font-weight: 600 } .say { position: fixed; bottom: 24px; right: 24px; background: var(--ink); color: #fff; padding: 10px 20px; border-radius: 8px } .bad { color: #c62f2f } .soft { color: #667 }
    .bone { height: 46px; border-radius: 10px; margin: 6px 0; background: linear-gradient(90deg, #e3e6ea, #f5f6f8, #e3e6ea) } dl { display: grid; grid-template-columns: 200px 1fr; gap: 6px; margin: 0 } dt { color: #667 } dd { margin: 0 } .step { border: 1px solid #ccd3de; border-radius: 8px; padding: 8px 14px; color: #667 }`;
  const button = (text, act, kind = "", off = false) => { const node = on(el(`<button class="${kind}"></button>`, pieces(text)), act); node.disabled = off; return node; };
  const sure = (name) => state.dialog && state.dialog.about === name
    ? el('<div class="sure"></div>', el("<div></div>", state.dialog.text), button(state.dialog.yes, state.dialog.confirm, "risk"), button(state.dialog.no, state.dialog.cancel)) : null;
  function unfolded(row) {
    const node = el("<details></details>", el("<summary></summary>", el("<span></span>", row.name), el('<span class="soft"></span>', row.more), el('<span class="soft">yesterday</span>')),
      el("<div></div>", row.inside(), sure(row.name)));
    node.open = open.has(row.name);
    node.addEventListener("toggle", () => (node.open ? open.add(row.name) : node.isConnected && open.delete(row.name)));
    return node;
  }
  window.Kit = {
    anew: true,
    mount(view) { draw = view; document.head.append(el("<style></style>", css)); root = document.getElementById("root"); },
    refresh() { inFocus(() => root.replaceChildren(draw())); },
    page: ({ title, menu, body }) => el('<div class="shell"></div>', menu ? el("<nav></nav>", menu.map((each) => on(el('<a href="#"></a>', pieces(each.text)), () => go(each.go)))) : null,
      el("<h1></h1>", pieces(title)), body),
    text: (text) => el("<p></p>", text),
    error: (text) => el('<p class="bad"></p>', text),
    nothing: (text) => el('<p class="soft"></p>', text),
    waiting: () => el("<div></div>", [1, 2, 3].map(() => el('<div class="bone"></div>'))),
    mask: () => el('<div id="__page_loading"></div>'),
    group: (text, count) => el("<h2></h2>", el("<span></span>", pieces(text)), count === undefined ? null : el('<b class="count"></b>', String(count))),
    link: ({ text, go: where }) => el("<p></p>", on(el('<a href="#"></a>', pieces(text)), () => go(where))),
    button: ({ text, kind, act, off }) => button(text, act, { primary: "main", danger: "risk" }[kind] || "", Boolean(off)),
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => el(`<input placeholder=" " type="${kind === "password" ? "password" : "text"}">`));
      input.oninput = () => { state.form[name] = input.value; };
      return el('<label class="in"></label>', input, el("<span></span>", label));
    },
    box: ({ label, on: ticked, set }) => on(el(`<div class="sw" role="switch" tabindex="0" aria-checked="${ticked}"><i></i></div>`, el("<span></span>", label)), () => set(!ticked)),
    choice: ({ texts, chosen, set }) => el("<div></div>", texts.map((each) => {
      const input = el('<input type="radio" name="why">'); input.checked = chosen === each; input.addEventListener("change", () => set(each));
      return el('<label style="display: block"></label>', input, " " + each);
    })),
    tabs: (tabs, at) => el('<div class="tabs"></div>', tabs.map((each, number) => on(el(`<a class="${number === at ? "on" : ""}"></a>`, pieces(each.text)), () => go(each.go)))),
    facts: (pairs) => el("<dl></dl>", pairs.map(([name, value]) => [el("<dt></dt>", name), el("<dd></dd>", value)])),
    counts: (pairs) => el("<div></div>", pairs.map(([name, value]) => el('<div class="line"></div>', el("<span></span>", name), el("<b></b>", String(value))))),
    list: (texts) => el("<ul></ul>", texts.map((each) => el("<li></li>", each))),
    products: (rows) => el("<div></div>", rows.map((each) => el('<div class="line"></div>', el("<span></span>", each.name),
      on(el('<button title="Download a copy">⤓</button>'), each.download), on(el('<button title="Delete">🗑</button>'), each.drop), sure(each.name)))),
    rows: (_, rows) => el("<div></div>", el('<div class="hd"><span>Name</span><span>Kind</span><span>Last used</span></div>'), rows.map((row) => (row.inside ? unfolded(row)
      : el('<div class="line"></div>', el("<span></span>", row.name), el('<span class="soft"></span>', row.more), el("<span></span>", (row.actions || []).map((each) => button(each.text, each.act))), sure(row.name))))),
    pages: () => null,
    dialog: () => null,
    toast(text) { const node = el('<div class="say"></div>', text); document.body.append(node); setTimeout(() => node.remove(), 2500); },
  };
})();
