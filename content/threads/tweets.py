"""The tweets of a page, numbered or quoted, in their places between its paragraphs."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from msgspec import structs

from content.draft import METADATA, spans_of, text_of
from content.lines import Line
from content.mentions import find_handles, fold
from content.model import Author, Fragment, FragmentKind, PartialDate, Region
from content.threads.attributions import Attribution
from content.threads.layout import Unit, units_of
from content.threads.tokens import ATTRIBUTION, MARKER, Token, tokens_of

# A tweet as a fragment, or a stretch of lines between two tweets.
Block = Fragment | tuple[Line, ...]
SIGNS = (MARKER, ATTRIBUTION)
NAMES = {kind: str(kind) for kind in SIGNS}


@dataclass(frozen=True, slots=True)
class Tweets:
    """What tweets a page holds: blocks in page order, units for what is odd about them."""

    blocks: tuple[Block, ...]
    units: tuple[Unit, ...] = ()
    regions: tuple[Region, ...] = ()
    author: Author | None = None
    date: PartialDate | None = None


def read_tweets(lines: Sequence[Line]) -> Tweets:
    """Find all markers and attributions, and give each tweet its text."""
    tokens = tokens_of(lines)
    if not any(token.kind in SIGNS for token in tokens):
        return Tweets((tuple(lines),) if lines else ())
    units = units_of(tokens)
    author = _author(units)
    return Tweets(
        _blocks(tokens, units, author),
        tuple(units),
        tuple(_regions(tokens)),
        author,
        _date(units, author),
    )


def _regions(tokens: Sequence[Token]) -> Iterator[Region]:
    for token in tokens:
        if (name := NAMES.get(token.kind)) is not None:
            yield Region(token.line.span, METADATA, name)
        for line in token.others:
            yield Region(line.span, METADATA, NAMES[ATTRIBUTION])


def _author(units: Sequence[Unit]) -> Author | None:
    """Give who signed most of the numbered tweets, else most of all tweets."""
    numbered = [unit.attribution for unit in units if unit.attribution and unit.marker]
    signed = numbered or [unit.attribution for unit in units if unit.attribution]
    if not signed:
        return None
    # The same few sign again and again.
    printed = dict.fromkeys([a.handle for a in signed])
    folded = {handle: handle and fold(handle) for handle in printed}
    keys = Counter([folded[a.handle] for a in signed])
    most = keys.most_common(1)[0][0]
    own = [a for a in signed if folded[a.handle] == most]
    return Author(next((a.name for a in own if a.name), None), own[0].handle)


def _date(units: Sequence[Unit], author: Author | None) -> PartialDate | None:
    """Give the day of the author's first tweet that prints one."""
    if author is None:
        return None
    own = (u.attribution for u in units if u.attribution and u.attribution.handle == author.handle)
    return next((attribution.date for attribution in own if attribution.date), None)


def _blocks(
    tokens: Sequence[Token], units: Sequence[Unit], author: Author | None
) -> tuple[Block, ...]:
    """Give tweets in page order, and between them the lines that no tweet took."""
    taken = {index for unit in units for index in unit.texts}
    placed: list[tuple[int, Block]] = [
        (unit.at, _tweet(tokens, unit, author)) for unit in units if unit.texts
    ]
    placed += _stretches(tokens, taken)
    blocks = [block for _, block in sorted(placed, key=itemgetter(0))]
    return tuple(with_replies(blocks, author))


def _stretches(
    tokens: Sequence[Token], taken: Collection[int]
) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """Give each run of neighbouring lines that are no tweet's, at its first text."""
    first: int | None = None
    lines: list[Line] = []
    for index, token in enumerate(tokens):
        if token.kind in SIGNS or index in taken:
            if first is not None:
                yield first, tuple(lines)
            first = None
            lines = []
        else:
            lines.append(token.line)
            if first is None and token.line.text:
                first = index
    if first is not None:
        yield first, tuple(lines)


def with_replies(blocks: Sequence[Block], author: Author | None) -> Iterator[Block]:
    """What others say without a number right after a numbered tweet or its replies, answers it."""
    main = _key(author.handle, author.name) if author else None
    by_name = author is not None and author.handle is None
    inside = False
    for block in blocks:
        if not isinstance(block, Fragment):
            inside = False
        elif block.number is not None:
            inside = True
        elif inside and main:
            other = _key(block.handle, block.speaker if by_name else None)
            if other and other != main:
                block = structs.replace(block, kind=FragmentKind.REPLY)
        yield block


def _key(handle: str | None, name: str | None) -> str | None:
    """Who somebody is on a page: by the handle, else by the name."""
    return fold(handle) if handle else name


def _tweet(tokens: Sequence[Token], unit: Unit, author: Author | None) -> Fragment:
    lines = [tokens[index].line for index in unit.texts]
    text = lines[0].text if len(lines) == 1 else text_of(lines)
    marker, said = unit.marker, unit.attribution
    return Fragment(
        _kind(text, said, author) if marker is None and said else FragmentKind.TWEET,
        text,
        marker.number if marker else None,
        marker.total if marker else None,
        said.name if said else None,
        said.handle if said else None,
        said.date if said else None,
        spans_of(lines),
    )


def _kind(text: str, said: Attribution, author: Author | None) -> FragmentKind:
    """A tweet that names another one's author first, or the thread's author at all, answers."""
    own = fold(said.handle or "")
    if said.answers and fold(said.answers) != own:
        return FragmentKind.REPLY
    named = [(handle.span.start, fold(handle.surface)) for handle in find_handles(text)]
    answers = any(start <= 1 and key != own for start, key in named)
    main = fold(author.handle) if author and author.handle else None
    addressed = own != main and any(key == main for _, key in named)
    return FragmentKind.REPLY if answers or addressed else FragmentKind.TWEET
