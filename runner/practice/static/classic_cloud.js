"use strict";
// The address of the current skin's device list leads to the classic one.
(function follow() {
  const go = () => { if (location.hash === "#/settings/devices") location.replace("/devices"); };
  window.addEventListener("hashchange", go);
  go();
})();
