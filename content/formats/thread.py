"""Numbered threads and quoted tweets, as pages print them, with the page's prose in its place."""

from collections.abc import Iterator, Sequence, Set
from operator import attrgetter
from typing import NamedTuple

from content.capture import Capture
from content.cuts import cuts_of
from content.draft import BOILERPLATE, Draft, prose
from content.lines import Line
from content.model import Fragment, FragmentKind, PieceKind, Problem, Region
from content.name_alone import FEW, FEWEST, is_a_name_alone, is_told
from content.paragraphs import is_wrapped, paragraphs_of
from content.threads.layout import Unit
from content.threads.markers import Marker
from content.threads.tweets import Block, Tweets

name = "thread"
# Below this share of tweets a page with quoted tweets is somebody's article.
TWEET_SHARE = 0.5


class Thread(NamedTuple):
    """The tweets of a page, and with them its prose, as they stand there."""

    tweets: Tweets
    fragments: Sequence[Fragment]


def recognise(capture: Capture) -> Thread | None:
    """Weigh all markers and attributions: is the page a thread, or most of it tweets?"""
    tweets = capture.tweets
    if not any(isinstance(block, Fragment) for block in tweets.blocks):
        return None
    fragments = _fragments(tweets.blocks)
    return Thread(tweets, fragments) if _is_thread(fragments) else None


def parse(capture: Capture, thread: Thread) -> Draft:
    """Read tweets, replies and the prose around them, in reading order."""
    page, tweets = capture.page, thread.tweets
    author = page.author or tweets.author
    names = _names_alone(tweets.blocks, (page.title, author.name if author else None))
    captions = [
        Region(line.span, BOILERPLATE, "caption")
        for index in sorted(names)
        for line in _inked(tweets.blocks[index])
    ]
    fragments = (*_in_order(_without(names, thread)), *page.comments)
    return Draft(
        PieceKind.THREAD,
        fragments,
        tuple(sorted([*page.regions, *tweets.regions, *captions], key=attrgetter("span"))),
        (*_problems(tweets.units), *cuts_of(fragments, capture.text)),
        page.title,
        author,
        page.date or tweets.date,
        capture.language,
    )


def _names_alone(blocks: Sequence[Block], known: Sequence[str | None]) -> frozenset[int]:
    """Find names alone between two numbered tweets, under pictures; a name above each signs it."""
    told = "\n".join(filter(None, known))
    numbered = [isinstance(block, Fragment) and block.number is not None for block in blocks]
    found = frozenset(
        index
        for index in range(1, len(blocks) - 1)
        if not numbered[index]
        if numbered[index - 1] and numbered[index + 1] and _is_name(blocks[index], told)
    )
    return found if len(found) <= max(FEWEST, FEW * len(blocks)) else frozenset()


def _is_name(block: Block, known: str) -> bool:
    inked = _inked(block)
    return len(inked) == 1 and is_a_name_alone(inked[0].text) and is_told(inked[0].text, known)


def _inked(block: Block) -> list[Line]:
    return [] if isinstance(block, Fragment) else [line for line in block if line.text]


def _without(names: Set[int], thread: Thread) -> Sequence[Fragment]:
    """The page's fragments without the blocks of some indices."""
    if not names:
        return thread.fragments
    return _fragments([one for i, one in enumerate(thread.tweets.blocks) if i not in names])


def _fragments(blocks: Sequence[Block]) -> list[Fragment]:
    found: list[Fragment] = []
    # A page with much between its tweets tells better than one stretch how its lines were broken.
    rows = [block for block in blocks if not isinstance(block, Fragment)]
    wrapped = is_wrapped([line for row in rows for line in (*row, Line("", 0, 0))])
    for block in blocks:
        if isinstance(block, Fragment):
            found.append(block)
        else:
            found.extend(prose(lines) for lines in paragraphs_of(block, wrapped=wrapped))
    return found


def _in_order(printed: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Put numbered tweets into the order of their numbers, wherever the page begins."""
    fragments = list(printed)
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
    yield from _gaps(numbered)
    for unit in units:
        if not unit.texts:
            what = f"number {unit.marker.number}" if unit.marker else "an attribution"
            yield Problem(unit.marker_line, f"{what} has no text")


def _gaps(numbered: Sequence[tuple[Marker, int | None]]) -> Iterator[Problem]:
    """Tell each gap with the line of the number behind it; what lacks at the end, with the last."""
    lines: dict[int, int | None] = {}
    for marker, line in numbered:
        lines.setdefault(marker.number, line)
    last = max((marker.total or marker.number for marker, _ in numbered), default=0)
    before = 0
    for number in [*sorted(lines), last + 1]:
        missing = ", ".join(map(str, range(before + 1, number)))
        if missing:
            yield Problem(lines.get(number, lines.get(before)), f"missing of {last}: {missing}")
        before = number
