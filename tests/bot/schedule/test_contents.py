"""What a chat is told has come, from values alone."""

from dataclasses import replace
from datetime import timedelta

from bot.delivery.post import Rich, Style
from bot.delivery.render import Script
from bot.i18n import translator
from bot.model import Cursor, RunState
from bot.plans import FOREVER, Due, PlanState, SeatState
from bot.schedule.contents import IN_WORDS, LINKS, contents
from bot.store.boards import FirstMessage
from content.fragments import steps
from content.parse import parse
from tests.bot.schedule.test_ticks import NOW, due, script

ADDRESS = "https://t.me/c/5"
MOST_UNITS, MOST_ENTITIES = 4096, 100


def posts(count: int) -> list[FirstMessage]:
    """The first so many steps, each with its message."""
    return [FirstMessage(1, 1, step, 100 + step) for step in range(count)]


def told(
    one: Due,
    text: Script,
    posted: list[FirstMessage],
    address: str | None = ADDRESS,
    **more: object,
) -> Rich:
    """The words, in English."""
    earlier = more.get("earlier", ())
    post = contents(one, text, posted, earlier, address, (), translator("en"), NOW)
    assert post.silent
    return post.body


def linked(rich: Rich) -> dict[str, str]:
    """Where each linked words lead."""
    return {
        rich.text[one.span.start : one.span.end]: one.url or ""
        for one in rich.entities
        if one.style is Style.LINK
    }


def test_each_fragment_by_its_first_words() -> None:
    """Where there are few."""
    rich = told(due(), script(), posts(2))
    assert rich.text == (
        "Paragraph 1.\n2 of 6 posted\n\n1. Paragraph 1.\n2. Paragraph 2.\n\n"
        "Next fragment: Monday 30 November, 8:30."
    )
    assert linked(rich) == {
        "1. Paragraph 1.": f"{ADDRESS}/100",
        "2. Paragraph 2.": f"{ADDRESS}/101",
    }


def test_many_by_their_numbers() -> None:
    """Of very many not each, but always the newest; a message has room for them."""
    for count in (IN_WORDS + 1, LINKS, LINKS + 1, 1000):
        rich = told(due(cursor=Cursor(count)), script(1001), posts(count))
        numbers = list(linked(rich))
        assert numbers[0] == "1"
        assert numbers[-1] == str(count)
        assert len(numbers) <= LINKS + 1
        assert len(rich.text) <= MOST_UNITS
        assert len(rich.entities) <= MOST_ENTITIES


def test_no_links_where_messages_have_no_addresses() -> None:
    """In a private chat, and in a basic group."""
    rich = told(due(), script(), posts(1), address=None)
    assert "1. Paragraph 1." in rich.text
    assert linked(rich) == {}


def test_what_a_note_is_about_is_not_quoted() -> None:
    """Only its number is told."""
    piece = parse("---\nnote: Of a fire.\n---\n\nIt burned.\n\nAll night.", "text").piece
    rich = told(due(), Script(1, piece, steps(piece.fragments), {}), posts(1))
    assert "1." in linked(rich)
    assert "It burned" not in rich.text.split("\n\n")[1]


def test_the_texts_before_it() -> None:
    """Each by its title, with a link to its first fragment."""
    rich = told(due(), script(), [], earlier=[("The lamp", FirstMessage(9, 2, 0, 55))])
    assert rich.text.startswith("The lamp\n\nParagraph 1.")
    assert linked(rich) == {"The lamp": f"{ADDRESS}/55"}


def test_a_text_that_became_shorter() -> None:
    """What it has no more is not told."""
    assert "3." not in told(due(), script(2), posts(4)).text


def test_what_comes() -> None:
    """The next date, a rest, a hold for good, the end, and what was taken away."""
    one = due()
    over = replace(one, seat=replace(one.seat, state=SeatState.OVER))
    ended = replace(one, run=replace(one.run, state=RunState.ENDED))
    cases = (
        (due(state=PlanState.PAUSED), "Paused."),
        (due(wake_at=None), "Paused."),
        (due(held_until=FOREVER), "Paused."),
        (due(held_until=NOW - timedelta(days=1)), "Next fragment: Monday 30 November, 8:30."),
        (over, "Nothing more comes here."),
        (ended, "The end."),
    )
    for case, words in cases:
        assert told(case, script(), []).text.endswith(f"\n\n{words}")
    assert "6 of 6 posted" in told(ended, script(), []).text
