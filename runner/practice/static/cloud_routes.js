"use strict";
// Which part of the cloud host's page is shown.
(function routes() {
  const parts = { "#/settings": cloud.settings, "#/settings/devices": devices.show };
  function route() {
    for (const dialog of document.querySelectorAll("body > div:not(#root) > .ant-modal-root")) dialog.parentElement.remove();
    (parts[location.hash] || cloud.home)();
  }
  window.addEventListener("hashchange", route);
  page.shown.then(route);
})();
