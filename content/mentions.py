"""Handles in a text: where they stand and when two of them are the same."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from content.code_signs import find_code
from content.model import Span
from content.networks import DOTTED, network_told

# Addresses whose `@` names nobody: links, with or without a scheme, and e-mail.
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}"
    r"|(?<![\w@.-])(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/\S{0,2000}",
    re.IGNORECASE,
)
# In all that is an address without a scheme.
HOST_END = re.compile(r"\.[A-Za-z]{2,24}/", re.IGNORECASE)
# Not after a word character, the signs that Twitter's own rule forbids, or a price (`5€@kg`): what
# stands before is looked at last, since an expression that begins with a sign is found faster.
CANDIDATE = re.compile(
    r"[@＠](?<![\w@＠!#$%&*€£¥][@＠])"
    r"(?P<name>[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,60}[A-Za-z0-9_])?)(?![A-Za-z0-9_])"
    r"(?P<host>@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})?"
)
# A handle has up to 20 of these signs. A hyphen is none of them, but people write it for an
# underscore, and the whole word is what the source prints.
SHORT = re.compile(r"[A-Za-z0-9_]{1,20}(?:-[A-Za-z0-9_]{1,20}){0,3}(?![A-Za-z0-9_])")
DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}(?P<end>[a-z]{2,10})")
_ENDS = """
app art at be biz blog ca ch cloud club co com de dev es eu fr info io it lu me media net network
news nl online org page pt social space team tech tv uk us world xyz zone
"""
DOMAIN_ENDS = frozenset(_ENDS.split())

# What is found in so many texts of a tweet's length is remembered, all tweets of a page with it:
# each pass over longer pages would find nothing of what the one before left.
SHORT_TEXT, MOST_TEXTS = 400, 8192


class Handle(Struct, frozen=True, gc=False):
    """One handle in a text; `surface` is `text[span.start:span.end]` and begins with its `@`."""

    span: Span
    surface: str


def find_handles(text: str) -> tuple[Handle, ...]:
    """Find handles in reading order: Twitter's, Mastodon's `@user@host`, Bluesky's `@name.host`.

    Instagram's and others' dots belong to the handle where the text names the network beside it.
    What stands in an e-mail address, a link, code or a price is none.
    """
    if "@" not in text and "＠" not in text:
        return ()
    return _found(text) if len(text) <= SHORT_TEXT else tuple(_handles(text))


def fold(handle: str) -> str:
    """Make the key under which two handles are the same: no `@`, no case."""
    return handle.lstrip("@＠").casefold()


@lru_cache(maxsize=MOST_TEXTS)
def _found(text: str) -> tuple[Handle, ...]:
    # Who is in a fragment is asked several times while it is read.
    return tuple(_handles(text))


def _handles(text: str) -> Iterator[Handle]:
    code = sorted(find_code(text))
    starts = [start for start, _ in code]
    reach = list(accumulate((end for _, end in code), max))
    at = 0
    for line in text.split("\n"):
        if "@" in line or "＠" in line:
            for start, end in _places(line):
                index = bisect_right(starts, at + start) - 1 if starts else -1
                if index < 0 or at + start >= reach[index]:
                    yield Handle(Span(at + start, at + end), line[start:end])
        at += len(line) + 1


def _places(line: str) -> Iterator[tuple[int, int]]:
    linked = "www." in line.lower() or ("/" in line and ("://" in line or HOST_END.search(line)))
    addresses = [match.span() for match in ADDRESS.finditer(line)] if linked else []
    starts = [start for start, _ in addresses]
    for match in CANDIDATE.finditer(line):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < addresses[index][1]:
            continue
        end = _end(match)
        if end is not None:
            yield match.start(), end


def _end(match: re.Match[str]) -> int | None:
    if match["host"]:
        return match.end()
    name = match["name"]
    domain = DOMAIN.fullmatch(name)
    if domain is not None and domain["end"] in DOMAIN_ENDS:
        return match.end("name")
    if "." in name and name == name.lower():
        place = Span(match.start(), match.end("name"))
        if network_told(match.string, place) in DOTTED:
            return place.end
    short = SHORT.match(name)
    if short is None:
        return None
    end = match.start("name") + short.end()
    # "@josé" and "@a@" are words of another kind, not a handle with something behind it.
    following = match.string[end : end + 1]
    return None if following.isalnum() or following in {"@", "＠"} else end
