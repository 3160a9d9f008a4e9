"""What stands around a text on a web page is set aside: head, foot, furniture, comments."""

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from content.bylines import Byline, closing_byline, is_name, read_byline
from content.comments import Comments, read_comments
from content.document import Sheet
from content.draft import METADATA
from content.furniture import Aside, furniture_of, named_furniture
from content.heads import Head, take_head
from content.lines import Line
from content.model import Author, Fragment, PartialDate, Region
from content.remembered import remembered
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
BOTTOM = 6
DASHES = "—–- \u00a0"


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that are left to read, and what was learned from the others."""

    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    comments: tuple[Fragment, ...] = ()
    title: str | None = None
    author: Author | None = None
    date: PartialDate | None = None


def read_page(lines: Sequence[Line]) -> Page:
    """Set aside all that is not the text itself; a line that goes leaves a blank one."""
    aside = furniture_of(lines)
    comments = read_comments(lines, aside)
    own = _own(lines, aside, comments)
    head = take_head(own, aside)
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
    head = Head() if known.title else take_head(own, aside)
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


def _own(lines: Sequence[Line], aside: Aside, comments: Comments) -> Sequence[Line]:
    """Give the lines of the text itself, without comments and who signs what."""
    own = _without(comments.lines, lines)
    signed_by = {own[i].number for stack in stacks_of(_inked(own, aside)) for i in stack.lines}
    return _without(signed_by, own)


def _without(numbers: Set[int], lines: Sequence[Line]) -> Sequence[Line]:
    return [line for line in lines if line.number not in numbers] if numbers else lines


def _page(
    lines: Sequence[Line],
    aside: Aside,
    comments: Comments,
    title: str | None,
    author: Author | None,
    date: PartialDate | None,
) -> Page:
    rows = lines if aside else ()
    regions = [Region(line.span, *aside[line.number]) for line in rows if line.number in aside]
    return Page(
        tuple(_inked(lines, aside.keys() | comments.lines)),
        tuple(sorted([*regions, *comments.regions], key=_place)),
        comments.fragments,
        title,
        author,
        date,
    )


def _place(region: Region) -> tuple[int, int]:
    return region.span.start, region.span.end


def _inked(lines: Sequence[Line], aside: Collection[int]) -> Sequence[Line]:
    if not aside:
        return lines
    return [Line("", line.start, line.number) if line.number in aside else line for line in lines]


def _last(lines: Sequence[Line], aside: Aside, count: int) -> list[Line]:
    """So many of the last lines that hold text."""
    inked = (line for line in reversed(lines) if line.text and line.number not in aside)
    return list(islice(inked, count))[::-1]


def _take_closing(lines: Sequence[Line], aside: Aside) -> Byline | None:
    """Find "Interview by Jane Roe" at the end."""
    bottom = _last(lines, aside, BOTTOM)
    for line in bottom:
        byline = closing_byline(line.text)
        if byline is not None:
            aside[line.number] = (METADATA, "byline")
            return byline
    for line in bottom[-1:]:
        byline = read_byline(line.text)
        if byline is not None and byline.author is not None and byline.date is not None:
            aside[line.number] = (METADATA, "byline")
            return byline
    return None


def _take_signature(lines: Sequence[Line], aside: Aside) -> Author | None:
    """Find the one line below the top that is a name and a handle, and nothing else."""
    signs = (line for line in lines if "@" in line.text and line.number not in aside)
    found = [(line, author) for line in signs if (author := _signature(line.text))]
    if len(found) != 1:
        return _take_farewell(_last(lines, aside, 3), aside)
    line, author = found[0]
    aside[line.number] = (METADATA, "signature")
    return author


@remembered
def _signature(text: str) -> Author | None:
    match = SIGNATURE.fullmatch(text)
    return Author(match["name"].strip(), match["handle"]) if match else None


def _take_own_name(lines: Sequence[Line], aside: Aside, printed: Byline) -> None:
    """Set aside a last line that is only the name which the byline gives already."""
    inked = _last(lines, aside, 2)
    name = printed.author.name if printed.author else None
    names = {name.casefold(), name.split()[0].casefold()} if name else set()
    if len(inked) > 1 and inked[-1].text.strip(DASHES).casefold() in names:
        aside[inked[-1].number] = (METADATA, "signature")


def _take_farewell(inked: Sequence[Line], aside: Aside) -> Author | None:
    """Find the name under a letter's last words: "Yours", "Bien à vous"."""
    if len(inked) < 3 or FAREWELL.fullmatch(inked[-2].text) is None:
        return None
    name = inked[-1].text.strip(DASHES)
    if len(name.split()) < 2 or not is_name(name) or name.endswith((".", "!", "?")):
        return None
    aside[inked[-1].number] = (METADATA, "signature")
    return Author(name, None)
