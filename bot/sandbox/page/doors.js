// What opens something besides a chat: links to the bot, big buttons, and what is pinned.

import { element } from "./draw.js";
import { wordsIn } from "./words.js";

const $ = (id) => document.getElementById(id);
const DOORS = ["start", "startgroup", "startchannel"];

// Whether an address is one that brings something to this bot.
export function leads(address, bot) {
  const url = new URL(address);
  const named = url.pathname.slice(1).toLowerCase() === bot.username.toLowerCase();
  return ["t.me", "telegram.me"].includes(url.hostname) && named && DOORS.some((door) => url.searchParams.has(door));
}

// The chat to which a link led; rejected if nobody chose one.
export function follow(address, view, words, ask) {
  return through("/api/link", { person: view.person.id, link: address }, words, ask);
}

export function pinned(message, words) {
  $("pinned").hidden = !message;
  if (!message) return;
  const text = element("span", { textContent: wordsIn(message, words) });
  $("pinned").replaceChildren(element("strong", { textContent: `📌 ${words.pinned}` }), " ", text);
}

export function below(keyboard, view, words, act) {
  $("below").hidden = !keyboard;
  if (!keyboard) return;
  $("below").replaceChildren(...keyboard.keyboard.map((row) => (
    element("div", { className: "keys" }, ...row.map((key) => big(key, view, words, act)))
  )));
}

function big(key, view, words, act) {
  const button = element("button", { type: "button", className: "key", textContent: key.text });
  button.addEventListener("click", () => {
    const order = { person: view.person.id, key: key.text };
    const pressed = key.request_chat ? through("/api/share", order, words, act.ask) : act.say(key.text);
    pressed.catch(() => {});
  });
  return button;
}

// Ask; if there is something to choose from, let the person choose and ask again.
async function through(path, order, words, ask) {
  const answer = await ask(path, order);
  if (!answer.choose) return answer.chat;
  const chosen = await choice(answer.choose, words);
  return (await ask(path, { ...order, chosen })).chat;
}

function choice(chats, words) {
  const box = $("choice");
  box.querySelector("h2").textContent = chats.length ? words.choose : words.none;
  box.querySelector("form button").textContent = words.cancel;
  return new Promise((resolve, reject) => {
    box.querySelector("ul").replaceChildren(...chats.map((chat) => {
      const button = element("button", { type: "button", textContent: chat.title });
      button.addEventListener("click", () => { resolve(chat.id); box.close(); });
      return element("li", {}, button);
    }));
    box.addEventListener("close", () => reject(new Error("nothing chosen")), { once: true });
    box.showModal();
  });
}
