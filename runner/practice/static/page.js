"use strict";
// Every page of both skins: the loading sign, sending and reading, fields that enable their button.
const page = {
  state: JSON.parse(document.getElementById("initial-state").textContent),
  t(key, blanks = {}) {
    return page.state.words[key].replace(/\{(\w+)\}/g, (_, name) => blanks[name]);
  },
  sleep: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); }),
  // An element with its attributes and children; attributes that are functions are listeners.
  h(kind, attributes = {}, ...children) {
    const made = document.createElement(kind);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value !== null) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  },
  // Send a form to the console as its own pages do; the answer without the prefix, or null when there is none.
  async post(path, values) {
    const body = new URLSearchParams({ ...values, _json: "true" });
    const headers = { Accept: "application/json" };
    try {
      return await page.read(await fetch(path, { method: "POST", body, headers }));
    } catch {
      return null;
    }
  },
  async read(response) {
    const text = (await response.text()).replace("&&&START&&&", "");
    let answer = null;
    try { answer = JSON.parse(text); } catch { /* a failing server answers with anything */ }
    if (response.status === 401) {
      if (answer && answer.loginUrl) location.href = page.keepFragment(answer.loginUrl);
      else location.reload();
      return new Promise(() => {});
    }
    return answer;
  },
  // The place within the cloud host's page survives a sign-in only when every hop carries it.
  keepFragment(address) {
    return address.includes("#") ? address : address + location.hash;
  },
  complain(where, text) {
    const place = where.querySelector(".ant-form-item-explain");
    place.replaceChildren(...(text ? [page.h("div", { class: "ant-form-item-explain-error", role: "alert" }, text)] : []));
  },
  helper(name, text) {
    const place = document.getElementById(`mi-form-error-${name}`);
    place.textContent = text;
    place.classList.toggle("mi-form-helper-text--error", Boolean(text));
    if (text) place.setAttribute("role", "alert"); else place.removeAttribute("role");
  },
  // A button is active once all its fields hold something that a person put there.
  enables(fields, button) {
    const follow = (event) => {
      if (!event.isTrusted) return;
      page.enable(button, fields.every((field) => (field.type === "checkbox" ? field.checked : field.value)));
    };
    for (const field of fields) {
      const type = field.type === "checkbox" ? "change" : page.state.typing ? "keyup" : "input";
      field.addEventListener(type, follow);
    }
  },
  enable(button, on) {
    button.disabled = !on;
    button.classList.toggle("mi-button--disabled", !on);
  },
  // Everything that is being waited for counts; the sign goes when nothing is left.
  awaited: 1,
  loading(on) {
    page.awaited += on ? 1 : -1;
    for (const id of ["__page_loading", "__page_loading__mask"]) {
      const part = document.getElementById(id);
      if (part) part.style.display = page.awaited > 0 && page.state.loadingSign === "mask" ? "" : "none";
    }
    if (window.antd) antd.sign(page.awaited > 0 ? page.state.loadingSign : "none");
  },
};
page.shown = new Promise((resolve) => { page.isShown = resolve; });

(function start() {
  const root = document.getElementById("root");
  const show = () => {
    root.hidden = false;
    page.isShown();
    setTimeout(() => page.loading(false)); // after whoever waited has begun to load more
  };
  // Not before the page's other scripts have run: nobody can click what does not work yet.
  document.addEventListener("DOMContentLoaded", () => {
    if (page.state.latency && root.hidden) setTimeout(show, page.state.latency); else show();
  });
  for (const button of document.querySelectorAll(".cookie-banner button")) {
    button.addEventListener("click", async () => {
      await page.post("/cookies", { choice: button.value });
      button.closest(".cookie-banner").remove();
    });
  }
  const promo = document.querySelector(".ant-modal-root.promo");
  if (promo) promo.querySelector(".ant-modal-close").addEventListener("click", async () => {
    await page.post("/promo/close", {});
    promo.remove();
  });
  for (const form of document.querySelectorAll("form.keeps-fragment")) form.action = page.keepFragment(form.action);
  for (const eye of document.querySelectorAll(".mi-password-field__eye")) {
    eye.addEventListener("click", () => {
      const field = eye.closest(".mi-password-field").querySelector("input");
      field.type = field.type === "password" ? "text" : "password";
      eye.setAttribute("aria-label", field.type === "password" ? "eye-invisible" : "eye");
    });
  }
  for (const picture of document.querySelectorAll(".mi-captcha-field__image, #captcha-img")) {
    picture.addEventListener("click", () => { picture.src = `${picture.src.split("&")[0]}&${Math.random()}`; });
  }
})();
