// Bootstrap with jQuery, as many a small console is built: navbar, table, modal, toast.
"use strict";
(() => {
  let draw, modal = null;
  const $n = (html, ...inside) => $(html).append(inside.flat().filter(Boolean));
  const text = (html, words) => $(html).text(words);
  window.Kit = {
    anew: true,
    mount(view) { draw = view; },
    refresh() {
      if (modal) { modal.hide(); modal.dispose(); modal = null; $(".modal, .modal-backdrop").remove(); $("body").removeAttr("style").removeClass("modal-open"); }
      const { page, dialog } = draw();
      inFocus(() => { $("#root").children().detach(); $("#root").append(page); });
      if (dialog) { $("body").append(dialog); modal = new bootstrap.Modal(dialog[0], { backdrop: "static", focus: false }); modal.show(); }
    },
    page: ({ title, menu, body, plain, dialog }) => ({ dialog, page: plain
      ? $n('<div class="container py-5" style="max-width: 560px">', $n('<div class="card">', text('<div class="card-header fs-5">', title), $n('<div class="card-body">', body)))
      : [$n('<nav class="navbar navbar-expand bg-body-tertiary px-4">', $n('<div class="navbar-nav">', menu.map((each) => text('<span class="nav-link" style="cursor: pointer">', each.text).on("click", () => go(each.go))))),
        $n('<div class="container py-4">', text('<p class="display-6">', title), body)] }),
    text: (words) => text("<p>", words),
    error: (words) => text('<div class="alert alert-danger">', words),
    nothing: (words) => text('<p class="text-body-secondary">', words),
    waiting: () => $('<div class="spinner-border">'),
    mask: () => $('<div id="__page_loading">'),
    group: (words) => text("<h5>", words),
    link: ({ text: words, go: where }) => $n("<p>", text('<a href="#">', words).on("click", (event) => { event.preventDefault(); go(where); })),
    button: ({ text: words, kind, act, off }) => text(`<a role="button" class="btn me-2 my-1 btn-${{ quiet: "outline-secondary", danger: "danger" }[kind] || "primary"} ${off ? "disabled" : ""}">`, words).on("click", () => off || act()),
    field: ({ label, kind, name }) => $n('<div class="form-floating mb-3">', fieldNamed(name, () => $(`<input class="form-control" placeholder=" " type="${kind === "password" ? "password" : "text"}">`).on("input", function () { state.form[name] = this.value; })), text("<label>", label)),
    box: ({ label, on, set }) => { const id = "c" + label.length; return $n('<div class="form-check mb-3">', $(`<input class="form-check-input" type="checkbox" id="${id}">`).prop("checked", on).on("change", function () { set(this.checked); }), text(`<label class="form-check-label" for="${id}">`, label)); },
    facts: (pairs) => $n('<dl class="row">', pairs.flatMap(([name, value]) => [text('<dt class="col-4">', name), text('<dd class="col-8">', value)])),
    counts: (pairs) => $n('<ul class="list-group">', pairs.map(([name, value]) => $n('<li class="list-group-item d-flex justify-content-between">', text("<span>", name), text('<span class="badge text-bg-primary">', String(value))))),
    list: (texts) => $n("<ul>", texts.map((each) => text("<li>", each))),
    products: (rows) => $n('<ul class="list-group">', rows.map((each) => $n('<li class="list-group-item">', text("<span>", each.name), $('<button title="Download a copy">⤓</button>').on("click", each.download), $('<button title="Delete">🗑</button>').on("click", each.drop)))),
    rows: (_, rows) => $n('<table class="table table-striped">', $n("<tbody>", rows.map((row) => $n("<tr>", text("<td>", row.name), text('<td class="text-body-secondary">', row.more),
      $n('<td class="text-end">', (row.actions || []).map((each) => text('<a class="link-danger" style="cursor: pointer">', each.text).on("click", each.act))))))),
    pages: () => null,
    dialog: ({ title, text: words, yes, no, left, confirm, cancel }) => $n('<div class="modal" tabindex="-1">', $n('<div class="modal-dialog modal-dialog-centered">', $n('<div class="modal-content">',
      $n('<div class="modal-header">', text('<span class="modal-title fs-5">', title)), text('<div class="modal-body">', words), $n('<div class="modal-footer">',
      text('<button class="btn btn-secondary">', no).on("click", cancel), text('<button class="btn btn-danger">', left ? `${yes} (${left}s)` : yes).prop("disabled", left > 0).on("click", confirm))))),
    toast: (words) => { const node = $n('<div class="toast show position-fixed bottom-0 end-0 m-3">', text('<div class="toast-body">', words)); $("body").append(node); setTimeout(() => node.remove(), 2500); },
  };
})();
