// Material UI as it is, the vendor's own choice for phones: app bar, drawer, list with a menu behind ⋮, snackbar.
"use strict";
(() => {
  const e = React.createElement, M = MaterialUI;
  let again = () => {}, draw, toast = "", opened = null;
  const keyed = (nodes) => nodes.flat().map((node, key) => e(React.Fragment, { key }, node));
  window.Kit = {
    mount(view) {
      draw = view;
      const App = () => { const [, set] = React.useReducer((n) => n + 1, 0); again = set;
        return e(React.Fragment, {}, draw(), e(M.Snackbar, { open: Boolean(toast), message: toast, autoHideDuration: 2500, onClose: () => { toast = ""; again(); } })); };
      ReactDOM.createRoot(document.getElementById("root")).render(e(App));
    },
    refresh: () => again(),
    page: ({ title, menu, body, plain, dialog }) => plain
      ? e(M.Container, { maxWidth: "sm", sx: { pt: 6 } }, e(M.Paper, { sx: { p: 4 } }, e(M.Typography, { variant: "h5", component: "div", gutterBottom: true }, title), keyed(body)), dialog)
      : e(M.Box, { sx: { display: "flex" } },
          e(M.Drawer, { variant: "permanent", sx: { width: 250 }, PaperProps: { sx: { width: 250 } } }, e(M.List, {}, menu.map((each) =>
            e(M.ListItemButton, { key: each.text, onClick: () => go(each.go) }, e(M.ListItemText, { primary: each.text }))))),
          e(M.Box, { sx: { p: 4, flex: 1 } }, e(M.Typography, { variant: "h4", component: "div", gutterBottom: true }, title), keyed(body)), dialog),
    text: (text) => e(M.Typography, { paragraph: true }, text),
    error: (text) => e(M.Alert, { severity: "error" }, text),
    nothing: (text) => e(M.Typography, { color: "text.secondary" }, text),
    waiting: () => e(M.CircularProgress),
    mask: () => e("div", { id: "__page_loading" }),
    group: (text) => e(M.ListSubheader, {}, text),
    link: ({ text, go: where }) => e("div", {}, e(M.Link, { component: "button", onClick: () => go(where) }, text)),
    button: ({ text, kind, act, off }) => e(M.Button, { variant: kind === "quiet" ? "outlined" : "contained", color: kind === "danger" ? "error" : "primary", onClick: act, disabled: Boolean(off), sx: { my: 1, mr: 1 } }, text),
    field: ({ label, kind, name }) => e(M.TextField, { label, type: kind === "password" ? "password" : "text", fullWidth: true, margin: "normal", variant: "filled", defaultValue: state.form[name] || "", onChange: (event) => { state.form[name] = event.target.value; } }),
    box: ({ label, on, set }) => e(M.FormControlLabel, { label, control: e(M.Checkbox, { checked: on, onChange: (event) => set(event.target.checked) }) }),
    facts: (pairs) => e(M.List, {}, pairs.map(([name, value]) => e(M.ListItem, { key: name }, e(M.ListItemText, { primary: value, secondary: name })))),
    counts: (pairs) => e(M.Grid, { container: true, spacing: 2 }, pairs.map(([name, value]) => e(M.Grid, { item: true, xs: 3, key: name },
      e(M.Card, { sx: { p: 2 } }, e(M.Typography, { variant: "h6", component: "div" }, String(value)), e(M.Typography, { variant: "caption", component: "div" }, name))))),
    list: (texts) => e(M.List, { dense: true }, texts.map((each) => e(M.ListItem, { key: each }, e(M.ListItemText, { primary: each })))),
    products: (rows) => e(M.List, {}, rows.map((each) => e(M.ListItem, { key: each.name }, e(M.ListItemText, { primary: each.name }),
      e("button", { title: "Download a copy", onClick: each.download }, "⤓"), e("button", { title: "Delete", onClick: each.drop }, "🗑")))),
    rows: (_, rows) => e(M.List, {}, rows.map((row, key) => e(M.ListItem, { key, divider: true, secondaryAction: row.menu
      ? e(M.IconButton, { edge: "end", onClick: (event) => { opened = { row, at: event.currentTarget }; again(); } }, "⋮")
      : e("span", {}, (row.actions || []).map((each) => e(M.Button, { key: each.text, onClick: each.act }, each.text))) },
      e(M.ListItemText, { primary: row.name, secondary: row.more }))).concat(e(M.Menu, { key: "menu", open: Boolean(opened), anchorEl: opened && opened.at, onClose: () => { opened = null; again(); } },
      opened ? opened.row.menu.map((each) => e(M.MenuItem, { key: each.text, onClick: () => { opened = null; again(); each.act(); } }, each.text)) : []))),
    pages: () => null,
    dialog: ({ title, text, yes, no, left, confirm, cancel }) => e(M.Dialog, { open: true, onClose: cancel }, e(M.DialogTitle, {}, title),
      e(M.DialogContent, {}, e(M.DialogContentText, {}, text)), e(M.DialogActions, {}, e(M.Button, { onClick: cancel }, no),
      e(M.Button, { onClick: confirm, disabled: left > 0, color: "error" }, left ? `${yes} (${left}s)` : yes))),
    toast: (text) => { toast = text; again(); },
  };
})();
