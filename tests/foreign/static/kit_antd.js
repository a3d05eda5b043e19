// Ant Design as it is: its own layout, menu, form items, modal, message.
"use strict";
(() => {
  const e = React.createElement, { Layout, Menu, Card, Typography, Input, Button, Checkbox, Modal, List, Descriptions, Empty, Spin, Alert, Statistic, Row, Col, Tabs, message } = antd;
  let again = () => {};
  let draw;
  const keyed = (nodes) => nodes.flat().map((node, key) => e(React.Fragment, { key }, node));
  window.Kit = {
    mount(view) {
      draw = view;
      const App = () => { const [, set] = React.useReducer((n) => n + 1, 0); again = set; return draw(); };
      ReactDOM.createRoot(document.getElementById("root")).render(e(App));
    },
    refresh: () => again(),
    page: ({ title, menu, body, plain, dialog }) => plain
      ? e(Layout, { style: { minHeight: "100vh" } }, e(Card, { style: { width: 460, margin: "60px auto" } },
          state.screen === "signIn" ? e(Tabs, { items: [{ key: "in", label: say("sign in") }, { key: "up", label: say("sign up") }] }) : null,
          e(Typography.Title, { level: 3 }, title), keyed(body)), dialog)
      : e(Layout, { style: { minHeight: "100vh" } },
          e(Layout.Sider, { theme: "light", width: 260 }, e(Menu, { mode: "inline", onClick: ({ key }) => go(menu[key].go), items: menu.map((each, key) => ({ key: String(key), label: each.text })) })),
          e(Layout.Content, { style: { padding: 24 } }, e(Typography.Title, { level: 2 }, title), keyed(body)), dialog),
    text: (text) => e(Typography.Paragraph, {}, text),
    error: (text) => e(Alert, { type: "error", message: text, showIcon: true }),
    nothing: (text) => e(Empty, { description: text }),
    waiting: () => e(Spin),
    mask: () => e("div", { id: "__page_loading" }),
    group: (text) => e(Typography.Title, { level: 5 }, text),
    link: ({ text, go: where }) => e("div", { style: { margin: "10px 0" } }, e(Typography.Link, { onClick: () => go(where) }, text)),
    button: ({ text, kind, act, off }) => e(Button, { type: kind === "quiet" ? "default" : "primary", danger: kind === "danger", onClick: act, disabled: off, style: { margin: "6px 8px 6px 0" } }, text),
    field: ({ label, kind, name }) => e("div", { style: { marginBottom: 14 } }, e("label", { className: "mi-floating-label" }, label),
      e(kind === "password" ? Input.Password : Input, { defaultValue: state.form[name], onChange: (event) => { state.form[name] = event.target.value; } })),
    box: ({ label, on, set }) => e("div", { style: { margin: "12px 0" } }, e(Checkbox, { checked: on, onChange: (event) => set(event.target.checked) }, label)),
    facts: (pairs) => e(Descriptions, { column: 1, bordered: true, items: pairs.map(([label, children], key) => ({ key, label, children })), style: { marginBottom: 16 } }),
    counts: (pairs) => e(Row, { gutter: [16, 16] }, pairs.map(([title, value]) => e(Col, { span: 6, key: title }, e(Card, {}, e(Statistic, { title, value }))))),
    list: (texts) => e("ul", {}, texts.map((each) => e("li", { key: each }, each))),
    products: (rows) => e(List, { bordered: true, dataSource: rows, renderItem: (each) => e(List.Item, { actions: [
      e(Button, { title: "Download a copy", onClick: each.download }, "⤓"), e(Button, { title: "Delete", onClick: each.drop }, "🗑")] }, each.name) }),
    rows: (_, rows) => e(List, { bordered: true, dataSource: rows, rowKey: (row) => row.name, renderItem: (row) => e(List.Item, {
      actions: (row.actions || []).map((each) => e(Button, { onClick: each.act }, each.text)), onClick: row.open, style: row.open && { cursor: "pointer" } },
      e(List.Item.Meta, { title: row.name, description: row.more })) }),
    pages: () => null,
    dialog: ({ title, text, yes, no, left, confirm, cancel }) => e(Modal, { open: true, title, okText: left ? `${yes} (${left}s)` : yes, cancelText: no,
      onOk: confirm, onCancel: cancel, okButtonProps: { danger: true, disabled: left > 0 }, centered: true }, text),
    toast: (text) => message.success(text),
  };
})();
