// Vant, the kit of many a Chinese vendor's phone pages: a bar above, tabs below, cells, a sheet of actions from below.
"use strict";
(() => {
  const { h, reactive, createApp, resolveComponent } = Vue;
  const tick = reactive({ n: 0 });
  const van = (name, props, inside) => h(resolveComponent("Van" + name), props, typeof inside === "function" ? { default: inside } : inside);
  const again = () => { tick.n += 1; };
  const sheet = reactive({ of: null });
  const cells = (inside) => van("CellGroup", { inset: true, style: "margin: 12px 0" }, () => inside);
  const open = (row) => (row.menu ? () => { sheet.of = row; again(); } : row.open);
  const actions = () => van("ActionSheet", { show: Boolean(sheet.of), cancelText: "Close", actions: (sheet.of?.menu || []).map((each) => ({ name: each.text })),
    "onUpdate:show": (on) => { if (!on) { sheet.of = null; again(); } },
    onSelect: (_, index) => { const { act } = sheet.of.menu[index]; sheet.of = null; again(); act(); } });
  window.Kit = {
    mount(view) { createApp({ render: () => { void tick.n; return view(); } }).use(vant).mount("#root"); },
    refresh: again,
    page: ({ title, menu, body, plain, dialog }) => h("div", { style: "min-height: 100vh; background: #f7f8fa; padding-bottom: 70px" }, [
      van("NavBar", { title, leftArrow: !plain, onClickLeft: () => history.back() }),
      h("div", { style: plain ? "max-width: 480px; margin: auto; padding: 24px 12px" : "padding: 0 12px" }, body.flat()),
      plain ? null : van("Tabbar", { modelValue: -1, placeholder: false }, () => menu.map((each, key) => van("TabbarItem", { key, onClick: () => go(each.go) }, () => each.text))),
      actions(), dialog]),
    text: (text) => h("p", { style: "padding: 0 16px" }, text),
    error: (text) => van("NoticeBar", { color: "#ee0a24", background: "#fff1f0", wrapable: true, scrollable: false, text }),
    nothing: (text) => van("Empty", { description: text, imageSize: 90 }),
    waiting: () => van("Loading", { vertical: true }),
    mask: () => h("div", { id: "__page_loading" }),
    group: (text) => h("div", { style: "padding: 16px 16px 4px; color: #969799" }, text),
    link: ({ text, go: where }) => cells([van("Cell", { title: text, isLink: true, onClick: () => go(where) })]),
    button: ({ text, kind, act, off }) => h("div", { style: "padding: 6px 16px" }, van("Button", { block: true, round: true, type: { quiet: "default", danger: "danger" }[kind] || "primary", disabled: Boolean(off), onClick: act }, () => text)),
    field: ({ label, kind, name }) => cells([van("Field", { label, labelAlign: "top", modelValue: state.form[name] || "", type: kind === "password" ? "password" : "text",
      "onUpdate:modelValue": (value) => { state.form[name] = value; again(); } })]),
    box: ({ label, on, set }) => h("div", { style: "padding: 10px 16px" }, van("Checkbox", { modelValue: on, shape: "square", "onUpdate:modelValue": set }, () => label)),
    facts: (pairs) => cells(pairs.map(([title, value]) => van("Cell", { title, value, key: title }))),
    counts: (pairs) => van("Grid", { columnNum: 3 }, () => pairs.map(([name, value]) => van("GridItem", { key: name }, () => [h("b", { style: "font-size: 20px" }, String(value)), h("span", { style: "color: #646566" }, name)]))),
    list: (texts) => cells(texts.map((title) => van("Cell", { title, key: title }))),
    products: (rows) => cells(rows.map((each) => van("Cell", { title: each.name, key: each.name }, { "right-icon": () => [h("button", { title: "Download a copy", onClick: each.download }, "⤓"), h("button", { title: "Delete", onClick: each.drop }, "🗑")] }))),
    rows: (_, rows) => cells(rows.map((row) => van("Cell", { key: row.name + row.more, title: row.name, label: row.more, isLink: Boolean(open(row)), clickable: Boolean(open(row)), onClick: open(row) },
      row.actions?.length ? { "right-icon": () => row.actions.map((each) => van("Tag", { type: "danger", plain: true, size: "large", style: "cursor: pointer", onClick: each.act }, () => each.text)) } : undefined))),
    pages: () => null,
    dialog: ({ title, text, yes, no, left, confirm, cancel }) => van("Dialog", { show: true, title, message: text, showCancelButton: true, cancelButtonText: no,
      confirmButtonText: left ? `${yes} (${left}s)` : yes, confirmButtonDisabled: left > 0, beforeClose: () => false, onConfirm: confirm, onCancel: cancel }),
    toast: (text) => vant.showToast(text),
  };
})();
