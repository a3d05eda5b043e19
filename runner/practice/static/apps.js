"use strict";
// Authorised apps of the current skin: ask, take the access away, and remove the row.
(function apps() {
  const list = document.querySelector(".app-list");
  list.addEventListener("click", (event) => {
    if (!event.target.matches(".revoke")) return;
    const item = event.target.closest(".app-item");
    const dialog = page.open("confirm");
    dialog.querySelector("#confirm-text").textContent = item.dataset.question;
    dialog.querySelector(".no").addEventListener("click", () => dialog.remove());
    dialog.querySelector(".yes").addEventListener("click", async () => {
      const answer = await page.post("/fe/service/account/authorization/revoke", { app: item.dataset.appId });
      if (!answer || (answer.code !== 0 && answer.code !== 404)) {
        dialog.querySelector(".mi-form-error").hidden = false;
        return;
      }
      dialog.remove();
      item.remove();
      document.querySelector(".empty").hidden = list.children.length > 0;
    });
  });
})();
