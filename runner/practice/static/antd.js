"use strict";
// What Ant Design renders: dialogues, questions, messages, loading signs, the state of boxes.
const antd = {
  icon(name) {
    return page.h("span", { role: "img", "aria-label": name, class: `anticon anticon-${name}` });
  },
  button(text, classes, onClick) {
    return page.h("button", { type: "button", class: `ant-btn ${classes}`, click: onClick }, page.h("span", {}, text));
  },
  // The dialogue is put at the end of the body, as Ant Design does; what is returned closes it.
  modal(title, body, { closable = true, classes = "", labelled = null } = {}) {
    const id = `rc_unique_${Math.random().toString(36).slice(2, 8)}`;
    const close = () => holder.remove();
    const content = page.h("div", { class: "ant-modal-content" });
    if (closable) content.append(page.h("button", { type: "button", "aria-label": page.t("close"), class: "ant-modal-close", click: close }, page.h("span", { class: "ant-modal-close-x" }, antd.icon("close"))));
    if (title) content.append(page.h("div", { class: "ant-modal-header" }, page.h("div", { class: "ant-modal-title", id }, title)));
    content.append(...body);
    const dialog = page.h("div", { role: "dialog", "aria-modal": "true", "aria-labelledby": title ? id : labelled, class: `ant-modal ${classes}` }, content);
    const holder = page.h("div", {}, page.h("div", { class: "ant-modal-root" }, page.h("div", { class: "ant-modal-mask" }), page.h("div", { tabindex: "-1", class: "ant-modal-wrap" }, dialog)));
    document.body.append(holder);
    return { close, dialog };
  },
  // Ask before something is done: `act` answers an error text, or nothing when the dialogue may close.
  confirm(title, text, okText, act) {
    const explain = page.h("div", { class: "ant-modal-confirm-error" });
    const ok = antd.button(okText, "ant-btn-primary ant-btn-dangerous", async () => {
      ok.disabled = true;
      const error = await act();
      if (!error) return asked.close();
      ok.disabled = false;
      return explain.replaceChildren(antd.alert(error));
    });
    const no = antd.button(page.t("cancel"), "ant-btn-default", () => asked.close());
    const asked = antd.modal("", [page.h("div", { class: "ant-modal-body" }, page.h("div", { class: "ant-modal-confirm-body-wrapper" },
      page.h("div", { class: "ant-modal-confirm-body" }, antd.icon("exclamation-circle"), page.h("span", { class: "ant-modal-confirm-title" }, title), page.h("div", { class: "ant-modal-confirm-content" }, text)),
      explain, page.h("div", { class: "ant-modal-confirm-btns" }, no, ok)))], { closable: false, classes: "ant-modal-confirm ant-modal-confirm-confirm" });
    antd.countdown(ok);
  },
  // "OK (5s)" and disabled, then "OK".
  countdown(button) {
    const words = button.querySelector("span");
    const text = words.textContent;
    let left = page.state.countdown;
    const tell = () => {
      button.disabled = left > 0;
      words.textContent = left > 0 ? `${text} (${left}s)` : text;
      left -= 1;
      if (left >= 0) setTimeout(tell, 1000);
    };
    tell();
  },
  alert(text) {
    return page.h("div", { "data-show": "true", class: "ant-alert ant-alert-error", role: "alert" }, antd.icon("close-circle"), page.h("div", { class: "ant-alert-content" }, page.h("div", { class: "ant-alert-message" }, text)));
  },
  message(text, kind = "success") {
    let list = document.querySelector(".ant-message > div");
    if (!list) {
      list = page.h("div");
      document.body.append(page.h("div", {}, page.h("div", { class: "ant-message" }, list)));
    }
    const notice = page.h("div", { class: "ant-message-notice" }, page.h("div", { class: "ant-message-notice-content" }, page.h("div", { class: `ant-message-custom-content ant-message-${kind}` }, antd.icon("check-circle"), page.h("span", {}, text))));
    list.append(notice);
    setTimeout(() => notice.remove(), 3000);
  },
  toast(text) {
    const shown = page.h("div", { class: "mi-toast", role: "status" }, text);
    document.body.append(shown);
    setTimeout(() => shown.remove(), 3000);
  },
  empty(text) {
    return page.h("div", { class: "ant-empty" }, page.h("div", { class: "ant-empty-image" }), page.h("div", { class: "ant-empty-description" }, text));
  },
  sign(kind) {
    document.querySelector(".page-sign")?.remove();
    const made = {
      spin: () => page.h("div", { class: "ant-spin ant-spin-spinning", "aria-live": "polite", "aria-busy": "true" }, page.h("span", { class: "ant-spin-dot ant-spin-dot-spin" }, ...[1, 2, 3, 4].map(() => page.h("i", { class: "ant-spin-dot-item" })))),
      skeleton: () => page.h("div", { class: "ant-skeleton ant-skeleton-active" }, page.h("div", { class: "ant-skeleton-content" }, page.h("h3", { class: "ant-skeleton-title" }), page.h("ul", { class: "ant-skeleton-paragraph" }, page.h("li"), page.h("li"), page.h("li")))),
      bar: () => page.h("div", { class: "ant-progress ant-progress-line", role: "progressbar" }, page.h("div", { class: "ant-progress-outer" }, page.h("div", { class: "ant-progress-inner" }, page.h("div", { class: "ant-progress-bg" })))),
    }[kind];
    if (!made) return;
    const sign = made();
    sign.classList.add("page-sign");
    document.body.append(sign);
  },
};

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches(".ant-checkbox-input")) {
    field.parentElement.classList.toggle("ant-checkbox-checked", field.checked);
    field.closest("label").classList.toggle("ant-checkbox-wrapper-checked", field.checked);
  }
  if (field.matches(".ant-radio-input")) {
    for (const each of document.querySelectorAll(".ant-radio-input")) {
      each.parentElement.classList.toggle("ant-radio-checked", each.checked);
      each.closest("label").classList.toggle("ant-radio-wrapper-checked", each.checked);
    }
  }
});
window.antd = antd;
