"use strict";
// The linked devices: the list and its details from the two answers that are publicly known, and unlinking.
const devices = {
  async show() {
    const list = page.h("div", { class: "ant-list ant-list-split" });
    cloud.main.replaceChildren(cloud.title(page.t("devices title")), page.h("div", { class: "index-module_card_3nQp7" }, list));
    if (page.state.saysEmpty) list.replaceChildren(antd.empty(page.t("no devices")));
    await page.sleep(page.state.listAfter);
    const listed = await cloud.get(`/passport/user/all/devices?locale=${page.state.locale}&ts=${Date.now()}`);
    if (!list.isConnected) return;
    if (!listed) {
      list.replaceChildren(antd.alert(page.t("failed")));
      return;
    }
    const rows = new Map(listed.list.map((device) => [device.devId, devices.row(device)]));
    list.replaceChildren(rows.size ? page.h("ul", { class: "ant-list-items" }, ...rows.values()) : antd.empty(page.t("no devices")));
    const states = await cloud.get(`/find/device/full/status?ts=${Date.now()}`);
    for (const state of states ? states.devices : []) {
      const about = rows.get(state.devId)?.querySelector(".ant-list-item-meta-description");
      if (about) about.textContent = `${state.model} · ${state.status}`;
    }
  },
  row(device) {
    return page.h("li", { class: "ant-list-item index-module_device_2wEr4", click: () => devices.detail(device) },
      page.h("div", { class: "ant-list-item-meta" },
        page.h("div", { class: "ant-list-item-meta-avatar" }, page.h("span", { class: "index-module_picture_9pOi3" })),
        page.h("div", { class: "ant-list-item-meta-content" },
          page.h("h4", { class: "ant-list-item-meta-title" }, device.modelInfo.deviceName),
          page.h("div", { class: "ant-list-item-meta-description" }, device.model))),
      antd.icon("right"));
  },
  fact: (label, ...value) => page.h("tr", { class: "ant-descriptions-row" }, page.h("td", { class: "ant-descriptions-item" }, page.h("div", { class: "ant-descriptions-item-container" },
    page.h("span", { class: "ant-descriptions-item-label" }, label), page.h("span", { class: "ant-descriptions-item-content" }, ...value)))),
  async detail(device) {
    const data = await cloud.get(`/find/device/detail?devId=${encodeURIComponent(device.devId)}`);
    if (!data) {
      antd.message(page.t("failed"), "error");
      return;
    }
    const facts = [["model", data.model], ["device id", data.devId], ["IMEI", data.imei], ["serial", data.serial], ["last seen", data.lastSeen]];
    const body = page.h("tbody", {}, ...facts.map(([label, value]) => devices.fact(page.state.words[label] || label, value || "–")));
    if (data.findDevice) body.append(devices.findDevice(data));
    const footer = page.h("div", { class: "ant-modal-footer" }, antd.button(page.t("delete device"), "ant-btn-default ant-btn-dangerous", () => devices.remove(device, opened)));
    const opened = antd.modal(device.modelInfo.deviceName, [page.h("div", { class: "ant-modal-body" },
      page.h("div", { class: "ant-descriptions" }, page.h("div", { class: "ant-descriptions-view" }, page.h("table", {}, body)))), footer]);
  },
  // *Find device* and *On* are two elements; after a change of password it cannot be turned off for some days.
  findDevice(data) {
    const toggle = page.h("button", { type: "button", role: "switch", "aria-checked": "true", class: "ant-switch ant-switch-checked", click: async () => {
      const answer = await page.post(`/find/device/${encodeURIComponent(data.devId)}/off`, {});
      if (!answer || answer.code !== 0) return antd.message(answer ? answer.description : page.t("failed"), "error");
      state.textContent = page.t("off");
      toggle.setAttribute("aria-checked", "false");
      return toggle.classList.remove("ant-switch-checked");
    } }, page.h("div", { class: "ant-switch-handle" }), page.h("span", { class: "ant-switch-inner" }));
    const state = page.h("span", { class: "index-module_value_7uJk5" }, page.t("on"));
    const row = devices.fact(page.t("find device"), state, toggle);
    if (data.fixed) row.querySelector("td").append(page.h("div", { class: "index-module_hint_1aSd9" }, data.fixed));
    return row;
  },
  remove(device, opened) {
    antd.confirm(page.t("delete device question"), device.modelInfo.deviceName, page.t("confirm delete device"), async () => {
      const answer = await page.post(`/find/device/${encodeURIComponent(device.devId)}/unlink`, {});
      if (!answer || (answer.code !== 0 && answer.code !== 404)) return answer && answer.tips ? answer.tips : page.t("failed");
      opened.close();
      antd.message(page.t("device deleted"));
      devices.show();
      return "";
    });
  },
};
