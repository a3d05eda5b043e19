"use strict";
// The identity check of the current skin: choose a way, have a code sent, then the code form.
(function identity() {
  const card = document.getElementById("identity");
  const choice = card.querySelector(".code-choice");
  const form = card.querySelector("form.code-form");
  const listed = fetch(`/identity/list?supportedMask=0&context=${encodeURIComponent(card.dataset.context)}`);

  choice.querySelector(".send-code").addEventListener("click", async () => {
    await listed;
    const chosen = choice.querySelector("input[name=way]:checked") || choice.querySelector("input[name=way]");
    const way = chosen.value === "phone" ? "Phone" : "Email";
    form.dataset.send = `/identity/auth/send${way}Ticket`;
    form.dataset.verify = `/identity/auth/verify${way}`;
    form._flag.value = way === "Phone" ? "4" : "8";
    const answer = await page.post(form.dataset.send, { retry: "0", icode: "" });
    if (!answer || answer.code !== 0) return page.showError(choice, answer ? answer.desc : form.dataset.failed);
    card.querySelector(".code-to").textContent = answer.told;
    choice.hidden = true;
    card.querySelector(".code-enter").hidden = false;
    codeForms[0].count(answer.wait || 0);
  });
})();
