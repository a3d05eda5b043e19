"use strict";
// The cloud host of the current skin: one page, its parts behind #/.
(function cloud() {
  const names = JSON.parse(document.getElementById("names").textContent);
  const list = document.querySelector(".device-list");
  const failure = document.querySelector(".page-error");

  async function get(path) {
    page.loading(true);
    failure.hidden = true;
    try {
      const answer = await page.read(await fetch(path, { headers: { Accept: "application/json" } }));
      if (!answer || answer.code !== 0) throw new Error("no answer");
      return answer.data;
    } catch {
      failure.hidden = false;
      return null;
    } finally {
      page.loading(false);
    }
  }

  async function showHome(part) {
    const data = await get("/api/user/overview");
    if (!data) return;
    part.querySelector(".account-name").textContent = `${data.name} · ${data.email}`;
    part.querySelector(".stored-list").replaceChildren(...Object.entries(data.stored).map(([kind, count]) => {
      const item = element("li", "stored-item");
      item.dataset.kind = item.dataset.count = kind;
      item.append(element("span", "stored-name", names[kind] || kind), " ", element("span", "stored-count", String(count)));
      return item;
    }));
  }

  async function showDevices() {
    list.replaceChildren();
    const empty = document.querySelector(".empty");
    empty.hidden = true;
    const data = await get(`/find/device/full/status?ts=${Date.now()}`);
    if (!data) return;
    list.replaceChildren(...data.devices.map((device) => {
      const item = element("li", "device-item");
      item.dataset.deviceId = device.devId;
      const button = element("button", "device-open");
      button.type = "button";
      button.append(element("b", "device-name", device.name), " ", element("span", "device-model", device.model));
      button.addEventListener("click", () => showDetail(device));
      item.append(button);
      return item;
    }));
    empty.hidden = data.devices.length > 0;
  }

  function showDetail(device) {
    const dialog = page.open("detail");
    dialog.querySelector("h2").textContent = device.name;
    dialog.querySelector(".find-device").hidden = !device.findDevice;
    for (const fact of dialog.querySelectorAll("[data-fact]")) fact.textContent = device[fact.dataset.fact] || "–";
    dialog.querySelector(".delete-device").addEventListener("click", () => ask(device, dialog));
  }

  function ask(device, detail) {
    const dialog = page.open("confirm");
    dialog.querySelector(".no").addEventListener("click", () => dialog.remove());
    dialog.querySelector(".yes").addEventListener("click", async () => {
      const answer = await page.post(`/find/device/${encodeURIComponent(device.devId)}/unlink`, {});
      if (!answer || (answer.code !== 0 && answer.code !== 404)) {
        dialog.querySelector(".mi-form-error").hidden = false;
        return;
      }
      dialog.remove();
      detail.remove();
      const toast = document.querySelector(".toast");
      toast.hidden = false;
      setTimeout(() => { toast.hidden = true; }, 2500);
      await showDevices();
    });
  }

  function element(kind, classes, text) {
    const made = document.createElement(kind);
    made.className = classes;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function route() {
    const wanted = document.querySelector(`[data-route="${CSS.escape(location.hash)}"]`);
    const part = wanted || document.querySelector('[data-route="#/"]');
    for (const each of document.querySelectorAll("[data-route]")) each.hidden = each !== part;
    for (const cover of document.querySelectorAll(".cover")) cover.remove();
    if (part.dataset.route === "#/") showHome(part);
    else if (part.dataset.route === "#/settings/devices") showDevices();
  }
  window.addEventListener("hashchange", route);
  page.shown.then(route);
})();
