// Quasar as it is: layout with a drawer, a table with its own pages ("1-10 of 27"), a menu behind an icon, skeletons.
"use strict";
(() => {
  const { h, reactive, createApp } = Vue, Q = Quasar;
  const tick = reactive({ n: 0 });
  const again = () => { tick.n += 1; };
  const DOTS = "M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4m0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4m0 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4";
  const columns = [{ name: "name", label: "Name", field: "name", align: "left" }, { name: "more", label: "Kind", field: "more", align: "left" }, { name: "act", label: "", field: "act" }];
  const item = (text, act) => h(Q.QItem, { key: text, clickable: true, onClick: act }, () => h(Q.QItemSection, {}, () => text));
  const menuOf = (row) => h(Q.QBtn, { flat: true, round: true, dense: true, icon: DOTS, "aria-label": "More" }, () =>
    h(Q.QMenu, { autoClose: true }, () => h(Q.QList, {}, () => row.menu.map((each) => h(Q.QItem, { key: each.text, clickable: true, onClick: each.act }, () => h(Q.QItemSection, {}, () => each.text))))));
  window.Kit = {
    mount(view) {
      createApp({ render: () => { void tick.n; return view(); } }).use(Q, { plugins: { Notify: Q.Notify }, iconSet: Q.IconSet.svgMdiV7 }).mount("#root");
    },
    refresh: again,
    page: ({ title, menu, body, plain, dialog }) => h(Q.QLayout, { view: "hHh lpR fFf", class: "bg-grey-1" }, () => [
      h(Q.QHeader, { elevated: true }, () => h(Q.QToolbar, {}, () => h(Q.QToolbarTitle, {}, () => title))),
      plain ? null : h(Q.QDrawer, { modelValue: true, bordered: true, width: 240, persistent: true }, () => h(Q.QList, {}, () => menu.map((each) => item(each.text, () => go(each.go))))),
      h(Q.QPageContainer, {}, () => h(Q.QPage, { padding: true }, () => h("div", { style: plain ? "max-width: 460px; margin: auto" : "" }, body.flat()))), dialog]),
    text: (text) => h("p", {}, text),
    error: (text) => h(Q.QBanner, { class: "bg-red-2" }, () => text),
    nothing: (text) => h(Q.QTable, { rows: [], columns, noDataLabel: text }),
    waiting: () => h("div", {}, [1, 2, 3, 4].map(() => h(Q.QSkeleton, { height: "40px", class: "q-mb-sm" }))),
    mask: () => h("div", { id: "__page_loading" }),
    group: (text) => h("div", { class: "text-h6" }, text),
    link: ({ text, go: where }) => h(Q.QList, {}, () => item(text, () => go(where))),
    button: ({ text, kind, act, off }) => h(Q.QBtn, { label: text, color: { quiet: "grey", danger: "negative" }[kind] || "primary", disable: Boolean(off), onClick: act, class: "q-mr-sm q-my-sm" }),
    field: ({ label, kind, name }) => h(Q.QInput, { label, outlined: true, class: "q-my-md", type: kind === "password" ? "password" : "text", modelValue: state.form[name] || "", "onUpdate:modelValue": (value) => { state.form[name] = value; again(); } }),
    box: ({ label, on, set }) => h("div", {}, h(Q.QToggle, { label, modelValue: on, "onUpdate:modelValue": set })),
    choice: ({ texts, chosen, set }) => h(Q.QOptionGroup, { type: "radio", options: texts.map((label) => ({ label, value: label })), modelValue: chosen || "", "onUpdate:modelValue": set }),
    facts: (pairs) => h(Q.QList, { bordered: true, separator: true }, () => pairs.map(([name, value]) => h(Q.QItem, { key: name }, () => [h(Q.QItemSection, {}, () => [h(Q.QItemLabel, { caption: true }, () => name), h(Q.QItemLabel, {}, () => value)])]))),
    counts: (pairs) => h("div", { class: "row q-gutter-md" }, pairs.map(([name, value]) => h(Q.QCard, { key: name, class: "col-2" }, () => h(Q.QCardSection, {}, () => [h("div", { class: "text-h5" }, String(value)), h("div", { class: "text-caption" }, name)])))),
    list: (texts) => h("ul", {}, texts.map((each) => h("li", {}, each))),
    products: (rows) => h("div", {}, rows.map((each) => h("p", {}, [each.name + " ", h("button", { title: "Download a copy", onClick: each.download }, "⤓"), h("button", { title: "Delete", onClick: each.drop }, "🗑")]))),
    rows: (kind, rows) => h(Q.QTable, { rows, columns, rowKey: "name", flat: true, bordered: true, rowsPerPageOptions: [boot.size || 0],
      pagination: kind === "device" && boot.size ? { page: state.page + 1, rowsPerPage: boot.size, rowsNumber: state.total } : { rowsPerPage: 0 },
      hidePagination: kind !== "device" || !boot.size,
      "onUpdate:pagination": () => {}, onRequest: ({ pagination }) => { state.page = pagination.page - 1; load.devices(); } },
    { "body-cell-act": ({ row }) => h(Q.QTd, { align: "right" }, () => [row.menu ? menuOf(row) : null, (row.actions || []).map((each) => h(Q.QBtn, { key: each.text, flat: true, label: each.text, onClick: each.act }))]) }),
    pages: () => null,
    dialog: ({ title, text, yes, no, left, confirm, cancel }) => h(Q.QDialog, { modelValue: true, persistent: true }, () => h(Q.QCard, { style: "width: 420px" }, () => [
      h(Q.QCardSection, { class: "text-h6" }, () => title), h(Q.QCardSection, {}, () => text),
      h(Q.QCardActions, { align: "right" }, () => [h(Q.QBtn, { flat: true, label: no, onClick: cancel }), h(Q.QBtn, { flat: true, color: "negative", label: left ? `${yes} (${left}s)` : yes, disable: left > 0, onClick: confirm })])])),
    toast: (text) => Q.Notify.create({ message: text, timeout: 2500 }),
  };
})();
