// What the account host's pages do in the browser.
"use strict";
const find = (selector, inside = document) => inside.querySelector(selector);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

/** Send a form the way the vendor's pages do, and read the answer behind its prefix. */
async function send(address, fields) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
  return JSON.parse((await answer.text()).replace("&&&START&&&", ""));
}

function complain(place, text) {
  const box = find(".mi-form-error", place);
  box.textContent = text || "";
  box.hidden = !text;
}

all("[data-cookies]").forEach(button => button.addEventListener("click", () => {
  document.cookie = `cookieChoice=${button.dataset.cookies};path=/`;
  find(".cookie-banner").remove();
}));

all(".promo-modal .x").forEach(button => button.addEventListener("click", () => { find(".promo").remove(); }));

all("[data-arms]").forEach(box => box.addEventListener("change", () => {
  find(box.dataset.arms).disabled = !box.checked;
}));

// --- sign-in
const signIn = find("#sign-in");
if (signIn) {
  const loading = find("#__page_loading");
  setTimeout(() => { loading.hidden = true; }, Number(document.body.dataset.latency) || 30);
  all("[role=tab]").forEach(tab => tab.addEventListener("click", () => {
    all("[role=tab]").forEach(each => each.setAttribute("aria-selected", String(each === tab)));
    all("[data-shows]").forEach(pane => { pane.hidden = pane.dataset.shows !== tab.dataset.pane; });
  }));

  const image = find(".captcha-modal");
  const slider = find(".mi-verify");
  const draw = dialog => {
    const picture = find("img", dialog);
    picture.src = `${picture.dataset.src}&${Math.random()}`;
    dialog.hidden = false;
  };

  const submit = async captCode => {
    const fields = Object.fromEntries(all("input[type=hidden]", signIn).map(field => [field.name, field.value]));
    const password = signIn.elements.password.value;
    const answer = await send(`/pass/serviceLoginAuth2?_dc=${Date.now()}`, {
      ...fields, user: signIn.elements.account.value, hash: md5(password).toUpperCase(), captCode: captCode || "",
      cc: "", _json: "true",
    });
    if (answer.code === 87001) {
      const dialog = image || slider;
      if (captCode) complain(dialog, answer.desc);
      draw(dialog);
      return;
    }
    [image, slider].filter(Boolean).forEach(dialog => { dialog.hidden = true; });
    const next = answer.notificationUrl || answer.location;
    if (next) location.assign(next);
    else complain(signIn, answer.desc);
  };

  signIn.addEventListener("submit", event => {
    event.preventDefault();
    if (!signIn.elements.account.value) return complain(signIn, signIn.dataset.emptyAccount);
    if (!signIn.elements.password.value) return complain(signIn, signIn.dataset.emptyPassword);
    const agreement = signIn.elements.agreement;
    if (agreement && !agreement.checked) return complain(signIn, agreement.closest("label").innerText);
    complain(signIn, "");
    return submit("");
  });

  if (image) {
    find("img", image).addEventListener("click", () => draw(image));
    find("form", image).addEventListener("submit", event => {
      event.preventDefault();
      const field = find("input", image);
      submit(field.value);
      field.value = "";
    });
  }
  if (slider) slide(slider, () => submit(""));
}

/** A handle that is dragged with the pointer; the piece follows, and the server says whether it fits. */
function slide(dialog, passed) {
  const handle = find(".mi-verify-handle", dialog);
  const piece = find(".mi-verify-piece", dialog);
  let from = null;
  const put = travel => {
    handle.style.left = piece.style.left = `${travel}px`;
    handle.setAttribute("aria-valuenow", Math.round(travel));
  };
  const travelled = event => Math.max(0, Math.min(256, event.clientX - from));
  handle.addEventListener("pointerdown", event => { from = event.clientX; handle.setPointerCapture(event.pointerId); });
  handle.addEventListener("pointermove", event => { if (from !== null) put(travelled(event)); });
  handle.addEventListener("pointerup", async event => {
    const travel = travelled(event);
    from = null;
    const answer = await send("/captcha/v2/check", { travel });
    if (answer.code === 0) return passed();
    put(0);
    const picture = find("img", dialog);
    picture.src = `${picture.dataset.src}&${Math.random()}`;
    return undefined;
  });
}

