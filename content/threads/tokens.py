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


# A part of a line from a place to another; one that says who has its attribution.
_Part = tuple[int, int, Attribution | None]


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
    texts = [(place, item.text) for place, item in enumerate(items) if isinstance(item, Line)]
    told = each(printed, [text for _, text in texts])
    read = [(place, told[text]) for place, text in texts if text in told]
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
    told = each(_parts, filter(_could_sign, [line.text for line in lines]))
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
        elif index in labels:
            items.extend(_split(line, _around(text, labels[index])))
        elif text in told:
            items.extend(_split(line, told[text]))
        else:
            items.append(line)
    said = (one.attribution for one in items if isinstance(one, Token) and one.attribution)
    handles = set(map(fold, filter(None, {one.handle for one in said})))
    if not handles:
        return items
    return [
        _without_link(one, handles) if isinstance(one, Line) and " " not in one.text else one
        for one in items
    ]


def _could_sign(text: str) -> bool:
    return "@" in text or text[:1] in NAMELESS or "＠" in text


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


def _split(line: Line, parts: Sequence[_Part]) -> list[Line | Token]:
    """Part a line's attribution from what stands on both sides of it."""
    row: list[Line | Token] = []
    for start, end, attribution in parts:
        part = part_of(line, start, end)
        if attribution is not None:
            row.append(Token(ATTRIBUTION, part, None, attribution))
        elif part.text:
            row.append(part)
    return row


def _parts(text: str) -> list[_Part] | None:
    """Find a line's attribution, and what stands on both sides of it."""
    found = find_attribution(text)
    if found is not None:
        return _around(text, found)
    parts = None
    # "— Name (@handle) 24 May 2014 3/14": what hides the attribution is a marker.
    for marker in candidates(text):
        inner = find_attribution(text[: marker.start].rstrip())
        if inner is not None and marker.start and inner.span.end:
            parts = _around(text, inner, (marker.start, marker.end, None))
    return parts


def _around(text: str, found: Found, behind: _Part | None = None) -> list[_Part]:
    start, end = found.span
    for marker in candidates(text) if start == 0 else ():
        # "1/14 Name (@handle) 24 May 2014": the marker is not part of the name. (A day is.)
        if marker.start == 0 < end and marker.style != "dot":
            start = marker.end
    attribution = found.attribution
    if start and attribution.name and text[:start].strip() in attribution.name:
        name = attribution.name.replace(text[:start].strip(), "", 1).strip(" ·—–-:.")
        attribution = Attribution(name or None, attribution.handle, attribution.date)
    row: list[_Part] = [(0, start, None)] if start else []
    row.append((start, end, attribution))
    if behind or end < len(text):
        row.append(behind or (end, len(text), None))
    return row


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
