"use strict";
// The cloud host's page: its parts behind #/, home and settings.
const cloud = {
  main: document.querySelector("main"),
  title: (text) => page.h("div", { class: "index-module_title_7fKs2" }, text),
  row: (label, href) => page.h("a", { class: "index-module_row_5tRw8", href }, page.h("span", {}, label), antd.icon("right")),
  // Data of the cloud host, or null when there is none; the page's loading sign stands for that time.
  async get(path) {
    page.loading(true);
    try {
      const answer = await page.read(await fetch(path, { headers: { Accept: "application/json" } }));
      return answer && answer.code === 0 ? answer.data : null;
    } catch {
      return null;
    } finally {
      page.loading(false);
    }
  },
  tile: (name, count) => page.h("div", { class: "index-module_tile_0hGd3" }, page.h("span", { class: "index-module_name_8jLm1" }, name), page.h("span", { class: "index-module_number_4vBn6" }, String(count))),
  async home() {
    const who = page.h("p", { class: "index-module_owner_6yHx2" });
    const tiles = page.h("div", { class: "index-module_tiles_1cVz5" });
    cloud.main.replaceChildren(cloud.title(page.t("cloud home")), who, tiles);
    if (page.state.saysEmpty) tiles.append(cloud.tile(page.t("devices"), 0));
    await page.sleep(page.state.listAfter);
    const data = await cloud.get("/api/user/overview");
    if (!data) return cloud.main.append(antd.alert(page.t("failed")));
    who.textContent = `${data.name} · ${data.email}`;
    return tiles.replaceChildren(...Object.entries(data.stored).map(([kind, count]) => cloud.tile(page.state.words[kind] || kind, count)));
  },
  settings() {
    cloud.main.replaceChildren(cloud.title(page.t("settings")), page.h("div", { class: "index-module_card_3nQp7" },
      cloud.row(page.t("devices title"), "#/settings/devices"),
      cloud.row(page.t("account home"), `${page.state.accountHost}/fe/service/account?_locale=${page.state.locale}`)));
  },
};
