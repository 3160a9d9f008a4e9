"""A page as a row of tokens: markers, attributions, lines of text, blank lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from content.lines import Line, part_of
from content.mentions import fold
from content.threads.attributions import Attribution, Found, find_attribution
from content.threads.labels import labels_of
from content.threads.markers import PLAIN, Evidence, Marker, candidates, run_of
from content.threads.stacks import Stack, stacks_of

THREAD_WORDS = re.compile(
    r"\b(?:tweets?|twitter|threads?|flood|fil (?:twitter|de tweets)|twitta\w*|tweeté\w*|hilo)\b|🧵",
    re.I,
)


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


@dataclass(frozen=True, slots=True)
class Token:
    """One token with its place; a line can hold several. `others` are set aside with it."""

    kind: TokenKind
    line: Line
    marker: Marker | None = None
    attribution: Attribution | None = None
    others: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Piece:
    """A stretch of a line that is no attribution, and the markers it could hold."""

    line: Line
    first: int
    last: int


def tokens_of(lines: Sequence[Line]) -> tuple[Token, ...]:
    """Cut lines into tokens; markers are those that the whole text bears out."""
    split = _rows(lines)
    found: list[Marker] = []
    asks = _numbers_questions(lines)
    pieces: list[list[_Piece | Token]] = []
    for row in split:
        kept: list[_Piece | Token] = []
        for item in row:
            if isinstance(item, Token):
                kept.append(item)
                continue
            first = len(found)
            found.extend(m for m in candidates(item.text) if not (asks and m.style in PLAIN))
            kept.append(_Piece(item, first, len(found)))
        pieces.append(kept)
    known = sum(isinstance(item, Token) for row in split for item in row if _named(item))
    # Who announces a thread does so before it ends.
    last = max(
        (i for i, row in enumerate(pieces) if any(_numbered(item) for item in row)), default=-1
    )
    speaks = any(THREAD_WORDS.search(line.text) for line in lines[: last + 1])
    run = run_of(found, Evidence(known, speaks, sum(len(line.text) for line in lines)))
    return tuple(
        token
        for row in pieces
        for item in row
        for token in ([item] if isinstance(item, Token) else _marked(item, found, run))
    )


def _numbered(item: _Piece | Token) -> bool:
    return isinstance(item, _Piece) and item.last > item.first


def _numbers_questions(lines: Sequence[Line]) -> bool:
    """Tell whether `1)` or `1.` numbers an interview's questions."""
    numbered = [line.text for line in lines if NUMBERED.match(line.text)]
    return bool(numbered) and sum(t.endswith("?") for t in numbered) >= 0.6 * len(numbered)


def _named(item: Line | Token) -> bool:
    return isinstance(item, Token) and item.kind is TokenKind.ATTRIBUTION


def _rows(lines: Sequence[Line]) -> list[list[Line | Token]]:
    """Part attributions from texts, line by line; one that takes several stands in its first."""
    labels = labels_of(lines)
    stacks = {stack.lines[0]: stack for stack in stacks_of(lines)}
    # What stands below the text leaves a gap there.
    apart = {index for stack in stacks.values() for index in stack.apart}
    within = {index for stack in stacks.values() for index in stack.lines}
    rows: list[list[Line | Token]] = []
    for index, line in enumerate(lines):
        if index in stacks:
            rows.append([_stacked(stacks[index], lines)])
        elif index in apart:
            rows.append([_gap(line)])
        elif index not in within:
            rows.append(_split(line, labels.get(index)))
    handles = {
        fold(item.attribution.handle)
        for row in rows
        for item in row
        if isinstance(item, Token) and item.attribution and item.attribution.handle
    }
    return [[_without_link(item, handles) for item in row] for row in rows]


def _stacked(stack: Stack, lines: Sequence[Line]) -> Token:
    first, *others = (lines[index] for index in stack.lines if index not in stack.apart)
    return Token(TokenKind.ATTRIBUTION, first, attribution=stack.attribution, others=tuple(others))


def _gap(line: Line) -> Token:
    return Token(TokenKind.BLANK, Line("", line.start, line.number), others=(line,))


def _without_link(item: Line | Token, handles: set[str]) -> Line | Token:
    """Set aside the address of a tweet whose author the page names."""
    if isinstance(item, Token):
        return item
    link = PERMALINK.fullmatch(item.text)
    return _gap(item) if link and fold(link["handle"]) in handles else item


def _split(line: Line, label: Found | None) -> list[Line | Token]:
    """Part a line's attribution from what stands on both sides of it."""
    if line.blank:
        return [Token(TokenKind.BLANK, line)]
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
    start = found.span.start
    for marker in candidates(line.text):
        # "1/14 Name (@handle) 24 May 2014": the marker is not part of the name. (A day is.)
        if start <= marker.start < found.span.end and marker.start == 0 and marker.style != "dot":
            start = marker.end
    here = part_of(line, start, found.span.end)
    attribution = found.attribution
    if start and attribution.name and line.text[:start].strip() in attribution.name:
        name = attribution.name.replace(line.text[:start].strip(), "", 1).strip(" ·—–-:.")
        attribution = Attribution(name or None, attribution.handle, attribution.date)
    after = behind or part_of(line, found.span.end, len(line.text))
    row: list[Line | Token] = [
        part_of(line, 0, start),
        Token(TokenKind.ATTRIBUTION, here, attribution=attribution),
        after,
    ]
    return [item for item in row if isinstance(item, Token) or not item.blank]


def _marked(piece: _Piece, found: Sequence[Marker], run: frozenset[int]) -> Iterator[Token]:
    line, text = piece.line, piece.line.text
    start, stop = 0, len(text)
    ahead: list[Token] = []
    behind: list[Token] = []
    for index in range(piece.first, piece.last):
        marker = found[index]
        if index not in run or marker.start < start:
            continue
        token = Token(TokenKind.MARKER, part_of(line, marker.start, marker.end), marker)
        if marker.start == 0:
            start = marker.end
            ahead.append(token)
        else:
            stop = marker.start
            behind.append(token)
    yield from ahead
    rest = part_of(line, start, stop)
    if not rest.blank:
        yield Token(TokenKind.TEXT, rest)
    yield from behind
