// The live view: draws frames, and sends what the person does in it. Places are parts of the picture, from 0 to 1.
const NAMED = new Set(["Enter", "Tab", "Backspace", "Delete", "Escape", "Home", "End", "PageUp", "PageDown", "ArrowLeft",
  "ArrowRight", "ArrowUp", "ArrowDown", "Shift", "Control", "Alt", "Meta"]);
const OUT = "F6";

export class Live {
  constructor(canvas, hand, send, leave) {
    Object.assign(this, { canvas, hand, send, leave, moving: null, composing: false, drawing: false, newest: null });
    this.pen = canvas.getContext("2d");
    for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) hand.addEventListener(type, (e) => this.pointer(e));
    hand.addEventListener("wheel", (e) => this.wheel(e), { passive: false });
    hand.addEventListener("contextmenu", (e) => e.preventDefault());
    hand.addEventListener("keydown", (e) => this.key(e, true));
    hand.addEventListener("keyup", (e) => this.key(e, false));
    hand.addEventListener("paste", (e) => this.paste(e));
    hand.addEventListener("compositionstart", () => { this.composing = true; });
    hand.addEventListener("compositionend", (e) => { this.composing = false; this.text(e.data); });
    hand.addEventListener("input", (e) => this.input(e));
  }

  open() { this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height); this.canvas.dataset.frames = 0; }

  close() { this.newest = null; }

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
    this.send({ do: down ? "press" : "release", button: event.button < 0 ? 0 : event.button, clicks: this.clicks || 1, ...this.place(event) });
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

  touch(event) {
    event.preventDefault();
    if (event.type === "pointermove" && !event.buttons) return;
    if (event.type === "pointerdown") this.hand.focus();
    const step = { pointerdown: "touchStart", pointermove: "touchMove", pointerup: "touchEnd", pointercancel: "touchCancel" }[event.type];
    this.send({ do: "touch", step, ...this.place(event) });
  }

  wheel(event) {
    event.preventDefault();
    this.send({ do: "wheel", dx: event.deltaX, dy: event.deltaY, ...this.place(event) });
  }

  key(event, down) {
    if (event.key === OUT) { event.preventDefault(); if (down) this.leave(); return; }
    if (event.isComposing || this.composing || event.key === "Process" || event.key === "Dead") return;
    const paste = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
    if (paste || !(NAMED.has(event.key) || event.key.length === 1)) return;
    event.preventDefault();
    this.send({ do: "key", key: event.key, down });
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
