// What the gate must know of an element before a secret is typed into it or it is pressed: where its document is, and
// where everything that it could send goes. Nothing here trusts a name that the page's markup can take over: an
// <input name="action"> hides form.action, an <img name="baseURI"> hides document.baseURI. `location` cannot be hidden.
(element) => {
  const attribute = (of, name) => Element.prototype.getAttribute.call(of, name);
  const closest = (selector) => Element.prototype.closest.call(element, selector);
  const base = Object.getOwnPropertyDescriptor(Node.prototype, "baseURI").get.call(document);
  const full = (address) => {
    try {
      return new URL(address, base).href;
    } catch {
      return "invalid:";
    }
  };
  // An empty action sends to the document's own address, whatever <base> says.
  const action = (address) => (address && address.trim() ? full(address) : location.href);
  const form = element.form instanceof HTMLFormElement ? element.form : closest("form");
  const root = Node.prototype.getRootNode.call(element);
  const search = (root instanceof Document ? Document : DocumentFragment).prototype.querySelectorAll;
  const all = (selector) => (root instanceof Element ? [] : [...search.call(root, selector)]);
  const senders = form
    ? all("button[formaction], input[formaction]").filter((button) => button.form === form)
    : [];
  const targets = form
    ? [attribute(form, "target"), ...all("button[formtarget], input[formtarget]")
        .filter((button) => button.form === form).map((button) => attribute(button, "formtarget"))]
    : [];
  const link = closest("a, area");
  const bases = all("base[target]").map((one) => attribute(one, "target"));
  return {
    origin: location.origin,
    actions: form ? [action(attribute(form, "action"))] : [],
    senders: senders.map((button) => action(attribute(button, "formaction"))),
    links: link && attribute(link, "href") !== null ? [full(attribute(link, "href"))] : [],
    targets: [...targets, ...(link ? [attribute(link, "target")] : []), ...(form || link ? bases : [])]
      .filter((name) => name),
  };
}
