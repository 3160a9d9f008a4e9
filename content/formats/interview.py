"""Interviews: questions and answers, with the page's own words before and after them."""

from content.capture import Capture
from content.draft import Draft
from content.interviews.talk import Dialogue
from content.model import PieceKind

name = "interview"


def recognise(capture: Capture) -> Dialogue | None:
    """Weigh labels, question marks, length and order of all paragraphs."""
    dialogue = capture.dialogue
    return dialogue if dialogue.fragments else None


def parse(capture: Capture, dialogue: Dialogue) -> Draft:
    """Read introduction, turns, quoted tweets and comments."""
    page = capture.page
    regions = [*page.regions, *capture.tweets.regions, *dialogue.regions]
    return Draft(
        PieceKind.INTERVIEW,
        (*dialogue.fragments, *page.comments),
        tuple(sorted(regions, key=lambda region: region.span)),
        dialogue.problems,
        page.title,
        page.author,
        page.date,
        capture.language,
    )
