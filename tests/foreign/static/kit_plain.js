// Nothing but divs with listeners: a heading is a big div, a button a coloured one, a dialogue one that lies on top.
"use strict";
(() => {
  const sheet = `
    * { box-sizing: border-box } .a { font: 14px/1.5 sans-serif; color: #222; min-height: 100vh; display: flex; background: #f6f6f6 }
    .b { width: 220px; background: #fff; padding: 20px 0 } .c { padding: 10px 20px; cursor: pointer }
    .d { flex: 1; padding: 30px 40px; max-width: 900px } .e { font-size: 26px; font-weight: 600; margin-bottom: 18px }
    .f { background: #fff; border-radius: 8px; padding: 14px 18px; margin: 8px 0; display: flex; justify-content: space-between; align-items: center }
    .g { display: inline-block; background: #ff6900; color: #fff; padding: 9px 18px; border-radius: 6px; cursor: pointer; margin: 8px 8px 8px 0 }
    .g.q { background: #eee; color: #333 } .g.x { background: #eee; color: #aaa; cursor: default } .h { color: #888; font-size: 12px }
    .i { position: fixed; inset: 0; background: #0006; display: flex; align-items: center; justify-content: center }
    .j { background: #fff; padding: 26px; border-radius: 10px; width: 400px } .k { font-size: 18px; font-weight: 600; margin-bottom: 8px }
    .l { position: fixed; top: 20px; left: 50%; transform: translateX(-50%); background: #333; color: #fff; padding: 8px 20px; border-radius: 6px }
    .m { margin: 12px 0 } .n { width: 320px; padding: 9px; border: 1px solid #bbb; border-radius: 5px; display: block; background: #fff }
    .o { display: flex; gap: 10px; align-items: flex-start; margin: 12px 0; cursor: pointer; max-width: 520px }
    .p { width: 18px; height: 18px; line-height: 15px; color: #fff; text-align: center; border: 2px solid #888; border-radius: 4px; flex: none } .p.y { background: #ff6900; border-color: #ff6900 }
    .r { margin: 90px auto; width: 560px; background: #fff; padding: 36px; border-radius: 12px } .s { color: #c00; margin: 8px 0 }
    .t { position: relative } .u { position: absolute; inset-inline-end: 0; top: 26px; background: #fff; box-shadow: 0 2px 12px #0004; z-index: 3; min-width: 150px }
    .w { display: grid; grid-template-columns: 1fr 1fr; gap: 12px } .w .f { display: block }
    .v { color: #0a58ca; cursor: pointer; margin: 10px 0 } #__page_loading { position: fixed; inset: 0; background: #fff9; z-index: 9 }`;
  let root, draw;
  const make = (kind, ...inside) => {
    const node = document.createElement("div");
    node.className = kind;
    node.append(...inside.flat().filter((each) => each !== null && each !== undefined && each !== false));
    return node;
  };
  const press = (node, act) => { node.addEventListener("click", act); return node; };
  // With shadow roots, pages and rows are elements of their own that hide what they are made of.
  const wrapped = (name, node) => {
    if (!options.shadow) return node;
    const host = document.createElement(name), inner = host.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = sheet; inner.append(style, node);
    return host;
  };
  window.Kit = {
    anew: true,
    mount(view) {
      draw = view;
      const style = document.createElement("style"); style.textContent = sheet; document.head.append(style);
      document.body.style.margin = "0"; root = document.getElementById("root");
    },
    refresh() {
      inFocus(() => root.replaceChildren(draw()));
    },
    page({ title, menu, body, plain, dialog }) {
      const inside = plain ? make("d", make("r", make("e", title), body))
        : [make("b", menu.map((each) => press(make("c", each.text), () => go(each.go)))), make("d", make("e", title), body)];
      return wrapped("x-page", make("a", inside, dialog));
    },
    text: (text) => make("m", text),
    error: (text) => make("s", text),
    nothing: (text) => make("m h", text),
    waiting: () => make("m h", "…"),
    mask: () => { const node = make(""); node.id = "__page_loading"; return node; },
    group: (text) => make("k", text),
    link: ({ text, go: where }) => press(make("v", text), () => go(where)),
    button: ({ text, kind, act, off }) => press(make(off ? "g x" : kind === "quiet" ? "g q" : "g", text), () => off || act()),
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => document.createElement("input"));
      input.className = "n"; input.type = kind === "password" ? "password" : "text";
      input.oninput = () => { state.form[name] = input.value; };
      return make("m", make("h", label), input);
    },
    box: ({ label, on, set }) => press(make("o", make(on ? "p y" : "p", on ? "✓" : ""), make("", label)), () => set(!on)),
    facts: (pairs) => make("", pairs.map(([name, value]) => make("f", make("h", name), make("", value)))),
    counts: (pairs) => make("", pairs.map(([name, value]) => make("f", make("", name), make("", String(value))))),
    list: (texts) => make("m", texts.map((each) => make("", "– " + each))),
    products: (rows) => make("", rows.map((each) => {
      const drop = document.createElement("button"), get = document.createElement("button");
      get.title = "Download a copy"; get.textContent = "⤓"; get.onclick = each.download;
      drop.title = "Delete"; drop.textContent = "🗑"; drop.onclick = each.drop;
      return make("f", make("", each.name), make("", get, drop));
    })),
    rows: (_, rows) => make(options.grid ? "w" : "", rows.map((row) => {
      const side = make("t", (row.actions || []).map((each) => press(make("g q", each.text), each.act)));
      if (row.menu) side.append(press(make("c", "⋮"), () => side.append(make("u", row.menu.map((each) => press(make("c", each.text), each.act))))));
      if (row.open) side.append(make("h", "›"));
      const whole = make("f", make("", make("", row.name), make("h", row.more)), side);
      return wrapped("x-row", row.open ? press(whole, row.open) : whole);
    })),
    pages: ({ page, pages, turn }) => make("m", page > 0 && press(make("g q", say("previous")), () => turn(page - 1)),
      make("h", `${page + 1} / ${pages}`), page + 1 < pages && press(make("g q", say("next")), () => turn(page + 1))),
    dialog: ({ title, text, yes, no, left, confirm, cancel }) => make("i", make("j", make("k", title), make("m", text),
      press(make("g q", no), cancel), press(make(left ? "g x" : "g", left ? `${yes} (${left}s)` : yes), () => left || confirm()))),
    toast(text) {
      const node = make("l", text); document.body.append(node); setTimeout(() => node.remove(), 2500);
    },
  };
})();
