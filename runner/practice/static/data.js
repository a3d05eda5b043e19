"use strict";
// *Manage your data*: an introduction to read first, then a row for each product. Its *Delete* deletes that product's data.
(function products() {
  const intro = document.querySelector('[class$="Data-intro"]');
  const list = document.querySelector('[class$="Data-products"]');
  intro.querySelector("button").addEventListener("click", () => {
    intro.style.display = "none";
    list.style.display = "";
  });
  for (const row of list.querySelectorAll(".ant-list-item")) {
    const product = row.querySelector("h4").textContent;
    const [download, erase] = row.querySelectorAll("button");
    const post = (confirmed) => page.post("/fe/service/account/privacy/data/delete", { product, confirmed: String(confirmed) });
    download.addEventListener("click", () => { location.href = `/fe/service/account/privacy/data/copy?product=${encodeURIComponent(product)}`; });
    erase.addEventListener("click", () => {
      post(false);
      antd.confirm(page.t("delete product question", { product }), "", page.t("ok"), async () => {
        const answer = await post(true);
        if (!answer || answer.code !== 0) return page.t("failed");
        row.remove();
        return "";
      });
    });
  }
})();
