// Reads what a person sees in one frame. Evaluated once per document; what it returns is asked at every look.
// It only reads: nothing in the page is changed, and the page cannot reach it. pages/reading/reader.py calls it.
// `questions`: what may be asked beside a reading, in the same message (pages/reading/beside.py).
(questions) => {
  const MOST_NODES = 20000;
  const KEPT_LOOKS = 4;
  const LONGEST_BURST = 40;
  // A reading stands for so long where nothing was heard of a change: a style sheet may be changed without a sound.
  const FRESH = 150;
  const FLAG = {
    covered: 1, outside: 2, native: 4, role: 8, pointer: 16, disabled: 32, heading: 64, unseen: 128, layered: 256,
    behind: 512, inert: 1024, hidden: 2048, fixed: 4096,
  };
  const SKIPPED = new Set(["script", "style", "template", "noscript", "head", "meta", "link", "title", "base", "param",
    "source", "track", "datalist", "option", "optgroup"]);
  const ROLES = {
    button: "button", a: "link", summary: "button", h1: "heading", h2: "heading", h3: "heading", h4: "heading",
    h5: "heading", h6: "heading", ul: "list", ol: "list", menu: "list", li: "listitem", table: "table", tr: "row",
    td: "cell", th: "columnheader", dialog: "dialog", nav: "navigation", main: "main", header: "banner",
    footer: "contentinfo", aside: "complementary", img: "img", form: "form", textarea: "textbox", select: "combobox",
    progress: "progressbar", label: "label", iframe: "frame", canvas: "img", svg: "img", video: "img",
  };
  const BUTTON_TYPES = new Set(["submit", "button", "image", "reset"]);
  const BOX_TYPES = new Set(["checkbox", "radio"]);
  const CLICK_ROLES = new Set(["button", "link", "menuitem", "menuitemradio", "menuitemcheckbox", "tab", "option",
    "treeitem", "switch", "checkbox", "radio"]);
  const BOX_ROLES = new Set(["checkbox", "radio", "switch"]);
  const FIELD_ROLES = new Set(["textbox", "searchbox", "combobox", "spinbutton"]);
  const LOADING_CLASS = /(?:^|[\s_-])(?:skeleton|spinner|spinning|loading|loader|shimmer|spin)(?:$|[\s_-])/i;
  const LOADING_WORDS = new RegExp("load|wait|加载|请稍|cargando|espera|загру|подожд|carregando|aguard|memuat|tunggu|लोड|प्रतीक्षा"
    + "|lade|lädt|warten|charge|patient|caric|attend|ładow|czekaj|yükl|bekle|tải|đợi|завантаж|зачекай|^[.…]+$", "i");
  const DISABLED_CLASS = /(?:^|[\s_-])disabled(?:$|[\s_-])/i;
  const AS_SEEN = { opacityProperty: true };
  const AS_VISIBLE = { opacityProperty: true, visibilityProperty: true };
  // White space that is painted as one blank, unless a style keeps it.
  const LAID_OUT = /[^\S ]| {2}/;
  const INLINE = /^(?:inline|contents|ruby)/;

  const looks = new Map();
  const everSecret = new WeakSet();
  let version = 0;
  let lookNumber = 0;
  let latest = null;
  let wake = () => {};

  const changed = () => { version += 1; wake(); };
  const observer = new MutationObserver(changed);
  const watched = new WeakSet();
  const watch = (root) => {
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  watch(document);
  for (const kind of ["input", "change", "scroll", "transitionend", "animationend", "load", "toggle", "resize"]) {
    addEventListener(kind, changed, { capture: true, passive: true });
  }
  // What a person does may change how something looks, without a word: no change to wait for, and a reading holds no longer.
  let touches = 0;
  const touched = () => { touches += 1; };
  for (const kind of ["pointerover", "pointerdown", "pointerup", "click", "wheel", "focusin", "focusout", "keydown", "keyup",
    "transitionstart", "animationstart"]) {
    addEventListener(kind, touched, { capture: true, passive: true });
  }

  const above = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
  const holds = (outer, inner) => {
    for (let up = inner; up; up = above(up)) if (up === outer) return true;
    return false;
  };
  const meet = (a, b) => {
    const left = Math.max(a.left, b.left);
    const top = Math.max(a.top, b.top);
    return { left, top, right: Math.max(left, Math.min(a.right, b.right)),
      bottom: Math.max(top, Math.min(a.bottom, b.bottom)) };
  };
  // A plain box: each side of the browser's own rectangles is asked of the browser anew.
  const boxOf = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
  const hasArea = (box) => box.right - box.left > 1 && box.bottom - box.top > 1;
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  // What is painted last at a point, through every open shadow root.
  const hitAt = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const deeper = hit.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === hit) break;
      hit = deeper;
    }
    return hit;
  };

  // Whether what lies over an element lets nothing of it through: something in it is painted, and not see-through.
  const paintsOver = (over, element) => {
    for (let up = over; up && !holds(up, element); up = above(up)) {
      const style = getComputedStyle(up);
      if (Number(style.opacity) < 1) return false;
      if (/^(?:img|canvas|video|iframe)$/.test(up.localName)) return true;
      if (style.backgroundColor.startsWith("rgb(")) return true;
    }
    return false;
  };

  const SCROLLS = /auto|scroll/;
  // Both sides are asked: the browser puts the shorthand together anew each time. One may be "clip" beside "visible".
  const cutsOff = ({ overflowX, overflowY }) => overflowX !== "visible" || overflowY !== "visible";
  // Where something that cuts off its content leaves it to be seen: what scrolls can bring it there, along that side.
  const leftOf = (box, clip, { overflowX, overflowY }) => {
    const own = clip ? meet(clip, box) : box;
    if (!hasArea(own)) return own;
    const [along, down] = [SCROLLS.test(overflowX), SCROLLS.test(overflowY)];
    return { left: along ? -Infinity : own.left, right: along ? Infinity : own.right,
      top: down ? -Infinity : own.top, bottom: down ? Infinity : own.bottom };
  };

  const textOf = (element) => plain(element.innerText ?? element.textContent ?? "");
  const referred = (element, attribute) => (element.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean)
    .map((id) => element.getRootNode().getElementById?.(id)).filter(Boolean).map((one) => textOf(one)).join(" ");

  // What is said of an element besides the text a person sees in it.
  const saidOf = (element, tag) => {
    const said = element.getAttribute("aria-label")
      || (element.hasAttribute("aria-labelledby") && referred(element, "aria-labelledby"))
      || element.getAttribute("alt") || element.getAttribute("title");
    if (said) return plain(said);
    if (tag === "svg") return plain(element.querySelector(":scope > title")?.textContent ?? "");
    return "";
  };

  const isDisabled = (element, style) => element.matches(":disabled")
    || element.getAttribute("aria-disabled") === "true"
    || (style.cursor === "not-allowed")
    || DISABLED_CLASS.test(element.getAttribute("class") ?? "");

  const fieldDetail = (element, tag) => {
    const type = tag === "input" ? element.type : tag === "textarea" || tag === "select" ? tag : "editable";
    if (type === "password") everSecret.add(element);
    const value = "value" in element ? element.value : element.textContent;
    return {
      type, name: element.getAttribute("name") ?? "", id: element.id, autocomplete: element.getAttribute("autocomplete") ?? "",
      filled: Boolean(value), secret: everSecret.has(element), most: element.maxLength > 0 ? element.maxLength : 0,
      readonly: Boolean(element.readOnly), mode: element.inputMode ?? "",
      labels: [
        ...[...(element.labels ?? [])].map(textOf), referred(element, "aria-labelledby"),
        element.getAttribute("aria-label"), element.getAttribute("placeholder"),
        element.getAttribute("aria-placeholder"), element.getAttribute("title"),
      ].map((label) => plain(label ?? "")).filter(Boolean),
    };
  };

  const STATES = { true: true, false: false };
  const boxDetail = (element, role) => {
    const native = element instanceof HTMLInputElement;
    const state = native ? element.checked : STATES[element.getAttribute("aria-checked")] ?? null;
    const label = native ? element.labels?.[0] : element.closest("label");
    return {
      kind: native && element.getAttribute("role") !== "switch" ? element.type : role,
      checked: native && element.indeterminate ? null : state,
      name: element.getAttribute("name") ?? "",
      labels: [label && textOf(label), referred(element, "aria-labelledby"), element.getAttribute("aria-label"),
        element.getAttribute("title")].map((one) => plain(one ?? "")).filter(Boolean),
      label,
    };
  };

  const MARKED = /[✓✔☑✅√✗✘✕✖×☒]/u;
  // Whether something small and square may be a box that is only drawn, and if so whether it looks ticked: it holds a
  // mark, or is filled with a colour. Null when it is no such thing.
  const drawnState = (element, style, box) => {
    const text = element.textContent.trim();
    if (text.length > 2 || element.childElementCount > 2) return null;
    const bordered = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none";
    const [red, green, blue, alpha = 1] = (style.backgroundColor.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    const filled = alpha > 0.5 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60;
    const marks = ["::before", "::after"].map((part) => getComputedStyle(element, part).content).join("");
    const marked = MARKED.test(text) || MARKED.test(marks) || Boolean(element.querySelector("svg, img"));
    const [wide, high] = [box.right - box.left, box.bottom - box.top];
    const box_like = Math.abs(wide - high) <= 4 || wide <= 2.5 * high;
    return box_like && (bordered || filled || /^[☐☑✓✔✅□■]/u.test(text)) ? marked || filled : null;
  };

  class Look {
    constructor() {
      this.rows = [];
      this.elements = [];
      this.details = {};
      this.loading = [];
      this.indexOf = new Map();
      this.scrollers = new Set();
      this.toTest = [];
      this.view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      const page = document.scrollingElement ?? document.documentElement;
      // Each of these makes the browser check its layout, so they are asked once a look.
      this.size = { left: scrollX, top: scrollY, width: innerWidth, height: innerHeight,
        whole: [Math.max(page?.scrollWidth ?? 0, innerWidth), Math.max(page?.scrollHeight ?? 0, innerHeight)] };
      this.lastBlock = null;
      this.lastSpace = true;
      this.range = document.createRange();
    }

    // Whether scrolling could bring the box into sight: what is parked at -10000 px cannot be reached.
    reachable(box, fixed) {
      const { left, top, width, height, whole } = this.size;
      if (fixed) return box.right > 0 && box.bottom > 0 && box.left < width && box.top < height;
      return box.right + left > (this.rtl ? -whole[0] : 0) && box.bottom + top > 0
        && box.left + left < whole[0] && box.top + top < whole[1];
    }

    push(parent, tag, role, box, flags, element) {
      const { left, top, right, bottom } = box;
      const round = (number) => Math.round(number * 10) / 10;
      this.rows.push([parent, 0, tag, role, round(left), round(top), round(right - left), round(bottom - top), flags,
        "", 0, 0]);
      this.elements.push(element);
      return this.rows.length - 1;
    }

    descend(element, index, here, shown, style) {
      const { shadowRoot } = element;
      if (shadowRoot) watch(shadowRoot);
      const given = element.localName === "slot" ? element.assignedNodes({ flatten: true }) : [];
      for (const node of given) this.visit(node, index, here, shown, style);
      if (given.length) return;
      for (let node = (shadowRoot ?? element).firstChild; node; node = node.nextSibling) this.visit(node, index, here, shown, style);
    }

    visit(node, index, here, shown, style) {
      const { nodeType } = node;
      if (nodeType === 1) this.walk(node, index, here);
      else if (nodeType === 3 && shown) this.text(node, index, here, style);
    }

    walk(element, parent, around) {
      const tag = element.localName;
      if (SKIPPED.has(tag) || this.rows.length > MOST_NODES) return;
      const style = getComputedStyle(element);
      const { display } = style;
      const contents = display === "contents";
      // Asked of the browser as one question: reading each property of a style costs more.
      const visible = !contents && display !== "none" && element.checkVisibility(AS_VISIBLE);
      if (display === "none" || (!contents && !visible && !element.checkVisibility(AS_SEEN))
        || (tag === "input" && Number(style.opacity) < 0.1)) {
        this.hiddenBoxes(element, parent, around);
        return;
      }
      const box = contents ? around.box : boxOf(element.getBoundingClientRect());
      const here = this.inside(element, tag, style, box, around, contents, display);
      const shown = visible || style.visibility === "visible";
      const index = this.add(element, tag, style, box, parent, here, shown, around);
      if (tag !== "svg" && tag !== "select" && tag !== "textarea" && tag !== "iframe") {
        if (!here.inline) this.lastBlock = null;
        this.descend(element, index, here, shown, style);
        if (!here.inline) this.lastBlock = null;
      }
      this.rows[index][1] = this.rows.length;
      this.prune(index, box, tag);
    }

    // What an element passes on to its children: where it clips them, how far it is faded, what scrolls.
    inside(element, tag, style, box, around, contents, display) {
      const { position } = style;
      const fixed = position === "fixed" || (tag === "dialog" ? element.matches(":modal")
        : element.popover && element.matches(":popover-open"));
      let { clip, view, scrolls } = around;
      if (fixed) [clip, view, scrolls] = [null, this.view, false];
      else if (position === "absolute") ({ clip, view } = this.placedAround(around));
      if (!contents && display !== "inline" && tag !== "body" && tag !== "html" && cutsOff(style)) {
        if (SCROLLS.test(style.overflowX) || SCROLLS.test(style.overflowY)) {
          scrolls = true;
          if (element.scrollHeight > element.clientHeight + 4 && SCROLLS.test(style.overflowY)) this.scrollers.add(element);
        }
        clip = leftOf(box, clip, style);
        view = meet(view, box);
      }
      const inline = contents || INLINE.test(display);
      return {
        clip, view, scrolls, box, around, style,
        placed: fixed || position !== "static" || null,
        fixed: Boolean(fixed) || around.fixed,
        layered: fixed || (position !== "static" && Number(style.zIndex) > 0),
        pointer: style.cursor === "pointer",
        inert: around.inert || element.inert,
        inline,
        block: inline ? around.block : element,
      };
    }

    // What clips something that is placed absolutely: what clips the nearest that is placed itself.
    placedAround(around) {
      let up = around;
      while (up.around && !(up.placed ??= up.style.transform !== "none")) up = up.around;
      return up;
    }

    add(element, tag, style, box, parent, here, visible, around) {
      let role = element.getAttribute("role")?.split(" ")[0] || ROLES[tag] || "";
      let flags = (here.layered ? FLAG.layered : 0) | (here.inert ? FLAG.inert : 0) | (here.fixed ? FLAG.fixed : 0);
      let kind = "";
      if (tag === "input") {
        const type = element.type;
        if (type === "hidden") kind = "none";
        else if (BUTTON_TYPES.has(type)) role = element.getAttribute("role") || "button";
        else if (BOX_TYPES.has(type)) kind = "box";
        else kind = "field";
        if (kind === "field" && !element.hasAttribute("role")) role = "textbox";
        if (kind === "box" && !element.hasAttribute("role")) role = type;
      } else if (tag === "textarea" || tag === "select" || (element.hasAttribute("contenteditable")
        && element.isContentEditable)) kind = "field";
      else if (BOX_ROLES.has(role)) kind = "box";
      else if (FIELD_ROLES.has(role) && !element.querySelector("input, textarea, select")) kind = "field";
      const native = tag === "button" || tag === "summary" || (tag === "a" && element.hasAttribute("href"))
        || (tag === "input" && BUTTON_TYPES.has(element.type));
      if (native) flags |= FLAG.native;
      else if (CLICK_ROLES.has(role) || element.hasAttribute("onclick")) flags |= FLAG.role;
      else if (here.pointer && !around.pointer && tag !== "label") flags |= FLAG.pointer;
      if (/^h[1-6]$/.test(tag) || role === "heading") flags |= FLAG.heading;
      const clickable = flags & (FLAG.native | FLAG.role | FLAG.pointer);
      if (clickable || kind ? isDisabled(element, style) : element.getAttribute("aria-disabled") === "true") {
        flags |= FLAG.disabled;
      }
      const clipped = here.clip ? meet(box, here.clip) : box;
      const sees = visible && hasArea(clipped) && (here.scrolls || this.reachable(clipped, here.fixed));
      if (!sees) flags |= FLAG.unseen;
      const index = this.push(parent, tag, role, box, flags, element);
      this.indexOf.set(element, index);
      const said = saidOf(element, tag) || (native && tag === "input" ? element.value || "" : "");
      if (said) this.rows[index][9] = said;
      if (kind === "field" && sees) this.details[index] = { field: fieldDetail(element, tag) };
      else if (kind === "box") this.details[index] = { box: boxDetail(element, role) };
      else if (clickable) {
        const popup = element.getAttribute("aria-haspopup");
        const state = element.getAttribute("aria-expanded");
        const chosen = element.getAttribute("aria-selected") ?? element.getAttribute("aria-current");
        const leads = tag === "a" ? element.getAttribute("href") : null;
        // What is drawn only may be told by the name of its style: ".mi-qr-login-switch", seen 2026.
        const mark = element.textContent.trim() || said ? "" : `${element.id} ${element.getAttribute("class") ?? ""}`.trim();
        if (popup || state || chosen || leads || mark) this.details[index] = { mark, popup: popup && popup !== "false" ? popup : "", expanded: state, chosen,
          leads: leads ?? "" };
      }
      if (sees && (role === "dialog" || role === "alertdialog" || element.getAttribute("aria-modal") === "true")) {
        this.details[index] = { ...this.details[index], modal: element.getAttribute("aria-modal") === "true"
          || element.matches(":modal") };
      }
      if (sees && (tag === "img" || tag === "canvas" || tag === "iframe")) {
        const source = element.currentSrc || element.getAttribute("src") || "";
        this.details[index] = { ...this.details[index], 
          source: source.startsWith("data:") ? "data:" : source.split(/[?#]/)[0],
          inset: [element.clientLeft, element.clientTop] };
      }
      if (this.scrollers.has(element)) {
        this.details[index] = { ...this.details[index], scrolls: true, top: Math.round(element.scrollTop) };
      }
      const [wide, high] = [box.right - box.left, box.bottom - box.top];
      if (sees && !kind && !native && wide <= 64 && high <= 40 && wide >= 8 && high >= 8) {
        const drawn = drawnState(element, style, box);
        if (drawn !== null) this.details[index] = { ...this.details[index], drawn };
      }
      if (sees) this.noteLoading(element, tag, role, style, index);
      if (sees && (clickable || kind || tag === "img" || tag === "iframe" || tag === "canvas")) {
        this.toTest.push([index, element, meet(clipped, here.view), here.fixed]);
      }
      return index;
    }

    noteLoading(element, tag, role, style, index) {
      if (element.id === "__page_loading" || element.id === "__page_loading__mask") this.loading.push(["page", index]);
      else if (element.getAttribute("aria-busy") === "true") this.loading.push(["busy", index]);
      else if (role === "progressbar" && !element.hasAttribute("aria-valuenow") && !element.hasAttribute("value")) {
        this.loading.push(["progress", index]);
      } else if (LOADING_CLASS.test(element.getAttribute("class") ?? "")) {
        this.loading.push(["class", index]);
      }
    }

    // Boxes that are not seen themselves, because something drawn stands for them.
    hiddenBoxes(element, parent, around) {
      if (element.localName === "svg") return;
      this.paleFields(element, parent, around);
      if (element.localName === "input") {
        if (BOX_TYPES.has(element.type)) this.hiddenBox(element, parent);
      } else if (element.childElementCount) {
        for (const box of element.querySelectorAll("input[type=checkbox], input[type=radio]")) this.hiddenBox(box, parent);
      }
    }

    // A field may be see-through until somebody types in it, below a label that floats in its place (Ionic, seen 2026).
    paleFields(element, parent, around) {
      for (const field of element.localName === "input" ? [element] : element.querySelectorAll("input")) {
        const box = boxOf(field.getBoundingClientRect());
        if (BOX_TYPES.has(field.type) || BUTTON_TYPES.has(field.type) || !hasArea(box)
          || ![...field.labels ?? []].some((label) => label.checkVisibility(AS_VISIBLE) && textOf(label))) continue;
        const index = this.push(parent, "input", field.getAttribute("role") || "textbox", box, field.disabled ? FLAG.disabled : 0, field);
        this.rows[index][1] = index + 1;
        this.indexOf.set(field, index);
        this.details[index] = { field: fieldDetail(field, "input") };
        this.toTest.push([index, field, meet(box, around.clip ?? around.view), around.fixed]);
      }
    }

    hiddenBox(element, parent) {
      const index = this.push(parent, "input", element.getAttribute("role") || element.type,
        boxOf(element.getBoundingClientRect()), FLAG.unseen | (element.disabled ? FLAG.disabled : 0), element);
      this.rows[index][1] = index + 1;
      this.indexOf.set(element, index);
      this.details[index] = { box: boxDetail(element, element.type) };
    }

    text(node, parent, here, style) {
      const raw = node.nodeValue;
      if (!/\S/.test(raw)) {
        if (raw) this.lastSpace = true;
        return;
      }
      this.range.selectNodeContents(node);
      const box = boxOf(this.range.getBoundingClientRect());
      const clipped = here.clip ? meet(box, here.clip) : box;
      if (!hasArea(clipped) || !(here.scrolls || this.reachable(clipped, here.fixed))) return;
      const size = parseFloat(style.fontSize);
      const { color } = style;
      if (size < 3 || (color.startsWith("rgba") && color.endsWith(" 0)"))) return;
      const block = here.block;
      const joint = block !== this.lastBlock ? 2 : this.lastSpace || /^\s/.test(raw) ? 1 : 0;
      this.lastBlock = block;
      this.lastSpace = /\s$/.test(raw);
      const index = this.push(parent, "#text", "", box, here.inert ? FLAG.inert : 0, node);
      const row = this.rows[index];
      row[1] = index + 1;
      row[9] = LAID_OUT.test(raw) && !style.whiteSpace.startsWith("pre") ? plain(raw) : raw.trim();
      row[10] = size;
      row[11] = joint * 1000 + (Number(style.fontWeight) || 400);
      this.toTest.push([index, node.parentElement ?? node.getRootNode().host, meet(clipped, here.view), here.fixed]);
    }

    // An element that shows nothing and holds nothing is no part of what a person sees.
    prune(index, box, tag) {
      const last = this.rows.length - 1;
      if (index !== last || this.details[index] || hasArea(box)) return;
      if (this.rows[index][8] & (FLAG.native | FLAG.role)) return;
      this.rows.pop();
      this.elements.pop();
      this.indexOf.delete(this.elements[index]);
      this.loading = this.loading.filter(([, one]) => one !== index);
    }

    // What really lies on top of each text, button and field that is in view.
    test() {
      const masks = new Map();
      for (const item of this.toTest) {
        const [index, element, part] = item;
        const row = this.rows[index];
        if (!row) continue;
        const seen = meet(part, this.view);
        if (!hasArea(seen)) {
          row[8] |= FLAG.outside;
          continue;
        }
        const y = (seen.top + seen.bottom) / 2;
        const wide = seen.right - seen.left;
        let over = null;
        let hidden = true;
        for (const share of [0.5, 0.1, 0.9]) {
          const hit = hitAt(seen.left + wide * share, y);
          over = !hit || holds(element, hit) || holds(hit, element) || this.standsFor(element, hit) ? null : hit;
          if (!over) break;
          hidden = hidden && paintsOver(over, element);
        }
        // A toast lets every click through (Ant Design, seen 2026): what is hit there is the page below it.
        const through = over && getComputedStyle(element).pointerEvents === "none"
          && over.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (over && !through) {
          row[8] |= hidden ? FLAG.covered | FLAG.hidden : FLAG.covered;
          masks.set(over, element);
        }
      }
      this.testOutside(this.masksOf(masks));
    }

    standsFor(element, hit) {
      if (element.localName !== "input") return false;
      return [...(element.labels ?? [])].some((label) => holds(label, hit))
        || (above(element) && holds(above(element), hit) && !textOf(hit));
    }

    // The roots of the layers that cover most of the window.
    masksOf(masks) {
      const roots = new Set();
      for (const [over, element] of masks) {
        const box = over.getBoundingClientRect();
        const seen = meet(box, this.view);
        const area = (seen.right - seen.left) * (seen.bottom - seen.top);
        let root = over;
        for (let up = above(over); up && !holds(up, element); up = above(up)) root = up;
        if (area > 0.6 * innerWidth * innerHeight || over.matches(":modal")) roots.add(root);
      }
      return roots;
    }

    testOutside(roots) {
      if (!roots.size) return;
      for (const [index, element] of this.toTest) {
        const row = this.rows[index];
        if (row && row[8] & FLAG.outside && ![...roots].some((root) => holds(root, element))) row[8] |= FLAG.behind;
      }
    }

    finish() {
      for (const detail of Object.values(this.details)) {
        if (!detail.box) continue;
        const label = detail.box.label;
        detail.box.label = label && this.indexOf.has(label) ? this.indexOf.get(label) : -1;
      }
      // A wrapper may be named after the loading it can show (Ant Design's "nested-loading", seen): it holds the content.
      this.loading = this.loading.filter(([kind, index]) => kind !== "class"
        || this.rows.slice(index, this.rows[index][1]).every((row) => row[2] !== "#text" || LOADING_WORDS.test(row[9])));
      const endless = (document.getAnimations?.() ?? []).filter((one) => one.playState === "running"
        && one.effect?.getComputedTiming().iterations === Infinity);
      for (const animation of endless) {
        const index = this.indexOf.get(animation.effect.target);
        if (index !== undefined && !(this.rows[index][8] & FLAG.unseen)) this.loading.push(["animation", index]);
      }
    }
  }

  const answers = () => {
    const found = {};
    for (const [name, question] of Object.entries(questions)) {
      try {
        found[name] = question();
      } catch { /* then it says nothing */ }
    }
    return found;
  };

  // The rows that are others than in a reading of as many; null where there is none, or most of them are.
  const othersThanIn = (former, { rows }) => {
    if (former?.rows.length !== rows.length) return null;
    const others = [];
    for (let index = 0; index < rows.length; index += 1) {
      const [row, before] = [rows[index], former.rows[index]];
      for (let one = 0; one < row.length; one += 1) {
        if (row[one] === before[one]) continue;
        others.push([index, row]);
        break;
      }
    }
    return 2 * others.length < rows.length ? others : null;
  };

  // `known`: the number of a reading whose rows the caller has, so that only others are told.
  const read = ({ beside = false } = {}, known = 0) => {
    const look = new Look();
    const root = document.documentElement;
    const everywhere = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    look.rtl = root && getComputedStyle(document.body ?? root).direction === "rtl";
    if (root) {
      look.walk(root, -1, { clip: null, view: everywhere, around: null,
        scrolls: false, fixed: false, pointer: false, inert: false, inline: false, block: root, box: everywhere });
    }
    look.test();
    look.finish();
    lookNumber += 1;
    looks.set(lookNumber, look);
    looks.delete(lookNumber - KEPT_LOOKS);
    const others = othersThanIn(looks.get(known), look);
    const besides = beside ? answers() : {};
    latest = { version, touches, at: performance.now(), answers: beside ? JSON.stringify(besides) : null };
    return JSON.stringify({
      look: lookNumber, version, touches, rows: others ?? look.rows, since: others && known, details: look.details, loading: look.loading,
      state: document.readyState, address: location.href, title: document.title, language: root?.lang ?? "",
      rtl: look.rtl, width: innerWidth, height: innerHeight, scroll: [scrollX, scrollY],
      whole: look.size.whole, beside: besides,
    });
  };

  // Whether the reading of that number is the latest one, was asked for as much, and still holds as far as is known.
  const holdsStill = (look, { beside }) => {
    const size = looks.get(look)?.size;
    if (look !== lookNumber || !size || latest.version !== version || latest.touches !== touches || observer.takeRecords().length) return false;
    if (performance.now() - latest.at > FRESH) return false;
    if (size.left !== scrollX || size.top !== scrollY || size.width !== innerWidth || size.height !== innerHeight) return false;
    if (beside && latest.answers !== JSON.stringify(answers())) return false;
    return !(document.getAnimations?.() ?? []).some((one) => one.playState === "running");
  };

  const wordsOf = (look, index) => look.rows.slice(index, look.rows[index][1]).map((row) => row[9]).filter(Boolean).join(" ");

  const nextFrame = () => new Promise((done) => {
    const timer = setTimeout(done, 40);
    requestAnimationFrame(() => { clearTimeout(timer); done(); });
  });

  // Changes come in bursts: a look at each of them would cost more than it tells.
  const atRest = async () => {
    const until = performance.now() + LONGEST_BURST;
    for (let seen = null; seen !== version && performance.now() < until;) {
      seen = version;
      await nextFrame();
    }
  };

  const change = async ({ since, within }) => {
    if (version !== since) return;
    await new Promise((done) => {
      const timer = setTimeout(done, within);
      const former = wake;
      wake = () => { clearTimeout(timer); former(); done(); };
    });
    wake = () => {};
    if (version !== since) await atRest();
  };

  return {
    // An empty text when the reading of that number still holds.
    read: (how, known = 0) => (holdsStill(known, how) ? "" : read(how, known)),

    // Returns once something has changed since that version, or when the time is over.
    change,

    async readAfter(how, known, question) {
      await change(question);
      return read(how, known);
    },

    // The element that was read, read once more; or the reason why it is not to be pressed now.
    again({ look, index, within, enabled }) {
      const former = looks.get(look);
      const element = former?.elements[index];
      if (!element) return "it was read too long ago";
      const target = element.nodeType === 3 ? element.parentElement ?? element.getRootNode().host : element;
      if (!target?.isConnected) return "it is gone";
      read();
      const now = looks.get(lookNumber);
      for (const one of new Set([index, ...within])) {
        const place = former.elements[one];
        const there = place.nodeType === 3 ? now.elements.indexOf(place) : now.indexOf.get(place) ?? -1;
        if (there < 0) return "it is gone";
        if (wordsOf(now, there) !== wordsOf(former, one)) return "its text changed";
        if (one !== index) continue;
        const flags = now.rows[there][8];
        if (flags & FLAG.unseen && !(former.rows[one][8] & FLAG.unseen)) return "it is hidden now";
        if (flags & (FLAG.covered | FLAG.behind)) return "something lies over it";
        if (enabled && flags & FLAG.disabled) return "it is disabled now";
      }
      // What has no box of its own, such as a slot, is pressed by what is around it.
      let pressed = target;
      while (pressed && getComputedStyle(pressed).display === "contents") pressed = above(pressed);
      return pressed ?? target;
    },

    indexIn({ look, element }) {
      return looks.get(look)?.indexOf.get(element) ?? -1;
    },
  };
}
