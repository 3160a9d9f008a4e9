"""Handles at the edges of a page's tweets: beside their markers, or at the end of each.

`@ana_b 1/4 text`, the same with the text below, `text 1/4 @ana_b`, `1/4 text — @ana_b`,
`text.@ana_b`. A line alone may name anybody; only where all tweets do it in one way is that how
this page signs them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from content.bylines import is_name
from content.lines import Line
from content.mentions import Handle, find_handles, fold
from content.model import Span
from content.remembered import each
from content.threads.attributions import DASH, EDGES, Attribution, Found, find_attribution
from content.threads.glued import glued_of
from content.threads.markers import Marker, Position, candidates

LONGEST = 100
FEWEST = 3
# Where so many tweets have an attribution of another kind, the handles at their edges are none.
SIGNED = 0.6
# What may part a handle from what stands around it; a bracket that opens belongs to a marker.
PARTING = " \u00a0)]·•|,:–—-"
OPENING = " \u00a0(["
SENTENCE_END = frozenset('.!?…»”")')


class _Sign(NamedTuple):
    """A handle at the edge of a text, and the marker beside it."""

    found: Found
    marker: Marker | None = None
    glued: bool = False
    # Whether the line holds nothing else.
    alone: bool = False


class _Edge(NamedTuple):
    """A sign in the line of an index."""

    row: int
    found: Found
    marker: Marker | None
    glued: bool
    alone: bool

    @property
    def key(self) -> str:
        """What is equal for all spellings of the handle."""
        return fold(self.found.attribution.handle or "")


def edges_of(lines: Sequence[Line], signed: Collection[int]) -> dict[int, Found]:
    """Find the attributions at the edges of a page's tweets, by the index of their line.

    `signed` are the lines that hold attributions of another kind.
    """
    signs = [
        (index, line.text)
        for index, line in enumerate(lines)
        if "@" in line.text or "＠" in line.text
        if len(line.text) <= LONGEST
        or "@" in (near := line.text[:LONGEST] + line.text[-LONGEST:])
        or "＠" in near
    ]
    if len(signs) < 2:
        return {}
    texts = dict.fromkeys([text for _, text in signs])
    front, end = each(_front, texts), each(_end, texts)
    fronts = [_Edge(index, *front[text]) for index, text in signs if text in front]
    ends = [_Edge(index, *end[text]) for index, text in signs if text in end]
    beside = [edge for edge in ends if edge.marker]
    own: Sequence[_Edge] = ()
    if _number_tweets(fronts):
        own = fronts
    elif _number_tweets(beside):
        own = beside
    else:
        last = _of_one([edge for edge in ends if not edge.marker])
        if _close_tweets(last, lines) or (len(last) >= FEWEST and all(e.glued for e in last)):
            own = last
    if not own:
        return glued_of(signs)
    others = {*signed, *(i for i, text in signs if len(text) <= LONGEST and find_attribution(text))}
    if _parted(own, others) >= SIGNED * len(own):
        # Nobody signs a tweet twice: these are whom the tweets talk to.
        return {}
    found = {edge.row: edge.found for edge in own}
    if all(edge.alone for edge in own):
        found |= {i: bare for i, text in signs if i not in found and (bare := _bare(text))}
    return {index: edge for index, edge in found.items() if index not in signed}


def _parted(own: Sequence[_Edge], others: Collection[int]) -> int:
    """Count the edges between which, or behind which, an attribution of another kind stands."""
    places = sorted(others)
    ranks = [bisect_left(places, edge.row) for edge in own]
    return sum(rank < after for rank, after in pairwise([*ranks, len(places)]))


def _bare(text: str) -> Found | None:
    """Read a line that is a handle, and perhaps a name: whoever answers has no number."""
    handle = next(iter(find_handles(text)), None)
    if handle is None or len(text) > LONGEST or text[handle.span.end :].strip(PARTING):
        return None
    name = text[: handle.span.start].strip(EDGES)
    return _found(text, 0, len(text), name, handle) if not name or is_name(name) else None


def _front(text: str) -> _Sign | None:
    """Read `@ana_b 1/4 text`, `Ana @ana_b (1/4)`, `1/4 @ana_b`: all from the line's beginning."""
    handle = next(iter(find_handles(text)), None)
    if handle is None or handle.span.start > LONGEST:
        return None
    head = text[: handle.span.start].rstrip(OPENING)
    behind = text[handle.span.end :].lstrip(PARTING)
    marker = next((m for m in candidates(behind) if m.start == 0), None) if behind else None
    if not behind and head:
        alone = next(iter(candidates(head)), None)
        if alone is not None and alone.position is Position.ALONE and alone.style != "dot":
            start = len(head)
            return _Sign(_found(text, start, len(text), None, handle), alone, alone=True)
    name = head.strip(EDGES)
    if marker is None or marker.style == "dot" or (name and not is_name(name)):
        return None
    found = _found(text, 0, len(text) - len(behind), name, handle)
    return _Sign(found, marker, alone=marker.position is Position.ALONE)


