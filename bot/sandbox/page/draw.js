// Turns messages into elements. Text only ever becomes a text node: what people and the bot
// write is shown as it is, markup included.

import { wordsIn } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const SAFE = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// Offsets count UTF-16 units, and so do the strings of this language.
export function richText(text, entities, reader) {
  const root = document.createDocumentFragment();
  fill(root, text, 0, text.length, entities.map((entity) => ({ ...entity })), reader);
  return root;
}

function fill(parent, text, start, end, entities, reader) {
  let place = start;
  const waiting = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  while (waiting.length) {
    const entity = waiting.shift();
    const begin = Math.max(entity.offset, place);
    const stop = Math.min(entity.offset + entity.length, end);
    if (begin >= stop) continue;
    parent.append(text.slice(place, begin));
    const inner = [];
    while (waiting.length && waiting[0].offset < stop) inner.push(...split(waiting.shift(), stop, waiting));
    const node = span(entity, text.slice(begin, stop), reader);
    if (!node.hasChildNodes()) fill(node, text, begin, stop, inner, reader);
    parent.append(node);
    place = stop;
  }
  parent.append(text.slice(place, end));
}

// An entity that reaches past `stop` goes on after it.
function split(entity, stop, waiting) {
  const rest = entity.offset + entity.length - stop;
  if (rest <= 0) return [entity];
  waiting.push({ ...entity, offset: stop, length: rest });
  waiting.sort((a, b) => a.offset - b.offset || b.length - a.length);
  return [{ ...entity, length: entity.length - rest }];
}

function span(entity, words, reader) {
  if (entity.type === "date_time") return moment(entity, words, reader);
  if (entity.type === "text_link") return link(entity.url);
  if (entity.type === "url") return link(/^[a-z]+:\/\//i.test(words) ? words : `http://${words}`);
  if (entity.type === "email") return link(`mailto:${words}`);
  if (entity.type === "spoiler") return spoiler();
  return element(TAGS[entity.type] || "span", { className: entity.type });
}

function link(address) {
  let url = null;
  try { url = new URL(address); } catch { /* shown as plain text below */ }
  if (!url || !SAFE.has(url.protocol)) return element("span");
  return element("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href });
}

// An instant in the reader's own time zone; without a format the words stay, and tell it when pointed at.
function moment(entity, words, reader) {
  const at = new Date(entity.unix_time * 1000);
  const form = entity.date_time_format || "";
  const node = element("time", { className: "moment", dateTime: at.toISOString() });
  node.title = form ? words : at.toLocaleString(reader.locale);
  if (form === "r") node.textContent = ago(at, reader);
  else if (form) node.textContent = at.toLocaleString(reader.locale, parts(form));
  return node;
}

function parts(form) {
  const shown = form.includes("w") ? { weekday: "long" } : {};
  if (form.includes("d")) Object.assign(shown, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (form.includes("D")) Object.assign(shown, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(form)) Object.assign(shown, { hour: "2-digit", minute: "2-digit" });
  if (form.includes("T")) shown.second = "2-digit";
  return shown;
}

function ago(at, reader) {
  const seconds = (at - reader.now()) / 1000;
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) || units[3];
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" }).format(Math.round(seconds / length), unit);
}

function spoiler() {
  const node = element("span", { className: "spoiler", tabIndex: 0, role: "button", ariaLabel: "Hidden text" });
  const show = () => { node.classList.add("shown"); node.removeAttribute("role"); node.removeAttribute("aria-label"); };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
  return node;
}

export function bubble(message, view, words, act) {
  const mine = message.from.id === view.person.id;
  const body = element("div", { className: "bubble" });
  if (message.service || (!mine && view.chat.type !== "private")) {
    body.append(element("p", { className: "sender", textContent: message.from.first_name }));
  }
  if (message.reply_to_message) {
    const { from } = message.reply_to_message;
    const said = ` ${wordsIn(message.reply_to_message, words)}`;
    body.append(element("p", { className: "quoted" }, element("strong", { textContent: from.first_name }), said));
  }
  const content = element("div", { className: "text" });
  const said = message.service ? wordsIn(message, words) : message.text;
  content.append(richText(said, message.entities, { locale: words.locale, now: act.now }));
  if (message.document) body.append(file(message, view));
  body.append(content, stamp(message, words));
  const reply = element("button", { type: "button", className: "reply", textContent: "↩", title: words.reply, ariaLabel: words.reply });
  reply.addEventListener("click", () => act.reply(message));
  const look = `message${message.service ? " service" : mine ? " mine" : ""}`;
  const row = element("article", { className: look }, body, reply);
  if (message.reply_markup) row.append(keyboard(message, act));
  return row;
}

function file(message, view) {
  const { file_name, file_size } = message.document;
  const place = `person=${view.person.id}&chat=${view.chat.id}&message_id=${message.message_id}`;
  const words = `📄 ${file_name} (${file_size} B)`;
  return element("a", { className: "file", href: `/api/file?${place}`, download: file_name, textContent: words });
}

function stamp(message, words) {
  const sent = new Date(message.date * 1000);
  const time = sent.toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit" });
  return element("time", {
    dateTime: sent.toISOString(),
    title: sent.toLocaleString(words.locale),
    textContent: message.rewritten ? `${words.edited} ${time}` : time,
  });
}

function keyboard(message, act) {
  const box = element("div", { className: "keyboard" });
  for (const row of message.reply_markup.inline_keyboard) {
    box.append(element("div", { className: "keys" }, ...row.map((button) => key(message, button, act))));
  }
  return box;
}

function key(message, button, act) {
  if (button.url) {
    const node = link(button.url);
    node.append(`${button.text} ↗`);
    node.classList.add("key");
    return node;
  }
  const node = element("button", { type: "button", className: "key", textContent: button.text });
  node.disabled = !button.callback_data;
  node.addEventListener("click", () => act.tap(message, button, node));
  return node;
}
