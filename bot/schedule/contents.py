"""The message that tells a chat what of a schedule has come there. Pure."""

from collections.abc import Sequence
from datetime import datetime

from bot.delivery.post import Keyboard, Post, Rich, bold, fill, lines, link, moment
from bot.delivery.render import Script, shortened, title_of
from bot.i18n import Translator
from bot.model import RunState
from bot.plans import FOREVER, Due, PlanState, SeatState
from bot.schedule.ticks import zone_of
from bot.store.boards import FirstMessage

IN_WORDS = 20
"""So many fragments are told by their first words; of more, the number alone is told."""
LINKS = 90
"""Telegram takes 100 entities in a message."""
WORDS = 48


def contents(
    due: Due,
    script: Script,
    posted: Sequence[FirstMessage],
    earlier: Sequence[tuple[str, FirstMessage]],
    address: str | None,
    keyboard: Keyboard,
    t: Translator,
    now: datetime,
) -> Post:
    """The contents so far: progress, the fragments as links, what comes next.

    `posted` are those of the text that the seat is at, `earlier` the texts before it with their
    first post. `address` is that of the chat, below which its messages are; None if it has none.
    """
    told = [one for one in posted if one.step < len(script.steps)]
    progress = t.gettext(
        "{number} of {total} posted", number=_step(due, script), total=len(script.steps)
    )
    parts = [
        lines([_linked(title, one, address) for title, one in earlier]),
        lines([bold(title_of(script.piece)), progress]),
        _entries(told, script, address),
        _next(due, t, now),
    ]
    return Post(lines(parts, "\n\n"), keyboard, silent=True)


def _entries(posted: Sequence[FirstMessage], script: Script, address: str | None) -> Rich:
    if len(posted) <= IN_WORDS:
        return lines([_linked(_words(one, script), one, address) for one in posted])
    thinned = posted[:: -(-len(posted) // LINKS)]
    if thinned[-1] is not posted[-1]:
        thinned = (*thinned, posted[-1])
    return lines([_linked(str(one.step + 1), one, address) for one in thinned], " · ")


def _words(one: FirstMessage, script: Script) -> str:
    """The number of a fragment and its first words, where these may be read without a choice."""
    number = f"{one.step + 1}."
    fragments = script.piece.fragments[_span(one, script)]
    if any(script.piece.is_noted(fragment) for fragment in fragments):
        return number
    return f"{number} {shortened(' '.join(fragments[0].text.split()), WORDS)}"


def _span(one: FirstMessage, script: Script) -> slice:
    step = script.steps[one.step]
    return slice(step.first, step.last)


def _linked(words: str, one: FirstMessage, address: str | None) -> Rich:
    return link(words, f"{address}/{one.message_id}") if address else Rich(words)


def _step(due: Due, script: Script) -> int:
    return len(script.steps) if due.run.state is RunState.ENDED else due.run.cursor.step


def _next(due: Due, t: Translator, now: datetime) -> Rich:
    plan, at = due.schedule, due.run.wake_at
    if due.run.state is RunState.ENDED:
        return Rich(t.gettext("The end."))
    if due.seat.state is SeatState.OVER or plan.state is PlanState.ENDED:
        return Rich(t.gettext("Nothing more comes here."))
    held = due.chat.held_until is not None and due.chat.held_until > now
    if plan.state is PlanState.PAUSED or at is None or (held and due.chat.held_until == FOREVER):
        return Rich(t.gettext("Paused."))
    shown = t.moment(at.astimezone(zone_of(plan, due.chat)))
    return fill(t.template("Next fragment: {moment}."), moment=moment(at, shown))
