"""Comments below a text, as WordPress, Blogger and their relatives print them."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from content.ages import is_age
from content.bylines import date_line
from content.comment_heads import (
    INITIAL_END,
    LONGEST,
    LONGEST_NAME,
    Header,
    header_of,
    is_commenter,
)
from content.draft import BOILERPLATE, METADATA, spans_of, text_of
from content.furniture import Aside
from content.furniture_words import WEAK
from content.lines import Line
from content.model import Fragment, FragmentKind, PartialDate, Region
from content.remembered import each, remembered

# What stands before the first digit is looked at behind it: so an expression is found faster.
TIMED = re.compile(r"\d(?<!\w\d)\d?(?:[:.]\d{2}|[ \u00a0]?h[ \u00a0]?\d{2})\b", re.IGNORECASE)
# A text has a line this long at least; comments stand below it.
LONG_LINE = 80
# Tweets have replies, texts have comments.
COMMENTS = re.compile(r"com+ent|komment", re.IGNORECASE)
COUNTS = ("comment count", "comment section")
ENDS = ("comment form", "comments closed", "related", "legal")
# So many lines below its count the first comment begins.
NEAR = 4
SECTION = ("comment count", "comment section", "comment form")


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a page, the places of their heads, and the numbers of all their lines."""

    fragments: tuple[Fragment, ...] = ()
    regions: tuple[Region, ...] = ()
    lines: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Comment:
    header: Header
    date: PartialDate | None
    lines: list[Line] = field(default_factory=list)


def read_comments(lines: Sequence[Line], aside: Aside) -> Comments:
    """Find where comments begin, and cut them apart; none where nothing bears them out.

    Buttons between comments ("Reply") are added to `aside`.
    """
    inked = [line for line in lines if line.text]
    _give_names_back(inked, aside)
    start, handles = _start(inked, aside)
    if start is None:
        return Comments()
    for line in inked[start:]:
        if len(line.text) < 20 and WEAK.fullmatch(line.text):
            aside.setdefault(line.number, (BOILERPLATE, "button"))
    rows = [line for line in inked[start:] if line.number not in aside]
    below = _signed_below(inked[start:], aside)
    comments, heads = _cut_before(below) if below else _cut_behind(rows, handles)
    fragments = tuple(
        Fragment(
            FragmentKind.COMMENT,
            text_of(one.lines),
            speaker=one.header.name,
            handle=one.header.handle,
            date=one.date,
            spans=spans_of(one.lines),
        )
        for one in comments
        if one.lines
    )
    regions = tuple(Region(line.span, METADATA, "attribution") for line in heads)
    taken = [*heads, *(line for one in comments for line in one.lines)]
    return Comments(fragments, regions, frozenset(line.number for line in taken))


def _cut_behind(rows: Sequence[Line], handles: bool) -> tuple[list[_Comment], list[Line]]:
    """Cut comments that begin with their heads, the usual way."""
    named = any((h := header_of(line.text)) and h.sure for line in rows)
    comments: list[_Comment] = []
    heads: list[Line] = []
    for index, line in enumerate(rows):
        header = header_of(line.text, handles)
        if header is None and not named:
            header = _bare(rows, index)
        day = date_line(line.text)
        if header is not None and (header.sure or not named):
            comments.append(_Comment(header, header.date))
            heads.append(line)
        elif day is not None and comments and comments[-1].date is None:
            comments[-1].date = day
            heads.append(line)
        elif comments and not comments[-1].lines and is_age(line.text):
            heads.append(line)
        elif comments:
            comments[-1].lines.append(line)
    return comments, heads


def _cut_before(rows: Sequence[Line]) -> tuple[list[_Comment], list[Line]]:
    """Cut comments that end with who wrote them and when, as Typepad prints them."""
    comments: list[_Comment] = []
    heads: list[Line] = []
    lines: list[Line] = []
    for line in rows:
        header = header_of(line.text)
        if header is None or header.date is None:
            lines.append(line)
        else:
            comments.append(_Comment(header, header.date, lines))
            heads.append(line)
            lines = []
    return comments, heads


def _signed_below(inked: Sequence[Line], aside: Aside) -> list[Line]:
    """Give the lines up to the form if they are comments signed below, else none."""
    rows = []
    for line in inked:
        if aside.get(line.number, ("", ""))[1] in ENDS:
            break
        if line.number not in aside:
            rows.append(line)
    while rows and not _is_signature(rows[-1]):
        rows.pop()
    return rows if len(rows) > 1 and not _is_head(rows) else []


def _is_signature(line: Line) -> bool:
    header = header_of(line.text)
    return header is not None and header.date is not None


def _is_head(rows: Sequence[Line], handles: bool = False) -> bool:
    return header_of(rows[0].text, handles) is not None or _bare(rows, 0) is not None


def _bare(rows: Sequence[Line], index: int) -> Header | None:
    """Read a line that is a name alone, with a date line below it."""
    text = rows[index].text
    below = rows[index + 1].text if index + 1 < len(rows) else ""
    dated = date_line(below) is not None or is_age(below)
    stops = text.endswith(".") and INITIAL_END.search(text) is None
    alone = is_commenter(text) and not stops and date_line(text) is None
    return Header(text, None, False) if dated and alone else None


