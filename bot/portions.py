"""How much of a text one scheduled post takes: at which step it ends."""

import re
from collections.abc import Sequence

from bot.rules import TOGETHER, WHOLE, Anniversary, Rhythm, Timing
from content.fragments import Step
from content.model import Fragment, FragmentKind, PartialDate, Piece

MOST = 5
"""Steps that one broken sentence may join: whoever never writes a full stop is cut there."""
OPEN_ENDED = frozenset((FragmentKind.TWEET, FragmentKind.REPLY, FragmentKind.PROSE))
# What stands behind a sentence's end without being part of it: a numbering, links, hashtags.
TAIL = re.compile(
    r"(?:\s+(?:https?://\S+|#\w+|[(\[]?\d{1,4}\s?/\s?(?:\d{1,4}|n)?[)\]]?)|\A#\w+|\Ahttps?://\S+)\Z"
)
HEAD = re.compile(r"\A[(\[]?\d{1,4}\s?[/.)]\s?(?:\d{1,4}|n)?[)\]]?\s*[-–—:.]?\s*")
ENDS = tuple(".!?…:»”\"’')]}>؟。！？")
DOTS = ("...", "…")


def end_of(
    piece: Piece, steps: Sequence[Step], step: int, portion: int, timing: Timing | None = None
) -> int:
    """The index of the step at which a post ends that begins at `step`; it is not included.

    A rhythm posts at least what the source dates to the same day, an anniversary what belongs to
    the same day of the year, or all of it.
    """
    if portion == WHOLE or (isinstance(timing, Anniversary) and timing.whole):
        return len(steps)
    end = min(len(steps), step + max(1, portion))
    if portion == TOGETHER:
        while end < len(steps) and end < step + MOST and _belong(piece, steps, end):
            end += 1
    if isinstance(timing, Rhythm | Anniversary):
        day = _day(date_of(piece, steps[step]), timing)
        while end < len(steps) and day and _day(date_of(piece, steps[end]), timing) == day:
            end += 1
    return end


def date_of(piece: Piece, step: Step) -> PartialDate | None:
    """The first date that a step's fragments have."""
    dates = (one.date for one in piece.fragments[step.first : step.last])
    return next((date for date in dates if date is not None), None)


def _day(date: PartialDate | None, timing: Timing) -> tuple[int | None, ...] | None:
    """What two steps of one post have in common, if the source tells it to the day."""
    if date is None or date.day is None:
        return None
    year = date.year if isinstance(timing, Rhythm) else None
    return (year, date.month, date.day)


def _belong(piece: Piece, steps: Sequence[Step], index: int) -> bool:
    """Whether the step before this index must not be parted from the one at it.

    Headings and questions are in one step with what follows them.
    """
    before = piece.fragments[steps[index - 1].last - 1]
    after = piece.fragments[steps[index].first]
    if before.kind not in OPEN_ENDED or after.kind is not before.kind:
        return False
    return before.handle == after.handle and goes_on(before, after)


def goes_on(before: Fragment, after: Fragment) -> bool:
    """Whether a sentence that begins in one fragment ends in the next.

    Three dots end a sentence, unless the next begins with dots or a small letter. Emoji end one
    too: whoever writes them writes no full stop.
    """
    said, then = without_tail(before.text), HEAD.sub("", after.text.strip())
    if not said or not then:
        return False
    if said.endswith(DOTS):
        return then.startswith(DOTS) or then[0].islower()
    if said.endswith(ENDS):
        return False
    return said[-1].isalnum() or said[-1] in ",;-–—&(«“/"


def without_tail(text: str) -> str:
    """A text without the links, hashtags and numbering at its end."""
    text = text.strip()
    while (found := TAIL.search(text)) is not None:
        text = text[: found.start()].rstrip()
    return text
