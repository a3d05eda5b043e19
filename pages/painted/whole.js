// How much taller the window would have to be for all of a frame to be seen, and what is put back where it was afterwards.
// It is given what it uses of watch.js; pages/painted/script.py puts the two together. Nothing of the page is changed
// but how far it is scrolled, and that is put back.
({ above, holds, hitAt }) => {
  const PROBES = [[0.5, 0.5], [0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]];
  const MAIN = 0.4;  // of the window: what scrolls in less of it is a menu, a list of choices, a text to be agreed to
  const LAYER = 0.6;
  const SLACK = 4;
  const LINE = 16;  // pixels: in less stands no line of text
  const QUIET = 50;
  const SETTLES = 600;
  const TICK = 16;
  const SCROLLS = /auto|scroll/;
  const DIALOGUE = "dialog, [role=dialog], [role=alertdialog]";

  // What was found not to show more in a taller window: it is not tried again.
  const fixed = new WeakSet();
  let usual = Infinity;
  let scrolled = [];
  let scroller = null;
  let last = null;
  let hiddenBefore = null;

  const tick = () => new Promise((done) => { setTimeout(done, TICK); });
  const root = () => document.scrollingElement ?? document.documentElement;
  const points = () => PROBES.map(([x, y]) => [innerWidth * x, innerHeight * y]);
  const shareOf = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const [wide, high] = [Math.min(right, innerWidth) - Math.max(left, 0), Math.min(bottom, innerHeight) - Math.max(top, 0)];
    return (Math.max(0, wide) * Math.max(0, high)) / (innerWidth * innerHeight);
  };
  const unseenOf = (element) => element.scrollHeight - element.clientHeight;
  const letsScroll = (element) => {
    if (element !== root()) return SCROLLS.test(getComputedStyle(element).overflowY);
    const [html, body] = [document.documentElement, document.body].map((one) => (one ? getComputedStyle(one).overflowY : "visible"));
    return !/hidden|clip/.test(html === "visible" ? body : html); // the window takes it from one of the two
  };

  // What holds the content: the page, or what scrolls in most of its window. Null where all of it is seen.
  const mainScroller = () => {
    const found = new Set([root()]);
    for (const point of points()) {
      for (let up = hitAt(...point); up && !found.has(up); up = above(up)) found.add(up);
    }
    const longer = [...found].filter((one) => one && unseenOf(one) >= LINE && !fixed.has(one) && letsScroll(one)
      && (one === root() || shareOf(one) >= MAIN));
    return longer.sort((one, other) => unseenOf(other) - unseenOf(one))[0] ?? null;
  };

  // Whether a dialogue lies over the page, or a layer that fills most of the window and has other things behind it.
  const isUnderLayer = () => [...document.querySelectorAll("[aria-modal=true]")].some((one) => one.checkVisibility())
    || points().some((point) => {
      let layer = null;
      for (let up = hitAt(...point); up; up = above(up)) {
        if (up.matches(DIALOGUE)) return true;
        const { position, zIndex } = getComputedStyle(up);
        if ((position === "fixed" || (position === "absolute" && Number(zIndex) > 0)) && shareOf(up) >= LAYER) layer = up;
      }
      return layer && document.elementsFromPoint(...point).some((one) => !holds(layer, one) && !holds(one, layer));
    });

  // By how many pixels the window is too low for this frame.
  const measure = () => {
    const main = visualViewport?.scale === 1 ? mainScroller() : null;
    const layered = Boolean(main || window.length) && isUnderLayer();
    return {
      more: main && !layered ? unseenOf(main) : 0, layered, width: innerWidth, height: innerHeight,
      scale: devicePixelRatio, screen: [screen.width, screen.height],
    };
  };

  // The last thing in what scrolls that is seen when the window is taller; what is placed elsewhere moves by itself.
  const lastWithin = (outer, limit) => {
    const isInFlow = (one) => {
      const { top, height } = one.getBoundingClientRect();
      return height > 0 && top + outer.scrollTop < limit - SLACK && /static|relative/.test(getComputedStyle(one).position);
    };
    let found = null;
    for (let inner = outer; inner; found = inner ?? found) {
      inner = [...inner.children].reverse().find(isInFlow);
    }
    return found;
  };

  // By how much that, and all there is, lies below what is seen, were it scrolled to its beginning.
  const hidden = () => {
    const seen = scroller === root() ? innerHeight : Math.min(innerHeight, scroller.getBoundingClientRect().bottom);
    const bottom = last?.isConnected ? last.getBoundingClientRect().bottom + scroller.scrollTop : NaN;
    return { last: bottom - seen, all: scroller.scrollHeight - seen };
  };

  // Whether less is hidden than before; a list that draws what is in sight only has nothing below, and draws it anew.
  const showsMore = (before, after) => (before.last > SLACK && Number.isFinite(after.last)
    ? after.last < before.last - SLACK : after.all < before.all - SLACK);

  function* everything(within) {
    for (const element of within.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* everything(element.shadowRoot);
    }
  }

  // Before the window becomes taller by so much: remember where everything is scrolled to.
  const keep = (more) => {
    usual = innerHeight;
    scrolled = [...everything(document)].filter((one) => one.scrollTop || one.scrollLeft)
      .map((one) => [one, one.scrollTop, one.scrollLeft]);
    scroller = mainScroller();
    if (!scroller) return;
    const below = scroller === root() ? 0 : Math.max(0, innerHeight - scroller.getBoundingClientRect().bottom);
    last = lastWithin(scroller, innerHeight + more - below);
    hiddenBefore = hidden();
  };

  // Where even the taller window is too low, show the beginning, unless that is not where the page was looked at.
  const showBeginning = () => {
    const { scrollTop: from } = scroller;
    if (unseenOf(scroller) <= SLACK || from <= 0) return;
    const [, former = 0] = scrolled.find(([one]) => one === scroller) ?? [];
    if (former + usual <= innerHeight) scroller.scrollTo({ top: 0, behavior: "instant" });
  };

  const comesToRest = async () => {
    const until = performance.now() + SETTLES;
    let changed = performance.now();
    const observer = new MutationObserver(() => { changed = performance.now(); });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    do await tick(); while (performance.now() < Math.min(until, changed + QUIET));
    observer.disconnect();
  };

  // Once the window is taller and the page has come to rest: whether more of it is seen. Where each part is as high as
  // the window, less is, and a box of a given height stays as it is.
  const settled = async () => {
    const until = performance.now() + SETTLES;
    while (innerHeight === usual && performance.now() < until) await tick();
    if (!scroller || innerHeight === usual) return false;
    showBeginning();
    await comesToRest();
    const shows = scroller.isConnected && showsMore(hiddenBefore, hidden());
    if (!shows) fixed.add(scroller);
    return shows;
  };

  // When the window is as it was: put everything back to where it was scrolled to.
  const putBack = async () => {
    const until = performance.now() + SETTLES;
    while (innerHeight !== usual && performance.now() < until) await tick();
    for (const again of [true, false]) {
      for (const [one, top, left] of scrolled) {
        if (one.scrollTop !== top || one.scrollLeft !== left) one.scrollTo({ top, left, behavior: "instant" });
      }
      if (again && scrolled.length) await tick(); // a list that draws what is seen only may have become longer meanwhile
    }
    [usual, scrolled, scroller, last] = [Infinity, [], null, null];
  };

  // The window's height as people see it: what is large in that is not small because the window is taller for a moment.
  const usualHeight = () => Math.min(innerHeight, usual);

  return { measure, keep, settled, putBack, usualHeight };
}
