"""A page as a row of tokens: markers, attributions, lines of text, blank lines."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise

from msgspec import Struct

from content.ages import signed_name
from content.bylines import is_name
from content.lines import Line, part_of
from content.mentions import fold
from content.model import Span
from content.remembered import each
from content.threads.attributions import NAMELESS, Attribution, Found, find_attribution
from content.threads.edges import edges_of
from content.threads.labels import labels_of, with_days
from content.threads.markers import PLAIN, Marker, candidates, printed
from content.threads.runs import Evidence, language_told, run_of
from content.threads.stacks import stacks_of
from content.threads.stories import is_told_on

THREAD_WORDS = re.compile(
    r"\b(?:tweets?|twitter|threads?|flood|fil (?:twitter|de tweets)|twitta\w*|tweeté\w*|hilo)\b|🧵",
    re.I,
)
# Few lines have one of these, and all that speaks of threads has: the last two stand where a
# capital has no small letter.
CUES = ("tweet", "twit", "thread", "flood", "fil ", "hilo", "🧵", "ı", "\u0307")

PERMALINK = re.compile(
    r"(?:https?://)?(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?P<handle>\w{1,20})/status(?:es)?/\S+",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"[(\[]?\d{1,3}[.)\]]")


class TokenKind(StrEnum):
    """What a token is."""

    MARKER = "marker"
    ATTRIBUTION = "attribution"
    TEXT = "text"
    BLANK = "blank"


# To ask the class for each takes three times as long, and every line asks several times.
MARKER, ATTRIBUTION, TEXT, BLANK = TokenKind


class Token(Struct, frozen=True, gc=False):
    """One token with its place; a line can hold several. `others` are set aside with it."""

    kind: TokenKind
    line: Line
    marker: Marker | None = None
    attribution: Attribution | None = None
    others: tuple[Line, ...] = ()


def tokens_of(lines: Sequence[Line]) -> tuple[Token, ...]:
    """Cut lines into tokens; markers are those that the whole text bears out."""
    items = _items(lines)
    found, held = _markers(items, lines)
    known = [item.kind for item in items if isinstance(item, Token)].count(ATTRIBUTION)
    length = sum([len(line.text) for line in lines])
    # Who announces a thread does so before it ends.
    speaks = cache(lambda: _speaks_of_threads(lines[: _rows(items[: max(held) + 1])]))
    told_on = cache(lambda: is_told_on(lines))
    run = run_of(found, Evidence(known, speaks, length, language_told(lines, found), told_on))
    tokens: list[Token] = []
    for place, item in enumerate(items):
        if isinstance(item, Token):
            tokens.append(item)
        elif place in held:
            tokens.extend(_marked(item, found, held[place], run))
        else:
            tokens.append(Token(TEXT, item))
    return tuple(tokens)


def _markers(
    items: Sequence[Line | Token], lines: Sequence[Line]
) -> tuple[list[Marker], dict[int, range]]:
    """Give all markers in their order, and which of them each item holds."""
    told = each(printed, [item.text for item in items if isinstance(item, Line)])
    read = [
        (place, told[item.text])
        for place, item in enumerate(items)
        if isinstance(item, Line) and item.text in told
    ]
    plain = any(marker.style in PLAIN for _, own in read for marker in own)
    asks = plain and _numbers_questions(lines)
    found: list[Marker] = []
    held: dict[int, range] = {}
    for place, own in read:
        first = len(found)
        found += [marker for marker in own if marker.style not in PLAIN] if asks else own
        if len(found) > first:
            held[place] = range(first, len(found))
    return found, held


def _rows(items: Sequence[Line | Token]) -> int:
    """Count the lines that items come from."""
    numbers = [item.line.number if isinstance(item, Token) else item.number for item in items]
    return sum(before != after for before, after in pairwise([0, *numbers]))


def _speaks_of_threads(lines: Sequence[Line]) -> bool:
    cued = (line.text for line in lines if any(map(line.text.casefold().__contains__, CUES)))
    return any(map(THREAD_WORDS.search, cued))


def _numbers_questions(lines: Sequence[Line]) -> bool:
    """Tell whether `1)` or `1.` numbers an interview's questions."""
    numbered = [line.text for line in lines if line.text and NUMBERED.match(line.text)]
    return bool(numbered) and sum(t.endswith("?") for t in numbered) >= 0.6 * len(numbered)


