"""Plain text by paragraphs: what no other format knows is an essay that can still be read."""

from content.draft import Draft, prose, text_of
from content.language import language_of
from content.lines import blocks_of, lines_of
from content.model import PieceKind
from content.page import read_page

name = "plain"


def recognise(text: str) -> bool:
    """Take every text."""
    return True


def parse(text: str) -> Draft:
    """Read paragraphs, each line of a paragraph being a fragment of its own."""
    page = read_page(lines_of(text))
    fragments = tuple(prose(block) for block in blocks_of(page.lines))
    return Draft(
        PieceKind.ESSAY,
        fragments,
        page.regions,
        (),
        page.title,
        page.author,
        page.date,
        language_of(text_of(page.lines)),
    )
