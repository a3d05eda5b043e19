// Generated text (::before, ::after, ::marker): what it says, and where it is painted.
// It is given what it uses of watch.js; pages/painted/script.py puts the two together.
({ above, boxOf, plain, isEmpty }) => {
  const STRING = /"((?:[^"\\]|\\.)*)"/g;
  const stringsIn = (text) => [...text.matchAll(STRING)].map(([, inside]) => inside.replace(/\\(.)/g, "$1"));
  const textOf = (element, which, style) => {
    const { content, display } = style;
    if (which === "::marker" && content === "normal") return plain(stringsIn(style.listStyleType).join(""));
    if (isEmpty(content) || display === "none") return "";
    const attributes = content.replace(/attr\(\s*([\w-]+)[^)]*\)/g, (_, name) => JSON.stringify(element.getAttribute(name) ?? ""));
    const quoted = attributes.replace(/\b(?:open|close)-quote\b/g, style.quotes);
    return plain(stringsIn(quoted).join("") || (/counter|url|image/.test(content) ? "" : content));
  };

  // Where generated text is painted cannot be asked; its style tells by how much it is put beside its element.
  const pixels = (...lengths) => lengths.map((length) => parseFloat(length) || 0);
  const grown = ({ left, top, right, bottom }, by, down = by) => ({ left: left - by, top: top - down, right: right + by, bottom: bottom + down });
  const moved = ({ left, top, right, bottom }, x, y) => ({ left: left + x, top: top + y, right: right + x, bottom: bottom + y });
  const around = (one, other) => ({ left: Math.min(one.left, other.left), top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right), bottom: Math.max(one.bottom, other.bottom) });
  const holdsPlaced = (element, position) => {
    const style = getComputedStyle(element);
    return style.transform !== "none" || style.filter !== "none" || style.perspective !== "none" || /paint|layout|strict|content/.test(style.contain)
      || (position === "absolute" && style.position !== "static");
  };
  const placed = (element, style, [wide, high]) => {
    let holder = element;
    while (holder && !holdsPlaced(holder, style.position)) holder = above(holder);
    const box = holder?.getBoundingClientRect() ?? (style.position === "fixed" ? { left: 0, top: 0 } : { left: -scrollX, top: -scrollY });
    const scale = holder?.offsetWidth ? box.width / holder.offsetWidth : 1;
    const [left, top] = pixels(style.left, style.top);
    const [x, y] = [box.left + (left + (holder?.clientLeft ?? 0)) * scale, box.top + (top + (holder?.clientTop ?? 0)) * scale];
    return { left: x, top: y, right: x + wide * scale, bottom: y + high * scale };
  };
  const inFlow = (element, style, text, which) => {
    let holder = element;
    while (above(holder) && getComputedStyle(holder).display === "contents") holder = above(holder);
    const box = boxOf(holder.getBoundingClientRect());
    const [size, aside, down] = pixels(style.fontSize, style.marginLeft, style.marginTop);
    const length = text.length * size;
    if (which === "::marker") return grown(box, length, 0);
    box.right = Math.max(box.right + Math.max(0, holder.scrollWidth - holder.clientWidth), box.right - box.left < 4 ? box.left + length : 0);
    box.bottom = Math.max(box.bottom + Math.max(0, holder.scrollHeight - holder.clientHeight), box.top + 24);
    const shifted = moved(box, ...(style.position === "relative" ? pixels(style.left, style.top) : [0, 0]));
    return around(around(box, shifted), moved(box, Math.min(0, aside), Math.min(0, down)));
  };
  const placeOf = (element, style, text, which) => {
    const edges = pixels(style.paddingLeft, style.paddingRight, style.borderLeftWidth, style.borderRightWidth);
    const ends = pixels(style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth);
    const [wide, high] = pixels(style.width, style.height);
    const size = [[wide, edges], [high, ends]].map(([inner, more]) => inner + more.reduce((one, other) => one + other));
    const isPlaced = style.position === "absolute" || style.position === "fixed";
    let box = grown(isPlaced ? placed(element, style, size) : inFlow(element, style, text, which), 4);
    if ([style.transform, style.translate, style.rotate, style.scale].some((one) => one && one !== "none")) {
      const turned = new DOMMatrix(style.transform === "none" ? "" : style.transform);
      const [x, y] = pixels(...(style.translate ?? "").split(" "), 0, 0);
      const larger = Math.max(1, Math.hypot(turned.a, turned.b), Math.hypot(turned.c, turned.d), ...pixels(...(style.scale ?? "").split(" ")));
      const turns = larger > 1 || turned.b || turned.c || style.rotate !== "none";
      box = around(box, moved(grown(box, turns ? larger * Math.hypot(...size) : 0), turned.e + x, turned.f + y));
    }
    return box;
  };

  return { pixels, textOf, placeOf };
}
