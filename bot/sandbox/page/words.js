// The words of the page, in the languages of the people who look at it.

export const WORDS = {
  en: {
    locale: "en-GB", start: "Start", send: "Send", write: "Message", reply: "Reply", edited: "edited",
    hello: "Reads threads, interviews and essays to you, one fragment at a time.",
    empty: "No messages yet", you: "You", seen: "seen as", slow: "The bot has not answered yet.",
    creator: "admin", member: "member", bot: "bot", pinned: "Pinned", cancel: "Cancel", choose: "Choose a chat",
    none: "There is no chat that fits.",
    service: {
      pinned_message: "pinned a message", chat_shared: "shared a chat", new_chat_members: "added the bot",
      left_chat_member: "removed the bot",
    },
  },
  fr: {
    locale: "fr-FR", start: "Démarrer", send: "Envoyer", write: "Message", reply: "Répondre", edited: "modifié",
    hello: "Vous lit des fils, des entretiens et des essais, un fragment à la fois.",
    empty: "Aucun message", you: "Vous", seen: "vu par", slow: "Le bot n’a pas encore répondu.",
    creator: "admin", member: "membre", bot: "bot", pinned: "Épinglé", cancel: "Annuler", choose: "Choisissez un chat",
    none: "Aucun chat ne convient.",
    service: {
      pinned_message: "a épinglé un message", chat_shared: "a partagé un chat", new_chat_members: "a ajouté le bot",
      left_chat_member: "a retiré le bot",
    },
  },
};

export const wordsOf = (view) => WORDS[view.person.language_code] || WORDS.en;

// What a message says: its words, its file, or what happened instead.
export function wordsIn(message, words) {
  if (message.service) return words.service[message.service] || message.service;
  return message.text || (message.document ? message.document.file_name : "");
}
