"""Fragments that the source itself tells from the text, set between the paragraphs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import structs

from content.draft import METADATA
from content.lines import Line
from content.mentions import fold
from content.model import Author, Fragment, FragmentKind, PartialDate, Region, Span
from content.threads.markers import Marker, candidates
from content.threads.runs import Evidence, run_of
from content.threads.tweets import Block, Tweets, with_replies


def woven(found: Tweets, embeds: Sequence[Fragment]) -> Tweets:
    """Put known fragments into their places; markers are taken off the tweets among them."""
    if not embeds:
        return found
    parted, regions = _without_markers(embeds)
    author = found.author or _author(parted)
    pieces = [part for block in found.blocks for part in _split(block, parted)]
    blocks = sorted([*pieces, *parted], key=_start)
    return Tweets(
        tuple(with_replies(blocks, author)),
        found.units,
        (*found.regions, *regions),
        author,
        found.date or _date(parted, author),
    )


def _start(block: Block) -> int:
    if isinstance(block, Fragment):
        return block.spans[0].start
    return next(line.span.start for line in block if not line.blank)


def _split(block: Block, embeds: Sequence[Fragment]) -> Iterator[Block]:
    """Cut a stretch of lines where a known fragment stands in it."""
    if isinstance(block, Fragment):
        yield block
        return
    starts = [embed.spans[0].start for embed in embeds]
    stretches: dict[int, list[Line]] = {}
    at = 0
    for line in block:
        while at < len(starts) and starts[at] <= line.span.start:
            at += 1
        stretches.setdefault(at, []).append(line)
    for stretch in stretches.values():
        if not all(line.blank for line in stretch):
            yield tuple(stretch)


def _author(embeds: Sequence[Fragment]) -> Author | None:
    """Give who wrote most of the tweets."""
    tweets = [one for one in embeds if one.kind is FragmentKind.TWEET and one.handle]
    most = Counter(fold(one.handle or "") for one in tweets).most_common(1)
    if not most:
        return None
    own = [one for one in tweets if fold(one.handle or "") == most[0][0]]
    return Author(next((one.speaker for one in own if one.speaker), None), own[0].handle)


def _date(embeds: Sequence[Fragment], author: Author | None) -> PartialDate | None:
    own = (one.date for one in embeds if author is None or one.handle == author.handle)
    return next((date for date in own if date), None)


def _without_markers(embeds: Sequence[Fragment]) -> tuple[list[Fragment], list[Region]]:
    """Take the numbers of a thread off its tweets, where they are borne out together."""
    found: list[Marker] = []
    owners: list[int] = []
    for index, embed in enumerate(embeds):
        if embed.kind is FragmentKind.TWEET and embed.number is None:
            for marker in _markers(embed):
                found.append(marker)
                owners.append(index)
    tweets = sum(embed.kind is FragmentKind.TWEET for embed in embeds)
    length = sum(len(embed.text) for embed in embeds)
    run = run_of(found, Evidence(tweets, lambda: True, length)) if found else frozenset()
    parted = list(embeds)
    regions = []
    for index in sorted(run):
        fragment = parted[owners[index]]
        if fragment.number is None:
            parted[owners[index]], span = _cut(fragment, found[index])
            regions.append(Region(span, METADATA, "marker"))
    return parted, regions


def _markers(fragment: Fragment) -> Iterator[Marker]:
    """Find what could number a tweet: at its start, else at the end of its last line."""
    first, _, rest = fragment.text.partition("\n")
    last = fragment.text.rpartition("\n")[2]
    yield from (m for m in candidates(first) if m.start == 0 and (rest or m.end < len(first)))
    at = len(fragment.text) - len(last)
    for marker in candidates(last):
        if marker.end == len(last) and at + marker.start > 0:
            yield structs.replace(marker, start=at + marker.start, end=at + marker.end)


def _cut(fragment: Fragment, marker: Marker) -> tuple[Fragment, Span]:
    """Take a marker off; the place where it stood in the source is given with the rest."""
    ahead = marker.start == 0
    rest = fragment.text[marker.end :] if ahead else fragment.text[: marker.start]
    kept = rest.lstrip() if ahead else rest.rstrip()
    lines = kept.count("\n") + 1
    spans = list(fragment.spans[-lines:] if ahead else fragment.spans[:lines])
    if ahead:
        place = Span(fragment.spans[0].start, fragment.spans[0].start + marker.end)
        spans[0] = Span(spans[0].end - len(kept.partition("\n")[0]), spans[0].end)
    else:
        place = Span(fragment.spans[-1].end - (marker.end - marker.start), fragment.spans[-1].end)
        spans[-1] = Span(spans[-1].start, spans[-1].start + len(kept.rpartition("\n")[2]))
    numbered = structs.replace(
        fragment, text=kept, number=marker.number, total=marker.total, spans=tuple(spans)
    )
    return numbered, place
