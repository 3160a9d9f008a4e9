"""Styled text keeps text and styles together, however it is put together or cut."""

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.post import Entity, Rich, Style, bold, fill, lines, link
from content.model import Span


def test_values_keep_their_styles_in_a_sentence() -> None:
    """A styled value is where its place was, wherever the translation put it."""
    said = fill("{title} has {n}!", n=3, title=bold("Œuvre"))
    assert said == Rich("Œuvre has 3!", (Entity(Span(0, 5), Style.BOLD),))


def test_braces_in_values_are_text() -> None:
    """What people write is never taken for a place of the sentence."""
    assert fill("{words}?", words="{words} {0}").text == "{words} {0}?"


def test_empty_parts_leave_no_empty_lines() -> None:
    """Only what is there gets a line."""
    assert lines(["a", Rich(), "", bold("b")]).text == "a\nb"


def test_an_empty_text_has_no_entity() -> None:
    """Telegram refuses entities without a length."""
    assert bold("").entities == ()
    assert link("", "https://example.org").entities == ()


@st.composite
def riches(draw: st.DrawFn) -> Rich:
    """Text with a few spans on it."""
    text = draw(st.text(min_size=1, max_size=40))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 10)), max_size=4))
    entities = tuple(
        Entity(Span(start, min(len(text), start + length)), Style.BOLD) for start, length in spans
    )
    return Rich(text, entities)


def styled_letters(rich: Rich) -> list[tuple[str, int]]:
    """Each character with how many entities cover it."""
    return [
        (letter, sum(e.span.start <= at < e.span.end for e in rich.entities))
        for at, letter in enumerate(rich.text)
    ]


@given(riches(), st.integers(0, 40))
def test_what_is_cut_in_two_and_joined_looks_the_same(rich: Rich, place: int) -> None:
    """Every character keeps its styles through a cut."""
    at = min(place, len(rich.text))
    joined = rich.part(Span(0, at)) + rich.part(Span(at, len(rich.text)))
    assert styled_letters(joined) == styled_letters(rich)
