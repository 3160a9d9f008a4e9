"""The heads of comments: lines that say who comments, and perhaps when."""

import re
from dataclasses import dataclass
from functools import lru_cache

from content.ages import signed_name
from content.bylines import PUBLISHED, is_small
from content.dates import YEAR, find_dates
from content.mentions import find_handles
from content.model import PartialDate

SAYS = re.compile(
    r"[ \u00a0](?:dit|a dit|a écrit|a commenté|a répondu|says|said|wrote|writes|commented|replied"
    r"|sagt|sagte|hat gesagt|schreibt|schrieb|meint|dice|dijo|ha dicho|escribió|comentó)"
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
GLUED = re.compile(r"\d(?<=[^\W\d_]\d)\d?\.? [^\W\d_]")
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


@dataclass(frozen=True, slots=True)
class Header:
    """A comment's own head; `sure` where its form leaves no doubt that somebody speaks.

    A name or a handle is always there, and often both. `aged`: it says how long ago.
    """

    name: str | None
    date: PartialDate | None
    sure: bool
    handle: str | None = None
    aged: bool = False


def header_of(text: str, handles: bool = False) -> Header | None:
    """Read a line that says who comments, and perhaps when.

    A handle and a date together sign a tweet; with `handles` they may sign a comment.
    """
    if len(text) > LONGEST or text.endswith(("?", "!")):
        return None
    if (named := signed_name(text)) is not None:
        return _aged(named, handles)
    # Without a year, only "says:" and its like make a head.
    if not (":" in text or "…" in text or "..." in text or YEAR.search(text)):
        return None
    return _header(text, handles)


def _aged(named: str, handles: bool) -> Header | None:
    """Read "Jane · 2 years ago"; a handle there signs a tweet."""
    head, handle = _part_handle(named)
    name = head.strip(EDGES)
    if (handle and not handles) or "@" in name or not is_commenter(name):
        return None
    return Header(name, None, True, handle, aged=True)


# The same few names and days head many texts of a page, and every line is asked for again.
@lru_cache(maxsize=1024)
def _header(text: str, handles: bool) -> Header | None:
    text = GLUED.sub(r" \g<0>", text)
    found = next(find_dates(text), None)
    date = found[1] if found else None
    rest = f"{text[: found[0].start]} {text[found[0].end :]}" if found else text
    if date is not None and (name := _named_behind(rest)) is not None:
        return Header(name, date, False)
    says = next((m for m in SAYS.finditer(rest) if is_small(rest[m.end() :])), None)
    if says is not None and says["mark"] is None and date is None and not rest.endswith(":"):
        return None
    if (says is None and date is None) or (date and not handles and find_handles(text)):
        return None
    head, handle = _part_handle(rest[: says.start()] if says else rest)
    if says is None and handle is None and is_small(head):
        return None
    prefix = BEFORE_NAME.match(head.strip(EDGES))
    marked = prefix is not None and prefix.end() > 0
    name = _trimmed(head.strip(EDGES)[prefix.end() if prefix else 0 :])
    signs = says is not None or marked or handle is not None
    if not signs and not re.search(r"\d{1,2}(?:[:h.]|[ \u00a0]h[ \u00a0])\d{2}", rest):
        return None
    if not is_commenter(name) and not (handle and not name):
        return None
    return Header(name or None, date, says is not None, handle)


def _part_handle(head: str) -> tuple[str, str | None]:
    """Take the handle off a name: "Tom Bell (@tom_b)", "@tom_b (Tom Bell)", "@tom_b"."""
    handles = find_handles(head)
    if len(handles) != 1:
        return head, None
    before, after = head[: handles[0].span.start], head[handles[0].span.end :]
    # In a sentence somebody only speaks of whose handle it is.
    if before.strip(EDGES) and not is_small(after):
        return head, None
    return f"{before.rstrip('( ')} {after.lstrip(')')}", handles[0].surface[1:]


def _named_behind(rest: str) -> str | None:
    """Read "by Jane" where else only numbers, a day and a time stand in the line."""
    found = BY.fullmatch(rest)
    if found is None:
        return None
    before = PUBLISHED.sub("", NUMBERED.sub("", found["before"]))
    name = found["name"].strip(EDGES)
    alone = is_small(before) and is_small(found["after"])
    return name if alone and is_commenter(name) else None


def _trimmed(name: str) -> str:
    """Take times, small words and signs off both ends of a name."""
    name = TIME_AFTER.sub("", TIME_BEFORE.sub("", name))
    before = None
    while before != name:
        before = name
        name = SMALL_START.sub("", SMALL_END.sub("", name.strip(EDGES)), count=1).strip(EDGES)
    return name


def is_commenter(name: str) -> bool:
    """Whether a line could be the name of somebody who comments, alone or not."""
    return (
        len(name) <= LONGEST_NAME
        and len(name.split()) <= 5
        and not re.search(r"[!?;«»“”\"]|(?<!\b\w)(?<!\bDr)(?<!\bMr)(?<!\bMrs)\. ", name)
        and any(character.isalpha() for character in name)
    )
