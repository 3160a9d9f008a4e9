// Turns messages into elements. Text only ever becomes a text node: what people and the bot
// write is shown as it is, markup included.

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
export function richText(text, entities = []) {
  const root = document.createDocumentFragment();
  fill(root, text, 0, text.length, entities.map((entity) => ({ ...entity })));
  return root;
}

function fill(parent, text, start, end, entities) {
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
    const node = span(entity, text.slice(begin, stop));
    fill(node, text, begin, stop, inner);
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

function span(entity, words) {
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
  if (!mine && view.chat.type !== "private") {
    body.append(element("p", { className: "sender", textContent: message.from.first_name }));
  }
  if (message.reply_to_message) {
    const { from, text } = message.reply_to_message;
    body.append(element("p", { className: "quoted" }, element("strong", { textContent: from.first_name }), ` ${text}`));
  }
  const content = element("div", { className: "text" });
  content.append(richText(message.text, message.entities));
  body.append(content, stamp(message, words));
  const reply = element("button", { type: "button", className: "reply", textContent: "↩", title: words.reply, ariaLabel: words.reply });
  reply.addEventListener("click", () => act.reply(message));
  const row = element("article", { className: mine ? "message mine" : "message" }, body, reply);
  if (message.reply_markup) row.append(keyboard(message, act));
  return row;
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
