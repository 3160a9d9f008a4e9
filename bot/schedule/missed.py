"""What whoever planned a schedule is told when its post came too late to be posted."""

from bot.delivery.post import Post, bold, fill, lines
from bot.delivery.render import Script, title_of
from bot.i18n import Translator
from bot.notices import Words
from bot.plans import Due


def missed(due: Due, script: Script) -> Words:
    """I was off when it was due; it comes at the next due time, and nothing is left out."""
    title, number = title_of(script.piece), due.run.cursor.step + 1

    def words(t: Translator, chat: str) -> Post:
        if due.run.target.chat_id > 0:
            late = t.template("Fragment {number} of {title} was due while I was away.")
        else:
            late = t.template("Fragment {number} of {title} was due in {chat} while I was away.")
        said = fill(late, number=number, title=bold(title), chat=bold(chat))
        then = t.gettext("It comes at the next time of its schedule, and the rest after it.")
        return Post(lines([said, then]))

    return words
