"""Numbered threads and quoted tweets, as pages print them, with the page's prose in its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from content.draft import METADATA, Draft, prose, spans_of, text_of
from content.language import language_of
from content.lines import lines_of
from content.mentions import find_handles, fold
from content.model import (
    Author,
    Fragment,
    FragmentKind,
    PartialDate,
    PieceKind,
    Problem,
    Region,
)
from content.page import Page, read_page
from content.paragraphs import paragraphs_of
from content.threads.layout import Unit, units_of
from content.threads.tokens import Token, TokenKind, tokens_of

name = "thread"
# Below this share of tweets a page with quoted tweets is somebody's article.
TWEET_SHARE = 0.5
SIGNS = (TokenKind.MARKER, TokenKind.ATTRIBUTION)


def recognise(text: str) -> tuple[Page, tuple[Token, ...]] | None:
    """Weigh all markers and attributions: does the text hold a thread, or a tweet at least?"""
    page = read_page(lines_of(text))
    tokens = tokens_of(page.lines)
    return (page, tokens) if any(token.kind in SIGNS for token in tokens) else None


def parse(text: str, evidence: tuple[Page, tuple[Token, ...]]) -> Draft:
    """Read tweets, replies and the prose around them, in reading order."""
    page, tokens = evidence
    units = units_of(tokens)
    author = _author(units)
    fragments = _in_order(_fragments(tokens, units, author))
    thread = _is_thread(fragments)
    signs = (Region(t.line.span, METADATA, str(t.kind)) for t in tokens if t.kind in SIGNS)
    return Draft(
        PieceKind.THREAD if thread else PieceKind.ESSAY,
        fragments,
        tuple(sorted([*page.regions, *signs], key=lambda region: region.span)),
        tuple(_problems(units)),
        page.title,
        page.author or (author if thread else None),
        page.date or (_date(units, author) if thread else None),
        language_of(text_of(page.lines)),
    )


def _author(units: Sequence[Unit]) -> Author | None:
    """Give who signed most of the numbered tweets, else most of all tweets."""
    numbered = [unit.attribution for unit in units if unit.attribution and unit.marker]
    signed = numbered or [unit.attribution for unit in units if unit.attribution]
    if not signed:
        return None
    keys = Counter(a.handle and fold(a.handle) for a in signed)
    most = keys.most_common(1)[0][0]
    own = [a for a in signed if (a.handle and fold(a.handle)) == most]
    return Author(next((a.name for a in own if a.name), None), own[0].handle)


def _date(units: Sequence[Unit], author: Author | None) -> PartialDate | None:
    """Give the day of the thread's first tweet that prints one."""
    if author is None:
        return None
    own = (u.attribution for u in units if u.attribution and u.attribution.handle == author.handle)
    return next((attribution.date for attribution in own if attribution.date), None)


def _fragments(
    tokens: Sequence[Token], units: Sequence[Unit], author: Author | None
) -> list[Fragment]:
    """Make fragments in page order; texts that no tweet took are the page's prose."""
    taken = {index: unit for unit in units for index in unit.texts}
    placed: list[tuple[int, Fragment]] = [
        (unit.at, _tweet(tokens, unit, author)) for unit in units if unit.texts
    ]
    free = (
        (index, token)
        for index, token in enumerate(tokens)
        if token.kind in (TokenKind.TEXT, TokenKind.BLANK) and index not in taken
    )
    # A run of neighbouring tokens is a stretch of prose.
    for _, stretch in groupby(enumerate(free), key=lambda pair: pair[1][0] - pair[0]):
        found = [(index, token.line) for _, (index, token) in stretch]
        where = {line.span: index for index, line in found if not line.blank}
        for paragraph in paragraphs_of([line for _, line in found]):
            placed.append((where[paragraph[0].span], prose(paragraph)))
    return [fragment for _, fragment in sorted(placed, key=lambda pair: pair[0])]


def _tweet(tokens: Sequence[Token], unit: Unit, author: Author | None) -> Fragment:
    lines = [tokens[index].line for index in unit.texts]
    text = text_of(lines)
    said = unit.attribution
    return Fragment(
        _kind(text, unit, author),
        text,
        unit.marker.number if unit.marker else None,
        unit.marker.total if unit.marker else None,
        said.name if said else None,
        said.handle if said else None,
        said.date if said else None,
        spans_of(lines),
    )


def _kind(text: str, unit: Unit, author: Author | None) -> FragmentKind:
    """A tweet that names another one's author first, or the thread's author at all, answers."""
    if unit.marker is not None or unit.attribution is None:
        return FragmentKind.TWEET
    own = fold(unit.attribution.handle or "")
    named = [(handle.span.start, fold(handle.surface)) for handle in find_handles(text)]
    answers = any(start <= 1 and key != own for start, key in named)
    main = fold(author.handle) if author and author.handle else None
    addressed = own != main and any(key == main for _, key in named)
    return FragmentKind.REPLY if answers or addressed else FragmentKind.TWEET


def _in_order(fragments: list[Fragment]) -> tuple[Fragment, ...]:
    """Put numbered tweets into the order of their numbers, wherever the page begins."""
    places = [i for i, fragment in enumerate(fragments) if fragment.number is not None]
    numbers = [fragments[i].number or 0 for i in places]
    # Several threads on one page each begin anew: their numbers stay as they are.
    if len(set(numbers)) < 0.8 * len(numbers):
        return tuple(fragments)
    ordered = sorted((fragments[i] for i in places), key=lambda f: f.number or 0)
    for place, fragment in zip(places, ordered, strict=True):
        fragments[place] = fragment
    return tuple(fragments)


def _is_thread(fragments: Sequence[Fragment]) -> bool:
    if any(fragment.number is not None for fragment in fragments):
        return True
    said = [f for f in fragments if f.kind in (FragmentKind.TWEET, FragmentKind.REPLY)]
    whole = sum(len(fragment.text) for fragment in fragments)
    return len(said) > 1 and sum(len(f.text) for f in said) >= TWEET_SHARE * whole


def _problems(units: Sequence[Unit]) -> Iterator[Problem]:
    numbered = [(u.marker, u.marker_line) for u in units if u.marker is not None]
    seen: set[int] = set()
    for marker, line in numbered:
        if marker.number in seen:
            yield Problem(line, f"number {marker.number} stands twice")
        seen.add(marker.number)
    last = max((marker.total or marker.number for marker, _ in numbered), default=0)
    missing = [number for number in range(1, last + 1) if number not in seen]
    if missing:
        yield Problem(None, f"missing of {last}: {', '.join(map(str, missing))}")
    for unit in units:
        if not unit.texts:
            what = f"number {unit.marker.number}" if unit.marker else "an attribution"
            yield Problem(unit.marker_line, f"{what} has no text")
