"""What is said to readers who come late."""

from bot.delivery import callback_data as data
from bot.delivery.post import Button, Post, Rich, bold, fill
from bot.i18n import Translator
from bot.plans import Due


def joined(due: Due, chat: str, t: Translator) -> Post:
    """A schedule comes here, too; a button ends that."""
    said = t.template("Good. What comes in {chat} now comes here, too.")
    leave = Button(t.gettext("No more of it here"), data.encode(data.Leave(due.schedule.id)))
    return Post(fill(said, chat=bold(chat)), ((leave,),))


def left(t: Translator) -> Post:
    """A schedule comes here no more."""
    return Post(Rich(t.gettext("Good, nothing of it comes here any more.")))


def gone(t: Translator) -> Post:
    """The text of an old link was taken away."""
    return Post(Rich(t.gettext("This text is not in the library any more.")))
