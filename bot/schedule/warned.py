"""The warning before a post: what comes, where and when, its first words, and Hold."""

from collections.abc import Sequence
from datetime import datetime

from bot.delivery import callback_data as data
from bot.delivery.callback_data import PlanVerb
from bot.delivery.post import Button, Post, Rich, bold, fill, italic, lines, moment
from bot.delivery.render import Script, shortened, title_of
from bot.i18n import Translator
from bot.notices import Words
from bot.plans import Due
from bot.schedule.ticks import span_after, zone_of

WORDS = 160


def warned(at: datetime, dues: Sequence[Due], script: Script) -> Words:
    """What comes at that time in these chats; `script` is of the text that the first is at."""
    due = dues[0]
    first, end = span_after(due.schedule, due.seat.target, script, due.run.cursor.step)
    alike = len({(one.run.piece_id, one.run.cursor) for one in dues}) == 1

    def words(t: Translator, chat: str) -> Post:
        local = t.moment(at.astimezone(zone_of(due.schedule, due.chat)))
        said = fill(
            _where(due, len(dues), t),
            title=bold(title_of(script.piece)),
            fragments=_fragments(first, end, script, t) if alike else t.gettext("the next one"),
            chat=bold(chat),
            chats=t.ngettext("{n} chat", "{n} chats", len(dues)),
            moment=moment(at, local),
        )
        opening = italic(_opening(script, first)) if alike else Rich()
        hold = data.encode(data.Plan(PlanVerb.HOLD, due.schedule.id, 0))
        return Post(lines([said, opening], "\n\n"), ((Button(t.gettext("Hold"), hold),),))

    return words


def _where(due: Due, count: int, t: Translator) -> str:
    if count > 1:
        return t.template("{title}, {fragments}: it comes in {chats} on {moment}.")
    if due.run.target.chat_id > 0:
        return t.template("{title}, {fragments}: it comes here on {moment}.")
    return t.template("{title}, {fragments}: it comes in {chat} on {moment}.")


def _fragments(first: int, end: int, script: Script, t: Translator) -> str:
    total = len(script.steps)
    if end - first < 2:
        return t.gettext("fragment {number} of {total}", number=first + 1, total=total)
    return t.gettext(
        "fragments {first} to {last} of {total}", first=first + 1, last=end, total=total
    )


def _opening(script: Script, step: int) -> str:
    if step >= len(script.steps):
        return ""
    return shortened(" ".join(script.parts(step)[0].text.split()), WORDS)
