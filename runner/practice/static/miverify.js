"use strict";
// The vendor's risk CAPTCHA: its panel is in the page and shown when it is asked for; right answers set the cookie vToken.
const miverify = (function miverify() {
  const wind = document.querySelector(".miverify_wind");
  const box = wind.querySelector(".miverify_panel_box");
  const part = (name) => wind.querySelector(`.miverify_${name}`);
  const field = part("captcha_input").querySelector("input");
  const STATES = ["loading", "success", "error", "miverify_panel_show_captcha"];
  const STEP = 2;
  let judge = null;
  let current = null;

  function enter(...states) {
    box.classList.remove(...STATES);
    box.classList.add(...states);
  }

  async function renew() {
    enter("loading");
    const answer = await page.read(await fetch(`/captcha/v2/data?k=${current.purpose}&type=${current.kind}&_t=${Date.now()}`));
    enter("miverify_panel_show_captcha");
    if (!answer) return;
    part("captcha_title").textContent = { slider: page.t("slider title"), click: page.t("click title", { letters: [...(answer.letters || "")].join(" ") }), picture: page.t("captcha title") }[current.kind];
    part("captcha_content").replaceChildren(...({ slider, click, picture }[current.kind])(answer));
    part("captcha_input").style.display = current.kind === "picture" ? "" : "none";
    part("ok_btn").style.display = current.kind === "picture" ? "" : "none";
    field.value = "";
  }

  function picture(answer) {
    return [page.h("img", { src: answer.picture, alt: "captcha", width: "150", height: "50" })];
  }

  function click(answer) {
    const points = [];
    const frame = page.h("div", { class: "miverify_click_frame" });
    const image = page.h("img", { src: answer.picture, alt: "", draggable: "false", class: "miverify_image", click: (event) => {
      const x = Math.round(event.offsetX);
      const y = Math.round(event.offsetY);
      points.push(`${x},${y}`);
      frame.append(page.h("i", { class: "miverify_click_mark", style: `left:${x}px;top:${y}px` }, String(points.length)));
      if (points.length === answer.letters.length) send(points.join(";"));
    } });
    frame.append(image);
    return [frame];
  }

  function slider(answer) {
    const whole = page.h("img", { src: answer.picture, alt: "", draggable: "false", class: "miverify_image" });
    const piece = page.h("img", { src: answer.piece, alt: "", draggable: "false", class: "miverify_piece", style: `top:${answer.top}px` });
    const handle = page.h("div", { class: "miverify_slider_btn", role: "slider", tabindex: "0", "aria-label": page.t("slider hint"), "aria-valuemin": "0", "aria-valuemax": "254", "aria-valuenow": "0" }, "→");
    let from = null;
    let travelled = 0;
    const move = (to) => {
      travelled = Math.max(0, Math.min(254, to));
      handle.style.left = piece.style.left = `${travelled}px`;
      handle.setAttribute("aria-valuenow", String(Math.round(travelled)));
    };
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // or a second drag would move the text the first one selected
      from = event.clientX - travelled;
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => { if (from !== null) move(event.clientX - from); });
    handle.addEventListener("pointerup", () => {
      if (from === null) return;
      from = null;
      send(String(Math.round(travelled)));
    });
    handle.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight") move(travelled + STEP);
      else if (event.key === "ArrowLeft") move(travelled - STEP);
      else if (event.key === "Enter") send(String(Math.round(travelled)));
    });
    return [page.h("div", { class: "miverify_slider_frame" }, whole, piece), page.h("div", { class: "miverify_slider_track" }, page.h("span", {}, page.t("slider hint")), handle)];
  }

  async function send(typed) {
    part("err_tip").textContent = "";
    enter("loading", "miverify_panel_show_captcha");
    const answer = await page.post("/captcha/v2/image/verify", { type: current.kind, k: current.purpose, answer: typed });
    if (answer && answer.code === 0) {
      enter("success");
      part("captcha_title").textContent = page.t("verified");
      await page.sleep(300);
      return close(true);
    }
    enter("error", "miverify_panel_show_captcha");
    part("err_tip").textContent = answer ? answer.desc : page.t("failed");
    return renew();
  }

  function close(passed) {
    wind.style.display = "none";
    judge(passed);
  }

  part("refresh_btn").addEventListener("click", renew);
  part("cancel_btn").addEventListener("click", () => close(false));
  part("ok_btn").addEventListener("click", () => { if (field.value.trim()) send(field.value.trim()); });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && field.value.trim()) send(field.value.trim()); });

  return {
    // Show a puzzle of this kind; the promise says whether it was passed or given up.
    ask(kind, purpose) {
      current = { kind, purpose };
      part("err_tip").textContent = "";
      wind.style.display = "";
      renew();
      return new Promise((resolve) => { judge = resolve; });
    },
  };
})();
