// The desk: hears of the queue, shows one run, sends what the person does. No library, no build step.
import { Live } from "./live.js";
import { announce, askToNotify, spoken } from "./news.js";

const ELSEWHERE = 4001;  // the person has opened the desk in another window

const $ = (id) => document.getElementById(id);
const say = JSON.parse($("desk").dataset.words);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// The desk's word for this page: it came behind the # of the address, and is kept for this origin, port included.
if (location.hash.length > 1) {
  localStorage.setItem("desk", location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
const word = localStorage.getItem("desk") ?? "";

let socket, cards = [], heardAt = 0, known = null, tries = 0, served = null;
let onDuty = false;  // whoever has begun to serve gets one after the other, until they give one back
const live = new Live($("picture"), $("hand"), {
  send: (what) => send({ type: "hand", ...what }), seen: () => send({ type: "seen" }), leave: () => $("give-back").focus(),
});

function send(what) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what));
}

function connect() {
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/talk`);
  socket.binaryType = "blob";
  socket.onopen = () => {
    tries = 0;
    send({ type: "word", word });
    $("trouble").hidden = $("elsewhere").hidden = true;
    send({ type: "sees", now: !document.hidden });
    if (served) send({ type: "take", id: served });
  };
  socket.onmessage = ({ data }) => (data instanceof Blob ? live.show(data) : hear(JSON.parse(data)));
  socket.onclose = ({ code }) => {
    if (code === ELSEWHERE) { served = known = null; cards = []; draw(); $("elsewhere").hidden = false; return; }
    tries += 1;
    $("trouble").textContent = tries > 4 ? say["over"] : say["lost"];
    $("trouble").hidden = false;
    setTimeout(connect, Math.min(8000, 400 * 2 ** tries));
  };
}

function hear(said) {
  if (said.type === "taken") { if (served === said.id) served = null; $("news").textContent = say["somebody else"]; draw(); return; }
  cards = said.cards;
  heardAt = performance.now();
  const ids = new Set(cards.map((one) => one.id));
  if (known) for (const one of cards) if (!known.has(one.id) && !one.mine) tellOfNew(one);
  if (known === null) served ??= cards.find((one) => one.mine)?.id ?? null;  // after a reload
  known = ids;
  if (served && !cards.some((one) => one.id === served)) leave();
  const free = cards.find((one) => !one.taken_by);
  if (!served && onDuty && free && $("next").checked) take(free.id);
  document.title = (cards.length ? `(${cards.length}) ` : "") + say["title"];
  draw();
}

function tellOfNew(one) {
  announce(fill(say["new one"], { label: one.label, kind: kindOf(one) }), $("news"), $("sound").checked);
}

function leave() {
  served = null;
  live.close();
  $("news").textContent = fill(say["go on"], { label: $("now").dataset.label || "" });
}

function take(id) { served = id; onDuty = true; send({ type: "take", id }); }

const kindOf = (one) => (one.plan ? say["consent kind"] : null) || say[one.kind] || one.screen || one.kind;
const passed = () => (performance.now() - heardAt) / 1000;

function draw() {
  $("number").textContent = cards.length ? `(${cards.length})` : "";
  $("nobody").hidden = cards.length > 0;
  const list = $("cards");
  for (const old of [...list.children]) if (!cards.some((one) => one.id === old.dataset.id)) old.remove();
  cards.forEach((one, place) => {
    const item = [...list.children].find((each) => each.dataset.id === one.id) || makeCard(one);
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null);
    fillCard(item, one);
  });
  drawWork(cards.find((one) => one.id === served && one.mine));
}

// The trail's pictures of a run, side by side.
const picturesOf = (one, alt, most = 9) => Array.from({ length: Math.min(one.pictures, most) }, (_, number) => {
  const image = Object.assign(document.createElement("img"), { alt });
  picture(image, `${one.id}/${number}`);
  return image;
});

// It may be on its way to the disk still.
async function picture(image, id) {
  image.dataset.of = id;
  for (let again = 0; again < 20 && image.dataset.of === id; again += 1) {
    const answer = await fetch(`/picture/${id}`, { headers: { "X-Desk-Word": word } }).catch(() => null);
    if (answer?.ok) {
      const former = image.src;
      image.src = URL.createObjectURL(await answer.blob());
      if (former.startsWith("blob:")) URL.revokeObjectURL(former);
      return;
    }
    await new Promise((done) => setTimeout(done, 700));
    if (!image.isConnected) return;
  }
}

function makeCard(one) {
  const item = document.createElement("li");
  item.dataset.id = one.id;
  item.innerHTML = '<h3></h3><button></button><p class="kind"><span class="badge"></span> <span class="soft"></span></p><p class="why"></p><p class="soft times"></p>';
  item.append(...picturesOf(one, fill(say["picture"] + ": {label}", one), 1));
  item.querySelector("button").onclick = () => take(one.id);
  return item;
}

function fillCard(item, one) {
  item.className = one.mine ? "mine" : "";
  item.querySelector("h3").textContent = one.label;
  item.querySelector(".badge").textContent = kindOf(one);
  item.querySelector(".kind .soft").textContent = one.scenario;
  item.querySelector(".why").textContent = one.reason;
  const button = item.querySelector("button");
  button.textContent = one.taken_by && !one.mine ? fill(say["taken by"], { name: one.taken_by }) : say["take"];
  button.disabled = Boolean(one.taken_by);
  button.setAttribute("aria-label", `${button.textContent}: ${one.label}`);
  tick(item, one);
}

function tick(item, one) {
  const left = Math.max(0, one.left - passed());
  item.classList.toggle("late", left < 60);
  item.querySelector(".times").textContent =
    `${fill(say["since"], { time: spoken(one.waits + passed()) })}, ${fill(say["left"], { left: spoken(left) })}`;
}

function drawWork(one) {
  const work = $("work"), opened = one && (work.hidden || work.dataset.id !== one.id);
  work.hidden = !one;
  if (!one) { work.dataset.id = ""; return; }
  if (opened) open(one);
  $("now").textContent = `${one.label}: ${kindOf(one)}`;
  $("now").dataset.label = one.label;
  $("reason").textContent = one.reason;
  $("code").hidden = !one.takes_code;
  $("look").hidden = !one.screen;
  const told = one.busy ? say["trying"] : one.words ? `${say["console says"]}: ${one.words}`
    : one.again ? say[one.plan ? "not the name" : "not enough"] : "";
  if ($("says").textContent !== told) $("says").textContent = told;
  $("says").hidden = !told;
  const outside = one.outside === null ? "" : fill(say[one.outside ? "outside" : "window"], { host: one.outside });
  if ($("outside").textContent !== outside) $("outside").textContent = outside;
  drawTimes(one);
}

function drawTimes(one) {
  $("deadline").textContent = fill(say["left"], { left: spoken(Math.max(0, one.left - passed())) });
  const left = one.code_left === null ? null : one.code_left - passed();
  $("code-left").textContent = left === null ? "" : left > 0 ? fill(say["code left"], { left: spoken(left) }) : say["code over"];
}

function open(one) {
  $("work").dataset.id = one.id;
  for (const field of ["code-text", "consent-text", "question-text", "up-text"]) $(field).value = "";
  $("up").hidden = true;
  $("live").hidden = !one.live;
  $("consent").hidden = !one.plan;
  $("question").hidden = one.kind !== "question";
  if (one.live) live.open();
  if (one.plan) openPlan(one);
  $("question-words").textContent = one.question;
  $("work").scrollIntoView({ block: "nearest" });
  (one.plan ? $("consent-text") : one.kind === "question" ? $("question-text") : one.takes_code ? $("code-text") : $("hand")).focus();
}

function openPlan(one) {
  const list = (id, texts) => $(id).replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  list("sentences", one.plan.sentences);
  list("warnings", [...one.plan.warnings, ...one.plan.hints]);
  $("cautions").hidden = !one.plan.warnings.length && !one.plan.hints.length;
  $("evidence").replaceChildren(...picturesOf(one, say["picture"]));
  $("all").hidden = !one.plan.lists;
}

function onSubmit(form, field, type) {
  $(form).onsubmit = (event) => {
    event.preventDefault();
    send({ type, text: $(field).value });
    $(field).value = "";
  };
}

onSubmit("code", "code-text", "code");
onSubmit("consent", "consent-text", "consent");
onSubmit("question", "question-text", "answer");
onSubmit("up", "up-text", "give-up");
$("look").onclick = () => send({ type: "look" });
$("give-back").onclick = () => { send({ type: "give-back" }); served = null; onDuty = false; live.close(); draw(); $("waiting").focus(); };
$("give-up").onclick = () => { $("up").hidden = false; $("up-text").focus(); };
$("stay").onclick = () => { $("up").hidden = true; $("give-up").focus(); };
$("here").onclick = connect;
document.addEventListener("visibilitychange", () => send({ type: "sees", now: !document.hidden }));
askToNotify($("notify"));
setInterval(() => {
  for (const item of $("cards").children) { const one = cards.find((each) => each.id === item.dataset.id); if (one) tick(item, one); }
  const mine = cards.find((one) => one.id === served && one.mine);
  if (mine) drawTimes(mine);
}, 1000);
connect();