def _items(lines: Sequence[Line]) -> list[Line | Token]:
    """Part attributions from texts, line by line; one that takes several stands in its first."""
    labels = labels_of(lines)
    labels, days = with_days(labels, lines) if labels else ({}, set())
    stacked = dict(_stacked(lines))
    labels = labels or edges_of(lines, stacked) or _aged(lines)
    items: list[Line | Token] = []
    for index, line in enumerate(lines):
        text = line.text
        if index in stacked:
            token = stacked[index]
            items.extend([token] if token else [])
        elif index in days:
            items.append(_gap(line))
        elif not text:
            items.append(Token(BLANK, line))
        elif text[0] in NAMELESS or "@" in text or "＠" in text or index in labels:
            items.extend(_split(line, labels.get(index)))
        else:
            items.append(line)
    handles = {
        fold(item.attribution.handle)
        for item in items
        if isinstance(item, Token) and item.attribution and item.attribution.handle
    }
    if not handles:
        return items
    return [
        _without_link(one, handles) if isinstance(one, Line) and one.text.count("/") > 2 else one
        for one in items
    ]


def _aged(lines: Sequence[Line]) -> dict[int, Found]:
    """Read `Ana Belmonte · 2 years ago` above texts, on a page that begins with such a line."""
    first = next((line.text for line in lines if line.text), "")
    if signed_name(first) is None:
        return {}
    named = {i: name for i, line in enumerate(lines) if (name := signed_name(line.text))}
    if len(named) < 2 or not all(map(is_name, named.values())):
        return {}
    return {
        index: Found(Span(0, len(lines[index].text)), Attribution(name, None, None), True)
        for index, name in named.items()
    }


def _stacked(lines: Sequence[Line]) -> Iterator[tuple[int, Token | None]]:
    """Give what becomes of the lines of attributions that take several; None for what is gone."""
    for stack in stacks_of(lines):
        first, *others = (index for index in stack.lines if index not in stack.apart)
        own = tuple(lines[index] for index in others)
        yield first, Token(ATTRIBUTION, lines[first], None, stack.attribution, own)
        yield from ((index, None) for index in others)
        # What stands below the text leaves a gap there.
        yield from ((index, _gap(lines[index])) for index in stack.apart)


def _gap(line: Line) -> Token:
    return Token(BLANK, Line("", line.start, line.number), others=(line,))


def _without_link(line: Line, handles: set[str]) -> Line | Token:
    """Set aside the address of a tweet whose author the page names."""
    link = PERMALINK.fullmatch(line.text)
    return _gap(line) if link and fold(link["handle"]) in handles else line


def _split(line: Line, label: Found | None) -> list[Line | Token]:
    """Part a line's attribution from what stands on both sides of it."""
    found = label or find_attribution(line.text)
    behind: Line | None = None
    if found is None:
        # "— Name (@handle) 24 May 2014 3/14": what hides the attribution is a marker.
        for marker in candidates(line.text):
            inner = find_attribution(line.text[: marker.start].rstrip())
            if inner is not None and marker.start and inner.span.end:
                found, behind = inner, part_of(line, marker.start, marker.end)
    if found is None:
        return [line]
    return _around(line, found, behind)


def _around(line: Line, found: Found, behind: Line | None) -> list[Line | Token]:
    start, end = found.span
    for marker in candidates(line.text) if start == 0 else ():
        # "1/14 Name (@handle) 24 May 2014": the marker is not part of the name. (A day is.)
        if marker.start == 0 < end and marker.style != "dot":
            start = marker.end
    attribution = found.attribution
    if start == 0 and end == len(line.text) and behind is None:
        return [Token(ATTRIBUTION, line, None, attribution)]
    here = part_of(line, start, end)
    if start and attribution.name and line.text[:start].strip() in attribution.name:
        name = attribution.name.replace(line.text[:start].strip(), "", 1).strip(" ·—–-:.")
        attribution = Attribution(name or None, attribution.handle, attribution.date)
    row: list[Line | Token] = [part_of(line, 0, start)] if start else []
    row.append(Token(ATTRIBUTION, here, attribution=attribution))
    if behind or end < len(line.text):
        row.append(behind or part_of(line, end, len(line.text)))
    return [item for item in row if isinstance(item, Token) or not item.blank]


def _marked(line: Line, found: Sequence[Marker], held: range, run: frozenset[int]) -> list[Token]:
    start, stop = 0, len(line.text)
    row: list[Token] = []
    place = 0
    for index in held:
        marker = found[index]
        if index not in run or marker.start < start:
            continue
        row.append(Token(MARKER, part_of(line, marker.start, marker.end), marker))
        if marker.start == 0:
            start = marker.end
            place = len(row)
        else:
            stop = marker.start
    rest = part_of(line, start, stop)
    if rest.text:
        row.insert(place, Token(TEXT, rest))
    return row
