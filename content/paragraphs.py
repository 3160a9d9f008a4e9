"""Paragraphs: which lines of a capture belong together."""

import re
from collections.abc import Sequence
from itertools import pairwise

from content.lines import Line

# An em dash begins what somebody says, more often than an item.
LIST_ITEM = re.compile(r"(?:[-–•*·▪]|\d{1,2}[.)-])[ \u00a0\t]")
# A text wrapped by an editor has lines of nearly one width that mostly end inside a sentence.
NARROW, WIDE = 50, 100
SENTENCE_END = (".", "!", "?", "…", ":", ";", "»", "”", '"', ")")


def paragraphs_of(
    lines: Sequence[Line], items: bool = True, wrapped: bool | None = None
) -> list[list[Line]]:
    """Group lines into paragraphs: each line is one, unless lines are wrapped or list items.

    Lines that the source puts into one paragraph stay there if they are short, as in a poem.
    Without `items`, each of them and each item of a list is a paragraph too. `wrapped` is known
    where the lines are a part of a page.
    """
    wrapped = is_wrapped(lines) if wrapped is None else wrapped
    found: list[list[Line]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if not line.text:
            continue
        inside = items and before is not None and _goes_on(before, line)
        if before is None or not before.text or not (wrapped or inside):
            found.append([])
        found[-1].append(line)
    return found


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether an editor broke the lines, by those that another line follows."""
    inner = [line.text for line, after in pairwise(lines) if line.text and after.text]
    if len(inner) < 3 or max(map(len, inner)) > WIDE:
        return False
    full = sum(len(text) > NARROW for text in inner)
    open_ended = sum(not text.endswith(SENTENCE_END) for text in inner)
    return full > 0.7 * len(inner) and open_ended > 0.5 * len(inner)


def _goes_on(before: Line, line: Line) -> bool:
    return _are_items(before, line) or (line.goes_on and len(before.text) <= WIDE)


def _are_items(before: Line, line: Line) -> bool:
    return LIST_ITEM.match(before.text) is not None and LIST_ITEM.match(line.text) is not None
