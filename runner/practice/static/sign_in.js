"use strict";
// The current skin's sign-in: tabs, the form, and the CAPTCHA dialogs.
(function signIn() {
  const form = document.getElementById("sign-in");
  for (const tab of document.querySelectorAll("[role=tab]")) {
    tab.addEventListener("click", () => {
      for (const other of document.querySelectorAll("[role=tab]")) {
        other.setAttribute("aria-selected", String(other === tab));
        document.getElementById(other.getAttribute("aria-controls")).hidden = other !== tab;
      }
    });
  }

  async function submit(captCode) {
    const values = Object.fromEntries(new FormData(form));
    const hash = md5(values.password).toUpperCase();
    delete values.password;
    delete values.agreement;
    values.user = values.account;
    delete values.account;
    if (captCode !== undefined) values.captCode = captCode;
    const answer = await page.post(`/pass/serviceLoginAuth2?_dc=${Date.now()}`, { ...values, hash, cc: "" });
    return answer || { code: -1, desc: form.dataset.failed };
  }

  function follow(answer) {
    if (answer.code === 0) location.href = page.keepFragment(answer.notificationUrl || answer.location);
    else if (answer.code === 350008) location.href = answer.location;
    else if (answer.code === 87001) (answer.type === "slider" ? askSlider : askImage)(answer);
    else page.showError(form, answer.desc);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    page.showError(form, "");
    if (!form.account.value.trim()) return page.showError(form, form.dataset.needAccount);
    if (!form.password.value) return page.showError(form, form.dataset.needPassword);
    const button = form.querySelector(".mi-button");
    button.disabled = true;
    try { follow(await submit()); } finally { button.disabled = false; }
  });

  function askImage(answer) {
    const dialog = page.open("image-captcha");
    const picture = dialog.querySelector("img");
    const field = dialog.querySelector("[name=captCode]");
    const renew = () => { picture.src = `${answer.captchaUrl}&${Math.random()}`; };
    picture.addEventListener("click", renew);
    renew();
    field.focus();
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!field.value.trim()) return;
      const next = await submit(field.value.trim());
      if (next.code === 87001) {
        page.showError(dialog, next.desc);
        field.value = "";
        renew();
      } else {
        dialog.remove();
        follow(next);
      }
    });
  }

  function askSlider() {
    const dialog = page.open("slider-captcha");
    slider(dialog, async (travelled) => {
      const next = await submit(travelled);
      if (next.code === 87001) return next.desc;
      dialog.remove();
      follow(next);
      return "";
    });
  }
})();
