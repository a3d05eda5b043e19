// What every front end shares: the console's words, its answers, and where one is.
"use strict";
const boot = window.BOOT, words = boot.words, options = boot.options;
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

async function ask(path, form) {
  const response = await fetch(path, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  if (response.status === 401) { top.location.reload(); return new Promise(() => {}); }
  return JSON.parse((await response.text()).replace("&&&START&&&", ""));
}

const query = new URLSearchParams(location.search);

// For kits that make all their elements anew: what is being typed stays in the same field, and in focus.
const typedIn = {};
function fieldNamed(name, make) {
  typedIn[name] = typedIn[name] || make();
  return typedIn[name];
}
function inFocus(draw) {
  let active = document.activeElement;
  while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement;
  draw();
  if (active && active.tagName === "INPUT" && active.isConnected) active.focus();
}
