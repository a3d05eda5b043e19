"use strict";
// A picture that is shown twice is carried once.
for (const copy of document.querySelectorAll("img[data-same]"))
  copy.src = document.querySelector(`img[data-file="${copy.dataset.same}"]`).src;
const rows = [...document.querySelectorAll(".timeline li")];
const group = document.querySelector("#group"), words = document.querySelector("#words"), count = document.querySelector("#count");
function filter() {
  const wanted = words.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    row.hidden = (group.value && row.dataset.group !== group.value) || !row.textContent.toLowerCase().includes(wanted);
    shown += !row.hidden;
  }
  count.textContent = shown === rows.length ? `${shown} events` : `${shown} of ${rows.length} events`;
}
group.addEventListener("change", filter);
words.addEventListener("input", filter);
document.querySelector(".filter").addEventListener("submit", event => event.preventDefault());
// Of a page that is longer than its window the beginning is shown, and all of it when it is enlarged.
const isLong = (image) => image.naturalHeight > 0.76 * image.naturalWidth;
for (const thumb of document.querySelectorAll(".thumb")) {
  const small = thumb.querySelector("img");
  const mark = () => thumb.classList.toggle("long", isLong(small));
  small.addEventListener("load", mark);
  mark();
}
const zoom = document.querySelector("#zoom"), large = zoom.querySelector("img"), title = document.querySelector("#zoom-title");
for (const thumb of document.querySelectorAll(".thumb")) {
  thumb.addEventListener("click", () => {
    const small = thumb.querySelector("img").src;
    // Beside its pictures the page shows them in full; alone, what it carries.
    large.onload = () => large.classList.toggle("long", isLong(large));
    large.onerror = () => { large.onerror = null; large.src = small; };
    large.src = document.body.dataset.whole === "yes" ? small : thumb.dataset.file;
    large.alt = title.textContent = thumb.dataset.alt;
    zoom.showModal();
  });
}