def _start(inked: Sequence[Line], aside: Aside) -> tuple[int | None, bool]:
    """Find the first comment's head: below a count of comments, or where heads have dates.

    The second value tells whether heads may have handles and dates there.
    """
    rows = enumerate(inked) if aside else ()
    named = {i: aside[line.number][1] for i, line in rows if line.number in aside}
    told = each(header_of, [line.text for line in inked])
    rows = enumerate(inked) if told else ()
    heads = {i: told[line.text] for i, line in rows if line.text in told}
    below = _below_count(inked, aside, named, heads)
    if below is not None:
        return below
    form = any(name in SECTION for name in named.values())
    sure = (i for i, head in heads.items() if i > 0 and head.sure)
    dated = [i for i in sure if _is_dated(inked, heads, i)]
    if dated and (form or len(dated) > 1):
        return dated[0], False
    first = next((i for i, line in enumerate(inked) if len(line.text) > LONG_LINE), len(inked))
    aged = _aged(inked, heads, aside)
    if len(aged) > 1 and aged[0] > first:
        # Above the text, or from its beginning, names with an age sign posts.
        return aged[0], False
    # A line that is too long for a name says who comments only if it is a head.
    near = (
        i
        for i in range(first + 1, len(inked))
        if "@" not in inked[i].text and (len(inked[i].text) <= LONGEST_NAME or i in heads)
    )
    timed = [i for i in near if _is_timed(inked, heads, i, aside)]
    return timed[0] if len(timed) > 1 else None, False


def _below_count(
    inked: Sequence[Line], aside: Aside, named: Mapping[int, str], heads: Mapping[int, Header]
) -> tuple[int, bool] | None:
    """Find the first comment below the first count that has one; and whether heads have handles."""
    counts = [i for i, name in named.items() if name in COUNTS]
    if not counts:
        return None
    tweet = _first_tweet(inked[: counts[-1]])
    ends = [i for i, name in named.items() if name in ENDS]
    own = [i for i, line in enumerate(inked) if line.number not in aside]
    signed = [i for i in own if (head := heads.get(i)) is not None and head.date is not None]
    for count in counts:
        place = bisect_right(own, count)
        if place == len(own) or own[place] > count + NEAR:
            continue
        first = own[place]
        rows = [inked[i] for i in own[place : place + 2]]
        near = [inked[i] for i in own[place : place + 2] if i <= count + NEAR]
        handles = COMMENTS.search(inked[count].text) is not None and tweet >= count
        if _is_head(near, handles):
            return first, handles
        end = ends[at] if (at := bisect_right(ends, first)) < len(ends) else len(inked)
        last = signed[at - 1] if (at := bisect_right(signed, end)) else -1
        if last > first and not _is_head(rows):
            return first, handles
    return None


def _first_tweet(above: Sequence[Line]) -> int:
    """Find where handles and dates sign tweets on this page, above its comments; else its end."""
    found = ((i, header_of(line.text, handles=True)) for i, line in enumerate(above))
    return next((i for i, head in found if head and head.handle and head.date), len(above))


def _is_timed(inked: Sequence[Line], heads: Mapping[int, Header], index: int, aside: Aside) -> bool:
    """Tell whether a line names somebody and the minute, itself or with the next one."""
    line = inked[index]
    if len(line.text) > LONGEST or line.number in aside:
        return False
    if _has_time(line.text):
        return index in heads
    near = inked[index : index + 2]
    if len(line.text) > LONGEST_NAME or len(near[-1].text) > LONGEST:
        return False
    return _has_time(near[-1].text) and _bare(near, 0) is not None


@remembered
def _has_time(text: str) -> bool:
    return TIMED.search(text) is not None


def _aged(inked: Sequence[Line], heads: Mapping[int, Header], aside: Aside) -> list[int]:
    """Find who is named with how long ago, in the same line or the next one."""
    own = [index for index, head in heads.items() if head.aged]
    short = dict.fromkeys([line.text for line in inked if len(line.text) <= LONGEST_NAME])
    ages = set(filter(is_age, short))
    above = [
        index - 1
        for index, line in enumerate(inked if ages else ())
        if line.text in ages and index and index - 1 not in heads
    ]
    bare = [index for index in above if _bare(inked[index : index + 2], 0) is not None]
    return sorted(index for index in (*own, *bare) if inked[index].number not in aside)


def _give_names_back(inked: Sequence[Line], aside: Aside) -> None:
    """Keep a name like an image's that has a day and a time below."""
    named = (BOILERPLATE, "caption") in aside.values()
    for line, below in pairwise(inked if named else ()):
        if aside.get(line.number) == (BOILERPLATE, "caption"):
            timed = TIMED.search(below.text) and date_line(below.text) is not None
            if timed:
                del aside[line.number]


def _is_dated(inked: Sequence[Line], heads: Mapping[int, Header], index: int) -> bool:
    """Tell whether a head has a date, beside it or below its comment."""
    own = heads.get(index)
    if own is not None and (own.date is not None or own.aged):
        return own.date is not None
    for at in range(index + 1, min(index + 12, len(inked))):
        if date_line(inked[at].text) is not None:
            return True
        if (other := heads.get(at)) is not None and other.sure:
            return False
    return False
