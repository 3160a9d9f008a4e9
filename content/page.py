"""What stands around a text on a web page is set aside: head, foot, furniture, comments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.bylines import Byline, closing_byline, is_name, read_byline
from content.comments import Comments, read_comments
from content.document import Sheet
from content.draft import BOILERPLATE, METADATA
from content.furniture import Aside, furniture_of, named_furniture
from content.lines import Line
from content.mentions import find_handles
from content.model import Author, Fragment, PartialDate, Region, Span
from content.threads.stacks import stacks_of

SIGNATURE = re.compile(
    r"(?:[—–-] ?)?(?P<name>[^\W\d_][^\s@.,:;!?]{0,30}(?:[ \u00a0][^\s@.,:;!?]{1,30}){0,3})"
    r"[ \u00a0,]{1,3}\(?@(?P<handle>\w{1,20})\)?"
)
FAREWELL = re.compile(
    r"(?:dein|deine|ihr|ihre|euer|eure|viele grüße|(?:mit )?(?:besten|herzlichen|lieben) grüßen?"
    r"|mit freundlichen grüßen|herzlich(?:st)?|liebe grüße|yours(?: \w{1,12})?|sincerely"
    r"|(?:kind|best|warm) regards|best wishes|love|bien à (?:vous|toi|tous)|cordialement"
    r"|amicalement|amitiés|affectueusement|avec toute mon amitié|atentamente|saludos"
    r"|un (?:abrazo|saludo)|con cariño),?",
    re.IGNORECASE,
)
LONGEST_TITLE = 160
TOP, BOTTOM = 8, 6
QUOTES = "«»„“”\"‘’'¿¡"
DASHES = "—–- \u00a0"
NO_TITLE_END = (".", ",", ";", ":", "…", "»", "-", ")")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that are left to read, and what was learned from the others."""

    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    comments: tuple[Fragment, ...] = ()
    title: str | None = None
    author: Author | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    title: Line | None = None
    byline: Byline | None = None


def read_page(lines: Sequence[Line]) -> Page:
    """Set aside all that is not the text itself; a line that goes leaves a blank one."""
    aside = furniture_of(lines)
    comments = read_comments(lines, aside)
    own = _own(lines, aside, comments)
    head = _take_head(own, aside)
    nobody = Byline(None, None)
    closing = _take_closing(own, aside) or nobody
    signed = _take_signature(own, aside)
    _take_own_name(own, aside, head.byline or closing)
    printed = head.byline or nobody
    return _page(
        lines,
        aside,
        comments,
        head.title.text if head.title else None,
        printed.author or closing.author or signed,
        printed.date or closing.date,
    )


def read_sheet(sheet: Sheet) -> Page:
    """Set aside what a source leaves to be told: furniture, comments and a signature."""
    lines, known = sheet.lines, sheet.document
    aside = named_furniture(lines)
    comments = Comments(sheet.comments) if sheet.comments else read_comments(lines, aside)
    own = _own(lines, aside, comments)
    head = _Head() if known.title else _take_head(own, aside)
    printed = head.byline or Byline(None, None)
    signed = _take_signature(own, aside)
    page = _page(
        lines,
        aside,
        comments,
        known.title or (head.title.text if head.title else None),
        known.author or printed.author or signed,
        known.date or printed.date,
    )
    return replace(page, regions=tuple(sorted([*page.regions, *sheet.regions], key=_place)))


def _own(lines: Sequence[Line], aside: Aside, comments: Comments) -> list[Line]:
    """Give the lines of the text itself, without comments and who signs what."""
    own = [line for line in lines if line.number not in comments.lines]
    signed_by = {own[i].number for stack in stacks_of(_inked(own, aside)) for i in stack.lines}
    return [line for line in own if line.number not in signed_by]


def _page(
    lines: Sequence[Line],
    aside: Aside,
    comments: Comments,
    title: str | None,
    author: Author | None,
    date: PartialDate | None,
) -> Page:
    gone = aside.keys() | comments.lines
    regions = [Region(line.span, *aside[line.number]) for line in lines if line.number in aside]
    return Page(
        tuple(Line("", line.start, line.number) if line.number in gone else line for line in lines),
        tuple(sorted([*regions, *comments.regions], key=_place)),
        comments.fragments,
        title,
        author,
        date,
    )


def _place(region: Region) -> Span:
    return region.span


def _inked(lines: Sequence[Line], aside: Aside) -> list[Line]:
    return [Line("", line.start, line.number) if line.number in aside else line for line in lines]


def _take_head(lines: Sequence[Line], aside: Aside) -> _Head:
    """Find title and byline; what stands above a title is the page's, not the text's."""
    top = [line for line in lines if line.text and line.number not in aside]
    found = ((i, read_byline(line.text)) for i, line in enumerate(top[:TOP]))
    index, byline = next(((i, byline) for i, byline in found if byline), (-1, None))
    if byline is None or _is_chatter(top[:index], byline):
        title = _lone_title(top) if byline is None else None
        _put(aside, title, "title")
        return _Head(title)
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
    return _Head(title, byline)


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


def _take_closing(lines: Sequence[Line], aside: Aside) -> Byline | None:
    """Find "Interview by Jane Roe" at the end."""
    bottom = [line for line in lines if line.text and line.number not in aside][-BOTTOM:]
    for line in bottom:
        byline = closing_byline(line.text)
        if byline is not None:
            _put(aside, line, "byline")
            return byline
    for line in bottom[-1:]:
        byline = read_byline(line.text)
        if byline is not None and byline.author is not None and byline.date is not None:
            _put(aside, line, "byline")
            return byline
    return None


def _take_signature(lines: Sequence[Line], aside: Aside) -> Author | None:
    """Find the one line below the top that is a name and a handle, and nothing else."""
    inked = [line for line in lines if line.text and line.number not in aside]
    signs = (line for line in inked if "@" in line.text)
    found = [(line, m) for line in signs if (m := SIGNATURE.fullmatch(line.text))]
    if len(found) != 1:
        return _take_farewell(inked, aside)
    line, match = found[0]
    _put(aside, line, "signature")
    return Author(match["name"].strip(), match["handle"])


def _take_own_name(lines: Sequence[Line], aside: Aside, printed: Byline) -> None:
    """Set aside a last line that is only the name which the byline gives already."""
    inked = [line for line in lines if line.text and line.number not in aside]
    name = printed.author.name if printed.author else None
    if name and len(inked) > 1 and inked[-1].text.strip(DASHES).casefold() == name.casefold():
        _put(aside, inked[-1], "signature")


def _take_farewell(inked: Sequence[Line], aside: Aside) -> Author | None:
    """Find the name under a letter's last words: "Yours", "Bien à vous"."""
    if len(inked) < 3 or FAREWELL.fullmatch(inked[-2].text) is None:
        return None
    name = inked[-1].text.strip(DASHES)
    if len(name.split()) < 2 or not is_name(name) or name.endswith((".", "!", "?")):
        return None
    _put(aside, inked[-1], "signature")
    return Author(name, None)
