// Runs inside one frame of the tab and only reads. `pages/captcha/_look.py` puts the table of kinds in front of it, and
// asks it beside a reading.

// The element that an element is drawn in, also across the border of a shadow tree.
const above = (element) =>
  element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;

// What is left of a box after an ancestor has clipped it; a scrolling ancestor can be scrolled until the box shows.
const clipped = (box, by, overflow) => {
  if (/auto|scroll/.test(overflow)) {
    const width = Math.min(box.right - box.left, by.right - by.left);
    const height = Math.min(box.bottom - box.top, by.bottom - by.top);
    return { left: by.left, top: by.top, right: by.left + width, bottom: by.top + height };
  }
  return {
    left: Math.max(box.left, by.left), top: Math.max(box.top, by.top),
    right: Math.min(box.right, by.right), bottom: Math.min(box.bottom, by.bottom),
  };
};

// Whether a person can bring the box into sight: something parked at -10000 px can't be scrolled to.
const reachable = (box, fixed) => {
  const page = document.documentElement;
  const [x, y] = fixed ? [0, 0] : [scrollX, scrollY];
  const width = fixed ? innerWidth : Math.max(page.scrollWidth, innerWidth);
  const height = fixed ? innerHeight : Math.max(page.scrollHeight, innerHeight);
  return box.right + x > 0 && box.bottom + y > 0 && box.left + x < width && box.top + y < height;
};

// Whether a person sees at least so many pixels of the element, or can scroll to them.
const shown = (element, [width, height]) => {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  let box = element.getBoundingClientRect();
  let position = getComputedStyle(element).position;
  let opacity = Number(getComputedStyle(element).opacity);
  for (let up = above(element); up && up !== document.body && up !== document.documentElement; up = above(up)) {
    const style = getComputedStyle(up);
    opacity *= Number(style.opacity);
    // An absolutely placed element is clipped only by ancestors that are placed themselves, a fixed one by none.
    if (position === "fixed" || (position === "absolute" && style.position === "static")) continue;
    if (style.overflow !== "visible" && style.display !== "contents") {
      box = clipped(box, up.getBoundingClientRect(), style.overflow);
    }
    position = style.position;
  }
  const large = box.right - box.left >= width && box.bottom - box.top >= height;
  return large && opacity > 0.1 && reachable(box, position === "fixed");
};

// The document and every open shadow tree in it.
const trees = () => {
  const found = [document];
  for (let i = 0; i < found.length; i += 1) {
    for (const element of found[i].querySelectorAll("*")) if (element.shadowRoot) found.push(element.shadowRoot);
  }
  return found;
};

// A value that begins with a dot is Friendly Captcha's way to say "not yet" (.UNSTARTED, .EXPIRED).
const filled = (field) => Boolean(field.value) && !field.value.startsWith(".");

// Whether the widget says that it has been solved: by a state it shows, or by the nearest answer field.
const solved = (element, kind) => {
  if (kind.done) {
    if (element.closest(kind.done) || element.querySelector(kind.done)) return true;
    if (element.shadowRoot?.querySelector(kind.done)) return true;
  }
  if (!kind.answer || (kind.challenge && element.matches(kind.challenge))) return false;
  for (let up = element; up; up = above(up)) {
    const fields = [...up.querySelectorAll(kind.answer)];
    if (fields.length) return fields.some(filled);
  }
  return false;
};

// Words by which a short field says that it wants what the picture shows.
const asksForCode = (field) => {
  const { name, id, placeholder, className } = field;
  const label = [...(field.labels ?? [])].map((one) => one.textContent).join(" ");
  const said = [name, id, placeholder, className, field.getAttribute("aria-label"), label].join(" ");
  return /captcha|capt?code|captc|icode|vcode|verif|验证码|驗證碼|图形|капч|код с|c[oó]digo|\bcode\b|kode|characters|कोड/i.test(said);
};

// Whether a short visible text field for the picture's characters stands in the same small part of the page.
const besideField = (picture) => {
  let near = picture;
  for (let up = above(picture), i = 0; i < 5 && up && up !== document.body; up = above(up), i += 1) near = up;
  return [...near.querySelectorAll("input:not([type]), input[type=text], input[type=tel], input[type=number]")]
    .some((field) => !field.readOnly && field.autocomplete !== "one-time-code"
      && field.offsetWidth <= 480 && asksForCode(field) && shown(field, [20, 10]));
};

const inTheWay = (element, kind) =>
  shown(element, kind.least) && !solved(element, kind) && (!kind.beside || besideField(element));

// Places in the table of the kinds that are in the way here: by what is shown, by this document's own address; and the kinds of
// the second sort whose answer is already given here, which speaks for a frame that can't tell; and those that this
// document, being nothing else, shows as passed.
const look = () => {
  const atHome = KINDS.filter((kind) => kind.address && new RegExp(kind.address).test(location.href));
  const passed = atHome.filter((kind) => kind.done && document.querySelector(kind.done));
  const byAddress = atHome.filter((kind) => !passed.includes(kind));
  const suspects = trees().flatMap((tree) => [...tree.querySelectorAll(EVERY_SIGN)]);
  const bySign = suspects.length
    ? KINDS.filter((kind) => suspects.some((element) => element.matches(kind.signs) && inTheWay(element, kind)))
    : [];
  const answered = KINDS.filter((kind) => kind.address && kind.answer
    && [...document.querySelectorAll(kind.answer)].some(filled));
  const places = (kinds) => kinds.map((kind) => KINDS.indexOf(kind));
  return { bySign: places(bySign), byAddress: places(byAddress), answered: places(answered), passed: places(passed) };
};
