"use strict";
// The code form: *Send* first and nothing else, then the field, *Resend 43s*, and *Submit* once something is typed.
(function ticket() {
  const told = document.querySelector('[class$="Ticket-told"]');
  const ways = document.querySelector('[class$="Ticket-ways"]');
  const form = document.querySelector("form.mi-form");
  const field = form.querySelector("input[name=ticket]");
  const send = form.querySelector(".mi-ticket-field__send");
  const submit = form.querySelector(".mi-button--primary");
  const trust = form.querySelector("input[name=trust]");
  const code = page.state.ticket;
  let channel = code.channel;
  let timer = null;

  const show = (part, on) => { if (part) part.style.display = on ? "" : "none"; };
  const label = (text) => { send.querySelector("span").textContent = text; };

  function stage(sent) {
    show(field.closest(".mi-input"), sent);
    show(submit, sent);
    show(trust?.closest("div"), sent);
    show(ways, !sent);
    const { to } = code.channels[channel];
    told.textContent = page.t(sent ? "code sent" : "identity hint", { to, seconds: code.seconds });
    if (!sent) {
      clearTimeout(timer);
      label(page.t("send code"));
      send.disabled = false;
      field.value = "";
      page.enable(submit, false);
    }
  }

  function count(left) {
    clearTimeout(timer);
    send.disabled = left > 0;
    label(left > 0 ? `${page.t("resend")} ${left}s` : page.t("resend"));
    if (left > 0) timer = setTimeout(() => count(left - 1), 1000);
  }

  function choose(way) {
    channel = way;
    for (const each of ways.querySelectorAll("input")) {
      if ((each.value === way) !== each.checked) {
        each.checked = each.value === way;
        each.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
    stage(false);
  }

  async function ask() {
    page.complain(form, "");
    send.disabled = true;
    const { send: path } = code.channels[channel];
    let answer = await page.post(path, { retry: "0", icode: "", resend: "1" });
    if (answer && answer.code === 87001 && await miverify.ask(answer.type, "code")) answer = await page.post(path, { retry: "1", icode: "", resend: "1" });
    if (answer && answer.code === 0) {
      stage(true);
      return count(answer.wait || 0);
    }
    page.complain(form, answer ? answer.tips || answer.desc : page.t("failed"));
    if (answer && answer.wait) return count(answer.wait);
    send.disabled = false;
    return null;
  }

  // Another check follows: by the method that the answer names.
  function another(answer) {
    ways.replaceChildren();
    choose(Object.keys(code.channels).find((way) => code.channels[way].flag === answer.flag) || channel);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    page.complain(form, "");
    page.enable(submit, false);
    const { verify, flag } = code.channels[channel];
    const answer = await page.post(verify, { _flag: flag, ticket: field.value, trust: String(Boolean(trust?.checked)) });
    page.enable(submit, true);
    if (answer && answer.code === 0) location.href = page.keepFragment(answer.location);
    else if (answer && answer.code === 2) another(answer);
    else page.complain(form, answer ? answer.desc : page.t("failed"));
  });
  send.addEventListener("click", ask);
  page.enables([field], submit);
  for (const each of ways.querySelectorAll("input")) each.addEventListener("change", () => { if (each.checked && each.value !== channel) choose(each.value); });
  choose(channel);
  if (code.list) fetch(code.list).then(page.read); // sets the cookie identity_session (seen)
  if (code.sent) {
    stage(true);
    count(code.wait);
  }
  page.complain(form, code.error);
})();
