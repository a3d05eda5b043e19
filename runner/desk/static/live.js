// The live view: draws frames, and sends what the person does in it. Places are parts of the picture, from 0 to 1.
const NAMED = new Set(["Enter", "Tab", "Backspace", "Delete", "Escape", "Home", "End", "PageUp", "PageDown", "ArrowLeft",
  "ArrowRight", "ArrowUp", "ArrowDown", "Shift", "Control", "Alt", "Meta"]);
const OUT = "F6";
const HOLD = 350, WOBBLE = 8;  // milliseconds and pixels after which a finger does not tap any more
const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

export class Live {
  constructor(canvas, hand, { send, seen, leave }) {
    Object.assign(this, { canvas, hand, send, seen, leave, finger: null, moving: null, composing: false, drawing: false, newest: null });
    this.pen = canvas.getContext("2d");
    for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) hand.addEventListener(type, (e) => this.pointer(e));
    hand.addEventListener("wheel", (e) => this.wheel(e), { passive: false });
    hand.addEventListener("contextmenu", (e) => e.preventDefault());
    hand.addEventListener("keydown", (e) => this.key(e, true));
    hand.addEventListener("keyup", (e) => this.key(e, false));
    hand.addEventListener("paste", (e) => this.paste(e));
    hand.addEventListener("compositionstart", () => this.compose(true));
    hand.addEventListener("compositionend", (e) => { this.compose(false); this.text(e.data); });
    hand.addEventListener("blur", () => this.send({ do: "away" }));  // what is held down here would stick there
    hand.addEventListener("input", (e) => this.input(e));
  }

  open() { this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height); this.canvas.dataset.frames = 0; }

  close() { this.newest = null; this.finger = null; }

  async show(blob) {
    this.newest = blob;
    if (this.drawing) return;  // the newest is drawn next; older ones are not
    this.drawing = true;
    while (this.newest) {
      const now = this.newest;
      this.newest = null;
      const picture = await createImageBitmap(now);
      if (this.canvas.width !== picture.width || this.canvas.height !== picture.height) {
        this.canvas.width = picture.width;
        this.canvas.height = picture.height;
      }
      this.pen.drawImage(picture, 0, 0);
      picture.close();
      this.canvas.dataset.frames = Number(this.canvas.dataset.frames || 0) + 1;
      this.seen();
    }
    this.drawing = false;
  }

  place(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }

  pointer(event) {
    if (event.pointerType === "touch") return this.touch(event);
    if (event.type === "pointermove") return this.move(event);
    this.flush();
    if (event.type === "pointerdown") {
      this.hand.setPointerCapture(event.pointerId);
      this.hand.focus();
      event.preventDefault();
    }
    const down = event.type === "pointerdown";
    if (down) this.clicks = this.count(event);
    this.send({ do: down ? "press" : "release", button: Math.max(event.button, 0), clicks: this.clicks || 1, ...this.place(event) });
  }

  count(event) {  // a double click is two presses in one place, soon after each other
    const soon = this.last && event.timeStamp - this.last.at < 400 && Math.hypot(event.clientX - this.last.x, event.clientY - this.last.y) < 5;
    const clicks = soon ? this.last.clicks + 1 : 1;
    this.last = { at: event.timeStamp, x: event.clientX, y: event.clientY, clicks };
    return clicks;
  }

  move(event) {  // at most one a frame of the screen; a slider needs no more
    const first = !this.moving;
    this.moving = this.place(event);
    if (first) requestAnimationFrame(() => this.flush());
  }

  flush() {
    if (this.moving) this.send({ do: "move", ...this.moving });
    this.moving = null;
  }

  // A tap is a tap. A finger that moves or stays is a mouse with its button down: in a browser without a touch screen, as
  // the paused one is, sliders follow a mouse, and a dragged touch is taken for scrolling (measured).
  touch(event) {
    event.preventDefault();
    const at = this.place(event), { type } = event;
    if (type === "pointerdown") {
      if (!event.isPrimary) return;
      this.hand.focus();
      this.finger = { ...at, left: event.clientX, top: event.clientY, dragging: false, hold: setTimeout(() => this.drag(), HOLD) };
    } else if (!this.finger || !event.isPrimary) {
      return;
    } else if (type === "pointermove") {
      if (Math.hypot(event.clientX - this.finger.left, event.clientY - this.finger.top) > WOBBLE) this.drag();
      if (this.finger.dragging) this.move(event);
    } else {
      this.lift(at, type);
    }
  }

  drag() {
    if (!this.finger || this.finger.dragging) return;
    this.finger.dragging = true;
    this.send({ do: "press", button: 0, clicks: 1, x: this.finger.x, y: this.finger.y });
  }

  lift(at, type) {
    clearTimeout(this.finger.hold);
    this.flush();
    if (this.finger.dragging) this.send({ do: "release", button: 0, clicks: 1, ...at });
    else if (type === "pointerup") for (const step of ["touchStart", "touchEnd"]) this.send({ do: "touch", step, ...at });
    this.finger = null;
  }

  wheel(event) {
    event.preventDefault();
    const unit = [1, 16, 800][event.deltaMode] || 1;  // pixels, lines or pages
    this.send({ do: "wheel", dx: event.deltaX * unit, dy: event.deltaY * unit, ...this.place(event) });
  }

  key(event, down) {
    if (event.key === OUT) { event.preventDefault(); if (down) this.leave(); return; }
    if (event.isComposing || this.composing || event.key === "Process" || event.key === "Dead") return;
    const command = (event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph");
    if (command && event.key.toLowerCase() === "v") return;  // the paste event brings the text
    if (!(NAMED.has(event.key) || event.key.length === 1)) return;
    event.preventDefault();
    if (event.key.length === 1 && event.altKey && !command) {  // @ on many keyboards: AltGr or Option and a letter
      if (down) { this.send({ do: "away" }); this.text(event.key); }
      return;
    }
    this.send({ do: "key", key: MAC && event.key === "Meta" ? "Control" : event.key, down });
  }

  compose(composing) {
    this.composing = composing;
    this.hand.classList.toggle("composing", composing);
  }

  paste(event) {
    event.preventDefault();
    this.text(event.clipboardData.getData("text/plain"));
  }

  input(event) {  // what an on-screen keyboard writes without telling keys
    if (this.composing) return;
    if (event.inputType === "insertText" || event.inputType === "insertReplacementText") this.text(event.data);
    if (event.inputType === "deleteContentBackward") for (const down of [true, false]) this.send({ do: "key", key: "Backspace", down });
    this.hand.value = "";
  }

  text(text) {
    if (text) this.send({ do: "text", text });
    this.hand.value = "";
  }
}
