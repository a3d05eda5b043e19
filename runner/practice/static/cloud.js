// The cloud host's one page: #/ home, #/settings, #/settings/devices.
"use strict";
const app = document.querySelector("#app");
const w = JSON.parse(app.dataset.words);
const loading = document.querySelector("#__page_loading");

/** An element with attributes, text and children. */
function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => { if (value !== false) element.setAttribute(name, value); });
  element.append(...inside.filter(Boolean));
  return element;
}

/** JSON from this host; somebody whose session has ended is sent to sign in, and comes back. */
async function load(address, options) {
  const answer = await fetch(address, options);
  if (answer.status === 401) {
    location.assign(`${app.dataset.signIn}&followup=${encodeURIComponent(location.href)}`);
    return new Promise(() => {});
  }
  return answer.json();
}

const person = document.querySelector(".account-name");

async function home() {
  const { data } = await load("/api/user/overview");
  const items = Object.entries(data.stored).map(([kind, count]) => make("li", { class: "stored-item", "data-kind": kind },
    make("span", { class: "stored-name" }, w[kind] || kind), make("span", { class: "stored-count" }, String(count))));
  return [make("h1", {}, w.cloud), make("p", { class: "account-email" }, data.email), make("h2", {}, w.stored_title),
    make("ul", { class: "stored" }, ...items),
    make("p", {}, make("a", { href: "#/settings" }, w.settings))];
}

function settings() {
  return [make("h1", {}, w.settings), make("ul", { class: "links" },
    make("li", {}, make("a", { href: "#/settings/devices" }, w.devices_title)))];
}

async function devices() {
  if (document.body.dataset.skin === "classic") {
    location.replace("/devices");
    return new Promise(() => {});
  }
  const { data } = await load(`/find/device/full/status?ts=${Date.now()}`);
  const list = data.devices.length
    ? make("ul", { class: "device-list" }, ...data.devices.map(row))
    : make("p", { class: "muted" }, w.devices_none);
  return [make("h1", {}, w.devices_title), list];
}

function row(device) {
  const button = make("button", { type: "button", class: "device" },
    make("span", { class: "device-name" }, device.name), make("span", { class: "muted" }, device.model));
  button.addEventListener("click", () => document.body.append(detail(device)));
  return make("li", { class: "device-item", "data-device-id": device.id }, button);
}

function detail(device) {
  const veil = make("div", { class: "veil" });
  const fact = (name, value) => [make("dt", {}, name), make("dd", {}, value)];
  const close = make("button", { type: "button", class: "x", "aria-label": w.close }, "×");
  close.addEventListener("click", () => veil.remove());
  const remove = make("button", { type: "button", class: "mi-button bad" }, w.delete_device);
  remove.addEventListener("click", () => { veil.replaceChildren(sure(device, veil)); });
  veil.append(make("div", { role: "dialog", class: "box device-detail", "aria-label": device.name },
    close, make("h2", {}, device.name), make("dl", {}, ...fact(w.model, device.model), ...fact(w.device_id, device.id),
      ...fact("IMEI", device.imei), ...fact(w.serial, device.serial), ...fact(w.last_seen, device.lastSeen)),
    device.findDevice && make("p", { class: "warning" }, w.find_on), remove));
  return veil;
}

function sure(device, veil) {
  const yes = make("button", { type: "button", class: "mi-button bad" }, w.delete_yes);
  const no = make("button", { type: "button", class: "quiet" }, w.cancel);
  no.addEventListener("click", () => veil.remove());
  yes.addEventListener("click", async () => {
    yes.disabled = true;
    await load(`/api/devices/${device.id}/delete`, { method: "POST" });
    await draw();
    veil.remove();
  });
  return make("div", { role: "alertdialog", class: "box confirm", "aria-label": w.delete_device_sure },
    make("p", {}, w.delete_device_sure, " ", make("strong", {}, device.name)), no, " ", yes);
}

const places = { "/settings": settings, "/settings/devices": devices };

async function draw() {
  loading.hidden = false;
  const path = location.hash.replace(/^#/, "").split("?")[0];
  app.replaceChildren(...await (places[path] || home)());
  person.hidden = false;
  loading.hidden = true;
  const promo = document.querySelector(".promo");
  if (promo) promo.hidden = false;
}

window.addEventListener("hashchange", draw);
draw();
