"""Markers paired with attributions, by the one way that fits most of them."""

from collections.abc import Sequence

from msgspec import Struct

from content.threads.neighbours import Neighbours
from content.threads.tokens import ATTRIBUTION, BLANK, MARKER, TEXT


class Cluster(Struct):
    """A marker with its attribution; `first` and `last` are their outermost tokens.

    It encloses a text that stands between the two.
    """

    first: int
    last: int
    marker: int | None
    attribution: int | None
    encloses: bool = False


def clusters_of(near: Neighbours) -> list[Cluster]:
    """Pair markers with attributions by the one way that fits most of them."""
    markers = near.of(MARKER)
    after = [_attribution(near, i, 1) for i in markers]
    if markers and _unparted(near, markers, after) == len(markers):
        # No other way could fit better.
        return [_cluster(near, m, a) for m, a in zip(markers, after, strict=True)]
    before = [_attribution(near, i, -1) for i in markers]
    behind = [_beyond(near, i, 1) for i in markers]
    ahead = [_beyond(near, i, -1) for i in markers]
    half = 0.5 * len(markers)
    ways = {"after": after, "before": before, "behind": behind, "ahead": ahead}
    counts = {way: sum(x is not None for x in found) for way, found in ways.items()}
    chosen: list[int | None] = [None] * len(markers)
    if markers and max(counts.values()) > half:
        whole = {way: _unparted(near, markers, found) for way, found in ways.items()}
        chosen = ways[_way({way: counts[way] + whole[way] for way in ways})]
    return [_cluster(near, m, a) for m, a in zip(markers, chosen, strict=True)]


def _cluster(near: Neighbours, marker: int, attribution: int | None) -> Cluster:
    first = last = marker
    if attribution is not None:
        first, last = (marker, attribution) if marker < attribution else (attribution, marker)
    encloses = last > first + 1 and TEXT in near.kinds[first:last]
    return Cluster(first, last, marker, attribution, encloses)


def _way(ways: dict[str, int]) -> str:
    """Choose how marker and attribution go together.

    Inside a page M A T and A T M look alike, and so do M T A and A M T; only at the edges one
    of them leaves a marker without its attribution.
    """
    if max(ways["after"], ways["ahead"]) >= max(ways["before"], ways["behind"]):
        return "after" if ways["after"] >= ways["ahead"] else "ahead"
    return "behind" if ways["behind"] > ways["before"] else "before"


def _unparted(near: Neighbours, markers: Sequence[int], found: Sequence[int | None]) -> int:
    """Count the pairs that no blank line parts."""
    pairs = [(m, a) for m, a in zip(markers, found, strict=True) if a is not None]
    beside = sum([abs(m - a) == 1 for m, a in pairs])
    apart = [(min(m, a), max(m, a)) for m, a in pairs if abs(m - a) > 1]
    return beside + sum(BLANK not in near.kinds[first:last] for first, last in apart)


def _attribution(near: Neighbours, marker: int, step: int) -> int | None:
    index = near.beside(marker, step)
    return index if near.kind(index) is ATTRIBUTION else None


def _beyond(near: Neighbours, marker: int, step: int) -> int | None:
    """Find the attribution on the far side of the text beside a marker."""
    kinds = near.kinds
    told = False
    for index in range(marker + step, len(kinds) if step > 0 else -1, step):
        if kinds[index] is TEXT:
            told = True
        elif kinds[index] is not BLANK:
            return index if told and kinds[index] is ATTRIBUTION else None
    return None
