"""The head of a text: its title and its byline among the first lines of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.bylines import Byline, is_name, read_byline
from content.draft import BOILERPLATE, METADATA
from content.furniture import Aside
from content.lines import Line
from content.mentions import find_handles

LONGEST_TITLE = 160
TOP = 8
QUOTES = "«»„“”\"‘’'¿¡"
NO_TITLE_END = (".", ",", ";", ":", "…", "»", "-", ")")


@dataclass(frozen=True, slots=True)
class Head:
    """The line that is the title, and what the byline says."""

    title: Line | None = None
    byline: Byline | None = None


def take_head(lines: Sequence[Line], aside: Aside) -> Head:
    """Find title and byline; what stands above a title is the page's, not the text's."""
    top = [line for line in lines if line.text and line.number not in aside]
    found = ((i, read_byline(line.text)) for i, line in enumerate(top[:TOP]))
    index, byline = next(((i, byline) for i, byline in found if byline), (-1, None))
    if byline is None or _is_chatter(top[:index], byline):
        title = _lone_title(top) if byline is None else None
        _put(aside, title, "title")
        return Head(title)
    _put(aside, top[index], "byline")
    # Some blogs print the day above the title, and the author below.
    below = index + 1 if index > 0 else 2
    while below < len(top) and (more := read_byline(top[below].text)) is not None:
        _put(aside, top[below], "byline")
        byline = Byline(byline.author or more.author, byline.date or more.date)
        below += 1
    if index == 0:
        title = top[1] if below > 2 else _lone_title(top[1:])
    else:
        title = _title_above(top[:index], byline, aside)
    if title is not None and len(title.text) > LONGEST_TITLE:
        title = None
    _put(aside, title, "title")
    return Head(title, byline)


def _title_above(above: Sequence[Line], byline: Byline, aside: Aside) -> Line:
    """Choose the title among the lines over a byline."""
    first = len(above) - 1
    # A line between title and date says more about the title: "Jane Roe / Potter / 2011".
    if first == 1 and byline.author is None and above[0].number == above[1].number - 1:
        _put(aside, above[1], "byline")
        return above[0]
    # Sentences between title and byline lead into the text.
    whole = [i for i in range(first, -1, -1) if not above[i].text.endswith(".")]
    first = whole[0] if whole else first
    for line in above[:first]:
        aside[line.number] = (BOILERPLATE, "navigation")
    return above[first]


def _put(aside: Aside, line: Line | None, name: str) -> None:
    if line is not None:
        aside[line.number] = (METADATA, name)


def _is_chatter(lines: Sequence[Line], byline: Byline) -> bool:
    """Tell whether what stands above a would-be byline is text already."""
    long = [len(line.text) > LONGEST_TITLE for line in lines]
    # A standfirst is one sentence or two below the title, above "By Jane Roe".
    return any(long) and (long[0] or sum(long) > 1 or byline.author is None)


def _lone_title(top: Sequence[Line]) -> Line | None:
    """Take a first line for the title where it looks like one: several words, then a text."""
    if len(top) < 2:
        return None
    line, after = top[0], top[1]
    text = line.text
    parted = after.number > line.number + 1
    quoted = text[0] in QUOTES and text[-1] in QUOTES
    if (
        not parted
        or (text.endswith(NO_TITLE_END) and not quoted)
        or find_handles(text)
        or "://" in text
    ):
        return None
    looks = text.lstrip(QUOTES)[:1].isupper() and 2 <= len(text.split()) <= 20 and ". " not in text
    labelled = ":" in text[:25] and is_name(text.partition(":")[0]) and "? " in after.text
    if "?" in text or labelled:
        return None
    told = sum(len(other.text) for other in top[1:4]) >= max(80, 1.5 * len(text))
    sentence = after.text.endswith((".", "!", "?", "…", ":", "»", "”", '"', ")"))
    return line if looks and told and (sentence or len(after.text) >= 80) else None