def _end(text: str) -> _Sign | None:
    """Read `text 1/4 @ana_b`, `text — Ana @ana_b`, `text — @ana_b 1/4`, up to the line's end."""
    handle = next(iter(find_handles(text)[-1:]), None)
    if handle is None or handle.span.start == 0 or len(text) - handle.span.end > LONGEST:
        return None
    before = text[: handle.span.start].rstrip(OPENING)
    name = ""
    for dash in reversed(list(DASH.finditer(before, max(0, len(before) - LONGEST)))):
        name = before[dash.end() :].strip(EDGES)
        if not name or is_name(name):
            before = before[: dash.start()].rstrip()
            break
        name = ""
    # "the end of a tweet.— @ana_b", where the page has lost the gap before the dash.
    before = before.rstrip("—―").rstrip()
    rest = text[handle.span.end :].lstrip(PARTING).rstrip(" .")
    behind = candidates(rest) if rest else ()
    if not before or (rest and not any(m.position is Position.ALONE for m in behind)):
        return None
    near = behind or [m for m in candidates(before) if m.position is Position.END]
    marker = next((m for m in near if m.style != "dot"), None)
    end = text.index(rest, handle.span.end) if rest else len(text)
    glued = before[-1] in SENTENCE_END and len(before) == handle.span.start
    return _Sign(_found(text, len(before), end, name, handle), marker, glued)


def _found(text: str, start: int, end: int, name: str | None, handle: Handle) -> Found:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Found(Span(start, end), Attribution(name or None, handle.surface[1:], None), True)


def _of_one(edges: Sequence[_Edge]) -> list[_Edge]:
    """Leave only whoever is named most."""
    most = Counter(edge.key for edge in edges).most_common(1)
    return [edge for edge in edges if edge.key == most[0][0]]


def _number_tweets(edges: Sequence[_Edge]) -> bool:
    """Tell whether the numbers beside somebody's handle run on."""
    own = [edge.marker for edge in _of_one(edges) if edge.marker] if len(edges) > 1 else []
    return 2 * len(own) > len(edges) and _run(own)


def _run(markers: Sequence[Marker]) -> bool:
    """Tell whether numbers go up, or down, as a thread's do: ratings go up and down."""
    numbers = [marker.number for marker in markers]
    total = max(marker.total or 0 for marker in markers) if markers else 0
    if len(numbers) < min(FEWEST, total or FEWEST) or min(numbers) > 2:
        return False
    deltas = [after - before for before, after in pairwise(numbers)]
    up, down = (sum(delta == step for delta in deltas) for step in (1, -1))
    if max(up, down) >= 0.7 * len(deltas):
        return True
    one_way = all(delta > 0 for delta in deltas) or all(delta < 0 for delta in deltas)
    return one_way and 2 * len(numbers) >= max(numbers)


def _close_tweets(edges: Sequence[_Edge], lines: Sequence[Line]) -> bool:
    """Tell whether one handle ends every tweet: from each marker to the next it comes once."""
    if len(edges) < FEWEST:
        return False
    groups: dict[tuple[str, int | None], list[tuple[int, Marker]]] = {}
    for index, line in enumerate(lines):
        for marker in candidates(line.text) if line.text else ():
            if marker.start == 0 and marker.style != "dot":
                groups.setdefault((marker.style, marker.total), []).append((index, marker))
    most = max(groups.values(), key=len, default=[])
    if len(most) != len(edges) or not _run([marker for _, marker in most]):
        return False
    starts = [index for index, _ in most]
    return all(
        start <= edge.row < following
        for start, edge, following in zip(starts, edges, [*starts[1:], len(lines)], strict=True)
    )
