"use strict";
// The slider puzzle: the handle is dragged, the piece follows, letting go asks `judge` (an error text, or nothing).
function slider(dialog, judge) {
  const handle = dialog.querySelector(".mi-verify-handle");
  const piece = dialog.querySelector(".mi-verify-piece");
  let from = null;
  let travelled = 0;

  function move(to) {
    travelled = Math.max(0, Math.min(254, to));
    handle.style.left = piece.style.left = `${travelled}px`;
    handle.setAttribute("aria-valuenow", String(Math.round(travelled)));
  }

  async function renew() {
    move(0);
    const answer = await page.read(await fetch(`/captcha/v2/data?_t=${Date.now()}`));
    if (!answer) return;
    dialog.querySelector(".mi-verify-whole").src = answer.picture;
    piece.src = answer.piece;
    piece.style.top = `${answer.top}px`;
  }

  async function letGo() {
    const error = await judge(String(Math.round(travelled)));
    if (!error) return;
    page.showError(dialog, error);
    await renew();
  }

  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // or a second drag would move the text the first one selected
    from = event.clientX - travelled;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => { if (from !== null) move(event.clientX - from); });
  handle.addEventListener("pointerup", () => {
    if (from === null) return;
    from = null;
    letGo();
  });
  handle.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") move(travelled + 2);
    else if (event.key === "ArrowLeft") move(travelled - 2);
    else if (event.key === "Enter") letGo();
  });
  renew();
}
