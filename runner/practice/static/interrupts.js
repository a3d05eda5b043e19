"use strict";
// What the switch `interrupts` makes a page do once it is shown.
(function interrupts() {
  const follow = (attributes) => {
    const link = page.h("a", attributes);
    document.body.append(link);
    link.click();
    link.remove();
  };
  const act = {
    alert: () => window.alert("A new phone, only today"),
    confirm: () => window.confirm("Would you like to hear of new phones?"),
    prompt: () => window.prompt("How old are you?"),
    popup: () => window.open("/offer", "offer", "width=300,height=200"),
    tab: () => follow({ href: "/offer", target: "_blank", rel: "noreferrer" }),
    download: () => follow({ href: "/offer/download", download: "offer.txt" }),
    leave: () => window.addEventListener("beforeunload", (event) => { event.preventDefault(); event.returnValue = "stay"; }),
    // A request that the script waits for and that is never answered: the page stands still, and no processor is busy.
    busy: () => {
      const request = new XMLHttpRequest();
      request.open("GET", "/never", false);
      request.send();
    },
  };
  function due() {
    const here = location.pathname + location.hash;
    // The root is every page's beginning, so it is meant to the letter.
    const found = Object.entries(page.state.interrupts).find(([path]) => (path === "/" ? here === path : here.startsWith(path)));
    if (found) setTimeout(act[found[1]]);
  }
  page.shown.then(due);
  window.addEventListener("hashchange", due);
})();
