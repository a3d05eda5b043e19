"use strict";
// Apps with access to the account: the list, the question, and the row that goes.
(function apps() {
  const place = document.querySelector(".ant-spin-container");

  async function load() {
    if (page.state.saysEmpty) place.replaceChildren(antd.empty(page.t("no apps")));
    await page.sleep(page.state.listAfter);
    page.loading(true);
    let answer = null;
    try { answer = await page.read(await fetch("/fe/service/account/authorization/list", { headers: { Accept: "application/json" } })); } catch { /* told below */ }
    page.loading(false);
    if (!answer || answer.code !== 0) return place.replaceChildren(antd.alert(page.t("failed")));
    return show(answer.data.list);
  }

  function show(list) {
    place.replaceChildren(list.length ? page.h("ul", { class: "ant-list-items" }, ...list.map(row)) : antd.empty(page.t("no apps")));
  }

  function row(app) {
    return page.h("li", { class: "ant-list-item" },
      page.h("div", { class: "ant-list-item-meta" }, page.h("div", { class: "ant-list-item-meta-content" },
        page.h("h4", { class: "ant-list-item-meta-title" }, app.name),
        page.h("div", { class: "ant-list-item-meta-description" }, `${app.scopes.join(", ")} · ${page.t("since", { day: app.since })}`))),
      page.h("ul", { class: "ant-list-item-action" }, page.h("li", {}, antd.button(page.t("revoke"), "ant-btn-default", () => ask(app)))));
  }

  function ask(app) {
    antd.confirm(page.t("revoke question", { app: app.name }), "", page.t("confirm revoke"), async () => {
      const answer = await page.post("/fe/service/account/authorization/revoke", { app: app.appId });
      if (!answer || (answer.code !== 0 && answer.code !== 404)) return answer && answer.tips ? answer.tips : page.t("failed");
      load();
      return "";
    });
  }
  page.shown.then(load);
})();
