"""Where a capture began too late: its first lines are the end of an answer."""

from collections.abc import Sequence

from content.interviews.layout import CUE
from content.interviews.questions import speaks_of_self

# What an introduction's paragraphs end with, and how many of an answer's may follow it.
WHOLE, MOST_INSIDE = (".", "!", "?", "…", "»", "”", '"', ")"), 3


def beginning(texts: Sequence[str], first: int, titled: bool, labelled: bool) -> int | None:
    """Find the row from which an answer goes on that began elsewhere, above the `first` turn."""
    intro = texts[:first]
    line = next((text for text in intro if text), "").partition("\n")[0]
    if line[:1].islower():
        return 0
    low = [index for index, text in enumerate(intro) if text[:1].islower()]
    if len(low) == 1 and _goes_on(texts, low[0], first):
        return low[0]
    # "We sent her six questions" is the page's.
    told = speaks_of_self(line) and not titled and CUE.search(line) is None
    return 0 if told and len(intro) <= 2 and not labelled else None


def _goes_on(texts: Sequence[str], index: int, first: int) -> bool:
    """Tell whether a small letter behind whole sentences begins what somebody says of herself.

    Where other paragraphs begin so, the page only writes like that.
    """
    near = texts[index:first]
    whole = all(text.endswith(WHOLE) for text in texts[:index] if text)
    if not whole or len(near) > MOST_INSIDE or not any(map(speaks_of_self, near)):
        return False
    return not any(text[:1].islower() for text in texts[first:])
