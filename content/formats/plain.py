"""Plain text by paragraphs: what no other format knows is an essay that can still be read."""

from content.draft import Draft, prose, text_of
from content.language import language_of
from content.lines import lines_of
from content.model import PieceKind
from content.page import read_page
from content.paragraphs import paragraphs_of

name = "plain"


def recognise(text: str) -> bool:
    """Take every text."""
    return True


def parse(text: str) -> Draft:
    """Read paragraphs; title, byline and the page's furniture are set aside."""
    page = read_page(lines_of(text))
    return Draft(
        PieceKind.ESSAY,
        tuple(prose(paragraph) for paragraph in paragraphs_of(page.lines)),
        page.regions,
        (),
        page.title,
        page.author,
        page.date,
        language_of(text_of(page.lines)),
    )
