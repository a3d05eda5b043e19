"use strict";
// Every page of both skins: the loading mask, overlays, and what the other scripts share.
const page = {
  // Send a form to the console as its own pages do; the answer without the prefix, or null when there is none.
  async post(path, values) {
    const response = await fetch(path, { method: "POST", body: new URLSearchParams({ ...values, _json: "true" }) });
    return page.read(response);
  },
  async read(response) {
    const text = (await response.text()).replace("&&&START&&&", "");
    let answer = null;
    try { answer = JSON.parse(text); } catch { /* a failing server answers with anything */ }
    if (response.status === 401 && answer && answer.loginUrl) {
      location.href = page.keepFragment(answer.loginUrl);
      return new Promise(() => {});
    }
    return answer;
  },
  // The place within the cloud host's page survives a sign-in only when every hop carries it.
  keepFragment(address) {
    return address.includes("#") ? address : address + location.hash;
  },
  showError(where, text) {
    const error = where.querySelector(".mi-form-error");
    if (text) error.textContent = text;
    error.hidden = !text;
  },
  // Show a dialog from its template; its first element is returned, and an × closes it.
  open(id) {
    const cover = document.getElementById(id).content.firstElementChild.cloneNode(true);
    document.getElementById("root").append(cover);
    const close = cover.querySelector(".modal-close");
    if (close) close.addEventListener("click", () => cover.remove());
    return cover;
  },
  // Everything that is being waited for counts; the mask goes when nothing is left.
  awaited: 1,
  loading(on) {
    page.awaited += on ? 1 : -1;
    for (const id of ["__page_loading", "__page_loading__mask"]) {
      const part = document.getElementById(id);
      if (part) part.hidden = page.awaited === 0;
    }
  },
};
page.shown = new Promise((resolve) => { page.isShown = resolve; });

(function start() {
  const root = document.getElementById("root");
  if (root.hidden) {
    const show = () => {
      root.hidden = false;
      page.isShown();
      setTimeout(() => page.loading(false)); // after whoever waited has begun to load more
    };
    const latency = Number(document.body.dataset.latency);
    // Not before the page's other scripts have run: nobody can click what does not work yet.
    document.addEventListener("DOMContentLoaded", () => { if (latency) setTimeout(show, latency); else show(); });
  }
  for (const button of document.querySelectorAll(".cookie-banner button")) {
    button.addEventListener("click", async () => {
      await page.post("/cookies", { choice: button.dataset.choice });
      button.closest(".cookie-banner").remove();
    });
  }
  const promo = document.querySelector(".promo-cover");
  if (promo) promo.querySelector(".promo-close").addEventListener("click", async () => {
    await page.post("/promo/close", {});
    promo.remove();
  });
  for (const tick of document.querySelectorAll("[data-needed-by]")) {
    const button = document.getElementById(tick.dataset.neededBy);
    const follow = () => { button.disabled = !tick.checked; };
    tick.addEventListener("change", follow);
    follow();
  }
  for (const form of document.querySelectorAll("form[data-keeps-fragment]")) {
    for (const button of form.querySelectorAll("[formaction]")) button.setAttribute("formaction", button.formAction + location.hash);
    form.action += location.hash;
  }
  for (const picture of document.querySelectorAll("img.captcha-img, #captcha-img")) {
    picture.addEventListener("click", () => { picture.src = `${picture.src.split("&")[0]}&${Math.random()}`; });
  }
})();
