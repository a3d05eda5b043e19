"use strict";
// The classic sign-in: sends the password's hash, and fills the box for the picture in place when it is needed, so that
// what was typed stays (the saved copy has an empty #captcha box for it).
(function classicSignIn() {
  const form = document.getElementById("login-main-form");
  const box = document.getElementById("captcha");

  function complain(answer, wasAsked) {
    const forbidden = document.getElementById("error-forbidden");
    const outcon = document.getElementById("error-outcon");
    const place = answer.code === 403 ? forbidden : outcon;
    const other = place === forbidden ? outcon : forbidden;
    other.hidden = true;
    place.hidden = answer.code === 87001 && !wasAsked;
    (place.querySelector(".error-con") || place).textContent = answer.desc;
  }

  function askCaptcha(answer) {
    box.replaceChildren(document.getElementById("captcha-parts").content.cloneNode(true));
    const picture = document.getElementById("captcha-img");
    const renew = () => { picture.src = `${answer.captchaUrl}&${Math.random()}`; };
    picture.addEventListener("click", renew);
    renew();
    box.hidden = false;
    document.getElementById("captcha-code").focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = document.getElementById("pwd").value;
    const values = Object.fromEntries(new FormData(form));
    values.hash = typed ? md5(typed).toUpperCase() : "";
    const answer = await page.post(`/pass/serviceLoginAuth2?_dc=${Date.now()}`, values);
    if (answer.code === 0) location.href = page.keepFragment(answer.notificationUrl || answer.location);
    else if (answer.code === 350008) location.href = answer.location;
    else {
      complain(answer, Boolean(values.captCode));
      if (answer.code === 87001) askCaptcha(answer);
    }
  });
})();
