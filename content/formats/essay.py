"""Essays and testimonies: paragraphs under headings. What no other format knows is read here."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.capture import Capture
from content.cuts import cuts_of
from content.draft import Draft, prose
from content.headings import headings_of
from content.lines import Line
from content.model import Fragment, FragmentKind, PieceKind, Problem
from content.paragraphs import paragraphs_of
from content.threads.tweets import Block

name = "essay"
DOUBT = "could be an interview, but who asks and who answers is unclear: read as paragraphs"
LONGEST_QUESTION = 200
# One paragraph in so many asks.
MANY = 4


def recognise(capture: Capture) -> tuple[Block, ...]:
    """Take every text, with the tweets it quotes."""
    return capture.tweets.blocks


def parse(capture: Capture, blocks: tuple[Block, ...]) -> Draft:
    """Read headings, paragraphs, quoted tweets and comments."""
    page = capture.page
    fragments = (*_fragments(blocks), *page.comments)
    headed = any(fragment.kind is FragmentKind.HEADING for fragment in fragments)
    doubtful = (capture.dialogue.doubtful or _asks_often(fragments)) and not headed
    return Draft(
        PieceKind.ESSAY,
        fragments,
        tuple(sorted([*page.regions, *capture.tweets.regions], key=lambda region: region.span)),
        (*([Problem(None, DOUBT)] if doubtful else []), *cuts_of(fragments, capture.text)),
        page.title,
        page.author,
        page.date,
        capture.language,
    )


def _asks_often(fragments: Sequence[Fragment]) -> bool:
    """Tell whether short questions with something else behind each are much of the text."""
    told = [one.text for one in fragments if one.kind is FragmentKind.PROSE]
    asked = sum(
        question.endswith("?") and len(question) <= LONGEST_QUESTION and not answer.endswith("?")
        for question, answer in pairwise(told)
    )
    return asked > 1 and asked * MANY >= len(told)


def _fragments(blocks: tuple[Block, ...]) -> Iterator[Fragment]:
    rows: list[Fragment | list[Line]] = []
    for block in blocks:
        rows.extend([block] if isinstance(block, Fragment) else paragraphs_of(block))
    told = any(isinstance(row, Fragment) and row.kind is FragmentKind.HEADING for row in rows)
    headings = frozenset() if told else headings_of(rows)
    for index, row in enumerate(rows):
        if isinstance(row, Fragment):
            yield row
        else:
            kind = FragmentKind.HEADING if index in headings else FragmentKind.PROSE
            yield prose(row, kind)
