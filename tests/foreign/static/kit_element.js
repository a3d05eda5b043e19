// Element Plus as it is: container, menu, table, dialogue and message of its own.
"use strict";
(() => {
  const { h, reactive, createApp, resolveComponent } = Vue;
  const tick = reactive({ n: 0 });
  const slots = (inside) => inside === undefined || typeof inside === "function" || (typeof inside === "object" && !Array.isArray(inside) && !Vue.isVNode(inside))
    ? (typeof inside === "function" ? { default: inside } : inside) : { default: () => inside };
  const el = (name, props, inside) => h(resolveComponent("El" + name), props, slots(inside));
  let again = () => { tick.n += 1; };
  window.Kit = {
    mount(view) { createApp({ render: () => { void tick.n; return view(); } }).use(ElementPlus).mount("#root"); },
    refresh: () => again(),
    page: ({ title, menu, body, plain, dialog }) => plain
      ? h("div", { style: "width: 480px; margin: 60px auto" }, [el("Card", {}, { header: () => h("span", { style: "font-size: 20px" }, title), default: () => body.flat() }), dialog])
      : el("Container", { style: "min-height: 100vh" }, () => [
          el("Aside", { width: "240px" }, () => el("Menu", { onSelect: (index) => go(menu[index].go) }, () => menu.map((each, key) => el("MenuItem", { index: String(key), key }, () => each.text)))),
          el("Main", {}, () => [el("PageHeader", { title: " ", onBack: () => history.back() }, { content: () => h("span", { style: "font-size: 22px" }, title) }), h("div", { style: "padding: 16px 0" }, body.flat())]), dialog]),
    text: (text) => h("p", {}, el("Text", {}, () => text)),
    error: (text) => el("Alert", { type: "error", title: text, closable: false }),
    nothing: (text) => el("Empty", { description: text, imageSize: 80 }),
    waiting: () => el("Skeleton", { rows: 4 }),
    mask: () => h("div", { id: "__page_loading" }),
    group: (text) => el("Divider", {}, () => text),
    link: ({ text, go: where }) => h("p", {}, el("Link", { type: "primary", onClick: () => go(where) }, () => text)),
    button: ({ text, kind, act, off }) => el("Button", { type: kind === "quiet" ? "" : kind, onClick: act, disabled: Boolean(off) }, () => text),
    field: ({ label, kind, name }) => el("FormItem", { label, labelPosition: "top" }, () => el("Input", { modelValue: state.form[name] || "", showPassword: kind === "password", type: kind === "password" ? "password" : "text",
      "onUpdate:modelValue": (value) => { state.form[name] = value; again(); } })),
    box: ({ label, on, set }) => h("div", { style: "margin: 10px 0" }, el("Checkbox", { modelValue: on, "onUpdate:modelValue": set, style: "white-space: normal; height: auto" }, () => label)),
    facts: (pairs) => el("Descriptions", { column: 1, border: true }, () => pairs.map(([label, value]) => el("DescriptionsItem", { label, key: label }, () => value))),
    counts: (pairs) => el("Row", { gutter: 16 }, () => pairs.map(([name, value]) => el("Col", { span: 6, key: name }, () => el("Statistic", { title: name, value })))),
    list: (texts) => h("ul", {}, texts.map((each) => h("li", {}, each))),
    products: (rows) => h("div", {}, rows.map((each) => h("p", {}, [each.name + " ", h("button", { title: "Download a copy", onClick: each.download }, "⤓"), h("button", { title: "Delete", onClick: each.drop }, "🗑")]))),
    rows: (_, rows) => el("Table", { data: rows.slice(), style: "width: 100%" }, () => [
      el("TableColumn", { prop: "name", label: "Name" }), el("TableColumn", { prop: "more", label: "Kind" }),
      el("TableColumn", { label: "" }, { default: ({ row }) => (row.actions || []).map((each) => el("Button", { link: true, type: "primary", onClick: each.act }, () => each.text)) })]),
    pages: () => null,
    dialog: ({ title, text, yes, no, left, confirm, cancel }) => el("Dialog", { modelValue: true, title, width: 440, onClose: cancel }, {
      default: () => h("span", {}, text), footer: () => [el("Button", { onClick: cancel }, () => no), el("Button", { type: "danger", onClick: confirm, disabled: left > 0 }, () => left ? `${yes} (${left}s)` : yes)] }),
    toast: (text) => ElementPlus.ElMessage.success(text),
  };
})();
