"""Comments below a text, as WordPress, Blogger and their relatives print them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from content.bylines import PUBLISHED, SMALL, date_line
from content.dates import find_dates
from content.draft import BOILERPLATE, METADATA, spans_of, text_of
from content.furniture import WEAK, Aside
from content.lines import Line
from content.model import Fragment, FragmentKind, PartialDate, Region

SAYS = re.compile(
    r"[ \u00a0](?:dit|a dit|a écrit|a commenté|a répondu|says|said|wrote|writes|commented|replied"
    r"|sagt|sagte|schreibt|schrieb|meint|dice|dijo|escribió|comentó)"
    r"(?P<mark>[ \u00a0]?(?::|…|\.\.\.))?",
    re.IGNORECASE,
)
BEFORE_NAME = re.compile(
    r"(?:#?\d{1,4}[.)]?[ \u00a0\t]+)?(?:(?:comment(?:aire)?|commented|posted|posté|publié|écrit"
    r"|kommentar|comentario)[ \u00a0](?:by|par|de|von|por)|par|by|von|por|schrieb|sagte"
    r"|meinte)?[ \u00a0]*",
    re.IGNORECASE,
)
# Blogger's name and date lose the gap between them: "Jane12 May 2014 at 10:12".
GLUED = re.compile(r"(?<=[^\W\d_])(?=\d{1,2}\.? [^\W\d_])")
TIME = (
    r"(?:at|à|um|a las)?[ \u00a0]*\d{1,2}(?:[:h.]|[ \u00a0]h[ \u00a0])\d{2}"
    r"(?:[ \u00a0]?[ap]\.?m\.?)?"
)
TIME_BEFORE = re.compile(rf"^(?:on|le|am|el)?[ \u00a0]*{TIME}[ \u00a0,]*", re.IGNORECASE)
TIME_AFTER = re.compile(rf"{TIME}.*$", re.IGNORECASE)
EDGES = " \u00a0\t,•·|@:–—-()"
SMALL_END = re.compile(r"[ \u00a0](?:le|on|am|el|at|à|um|uhr)$", re.IGNORECASE)
SMALL_START = re.compile(r"^(?:le|on|am|el|at|à|um)[ \u00a0]", re.IGNORECASE)
INITIAL_END = re.compile(r"(?:^|[ \u00a0])[^\W\d_]\.$")
# "1. On Tuesday 3 April 2012 at 10:00, by Jane", "#2 par Jane le 03/04/2012".
BY = re.compile(
    r"(?P<before>.*?)(?<![^\W_])(?:par|by|von|por)[ \u00a0]?:?[ \u00a0](?P<name>[^\d|,:]{2,45}?)"
    r"(?P<after>(?:[ \u00a0]*[|,:].*|[ \u00a0]+[–—-].*)?|[ \u00a0](?:le|on|am|el|um)\b.*)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^#?\d{1,4}[.)]?(?=[ \u00a0\t])")
LONGEST, LONGEST_NAME = 140, 45
ENDS = ("comment form", "comments closed", "related", "legal")
SECTION = ("comment count", "comment form")


@dataclass(frozen=True, slots=True)
class Header:
    """A comment's own head; `sure` where its form leaves no doubt that somebody speaks."""

    name: str
    date: PartialDate | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a page, the places of their heads, and the numbers of all their lines."""

    fragments: tuple[Fragment, ...] = ()
    regions: tuple[Region, ...] = ()
    lines: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Comment:
    name: str
    date: PartialDate | None
    lines: list[Line] = field(default_factory=list)


def read_comments(lines: Sequence[Line], aside: Aside) -> Comments:
    """Find where comments begin, and cut them apart; none where nothing bears them out.

    Buttons between comments ("Reply") are added to `aside`.
    """
    inked = [line for line in lines if not line.blank]
    start = _start(inked, aside)
    if start is None:
        return Comments()
    for line in inked[start:]:
        if len(line.text) < 20 and WEAK.fullmatch(line.text):
            aside.setdefault(line.number, (BOILERPLATE, "button"))
    rows = [line for line in inked[start:] if line.number not in aside]
    below = _signed_below(inked[start:], aside)
    comments, heads = _cut_before(below) if below else _cut_behind(rows)
    fragments = tuple(
        Fragment(
            FragmentKind.COMMENT,
            text_of(one.lines),
            speaker=one.name,
            date=one.date,
            spans=spans_of(one.lines),
        )
        for one in comments
        if one.lines
    )
    regions = tuple(Region(line.span, METADATA, "attribution") for line in heads)
    taken = [*heads, *(line for one in comments for line in one.lines)]
    return Comments(fragments, regions, frozenset(line.number for line in taken))


def _cut_behind(rows: Sequence[Line]) -> tuple[list[_Comment], list[Line]]:
    """Cut comments that begin with their heads, the usual way."""
    named = any((h := header_of(line.text)) and h.sure for line in rows)
    comments: list[_Comment] = []
    heads: list[Line] = []
    for index, line in enumerate(rows):
        header = header_of(line.text)
        if header is None and not named:
            header = _bare(rows, index)
        day = date_line(line.text)
        if header is not None and (header.sure or not named):
            comments.append(_Comment(header.name, header.date))
            heads.append(line)
        elif day is not None and comments and comments[-1].date is None:
            comments[-1].date = day
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
            comments.append(_Comment(header.name, header.date, lines))
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


def _is_head(rows: Sequence[Line]) -> bool:
    return header_of(rows[0].text) is not None or _bare(rows, 0) is not None


def header_of(text: str) -> Header | None:
    """Read a line that says who comments, and perhaps when."""
    if len(text) > LONGEST or text.endswith(("?", "!")):
        return None
    text = GLUED.sub(" ", text)
    found = next(find_dates(text), None)
    date = found[1] if found else None
    rest = f"{text[: found[0].start]} {text[found[0].end :]}" if found else text
    if date is not None and (name := _named_behind(rest)) is not None:
        return Header(name, date, False)
    says = next((m for m in SAYS.finditer(rest) if _ends(rest[m.end() :])), None)
    if says is not None and says["mark"] is None and date is None and not rest.endswith(":"):
        return None
    if says is None and date is None:
        return None
    head = rest[: says.start()] if says else rest
    if says is None and SMALL.sub("", head) == "":
        return None
    prefix = BEFORE_NAME.match(head.strip(EDGES))
    marked = prefix is not None and prefix.end() > 0
    name = _trimmed(head.strip(EDGES)[prefix.end() if prefix else 0 :])
    timed = says is None and not marked and not re.search(r"\d{1,2}[:h.]\d{2}", rest)
    if timed or not name or not _is_name(name):
        return None
    return Header(name, date, says is not None)


def _named_behind(rest: str) -> str | None:
    """Read "by Jane" where else only numbers, a day and a time stand in the line."""
    found = BY.fullmatch(rest)
    if found is None:
        return None
    before = SMALL.sub("", PUBLISHED.sub("", NUMBERED.sub("", found["before"])))
    name = found["name"].strip(EDGES)
    alone = not before and not SMALL.sub("", found["after"])
    return name if alone and _is_name(name) else None


def _ends(tail: str) -> bool:
    """Tell whether nothing but small words stands behind "X says"."""
    return not SMALL.sub("", tail)


def _trimmed(name: str) -> str:
    """Take times, small words and signs off both ends of a name."""
    name = TIME_AFTER.sub("", TIME_BEFORE.sub("", name))
    before = None
    while before != name:
        before = name
        name = SMALL_START.sub("", SMALL_END.sub("", name.strip(EDGES)), count=1).strip(EDGES)
    return name


def _is_name(name: str) -> bool:
    return (
        len(name) <= LONGEST_NAME
        and len(name.split()) <= 5
        and not re.search(r"[!?;«»“”\"]|(?<!\b\w)(?<!\bDr)(?<!\bMr)(?<!\bMrs)\. ", name)
        and any(character.isalpha() for character in name)
    )


def _bare(rows: Sequence[Line], index: int) -> Header | None:
    """Read a line that is a name alone, with a date line below it."""
    text = rows[index].text
    dated = index + 1 < len(rows) and date_line(rows[index + 1].text) is not None
    stops = text.endswith(".") and INITIAL_END.search(text) is None
    alone = _is_name(text) and not stops and date_line(text) is None
    return Header(text, None, False) if dated and alone else None


def _start(inked: Sequence[Line], aside: Aside) -> int | None:
    """Find the first comment's head: below a count of comments, or where heads have dates."""
    named = [aside.get(line.number, ("", ""))[1] for line in inked]
    heads = [i for i, line in enumerate(inked) if (h := header_of(line.text)) and h.sure]
    counts = [i for i, name in enumerate(named) if name == "comment count"]
    for count in counts:
        near = range(count + 1, min(count + 5, len(inked)))
        rows = [i for i in near if inked[i].number not in aside]
        if rows and (_is_head([inked[i] for i in rows]) or _signed_below(inked[rows[0] :], aside)):
            return rows[0]
    form = any(name in SECTION for name in named)
    dated = [i for i in heads if i > 0 and _is_dated(inked, i)]
    return dated[0] if dated and (form or len(dated) > 1) else None


def _is_dated(inked: Sequence[Line], index: int) -> bool:
    """Tell whether a head has a date, beside it or below its comment."""
    header = header_of(inked[index].text)
    if header is not None and header.date is not None:
        return True
    for line in inked[index + 1 : index + 12]:
        if date_line(line.text) is not None:
            return True
        if (other := header_of(line.text)) is not None and other.sure:
            return False
    return False
