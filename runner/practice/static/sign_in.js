"use strict";
// The current skin's sign-in: tabs, the QR card, the form, and its CAPTCHAs.
(function signIn() {
  const form = document.querySelector("#rc-tabs-0-panel-login form");
  const button = form.querySelector(".mi-button--primary");
  const forms = document.querySelector('[class$="Login-forms"]');
  const qr = document.querySelector(".mi-scan-code-login");
  const corner = document.querySelector(".mi-qr-login-switch");
  const tabs = [...document.querySelectorAll("[role=tab]")];

  corner.addEventListener("click", () => {
    const toForm = forms.style.display === "none";
    forms.style.display = toForm ? "" : "none";
    qr.style.display = toForm ? "none" : "";
    corner.setAttribute("aria-label", page.t(toForm ? "qr switch" : "password switch"));
  });
  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      for (const each of tabs) {
        const panel = document.getElementById(each.getAttribute("aria-controls"));
        each.setAttribute("aria-selected", String(each === tab));
        each.parentElement.classList.toggle("ant-tabs-tab-active", each === tab);
        panel.style.display = each === tab ? "" : "none";
        panel.setAttribute("aria-hidden", String(each !== tab));
      }
    });
  }

  async function submit(captCode) {
    const { account, password, agreement: _agreement, ...values } = Object.fromEntries(new FormData(form));
    if (captCode !== undefined) values.captCode = captCode;
    const answer = await page.post(`/pass/serviceLoginAuth2?_dc=${Date.now()}`, { ...values, user: account, hash: md5(password).toUpperCase(), cc: "" });
    return answer || { code: -1, desc: page.t("failed") };
  }

  async function follow(answer) {
    if (answer.code === 0) location.href = page.keepFragment(answer.notificationUrl || answer.location);
    else if (answer.code === 350008) location.href = answer.location;
    else if (answer.code === 87001 && answer.type === "image") askImage(answer);
    else if (answer.code === 87001) { if (await miverify.ask(answer.type, "login")) await follow(await submit()); }
    else if (answer.code === 20003) page.helper("account", answer.desc);
    else if (answer.code === 70016) page.helper("password", answer.desc);
    else page.complain(form, answer.desc);
  }

  form.addEventListener("submit", async (event) => {
    if (form.hasAttribute("action")) return; // sent as it is, to where the switch form_elsewhere leads
    event.preventDefault();
    page.complain(form, "");
    for (const name of ["account", "password"]) page.helper(name, "");
    if (!form.agreement.checked) {
      antd.toast(page.t("need agreement"));
      return;
    }
    page.enable(button, false);
    try { await follow(await submit()); } finally { page.enable(button, true); }
  });
  for (const name of ["account", "password"]) {
    form[name].addEventListener("blur", () => { if (!form[name].value) page.helper(name, page.t(`need ${name}`)); else page.helper(name, ""); });
  }
  page.enables([form.account, form.password], button);

  function askImage(answer) {
    const picture = page.h("img", { class: "mi-captcha-field__image", alt: "captcha", title: page.t("captcha reload"), width: "150", height: "50" });
    const field = page.h("input", { class: "mi-input__input", type: "text", name: "icode", autocomplete: "off" });
    const renew = () => { picture.src = `${answer.captchaUrl}&${Math.random()}`; };
    picture.addEventListener("click", renew);
    const asked = page.h("form", { class: "ant-form mi-captcha-code-form", submit: send },
      page.h("div", { class: "mi-captcha-field" }, page.h("div", { class: "mi-input" }, field, page.h("label", { class: "mi-floating-label" }, page.t("captcha field"))), picture),
      page.h("div", { class: "ant-form-item-explain" }),
      page.h("button", { type: "submit", class: "ant-btn ant-btn-primary" }, page.h("span", {}, page.t("submit"))));
    const dialog = antd.modal(page.t("captcha title"), [page.h("div", { class: "ant-modal-body" }, asked)]);
    renew();
    field.focus();
    async function send(event) {
      event.preventDefault();
      if (!field.value.trim()) return;
      const next = await submit(field.value.trim());
      if (next.code === 87001) {
        page.complain(asked, next.desc);
        field.value = "";
        renew();
      } else {
        dialog.close();
        await follow(next);
      }
    }
  }
})();
