// PrimeVue as it is: a table whose rows are ticked, one toolbar above it, a dialogue at the end of the body.
"use strict";
(() => {
  const { h, reactive, createApp } = Vue, P = PrimeVue;
  const tick = reactive({ n: 0 });
  const again = () => { tick.n += 1; };
  const labelled = (name, label, control) => h(P.FloatLabel, { variant: "on", style: "margin: 22px 0" }, () => [control, h("label", { for: name }, label)]);
  const typed = (name) => ({ id: name, modelValue: state.form[name] || "", "onUpdate:modelValue": (value) => { state.form[name] = value; again(); } });
  let app;
  window.Kit = {
    mount(view) {
      app = createApp({ render: () => { void tick.n; return [view(), h(P.Toast)]; } });
      app.use(P.Config, { theme: { preset: P.Themes.Aura, options: { darkModeSelector: ".dark" } } }).use(P.ToastService).mount("#root");
    },
    refresh: again,
    page: ({ title, menu, body, plain, dialog }) => h("div", { style: "font-family: system-ui; min-height: 100vh" }, [
      plain ? null : h(P.Menubar, { model: menu.map((each) => ({ label: each.text, command: () => go(each.go) })) }),
      h("div", { style: plain ? "max-width: 460px; margin: 50px auto" : "max-width: 960px; margin: auto; padding: 16px" },
        plain ? h(P.Card, {}, { title: () => title, content: () => body.flat() }) : [h("h2", {}, title), body.flat()]), dialog]),
    text: (text) => h("p", {}, text),
    error: (text) => h(P.Message, { severity: "error" }, () => text),
    nothing: (text) => h(P.DataTable, { value: [] }, { empty: () => text, default: () => [h(P.Column, { header: "Name" }), h(P.Column, { header: "Kind" })] }),
    waiting: () => h("div", {}, [1, 2, 3].map(() => h(P.Skeleton, { height: "2.4rem", style: "margin-bottom: 8px" }))),
    mask: () => h("div", { id: "__page_loading" }),
    group: (text) => h("h4", {}, text),
    link: ({ text, go: where }) => h("p", {}, h(P.Button, { link: true, label: text, onClick: () => go(where) })),
    button: ({ text, kind, act, off }) => h(P.Button, { label: text, severity: { quiet: "secondary", danger: "danger" }[kind], disabled: Boolean(off), onClick: act, style: "margin: 6px 8px 6px 0" }),
    field: ({ label, kind, name }) => labelled(name, label, kind === "password" ? h(P.Password, { ...typed(name), inputId: name, id: undefined, feedback: false, toggleMask: true, fluid: true }) : h(P.InputText, { ...typed(name), fluid: true })),
    box: ({ label, on, set }) => h("div", { style: "display: flex; gap: 10px; margin: 12px 0" }, [h(P.Checkbox, { inputId: "agree", binary: true, modelValue: on, "onUpdate:modelValue": set }), h("label", { for: "agree" }, label)]),
    facts: (pairs) => h(P.Panel, {}, () => pairs.map(([name, value]) => h("div", { key: name, style: "display: flex; padding: 6px 0" }, [h("span", { style: "width: 220px; color: #777" }, name), h("span", {}, value)]))),
    counts: (pairs) => h(P.DataTable, { value: pairs.map(([kind, items]) => ({ kind, items })) }, () => [h(P.Column, { field: "kind", header: "Kind" }), h(P.Column, { field: "items", header: "Items" })]),
    list: (texts) => h("ul", {}, texts.map((each) => h("li", {}, each))),
    products: (rows) => h(P.DataTable, { value: rows }, () => [h(P.Column, { field: "name", header: "Product" }), h(P.Column, {}, { body: ({ data }) => [
      h("button", { title: "Download a copy", onClick: data.download }, "⤓"), h("button", { title: "Delete", onClick: data.drop }, "🗑")] })]),
    rows: (_, rows, picking) => h("div", {}, [
      picking && h(P.Toolbar, {}, { start: () => picking.tools.map((each) => h(P.Button, { label: each.text, severity: "danger", outlined: true, disabled: each.off, onClick: each.act })) }),
      h(P.DataTable, { value: rows, dataKey: "id", ...(picking && { selection: rows.filter((row) => picking.chosen.has(row.id)), "onUpdate:selection": (now) => picking.pick(now.map((row) => row.id)) }) }, () => [
        picking && h(P.Column, { selectionMode: "multiple", headerStyle: "width: 3rem" }),
        h(P.Column, { field: "name", header: "Name" }), h(P.Column, { field: "more", header: "Kind" }),
        picking ? null : h(P.Column, { header: "" }, { body: ({ data }) => (data.actions || []).map((each) => h(P.Button, { label: each.text, size: "small", text: true, onClick: each.act })) })]),
    ]),
    pages: () => null,
    dialog: ({ title, text, yes, no, left, confirm, cancel }) => h(P.Dialog, { visible: true, modal: true, header: title, style: "width: 420px", "onUpdate:visible": cancel }, { default: () => h("p", {}, text),
      footer: () => [h(P.Button, { label: no, text: true, severity: "secondary", onClick: cancel }), h(P.Button, { label: left ? `${yes} (${left}s)` : yes, severity: "danger", disabled: left > 0, onClick: confirm })] }),
    toast: (text) => app.config.globalProperties.$toast.add({ severity: "success", detail: text, life: 2500 }),
  };
})();
