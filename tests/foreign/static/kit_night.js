// A page in dark colours and very small letters, which asks in the browser's own boxes; by day, a lighter one whose
// questions want a word typed, and which lets one think again for some seconds.
"use strict";
(() => {
  let root, draw;
  const day = `:root { --bg: #fbf7f0; --card: #fff; --ink: #3a2f22; --soft: #8d7f6c; --line: #e5dccd; --go: #0a7d6c; --risk: #b4421f; --size: 16px }`;
  const dark = `:root { --bg: #0d1014; --card: #151a21; --ink: #b9c2cf; --soft: #66707f; --line: #232b36; --go: #2f6fb3; --risk: #8f2f3c; --size: 10px; color-scheme: dark }`;
  const css = `${options.dark ? dark : day} body { margin: 0; background: var(--bg); color: var(--ink); font: var(--size)/1.5 "Noto Sans", "Liberation Sans", sans-serif } n-shell { display: block; max-width: 74em; margin: 0 auto; padding: 1.6em } n-nav { display: flex; gap: 2em; border-bottom: 1px solid var(--line); padding-bottom: 1em; margin-bottom: 2em } n-nav button { all: unset; cursor: pointer; color: var(--soft) } n-nav button:hover, n-nav button:focus-visible { color: var(--ink); text-decoration: underline }
    n-title { display: block; font-size: 1.5em; margin-bottom: 1em } n-card { display: block; background: var(--card); border: 1px solid var(--line); border-radius: .5em; padding: .4em 1.4em; margin-bottom: 1em } n-line { display: flex; align-items: center; padding: .8em 0; border-bottom: 1px solid var(--line); gap: 1em } n-line:last-child { border: 0 } n-line > :first-child { flex: 1 } n-soft { color: var(--soft) } n-p { display: block; margin: .8em 0 } n-bad { display: block; color: #d9534f; margin: .8em 0 }
    .act { all: unset; box-sizing: border-box; cursor: pointer; padding: .4em 1.1em; border: 1px solid var(--line); border-radius: .3em; margin: .5em .6em .5em 0; display: inline-block } .act:focus-visible { outline: 2px solid var(--go) } .act[data-tone=go] { background: var(--go); color: #fff } .act[data-tone=risk] { background: var(--risk); color: #fff } .act:disabled { opacity: .4; cursor: default } .jump { color: inherit; display: inline-block; margin: .5em 0 }
    .entry { display: block; margin: 1em 0; max-width: 30em } .entry > n-soft { display: block } .entry input { box-sizing: border-box; width: 100%; background: var(--bg); color: inherit; border: 1px solid var(--line); border-radius: .3em; padding: .6em; font: inherit } .agree { display: flex; gap: .8em; margin: 1em 0; cursor: pointer; align-items: center }
    .flip { display: flex; gap: 2em; align-items: center; margin: 1.2em 0 } .flip > n-say { flex: 1 } .flip-knob { display: flex; align-items: center; gap: .8em; cursor: pointer } .flip-rail { width: 3em; height: 1.6em; border-radius: 1em; background: #333c49; position: relative } .flip-rail::after { content: ""; position: absolute; width: 1.2em; height: 1.2em; border-radius: 1em; background: #8893a3; top: .2em; left: .2em } .flip-knob.yes .flip-rail { background: var(--go) } .flip-knob.yes .flip-rail::after { left: 1.6em; background: #fff }
    n-over { position: fixed; inset: 0; background: #000a; display: flex; align-items: center; justify-content: center; z-index: 5 } n-ask { display: block; background: var(--card); border: 1px solid var(--line); border-radius: .6em; padding: 1.6em 2em; width: 34em } n-ask > n-title { font-size: 1.2em; margin-bottom: .6em } n-foot { display: flex; justify-content: flex-end; margin-top: 1em } n-toast { position: fixed; left: 2em; bottom: 2em; background: #2b251d; color: #fff; padding: .6em 1.4em; border-radius: .4em; display: flex; gap: 1.6em; align-items: center; z-index: 7 } n-toast button { all: unset; cursor: pointer; color: #ffb27d; font-weight: 600 } n-toast button:focus-visible { outline: 2px solid #ffb27d }`;
  const el = (tag, ...inside) => {
    const node = document.createElement(tag);
    node.append(...inside.flat(3).filter((each) => each !== null && each !== undefined && each !== false));
    return node;
  };
  const named = (tag, name, ...inside) => { const node = el(tag, ...inside); node.className = name; return node; };
  const on = (node, act) => { node.addEventListener("click", (event) => { event.preventDefault(); act(); }); return node; };
  const act = (text, press, tone = "", off = false) => { const node = on(named("button", "act", text), press); node.dataset.tone = tone; node.disabled = Boolean(off); return node; };
  const over = (title, ...inside) => el("n-over", el("n-ask", el("n-title", title), inside));
  window.Kit = {
    anew: true,
    mount(view) { draw = view; root = document.getElementById("root"); document.head.append(el("style", css)); },
    refresh() { inFocus(() => root.replaceChildren(draw())); },
    page: ({ title, menu, body, dialog }) => el("n-shell", menu && el("n-nav", menu.map((each) => on(el("button", each.text), () => go(each.go)))), el("n-title", title), body, dialog),
    text: (text) => el("n-p", text),
    error: (text) => el("n-bad", text),
    nothing: (text) => el("n-card", el("n-line", el("n-soft", text))),
    waiting: () => el("n-p", el("n-soft", "· · ·")),
    group: (text) => el("n-title", text),
    link: ({ text, go: where }) => { const node = on(named("a", "jump", text), () => go(where)); node.href = where; return el("div", node); },
    button: ({ text, kind, act: press, off }) => act(text, press, { primary: "go", danger: "risk" }[kind] || "", off),
    field({ label, kind, name }) {
      const input = fieldNamed(name, () => el("input"));
      input.type = kind === "password" ? "password" : "text"; input.oninput = () => { state.form[name] = input.value; };
      return named("label", "entry", el("n-soft", label), input);
    },
    box({ label, on: ticked, set }) {
      const input = el("input"); input.type = "checkbox"; input.checked = ticked; input.addEventListener("change", () => set(input.checked));
      return named("label", "agree", input, el("span", label));
    },
    // What is said stands at the left, and only the switch itself is to be pressed.
    flip({ label, on: turned, set }) {
      const knob = on(named("div", turned ? "flip-knob yes" : "flip-knob", el("n-soft", say(turned ? "on" : "off")), named("div", "flip-rail")), () => set(!turned));
      knob.tabIndex = 0;
      knob.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); set(!turned); } });
      return named("div", "flip", el("n-say", label), knob);
    },
    facts: (pairs) => el("n-card", pairs.map(([name, value]) => el("n-line", el("n-soft", name), el("span", value)))),
    counts: (pairs) => el("n-card", pairs.map(([name, value]) => el("n-line", el("span", name), el("span", String(value))))),
    list: (texts) => el("ul", texts.map((each) => el("li", each))),
    products: (rows) => el("n-card", rows.map((each) => {
      const get = act("⤓", each.download), drop = act("🗑", each.drop);
      get.title = "Download a copy"; drop.title = "Delete";
      return el("n-line", el("span", each.name), get, drop);
    })),
    rows: (_, rows) => el("n-card", rows.map((row) => el("n-line", el("div", el("div", row.name), el("n-soft", row.more)), (row.actions || []).map((each) => act(each.text, each.act))))),
    pages: () => null,
    dialog: ({ title, text, yes, no, confirm, cancel, typed }) => {
      const ok = act(yes, () => confirm(), "risk", typed);
      if (!typed) return over(title, el("n-p", text), el("n-foot", act(no, cancel), ok));
      const input = fieldNamed("typed", () => el("input")); // the one word is not kept from question to question
      if (input.about !== state.dialog) { input.value = ""; input.about = state.dialog; queueMicrotask(() => input.focus()); }
      const same = () => input.value.trim() === typed;
      ok.disabled = !same();
      input.type = "text"; input.autocomplete = "off"; input.oninput = () => { ok.disabled = !same(); };
      input.onkeydown = (event) => { if (event.key === "Enter" && same()) confirm(); };
      return over(title, el("n-p", text), named("label", "entry", el("n-soft", say("type name", { name: typed })), input), el("n-foot", act(no, cancel), ok));
    },
    sheet: ({ title, body }) => over(title, body()),
    toast(text) { const node = el("n-toast", text); document.body.append(node); setTimeout(() => node.remove(), 2500); },
    // Stays until it is taken away.
    undo(text, press) {
      const node = el("n-toast", el("span", text), on(el("button", say("undo")), press));
      document.body.append(node);
      return { busy: () => { node.lastChild.disabled = true; }, gone: () => node.remove() };
    },
  };
})();