// --- sign-in, classic skin: the box for the picture is filled when it is needed (saved copy)
const classicSignIn = find("#login-main-form");
if (classicSignIn) {
  const box = find("#captcha");
  const askForCaptcha = () => {
    box.innerHTML = '<label class="code_label" for="captcha-code"></label>'
      + '<input id="captcha-code" name="captCode" type="text" maxlength="8" autocomplete="off">'
      + '<img id="captcha-img" class="chkcode_img">';
    find("label", box).textContent = box.dataset.label;
    const picture = find("img", box);
    const redraw = () => { picture.src = `/pass/getCode?icodeType=login&${Math.random()}`; };
    picture.alt = box.dataset.hint;
    picture.addEventListener("click", redraw);
    redraw();
  };
  classicSignIn.addEventListener("submit", async event => {
    event.preventDefault();
    const { user, password, captCode } = classicSignIn.elements;
    const fields = Object.fromEntries(all("input[type=hidden]", classicSignIn).map(field => [field.name, field.value]));
    const given = captCode ? captCode.value : "";
    const answer = await send(`/pass/serviceLoginAuth2?_dc=${Date.now()}`, {
      ...fields, user: user.value, hash: md5(password.value).toUpperCase(), captCode: given, _json: "true",
    });
    const next = answer.notificationUrl || answer.location;
    if (next) return location.assign(next);
    const place = answer.code === 403 ? find("#error-forbidden") : find("#error-outcon");
    place.hidden = answer.code === 87001 && !given;
    (find(".error-con", place) || place).textContent = answer.desc;
    if (answer.code === 87001) askForCaptcha();
    return undefined;
  });
}

// --- the form for a code: identity check, deletion, reset
const codeForm = find(".code-form");
if (codeForm) {
  const resend = find(".resend", codeForm);
  const way = () => (codeForm.elements.way.value === "phone" ? "Phone" : "Email");
  const context = codeForm.elements.context.value;
  let left = 0;
  const count = () => {
    resend.disabled = left > 0;
    resend.textContent = left > 0 ? `${codeForm.dataset.resend} (${Math.ceil(left)})` : codeForm.dataset.resend;
    if (left > 0) setTimeout(() => { left -= 0.25; count(); }, 250);
  };
  const sent = () => {
    find(".send", codeForm).hidden = true;
    find(".enter", codeForm).hidden = false;
    left = Number(codeForm.dataset.resendAfter);
    count();
  };
  const request = async () => {
    const answer = await send(`/identity/auth/send${way()}Ticket`, { retry: "0", icode: "", _json: "true", context });
    complain(codeForm, answer.code === 0 ? "" : answer.desc);
    if (answer.code === 0) sent();
  };
  if (codeForm.dataset.sent) sent();
  find(".send", codeForm).addEventListener("click", request);
  resend.addEventListener("click", request);
  codeForm.addEventListener("submit", async event => {
    event.preventDefault();
    complain(codeForm, "");
    const answer = await send(`/identity/auth/verify${way()}`, {
      _flag: way() === "Phone" ? "4" : "8", ticket: codeForm.elements.ticket.value, _json: "true", context,
      trust: String(Boolean(codeForm.elements.trust && codeForm.elements.trust.checked)),
    });
    if (answer.code === 0) location.assign(answer.location);
    else complain(codeForm, answer.desc);
  });
}

// --- authorised apps
const revokeSure = find("#revoke-sure");
if (revokeSure) {
  all("[data-revoke]").forEach(button => button.addEventListener("click", () => {
    find("strong", revokeSure).textContent = button.dataset.name;
    find("form", revokeSure).action = `/fe/service/account/authorization/${button.dataset.revoke}/revoke`;
    revokeSure.hidden = false;
  }));
  find("[data-cancel]", revokeSure).addEventListener("click", () => { revokeSure.hidden = true; });
}
