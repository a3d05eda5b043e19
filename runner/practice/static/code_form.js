"use strict";
// The code form's countdown in both skins; in the current one also sending, resending and checking without a new page.
function codeForm(form) {
  const resend = form.querySelector(".resend");
  let timer = null;
  function count(seconds) {
    clearInterval(timer);
    let left = seconds;
    const tell = () => {
      resend.disabled = left > 0;
      resend.textContent = form.dataset.resend + (left > 0 ? ` (${left})` : "");
      if (left <= 0) clearInterval(timer);
      left -= 1;
    };
    tell();
    timer = setInterval(tell, 1000);
  }
  async function send() {
    page.showError(form, "");
    const answer = await page.post(form.dataset.send, { retry: "1", resend: "1", icode: "" });
    if (!answer || answer.code !== 0) page.showError(form, answer ? answer.desc : form.dataset.failed);
    if (answer) count(answer.wait || 0);
    return answer;
  }
  async function check(event) {
    event.preventDefault();
    page.showError(form, "");
    const values = { _flag: form._flag.value, ticket: form.ticket.value, trust: String(Boolean(form.trust && form.trust.checked)) };
    const answer = await page.post(form.dataset.verify, values);
    if (answer && answer.code === 0) location.href = page.keepFragment(answer.location);
    else page.showError(form, answer ? answer.desc : form.dataset.failed);
  }
  count(Number(form.dataset.wait));
  if (resend.type === "button") {
    resend.addEventListener("click", send);
    form.addEventListener("submit", check);
  }
  return { send, count };
}
const codeForms = [...document.querySelectorAll("form.code-form")].map(codeForm);
