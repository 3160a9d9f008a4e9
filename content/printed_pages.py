"""What a printed page has above and below its text: running heads, and numbers of pages."""

import re
from collections.abc import Sequence

from content.ages import signed_name
from content.dates import only_date
from content.lines import Line

LONGEST, SHORTEST, FEWEST_LINES = 90, 6, 4
# Who signs a tweet, or speaks, comes again and again, too.
OTHERS = '@—–-¿¡"“«„'
OPEN_END = (".", "!", "?", ":", "…", "»", "”")
PAGE_NUMBER = re.compile(r"[–—-]? ?\d{1,4} ?[–—-]?")


def printed_marks(inked: Sequence[Line]) -> list[Line]:
    """Find a head that comes again at the edge of the page, and then the numbers between.

    A refrain and an attribution come again as well: a head has a number or capitals only, and
    begins or ends the whole capture.
    """
    if len(inked) < FEWEST_LINES:
        return []
    heads = {line.text for line in (inked[0], inked[-1]) if _is_head(line.text)}
    found = [line for line in inked if line.text in heads] if heads else []
    if len(found) <= len(heads):
        return []
    return found + [line for line in _alone(inked) if PAGE_NUMBER.fullmatch(line.text)]


def _is_head(text: str) -> bool:
    if not SHORTEST <= len(text) <= LONGEST or text[0] in OTHERS or "@" in text:
        return False
    if text.endswith(OPEN_END) or only_date(text) is not None or signed_name(text) is not None:
        return False
    return text.isupper() or any(character.isdigit() for character in text)


def _alone(inked: Sequence[Line]) -> list[Line]:
    """Give the lines between two gaps."""
    rows = zip(inked, inked[1:], inked[2:], strict=False)
    return [
        line
        for before, line, after in rows
        if before.number + 1 < line.number and line.number + 1 < after.number
    ]
