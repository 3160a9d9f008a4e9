"""What whoever drives a reading is told when its text was corrected after fragments were posted."""

from bot.delivery import callback_data as data
from bot.delivery.callback_data import MendVerb
from bot.delivery.post import Button, Post, Rich, bold, fill, lines
from bot.delivery.render import shortened
from bot.i18n import Translator


def notice(title: str, where: str, count: int, key: tuple[int, int, int], t: Translator) -> Post:
    """So many posted fragments are different now; shall they be corrected? `key` names them."""
    said = fill(
        t.template_n(
            "{title} was corrected. {n} fragment posted {where} has other words now. Correct it "
            "there, too?",
            "{title} was corrected. {n} fragments posted {where} have other words now. Correct "
            "them there, too?",
            count,
        ),
        title=bold(title),
        n=count,
        where=where,
    )
    yes = Button(t.gettext("Correct them"), data.encode(data.Mend(MendVerb.CORRECT, *key)))
    no = Button(t.gettext("Leave them"), data.encode(data.Mend(MendVerb.LEAVE, *key)))
    return Post(said, ((yes, no),))


def result(title: str, where: str, corrected: int, stayed: int, t: Translator) -> Post:
    """How many were corrected, and how many could not be."""
    done = fill(
        t.template_n(
            "{title}: {n} fragment is corrected {where}.",
            "{title}: {n} fragments are corrected {where}.",
            corrected,
        ),
        title=bold(title),
        n=corrected,
        where=where,
    )
    kept = t.ngettext(
        "{n} stays as it was: it is gone from the text, takes another number of messages now, or "
        "Telegram does not let me change it.",
        "{n} stay as they were: they are gone from the text, take another number of messages now, "
        "or Telegram does not let me change them.",
        stayed,
    )
    return Post(lines([done, kept if stayed else ""]))


def place(private: bool, chats: int, chat: str, t: Translator) -> str:
    """Where they were posted: here, in a chat with this title, or in so many chats."""
    if chats > 1:
        return t.ngettext("in {n} chat", "in {n} chats", chats)
    return t.gettext("here") if private else t.gettext("in {chat}", chat=shortened(chat))


def begun(t: Translator) -> Post:
    """Somebody said yes."""
    return Post(Rich(t.gettext("Good, I correct them, and tell you when it is done.")))


def left(t: Translator) -> Post:
    """Somebody said no."""
    return Post(Rich(t.gettext("Good, they stay as they are.")))
