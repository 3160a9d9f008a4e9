"""Plain text by paragraphs: what no other format knows is an essay that can still be read."""

from content.draft import Draft, prose, text_of
from content.language import language_of
from content.lines import lines_of
from content.model import PieceKind
from content.page import Page, read_page
from content.paragraphs import paragraphs_of

name = "plain"


def recognise(text: str) -> Page:
    """Take every text; title, byline and the page's furniture are set aside."""
    return read_page(lines_of(text))


def parse(text: str, page: Page) -> Draft:
    """Read paragraphs."""
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
