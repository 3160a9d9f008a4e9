// The chat page: who is looking at which chat, what they write and tap, and the clock.

import { below, follow, leads, pinned } from "./doors.js";
import { bubble, element } from "./draw.js";
import { wordsIn, wordsOf } from "./words.js";

const WIDE = matchMedia("(min-width: 721px)");
const $ = (id) => document.getElementById(id);
const page = { state: null, view: null, offset: 0, skew: 0, replyTo: null, seen: {}, drawn: "", busy: false, again: false };

async function ask(path, order) {
  const options = order && {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order),
  };
  const answer = await fetch(path, options);
  const body = await answer.text();
  if (!answer.ok) {
    let reason = body;
    try { reason = JSON.parse(body).error; } catch { /* plain text */ }
    toast(reason);
    throw new Error(reason);
  }
  return JSON.parse(body);
}

function toast(text) {
  const box = $("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { box.hidden = true; }, 3000);
}

// One look at a time; changes that come meanwhile are looked at once, afterwards.
async function refresh() {
  if (page.busy) { page.again = true; return; }
  page.busy = true;
  try {
    do {
      page.again = false;
      page.state = await ask("/api/state");
      page.skew = Date.parse(page.state.now) - Date.now();
      page.offset = page.state.offset;
      choose();
      drawChats();
      if (page.view) await drawConversation();
      drawClock();
    } while (page.again);
  } finally {
    page.busy = false;
  }
}

function choose() {
  const key = decodeURIComponent(location.hash.slice(1));
  const views = page.state.views;
  const view = views.find((one) => one.key === key);
  if (page.view && (!view || view.key !== page.view.key)) setReply(null);
  page.view = view || views[0];
  document.body.dataset.pane = view ? "chat" : "list";
}

function name(view) {
  return view.chat.type === "private" ? view.person.first_name : view.chat.title;
}

function subtitle(view) {
  if (view.chat.type === "private") return view.language;
  return view.person.first_name;
}

function drawChats() {
  const items = page.state.views.map((view) => {
    const open = view.key === page.view.key;
    const last = view.last;
    if (open && last) page.seen[view.key] = last.message_id;
    const news = last && last.message_id > (page.seen[view.key] || 0) && last.from.id !== view.person.id;
    const who = last && (last.from.id === view.person.id ? wordsOf(view).you : last.from.first_name);
    const title = element("span", { className: "name" }, `${name(view)} `, element("small", { textContent: `— ${subtitle(view)}` }));
    const words = element("span", { className: "last", textContent: last ? `${who}: ${wordsIn(last, wordsOf(view))}` : wordsOf(view).empty });
    const link = element("a", { href: `#${encodeURIComponent(view.key)}` }, face(view), element("span", { className: "lines" }, title, words));
    if (open) link.setAttribute("aria-current", "true");
    if (news) link.append(element("span", { className: "news", title: "New messages", ariaLabel: "New messages" }));
    return element("li", {}, link);
  });
  $("chats").replaceChildren(...items);
}

function face(view) {
  const kind = view.chat.type === "private" ? view.person.first_name.toLowerCase() : "group";
  return element("span", { className: `face ${kind}`, textContent: name(view)[0], ariaHidden: "true" });
}

async function drawConversation() {
  const view = page.view;
  const words = wordsOf(view);
  const chat = await ask(`/api/chat?person=${view.person.id}&chat=${view.chat.id}`);
  if (page.view !== view) return;
  const bot = page.state.bot;
  const group = view.chat.type !== "private";
  document.documentElement.lang = view.person.language_code || "en";
  $("name").textContent = group ? view.chat.title : bot.first_name;
  $("face").textContent = $("name").textContent[0];
  $("face").className = `face ${group ? "group" : "bot"}`;
  const role = words[view.status === "administrator" ? "creator" : view.status] || view.status;
  $("viewer").textContent = `${group ? view.chat.type : words.bot} · ${words.seen} ${view.person.first_name}${group ? ` (${role})` : ""}`;
  $("send").textContent = words.send;
  $("start").textContent = words.start;
  $("bot").textContent = bot.first_name;
  $("description").textContent = chat.description || words.hello;
  const fresh = !group && chat.messages.length === 0;
  $("welcome").hidden = !fresh;
  $("composer").hidden = fresh;
  $("messages").hidden = fresh;
  // What opens above or below takes room from the messages.
  const atEnd = isAtEnd(), sameChat = page.drawn.startsWith(view.key);
  pinned(chat.pinned, words);
  below(chat.below, view, words, { ask, say });
  $("text").placeholder = (chat.below && chat.below.input_field_placeholder) || words.write;
  drawCommands(chat.commands);
  drawMessages(chat.messages, view, words);
  if (atEnd || !sameChat) $("messages").scrollTop = $("messages").scrollHeight;
}

function isAtEnd() {
  const box = $("messages");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 80;
}

function drawMessages(messages, view, words) {
  const now = view.key + JSON.stringify(messages);
  if (now === page.drawn) return;
  page.drawn = now;
  let day = "";
  const rows = [];
  for (const message of messages) {
    const date = new Date(message.date * 1000).toLocaleDateString(words.locale, { weekday: "long", day: "numeric", month: "long" });
    if (date !== day) rows.push(element("p", { className: "day", textContent: date }));
    day = date;
    rows.push(bubble(message, view, words, { tap, reply: setReply, now: () => Date.now() + page.skew }));
  }
  $("messages").replaceChildren(...rows);
}

function drawCommands(commands) {
  $("slash").hidden = commands.length === 0;
  $("commands").replaceChildren(...commands.map(({ command, description }) => {
    const button = element("button", { type: "button" }, element("strong", { textContent: `/${command}` }), ` ${description}`);
    button.addEventListener("click", () => { toggleCommands(false); $("text").value = `/${command} `; $("text").focus(); });
    return element("li", {}, button);
  }));
}

function toggleCommands(open) {
  $("commands").hidden = !open;
  $("slash").setAttribute("aria-expanded", String(open));
}

function setReply(message) {
  page.replyTo = message;
  $("replying").hidden = !message;
  if (!message) return;
  $("replying").firstElementChild.textContent = `↩ ${message.from.first_name}: ${wordsIn(message, wordsOf(page.view))}`;
  $("text").focus();
}

async function say(text) {
  const order = { person: page.view.person.id, chat: page.view.chat.id, text };
  if (page.replyTo) order.reply_to = page.replyTo.message_id;
  await ask("/api/say", order);
  setReply(null);
}

async function tap(message, button, key) {
  key.classList.add("waiting");
  const order = { person: page.view.person.id, chat: page.view.chat.id, message_id: message.message_id, button: button.callback_data };
  try {
    const { answer } = await ask("/api/tap", order);
    if (!answer) return toast(wordsOf(page.view).slow);
    if (!answer.text) return undefined;
    if (!answer.show_alert) return toast(answer.text);
    $("alert").querySelector("p").textContent = answer.text;
    return $("alert").showModal();
  } finally {
    key.classList.remove("waiting");
  }
}

// A link to the bot opens its door here instead of leading out of the sandbox.
function open(event) {
  const anchor = event.target.closest("a[href]");
  if (!anchor || !leads(anchor.href, page.state.bot)) return;
  event.preventDefault();
  follow(anchor.href, page.view, wordsOf(page.view), ask).then(show).catch(() => {});
}

function show(chat) {
  const person = page.view.person.id;
  const view = page.state.views.find((one) => one.chat.id === chat && one.person.id === person);
  if (view) location.hash = encodeURIComponent(view.key);
}

function drawClock() {
  if (!page.state) return;
  const now = new Date(Date.now() + page.skew);
  const locale = page.view ? wordsOf(page.view).locale : "en-GB";
  $("clock").dateTime = now.toISOString();
  const weekday = WIDE.matches ? "short" : undefined;
  $("clock").textContent = now.toLocaleString(locale, { weekday, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });
  $("clock").classList.toggle("moved", Math.abs(page.offset) >= 1);
}

function listen() {
  const socket = new WebSocket(`ws://${location.host}/api/events`);
  socket.addEventListener("open", () => { $("offline").hidden = true; });
  socket.addEventListener("message", () => refresh().catch(() => {}));
  socket.addEventListener("close", () => { $("offline").hidden = false; setTimeout(listen, 1000); });
}

function submit(event) {
  event.preventDefault();
  const text = $("text").value;
  if (!text.trim()) return;
  toggleCommands(false);
  say(text).then(() => { $("text").value = ""; grow(); }).catch(() => {});
}

function grow() {
  const box = $("text");
  box.rows = Math.min(6, box.value.split("\n").length);
}

$("composer").addEventListener("submit", submit);
$("text").addEventListener("input", grow);
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  if (event.key === "Escape") setReply(null);
});
$("start").addEventListener("click", () => say("/start").catch(() => {}));
$("messages").addEventListener("click", open);
$("slash").addEventListener("click", () => toggleCommands($("commands").hidden));
$("replying").querySelector("button").addEventListener("click", () => setReply(null));
$("back").addEventListener("click", () => { location.hash = ""; });
for (const button of document.querySelectorAll(".clock button")) {
  const order = "now" in button.dataset ? { offset: 0 } : { advance: Number(button.dataset.seconds) };
  button.addEventListener("click", () => ask("/clock", order).catch(() => {}));
}
window.addEventListener("hashchange", () => refresh().catch(() => {}));
setInterval(drawClock, 1000);
listen();
