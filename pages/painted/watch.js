// Watches what is painted in one frame while a picture of it is taken. Evaluated once per document: it begins at once,
// and is begun again for each further picture. pages/painted/watch.py calls it.
// It is given what stands in files of its own.
//
// A sample says where each word, field and picture is painted, and what of it lies behind something else. One is taken at
// the beginning, and one whenever something may have changed: after every script that changed the document, at every
// scroll, and at every frame, and at the end, where anything stands elsewhere than before. What stands where is quickly
// told; what lies behind what is not. So whatever the picture shows was sampled. Animations of the style sheet hold still
// meanwhile, since the browser moves them without asking the page's thread.
async ({ generatedText, wholePage }) => {
  const MOST_SAMPLES = 40;
  const MOST_NODES = 20000;
  const FINEST = 8;
  const COARSEST = 20;  // also in a window as tall as a long page
  const BETWEEN = 120;
  const CORNERS = ["borderTopLeftRadius", "borderTopRightRadius", "borderBottomLeftRadius", "borderBottomRightRadius"];
  const SOON = 200;
  const SETTLES = 500;
  const ICON = 40;
  const MARGIN_OF_SIGHT = 0.02;
  const SKIPPED = new Set(["script", "style", "template", "noscript", "head", "meta", "link", "title", "base", "param",
    "source", "track", "datalist"]);
  const MEDIA = new Set(["img", "canvas", "svg", "video", "object", "embed", "picture"]);
  const FRAMES = new Set(["iframe", "frame", "object"]);
  const HOSTS = new Set(["article", "aside", "blockquote", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "main", "nav", "p", "section", "span"]);  // besides elements of one's own
  const BUTTONS = new Set(["submit", "button", "reset", "image"]);
  // Where consoles put the owner's name: the first inferred, the second seen in a saved copy of the classic skin.
  const OWNER = ".account-name, #account-displayname";
  const OUR_BANNER = "x-pw-";  // Playwright's overlays, which the runner hides while it takes a picture
  const NOT_TYPED = new Set(["hidden", "checkbox", "radio", "range", "color"]);

  const numbers = new WeakMap();
  let newest = 0;
  const numberOf = (node) => {
    if (!numbers.has(node)) numbers.set(node, (newest += 1));
    return numbers.get(node);
  };
  const round = (number) => Math.round(number * 10) / 10;
  const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const above = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
  const holds = (outer, inner) => {
    for (let up = inner; up; up = above(up)) if (up === outer) return true;
    return false;
  };
  const boxOf = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
  const isEmpty = (content) => !content || content === "none" || content === "normal";
  const { pixels, textOf, placeOf } = generatedText({ above, boxOf, plain, isEmpty });
  const contains = (box, x, y) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

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
  const whole = wholePage({ above, holds, hitAt });

  // What was asked of an element in this sample already: the same few lie over, and around, many words.
  let known = new Map();
  // Whether it fills its box: it is not turned, and stands in one line.
  const isUpright = (element) => {
    const [box, ...others] = element.getClientRects();
    return Boolean(box) && !others.length && Math.abs(box.width - element.offsetWidth) < 1.5;
  };
  const aboutOf = (element) => {
    let about = known.get(element);
    if (about) return about;
    const style = getComputedStyle(element);
    const { position } = style;
    about = {
      position, box: boxOf(element.getBoundingClientRect()),
      lets: Number(style.opacity) < 1 || style.mixBlendMode !== "normal" || style.clipPath !== "none"
        || style.maskImage !== "none" || style.filter !== "none",
      paints: style.backgroundColor.startsWith("rgb(") && style.backgroundClip === "border-box"
        && style.visibility === "visible" && !/^table-(?:row|column|header|footer)/.test(style.display),
      upright: isUpright(element),
      corner: Math.max(...CORNERS.map((one) => (style[one].includes("%") ? Infinity : parseFloat(style[one])))),
      passed: position === "static" && style.transform === "none",
      cuts: (style.overflowX !== "visible" || style.overflowY !== "visible") && element !== document.body
        && element !== document.documentElement,
    };
    known.set(element, about);
    return about;
  };

  // What lies over an element and lets nothing of it through at that point; null when there is no such thing.
  const opaqueOver = (over, under, x, y) => {
    let painted = null;
    for (let up = over; up && !holds(up, under); up = above(up)) {
      const about = aboutOf(up);
      if (about.lets) return null;
      if (about.paints && contains(about.box, x, y)) painted = up;
    }
    return painted;
  };

  const isTopLayer = (element) => {
    for (let up = element; up; up = above(up)) {
      if (up.matches(":modal") || (up.popover && up.matches(":popover-open"))) return true;
    }
    return false;
  };

  // Whether an element around it cuts it off at that point. What is placed elsewhere escapes those around it.
  const isCutOff = (element, x, y) => {
    let position = "static";
    for (let up = element; up; up = above(up)) {
      const about = aboutOf(up);
      if (position === "fixed") return false;
      if (position === "absolute" && about.passed) continue;
      if (about.cuts && !contains(about.box, x, y)) return true;
      ({ position } = about);
    }
    return false;
  };

  const SEEN = "seen";
  const CUT = "cut off";
  // What hides an element at a point: the opaque thing over it, or an edge; SEEN when nothing does.
  // `reachable`: whether hit-testing can find the element at all.
  const hiderAt = (element, reachable, x, y) => {
    const hit = hitAt(x, y);
    if (!hit) return CUT;
    if (holds(element, hit)) return SEEN;
    if (isCutOff(element, x, y)) return CUT;
    if (holds(hit, element)) return SEEN;
    if ((!reachable && !isTopLayer(hit)) || isTopLayer(element)) return SEEN; // what is inert may lie over what is modal
    return opaqueOver(hit, element, x, y) ?? SEEN;
  };
  const isSeenAt = (...where) => hiderAt(...where) === SEEN;

  // Whether the choices are painted as well.
  const isOpen = (select) => select.size > 1 || select.multiple || select.matches(":open");
  // Where a group's name stands: above its first choice.
  const headOf = (group) => {
    const box = boxOf(group.getBoundingClientRect());
    const first = group.querySelector("option")?.getBoundingClientRect();
    return first?.height ? { ...box, bottom: first.top } : box;
  };

  // What of a box is in the window; null when nothing is.
  const inWindow = (box) => {
    const left = Math.max(box.left, 0);
    const top = Math.max(box.top, 0);
    const right = Math.min(box.right, innerWidth);
    const bottom = Math.min(box.bottom, innerHeight);
    return right - left < 0.5 || bottom - top < 0.5 ? null : { left, top, right, bottom };
  };
  const asPart = ({ left, top, right, bottom }) => [round(left), round(top), round(right - left), round(bottom - top)];

  // Whether all of a part in the window is seen, or none of it; null when that takes a closer look.
  const allOrNothing = (part, element, reachable) => {
    const { left, top, right, bottom } = part;
    const [wide, high] = [right - left, bottom - top];
    const gaps = Math.max(2, Math.ceil(wide / BETWEEN));
    const along = Array.from({ length: gaps + 1 }, (_, one) => 0.05 + (0.9 * one) / gaps);
    const probes = high > 60 ? [[0.5, 0.5], [0.05, 0.05], [0.95, 0.05], [0.05, 0.95], [0.95, 0.95]] : along.map((one) => [one, 0.5]);
    let first = null;
    for (const [x, y] of probes) {
      const hider = hiderAt(element, reachable, left + wide * x, top + high * y);
      first ??= hider;
      if (hider !== first) return null;
    }
    if (first === SEEN) return true;
    if (first === CUT) return null;
    const { box, corner, upright } = aboutOf(first);
    if (!upright) return null;
    const [aside, down] = [Math.min(left - box.left, box.right - right), Math.min(top - box.top, box.bottom - bottom)];
    return Math.min(aside, down) >= 0 && Math.max(aside, down) >= corner ? false : null;
  };

  // The parts of a box that are in the window and seen there.
  const seenParts = (box, element, reachable) => {
    const part = inWindow(box);
    if (!part) return [];
    const all = allOrNothing(part, element, reachable);
    if (all !== null) return all ? [asPart(part)] : [];
    const { left, top } = part;
    const [wide, high] = [part.right - left, part.bottom - top];
    const columns = Math.min(40, Math.max(1, Math.ceil(wide / FINEST)));
    const rows = Math.min(Math.max(40, Math.ceil(high / COARSEST)), Math.max(3, Math.ceil(high / FINEST)));
    const parts = [];
    for (let row = 0; row < rows; row += 1) {
      const y = top + (high * (row + 0.5)) / rows;
      let from = -1;
      for (let column = 0; column <= columns; column += 1) {
        const seen = column < columns && isSeenAt(element, reachable, left + (wide * (column + 0.5)) / columns, y);
        if (seen && from < 0) from = column;
        if (!seen && from >= 0) {
          parts.push([round(left + (wide * from) / columns), round(top + (high * row) / rows),
            round((wide * (column - from)) / columns), round(high / rows)]);
          from = -1;
        }
      }
    }
    return parts;
  };

  // The parts of a word in a line of which all is known; null where its line takes a closer look.
  const partsIn = (lines, box) => {
    const part = inWindow(box);
    if (!part) return [];
    const line = lines.find((one) => one.left <= part.left + 0.5 && one.right >= part.right - 0.5
      && one.top <= part.top + 0.5 && one.bottom >= part.bottom - 0.5);
    return line ? (line.all ? [asPart(part)] : []) : null;
  };

  // Whether something makes an element larger that has nothing in it: what is painted in a root that no script can reach.
  // `generates`: whether its style puts text before or behind what is in it.
  const isLargerThanEmpty = (element, style, generates) => {
    if (!HOSTS.has(element.localName) || element.isContentEditable || element.childElementCount || /[^\t\n\r ]/.test(element.textContent)) return false;
    if (generates || !isEmpty(style.content)) return false;
    if (!above(element) || !/^(?:inline|block|inline-block|flow-root|flex|inline-flex)$/.test(style.display)) return false;
    if (style.display === "inline") return element.getBoundingClientRect().width - pixels(style.paddingLeft, style.paddingRight).reduce((one, other) => one + other) > 4;
    const outer = getComputedStyle(above(element));
    const lies = outer.display.includes("flex") && !outer.flexDirection.startsWith("column");
    const [side, ends] = lies ? ["width", ["paddingLeft", "paddingRight"]] : ["height", ["paddingTop", "paddingBottom"]];
    const stretched = outer.display.includes("grid") || (outer.display.includes("flex") && (Number(style.flexGrow) || style.flexBasis !== "auto"));
    if (stretched || style.aspectRatio !== "auto") return false;
    const given = element.computedStyleMap();
    const between = style.position === "absolute" || style.position === "fixed" ? ["top", "bottom"] : [];
    if (String(given.get(side)) !== "auto" || (between.length && between.every((one) => String(given.get(one)) !== "auto"))) return false;
    const inner = (lies ? element.clientWidth : element.clientHeight) - pixels(...ends.map((one) => style[one])).reduce((one, other) => one + other);
    return inner > 4 + pixels(lies ? style.minWidth : style.minHeight)[0];
  };

  const childrenOf = (element) => {
    if (element.shadowRoot) {
      watch(element.shadowRoot);
      return element.shadowRoot.childNodes;
    }
    if (element.localName === "slot") {
      const given = element.assignedNodes({ flatten: true });
      if (given.length) return given;
    }
    return element.childNodes;
  };
  const isPassedOver = (tag) => SKIPPED.has(tag) || tag.startsWith(OUR_BANNER);

  // What stands where, and by what anything may come to lie over another thing, or no longer: a lid may be lifted without
  // a word. It is compared only, and asked at every frame: as few questions to the browser as tell of a change.
  class Places {
    constructor() {
      const view = window.visualViewport;
      this.told = [innerWidth, innerHeight, view?.scale, view?.offsetLeft, view?.offsetTop, location.href];
      this.range = document.createRange();
      this.nodes = 0;
      if (document.documentElement) this.walk(document.documentElement);
    }

    equals(other) {
      const { told } = this;
      return told.length === other?.told.length && told.every((one, index) => one === other.told[index]);
    }

    stand({ left, top, right, bottom }) {
      this.told.push(left, top, right, bottom);
    }

    walk(element) {
      const tag = element.localName;
      if (isPassedOver(tag) || (this.nodes += 1) > MOST_NODES) return;
      const style = getComputedStyle(element);
      if (style.display === "none") return;
      this.stand(element.getBoundingClientRect());
      this.told.push(style.zIndex, style.opacity, style.visibility, style.backgroundColor, style.backgroundImage);
      const isMarked = style.display === "list-item" && style.listStyleType !== "none";
      for (const which of isMarked ? ["::before", "::after", "::marker"] : ["::before", "::after"]) {
        const one = getComputedStyle(element, which);
        if (isEmpty(one.content)) continue;
        this.told.push(one.content, one.display, one.left, one.top, one.transform, one.translate, one.visibility, one.opacity, one.marginLeft, one.marginTop);
      }
      if (tag === "img") this.told.push(element.naturalWidth);
      else if (FRAMES.has(tag)) this.told.push(style.paddingLeft, style.paddingTop, element.clientLeft, element.clientTop);
      else if ("value" in element) this.told.push(element.type === "password" ? Boolean(element.value) : element.value);
      for (const child of childrenOf(element)) {
        if (child.nodeType === 1) this.walk(child);
        else if (child.nodeType === 3 && /\S/.test(child.nodeValue)) this.text(child);
      }
    }

    // Line by line: where the same text fills the same lines, each word of it stands where it stood.
    text(node) {
      this.told.push(node.nodeValue);
      this.range.selectNodeContents(node);
      for (const line of this.range.getClientRects()) this.stand(line);
    }
  }

  class Sample {
    constructor(moving) {
      this.moving = moving;
      this.words = [];
      this.fields = [];
      this.media = [];
      this.frames = [];
      this.nodes = 0;
      this.block = null;
      this.space = true;
      this.range = document.createRange();
    }

    take() {
      const root = document.documentElement;
      if (root) this.walk(root, { block: root, inert: false, moving: false, owner: false });
      const view = window.visualViewport;
      return {
        window: [innerWidth, innerHeight], zoom: view?.scale ?? 1, offset: [view?.offsetLeft ?? 0, view?.offsetTop ?? 0],
        address: location.href, words: this.words, fields: this.fields, media: this.media, frames: this.frames,
        complete: this.nodes <= MOST_NODES,
      };
    }

    walk(element, around) {
      const tag = element.localName;
      if (isPassedOver(tag) || (this.nodes += 1) > MOST_NODES) return;
      const style = getComputedStyle(element);
      const { display } = style;
      if (display === "none") return;
      if (!display) { // it is not painted, since something else is painted in its place that no script can reach
        this.closed(element.parentElement);
        return;
      }
      const moving = around.moving || this.moving.has(element);
      if (Number(style.opacity) < MARGIN_OF_SIGHT && !moving) return;
      const inline = /^(?:inline|contents|ruby)/.test(display);
      const inert = around.inert || element.inert;
      const here = {
        block: inline ? around.block : element, moving, inert, owner: around.owner || element.matches(OWNER),
        reachable: !inert && style.pointerEvents !== "none", visible: style.visibility === "visible" || moving,
      };
      if (!inline || tag === "br") this.block = null;
      this.itself(element, tag, style, here);
      if (tag === "textarea" || tag === "iframe" || (tag === "select" && !isOpen(element))) {
        this.block = null;
        return;
      }
      if (tag === "option" || tag === "optgroup") {
        this.say(element, element.label, seenParts(tag === "option" ? element.getBoundingClientRect() : headOf(element), element, false), 2);
        if (tag === "option") return;
      }
      if (display === "list-item" && style.listStyleType !== "none") this.pseudo(element, "::marker", here);
      const generatesBefore = this.pseudo(element, "::before", here);
      const before = this.words.length;
      if (tag === "use") this.copy(element);
      for (const child of childrenOf(element)) {
        if (child.nodeType === 1) this.walk(child, here);
        else if (child.nodeType === 3 && here.visible) this.text(child, element, here);
      }
      const generates = this.pseudo(element, "::after", here) || generatesBefore;
      if (!inline) this.block = null;
      if (before === this.words.length && here.visible) this.empty(element, tag, style, here, generates);
    }

    itself(element, tag, style, here) {
      const typed = (tag === "input" && !NOT_TYPED.has(element.type)) || tag === "textarea" || tag === "select"
        || (element.isContentEditable && element.hasAttribute("contenteditable"));
      if (!here.visible || !(typed || FRAMES.has(tag) || MEDIA.has(tag))) return;
      const parts = () => seenParts(element.getBoundingClientRect(), element, here.reachable);
      if (tag === "input" && BUTTONS.has(element.type)) {
        this.say(element, element.value || element.alt, parts(), 2);
      } else if (typed) this.field(element, tag, parts(), here);
      else if (FRAMES.has(tag) && element.contentWindow) this.frame(element, style, parts());
      else if (tag !== "picture") {
        const broken = tag === "img" && !element.naturalWidth;
        if (broken) this.say(element, element.alt || element.title, parts(), 2);
        else this.medium(element, tag, parts());
      }
    }

    field(element, tag, parts, here) {
      const type = tag === "input" ? element.type : tag;
      const shown = tag === "select" ? [...element.selectedOptions].map((one) => one.label).join(" ")
        : "value" in element ? element.value : element.innerText;
      this.fields.push({
        key: numberOf(element), type: tag === "div" || tag === "span" || tag === "p" ? "editable" : type,
        name: element.getAttribute("name") ?? "", id: element.id,
        classes: element.getAttribute("class") ?? "", autocomplete: element.getAttribute("autocomplete") ?? "",
        disguised: !["", "none", undefined].includes(getComputedStyle(element).webkitTextSecurity),
        // What is typed into a password field is painted as dots, and never read.
        filled: Boolean(element.value ?? shown), value: type === "password" ? "" : (shown ?? "").slice(0, 20000), boxes: parts,
      });
      const hint = element.getAttribute("placeholder");
      if (hint && !shown) this.say(element, hint, parts, 2);
      if (tag === "select" && here.visible) this.say(element, shown, parts, 2);
    }

    frame(element, style, parts) {
      const box = element.getBoundingClientRect();
      const index = [...Array(window.length).keys()].find((one) => window[one] === element.contentWindow) ?? -1;
      const plainly = Math.abs(box.width - element.offsetWidth) < 1.5 && Math.abs(box.height - element.offsetHeight) < 1.5;
      this.frames.push({ key: numberOf(element), index: plainly ? index : -1, boxes: parts,
        left: round(box.left + element.clientLeft + parseFloat(style.paddingLeft)),
        top: round(box.top + element.clientTop + parseFloat(style.paddingTop)) });
    }

    medium(element, kind, parts) {
      const box = element.getBoundingClientRect();
      if (!parts.length) return;
      this.media.push({ key: numberOf(element), kind, icon: box.width <= ICON && box.height <= ICON, boxes: parts });
    }

    closed(element) {
      if (element && HOSTS.has(element.localName)) this.medium(element, "closed", seenParts(element.getBoundingClientRect(), element, false));
    }

    // What holds no text that can be read may still paint some: a picture behind it, or a closed shadow root.
    empty(element, tag, style, here, generates) {
      if (MEDIA.has(tag) || tag === "input" || element === document.body || element === document.documentElement) return;
      const box = element.getBoundingClientRect();
      if (box.width < FINEST || box.height < FINEST) return;
      const most = 0.6 * innerWidth * whole.usualHeight();
      if (HOSTS.has(tag) && isLargerThanEmpty(element, style, generates)) {
        this.closed(element);
        return;
      }
      if (/url\(|image-set|element\(|paint\(/.test(style.backgroundImage)) {
        if (box.width * box.height < most) this.medium(element, "background", seenParts(box, element, here.reachable));
        return;
      }
      if (element.shadowRoot || element.childElementCount) return;
      const own = tag.includes("-") || element.textContent.trim();
      const auto = style.position !== "absolute" && style.position !== "fixed"
        && String(element.computedStyleMap?.().get("height") ?? "") === "auto";
      const paints = style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.borderTopWidth !== "0px"
        || style.borderBottomWidth !== "0px" || style.boxShadow !== "none";
      if (!own && !auto && paints) return;
      if (!own && !auto && (style.position === "absolute" || style.position === "fixed")) return;
      this.medium(element, own ? "closed" : "empty", seenParts(box, element, here.reachable));
    }

    // Says what is generated there; whether anything is.
    pseudo(element, which, here) {
      if (!here.visible) return false;
      const style = getComputedStyle(element, which);
      if (isEmpty(style.content) && which !== "::marker") return false;
      const text = textOf(element, which, style);
      const isSeen = style.visibility === "visible" && (Number(style.opacity) >= MARGIN_OF_SIGHT || here.moving);
      if (isSeen && text.length > 1 && !/^[\ue000-\uf8ff\s]*$/.test(text)) {
        this.say(element, text, seenParts(placeOf(element, style, text, which), element, false), 2, which);
      }
      return true;
    }

    // What a drawing shows again of another part of it.
    copy(element) {
      const name = (element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "").replace(/^#/, "");
      const shown = name && element.getRootNode().getElementById?.(name);
      const texts = shown ? [...(shown.matches("text") ? [shown] : shown.querySelectorAll("text"))] : [];
      this.say(element, texts.map((one) => one.textContent).join(" "), seenParts(element.getBoundingClientRect(), element, false), 2);
    }

    // A text of which only the element's box is known.
    say(element, text, boxes, joint, what = "") {
      const said = plain(text);
      if (!said) return;
      said.split(" ").forEach((word, index) => {
        this.words.push([`${numberOf(element)}${what}${index}`, index ? 1 : joint, word, boxes, false]);
      });
      this.block = null;
    }

    // The lines a text is broken over that are seen, or hidden, from one end to the other.
    lines(node, element, here) {
      this.range.selectNodeContents(node);
      return [...this.range.getClientRects()].map(inWindow).filter(Boolean)
        .map((line) => ({ ...line, all: allOrNothing(line, element, here.reachable) })).filter((line) => line.all !== null);
    }

    text(node, element, here) {
      const raw = node.nodeValue;
      if (!/\S/.test(raw)) {
        if (raw) this.space = true;
        return;
      }
      const { block } = here;
      let joint = block !== this.block ? 2 : this.space || /^\s/.test(raw) ? 1 : 0;
      this.block = block;
      this.space = /\s$/.test(raw);
      let index = 0;
      let painted = 0;
      const lines = /\S\s+\S/.test(raw) ? this.lines(node, element, here) : [];
      for (const match of raw.matchAll(/\S+/g)) {
        this.range.setStart(node, match.index);
        this.range.setEnd(node, match.index + match[0].length);
        const rects = [...this.range.getClientRects()];
        painted += rects.length;
        const boxes = rects.flatMap((box) => partsIn(lines, box) ?? seenParts(box, element, here.reachable));
        this.words.push([`${numberOf(node)}.${index}`, joint, match[0], boxes, here.owner]);
        joint = 1;
        index += 1;
      }
      if (!painted) this.closed(element);
    }
  }

  let taken = [];
  let last = "";
  let stood = null;
  let restless = false;
  let held = [];
  let moving = new Set();
  let animated = false;
  let frame = 0;
  const sample = (places = new Places()) => {
    if (restless) return;
    known = new Map();
    stood = places;
    const text = JSON.stringify(new Sample(moving).take());
    observer.takeRecords();
    if (text === last) return;
    restless = taken.length >= MOST_SAMPLES;
    last = text;
    taken.push(text);
  };
  const anew = () => {
    taken = [];
    last = "";
    sample();
  };

  const roots = new Set();
  const heard = () => sample();
  const observer = new MutationObserver(heard);
  const watch = (root) => {
    if (roots.has(root)) return;
    roots.add(root);
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  const holdStill = () => {
    const running = [...roots].flatMap((root) => root.getAnimations?.() ?? [])
      .filter((one) => one.playState === "running" && one.timeline instanceof DocumentTimeline);
    for (const animation of new Set(running)) {
      try {
        animation.pause();
        held.push(animation);
        if (animation.effect?.target) moving.add(animation.effect.target);
      } catch { /* it ended in this moment */ }
    }
  };
  const sampleWhatMoved = () => {
    const changed = observer.takeRecords().length > 0;
    const places = new Places();
    if (changed || !places.equals(stood)) sample(places);
  };
  const eachFrame = () => {
    sampleWhatMoved();
    frame = requestAnimationFrame(eachFrame);
  };

  // The browser's own thread goes on with an animation until it has been told, a frame or two later.
  const told = () => new Promise((done) => {
    setTimeout(done, SOON);
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
  });

  // What a style sheet moves cannot be followed: the browser moves it by itself, so that no script knows where it is in
  // the picture; words that jumped there and back between two looks were readable (seen 2026-11, on a busy machine).
  const movesWords = (one) => one.playState === "running" && one.effect?.target?.textContent?.trim();
  const movers = () => [...new Set([document, ...roots])].flatMap((root) => root.getAnimations?.() ?? []).filter(movesWords);
  const comesToRest = () => Promise.race([
    Promise.allSettled(movers().filter((one) => Number.isFinite(Number(one.effect.getComputedTiming().endTime)))
      .map((one) => one.finished)),
    new Promise((done) => { setTimeout(done, SETTLES); }),
  ]);

  const stop = () => {
    cancelAnimationFrame(frame);
    removeEventListener("scroll", heard, { capture: true });
    removeEventListener("input", heard, { capture: true });
    observer.disconnect();
    roots.clear();
    for (const animation of held) {
      try {
        if (animation.playState === "paused") animation.play();
      } catch { /* it is gone */ }
    }
    held = [];
  };

  const begin = async () => {
    stop();
    moving = new Set();
    restless = false;
    watch(document);
    anew();
    if (movers().length) {
      await comesToRest();
      anew();
    }
    animated = movers().length > 0;
    holdStill();
    if (held.length) {
      await told();
      anew();
    }
    addEventListener("scroll", heard, { capture: true, passive: true });
    addEventListener("input", heard, { capture: true, passive: true });
    frame = requestAnimationFrame(eachFrame);
    return whole.measure();
  };

  const end = () => {
    sampleWhatMoved();
    animated ||= movers().length > 0;
    stop();
    let place = -1;
    try {
      place = window === parent ? -1 : [...Array(parent.length).keys()].find((one) => parent[one] === window) ?? -1;
    } catch { /* the frame was taken away */ }
    return JSON.stringify({ restless, animated, place, length: whole.measure(), samples: taken.map((text) => JSON.parse(text)) });
  };

  // Where the window is about to become taller, a watch begins anew in that.
  const keep = (more) => {
    stop();
    whole.keep(more);
  };

  await begin();
  return { begin, end, keep, whole };
}
