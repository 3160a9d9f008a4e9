"""The head of a text: its title and its byline among the first lines of a page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.bylines import Byline, closing_byline, is_name, read_byline
from content.comment_heads import header_of
from content.dates import WEEKDAYS
from content.draft import BOILERPLATE, METADATA
from content.furniture import Aside
from content.lines import Line
from content.mentions import find_handles
from content.model import Author
from content.name_forms import Belief, given_belief
from content.threads.markers import PLAIN, Position, candidates

LONGEST_TITLE, LONG_TITLE = 160, 5
TOP, BOTTOM = 8, 30
WEEKDAY = re.compile(rf"\b(?:{WEEKDAYS})\b", re.IGNORECASE)
BLOGGER = re.compile(r"(?:publié|posted|publicado|eingestellt) (?:par|by|por|von)\b", re.IGNORECASE)
QUOTES = "«»„“”\"‘’'¿¡"
# French puts one behind its quotes.
GAPS = " \u00a0\u202f"
# A handle at a line's end with what leads to it, and at its beginning with its name.
HANDLE_LAST = re.compile(r"(?:[ \u00a0][—–-]?[ \u00a0]?)?\(?[@＠]\w{1,20}\)?$")
HANDLE_FIRST = re.compile(r"[^@＠.!?…]{0,60}[@＠]\w{1,20}[ \u00a0)·:]*")
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
    if byline.author is None and (own := _name_above(top[:index])) is not None:
        _put(aside, top[index - 1], "byline")
        byline = Byline(own, byline.date)
        top = [*top[: index - 1], *top[index:]]
        index -= 1
    said = header_of(top[index - 1].text) if index and byline.author is None else None
    if said is not None and said.sure:
        # A forum's post: "Jane wrote:" and the day below.
        _put(aside, top[index - 1], "byline")
        byline = Byline(Author(said.name, said.handle), byline.date)
        if index == 1:
            return Head(None, byline)
        top = [*top[: index - 1], *top[index:]]
        index -= 1
    # Some blogs print the day above the title, and the author below.
    below = index + 1 if index > 0 else 2
    while below < len(top) and (more := read_byline(top[below].text)) is not None:
        _put(aside, top[below], "byline")
        byline = Byline(byline.author or more.author, byline.date or more.date)
        below += 1
    if index == 0:
        title = top[1] if below > 2 else _lone_title(top[1:])
    elif byline.author is None and (title := _below_day(top, index, lines)) is not None:
        _over(top[: index + 1], index, aside)
    else:
        title = _title_above(top[:index], byline, aside)
    if title is not None and len(title.text) > LONGEST_TITLE:
        title = None
    _put(aside, title, "title")
    return Head(title, byline)


def _name_above(above: Sequence[Line]) -> Author | None:
    """Read a name alone in the line over the day, where a title stands further up."""
    if len(above) < 3 or not any(len(line.text.split()) >= LONG_TITLE for line in above[:-1]):
        return None
    name = above[-1].text
    words = name.split()
    whole = 2 <= len(words) <= 3 and is_name(name) and name.replace(" ", "").isalpha()
    return Author(name, None) if whole and given_belief(words[0]) is Belief.SURE else None


def _below_day(top: Sequence[Line], index: int, lines: Sequence[Line]) -> Line | None:
    """Find the title where Blogger prints it: the blog's name, a day, and the title below."""
    if index + 2 >= len(top) or index > 3 or WEEKDAY.search(top[index].text) is None:
        return None
    title = top[index + 1]
    if len(title.text) > LONGEST_TITLE or title.text.endswith(NO_TITLE_END):
        return None
    bottom = [line for line in lines if line.text][-BOTTOM:]
    posted = any(BLOGGER.match(line.text) and closing_byline(line.text) for line in bottom)
    return title if posted else None


def _title_above(above: Sequence[Line], byline: Byline, aside: Aside) -> Line:
    """Choose the title among the lines over a byline."""
    first = len(above) - 1
    # A line between title and date says more about the title: "Jane Roe / Potter / 2011".
    if first == 1 and byline.author is None and above[0].number == above[1].number - 1:
        _put(aside, above[1], "byline")
        return above[0]
    quoted = [i for i, line in enumerate(above) if _is_quoted(line.text)]
    if len(quoted) == 1:
        return _over(above, quoted[0], aside)
    # Sentences between title and byline lead into the text.
    whole = [i for i in range(first, -1, -1) if not above[i].text.endswith(".")]
    return _over(above, whole[0] if whole else first, aside)


def _over(above: Sequence[Line], index: int, aside: Aside) -> Line:
    """Set aside what stands over a line."""
    for line in above[:index]:
        aside.setdefault(line.number, (BOILERPLATE, "navigation"))
    return above[index]


def _is_quoted(text: str) -> bool:
    return text[0] in QUOTES and text[-1] in QUOTES


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
    quoted = _is_quoted(text)
    if (
        not parted
        or (text.endswith(NO_TITLE_END) and not quoted)
        or find_handles(text)
        or "://" in text
    ):
        return None
    numbered = _numbers_tweets(top[1:7])
    words = 2 - (numbered and text.isalpha())
    looks = text.lstrip(QUOTES + GAPS)[:1].isupper() and words <= len(text.split()) <= 20
    labelled = ":" in text[:25] and is_name(text.partition(":")[0]) and "? " in after.text
    if "?" in text or ". " in text or labelled or (numbered and candidates(text)):
        return None
    told = sum(len(other.text) for other in top[1 : 7 if numbered else 4])
    sentence = _unsigned(after.text).endswith((".", "!", "?", "…", ":", "»", "”", '"', ")"))
    begins = numbered or sentence or len(after.text) >= 80
    return line if looks and begins and told >= max(80, 1.5 * len(text)) else None


def _unsigned(text: str) -> str:
    """Leave out the handle that ends a line, else the one that begins it."""
    rest = HANDLE_LAST.sub("", text) if text[-30:].count("@") else text
    return rest if rest != text else HANDLE_FIRST.sub("", text)


def _numbers_tweets(below: Sequence[Line]) -> bool:
    """Tell whether a line begins a run of tweets' numbers; one alone has its text right below."""
    texts = [_unsigned(line.text) for line in below]
    found = [[m for m in candidates(t) if m.style not in PLAIN] if t else [] for t in texts]
    first = next(iter(found[0]), None)
    if first is None or len(below) < 2:
        return False
    if first.position is Position.ALONE and below[1].number > below[0].number + 1:
        return False
    row = [
        m.number for own in found for m in own if (m.style, m.total) == (first.style, first.total)
    ]
    up, down = (all(step * (b - a) > 0 for a, b in pairwise(row)) for step in (1, -1))
    whole = first.number in {1, first.total} or any(a - b == 1 for a, b in pairwise(row))
    return len(row) > 1 and whole and (down or (up and first.number == 1))
