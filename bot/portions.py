"""How much of a text comes at a time: steps that must not be parted go together."""

import re
from collections.abc import Sequence

from bot.rules import TOGETHER, WHOLE
from content.fragments import Step
from content.model import FragmentKind, Piece

MOST = 5
"""More steps are never held together: then it is no broken sentence, but a text without stops."""
# What may stand behind a sentence without belonging to it: addresses, tags, numbering, symbols.
BEHIND = re.compile(
    r"(?:\s+(?:https?://\S+|[#＃]\w+|\(?\d{1,3}\s?/\s?\d{0,3}\)?)|[^\w\s.,;:!?…»”\"'’)\]–—-])+\s*$"
)
STOPPED = re.compile(r"[.!?…:](?:[\s\u00a0\u202f]?[\"'’”»)\]])*$")
RESUMED = re.compile(r"^(?:…|\.\.\.)|^[a-zà-ÿ]")


def end_of(piece: Piece, steps: Sequence[Step], step: int, portion: int) -> int:
    """The step before which a portion that begins at `step` ends; `portion` as in `bot.rules`."""
    if portion == WHOLE:
        return len(steps)
    if portion != TOGETHER:
        return min(step + portion, len(steps))
    end = step + 1
    while end < len(steps) and end - step < MOST and _belongs(piece, steps[end - 1], steps[end]):
        end += 1
    return end


def _belongs(piece: Piece, before: Step, after: Step) -> bool:
    last, first = piece.fragments[before.last - 1], piece.fragments[after.first]
    if last.kind is FragmentKind.HEADING or last.kind is FragmentKind.QUESTION:
        return True
    tweets = last.kind is first.kind is FragmentKind.TWEET and last.handle == first.handle
    return tweets and _broken(last.text, first.text)


def _broken(before: str, after: str) -> bool:
    """Whether a sentence goes on in the next tweet: it has no end, and that one no beginning."""
    ending = BEHIND.sub("", before).rstrip()
    if ending.endswith(("…", "...")):
        return RESUMED.match(after) is not None
    if STOPPED.search(ending):
        return False
    return RESUMED.match(after) is not None or ending.endswith((",", "–", "—"))
