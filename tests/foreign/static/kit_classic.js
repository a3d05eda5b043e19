// An old-fashioned page: real headings, tables, buttons and a dialogue without a role; a hidden checkbox drawn over.
"use strict";
(() => {
  let root, draw;
  const make = (tag, kind, ...inside) => {
    const node = document.createElement(tag);
    if (kind) node.className = kind;
    node.append(...inside.flat().filter((each) => each !== null && each !== undefined && each !== false));
    return node;
  };
  const press = (node, act) => { node.addEventListener("click", (event) => { event.preventDefault(); act(); }); return node; };
  const sheet = `body { font: 15px/1.5 Georgia, serif; margin: 0 } header { background: #333; color: #fff; padding: 12px 30px; display: flex; gap: 24px }
    header a { color: #fff; text-decoration: none } main { padding: 20px 30px; max-width: 960px } table { border-collapse: collapse; width: 100% }
    td, th { border-bottom: 1px solid #ccc; padding: 12px 8px; text-align: start } .veil { position: fixed; inset: 0; background: #0007 }
    .ask { position: fixed; top: 160px; left: 50%; width: 420px; margin-left: -210px; background: #fff; border: 1px solid #333; padding: 20px }
    .note { position: fixed; bottom: 20px; left: 20px; background: #dfd; border: 1px solid #484; padding: 8px 16px } .bad { color: #b00 }
    button { font: inherit; padding: 6px 16px; margin: 6px 6px 6px 0 } dt { color: #666 } dd { margin: 0 0 12px }
    .tick { position: relative; display: block; padding-inline-start: 28px; margin: 14px 0; cursor: pointer; max-width: 600px }
    .tick input { position: absolute; opacity: 0; width: 0; height: 0 } .tick i { position: absolute; inset-inline-start: 0; top: 3px; width: 16px; height: 16px; border: 1px solid #555 }
    .tick input:checked + i { background: #333 } label { display: block; margin: 12px 0 4px } input[type=text], input[type=password] { font: inherit; padding: 6px; width: 300px }
    .tall td { height: 240px } .muted { color: #777 }`;
  window.Kit = {
    anew: true,
    mount(view) { draw = view; document.head.append(make("style", "", sheet)); root = document.getElementById("root"); },
    refresh() { inFocus(() => root.replaceChildren(...draw())); },
    page({ title, menu, body, dialog }) {
      return [make("header", "", (menu || [{ text: say("brand"), go: "/" }]).map((each) => press(make("a", "", each.text), () => go(each.go)))),
        make("main", "", make("h1", "", title), body), ...(dialog || [])];
    },
    text: (text) => make("p", "", text),
    error: (text) => make("p", "bad", text),
    nothing: (text) => make("p", "muted", text),
    waiting: () => make("p", "muted", "Loading…"),
    mask: () => { const node = make("div"); node.id = "__page_loading"; return node; },
    group: (text) => make("h3", "", text),
    link({ text, go: where }) { const link = make("a", "", text); link.href = where; return make("p", "", press(link, () => go(where))); },
    button({ text, act, off }) { const node = make("button", "", text); node.disabled = Boolean(off); return press(node, act); },
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => make("input")); input.type = kind === "password" ? "password" : "text";
      if (kind === "code") input.name = "ticket";
      input.oninput = () => { state.form[name] = input.value; };
      return make("div", "", make("label", "", label), input);
    },
    box({ label, on, set }) {
      const input = make("input"); input.type = "checkbox"; input.checked = on;
      input.addEventListener("change", () => set(input.checked));
      const terms = make("a", "", " (read)"); terms.href = "/fe/service/help"; // a link in the label, which is not to be followed
      return make("label", "tick", input, make("i"), label, terms);
    },
    facts: (pairs) => make("dl", "", pairs.flatMap(([name, value]) => [make("dt", "", name), make("dd", "", value)])),
    counts: (pairs) => make("table", "", pairs.map(([name, value]) => make("tr", "", make("td", "", name), make("td", "", String(value))))),
    list: (texts) => make("ul", "", texts.map((each) => make("li", "", each))),
    products: (rows) => make("table", "", rows.map((each) => {
      const get = press(make("button", "", "⤓"), each.download), drop = press(make("button", "", "🗑"), each.drop);
      get.title = "Download a copy"; drop.title = "Delete";
      return make("tr", "", make("td", "", each.name), make("td", "", get, drop));
    })),
    rows: (_, rows) => make("table", options.pager === "scroll" ? "tall" : "", make("tr", "", make("th", "", "Name"), make("th", "", "Kind"), make("th", "", "")),
      rows.map((row) => {
        const name = make("td", "", row.open ? press(make("a", "", row.name), row.open) : row.name);
        if (row.open) name.firstChild.href = "#";
        return make("tr", "", name, make("td", "muted", row.more),
          make("td", "", (row.actions || []).map((each) => press(make("button", "", each.text), each.act))));
      })),
    pages: ({ page, pages, turn }) => make("p", "", Array.from({ length: pages }, (_, number) =>
      number === page ? make("b", "", ` ${number + 1} `) : press(make("button", "", String(number + 1)), () => turn(number))),
      page + 1 < pages && press(make("button", "", say("next")), () => turn(page + 1)), make("span", "muted", `${state.total} in all`)),
    dialog: ({ title, text, yes, no, left, confirm, cancel }) => {
      const ok = make("button", "", left ? `${yes} (${left}s)` : yes); ok.disabled = left > 0;
      const asked = make(options.native ? "dialog" : "div", options.native ? "" : "ask", make("b", "", title), make("p", "", text), press(make("button", "", no), cancel), press(ok, confirm));
      if (options.native) queueMicrotask(() => asked.isConnected && asked.showModal());
      return [options.native ? "" : make("div", "veil"), asked];
    },
    sheet: ({ title, body, close }) => [make("div", "veil"), make("div", "ask", make("b", "", title), body(), press(make("button", "", "×"), close))],
    toast(text) { const node = make("div", "note", text); document.body.append(node); setTimeout(() => node.remove(), 2500); },
  };
})();
