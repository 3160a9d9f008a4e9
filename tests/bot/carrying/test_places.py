"""A place in a text: the same in the same text, and as a replaced text keeps it in another."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.carrying.places import Landmarks, fingerprints
from bot.library import places
from bot.model import Cursor
from content.fragments import steps
from content.model import Fragment, FragmentKind, Piece, PieceKind, Source

KINDS = st.sampled_from((FragmentKind.PROSE, FragmentKind.HEADING, FragmentKind.TWEET))
FRAGMENTS = st.builds(Fragment, KINDS, st.sampled_from("abcdefgh"))
PIECES = st.lists(FRAGMENTS, min_size=1, max_size=12).map(lambda found: piece(*found))


def piece(*fragments: Fragment) -> Piece:
    """An essay of these fragments."""
    return Piece("x", PieceKind.ESSAY, None, None, None, None, fragments, Source("", None))


def prose(words: str) -> Piece:
    """An essay with a paragraph for each letter."""
    return piece(*(Fragment(FragmentKind.PROSE, word) for word in words))


@given(PIECES, st.data())
def test_the_same_text_has_the_same_place(text: Piece, data: st.DataObject) -> None:
    """Every step, every part, and the end."""
    count = len(steps(text.fragments))
    cursor = Cursor(data.draw(st.integers(0, count)))
    if cursor.step < count:
        cursor = replace(cursor, part=data.draw(st.integers(0, 3)))
    assert Landmarks(text).cursor_at(Landmarks(text).place_of(cursor)) == cursor


@given(PIECES, PIECES, st.data())
def test_another_edition_keeps_the_place_as_a_replaced_text_does(
    old: Piece, new: Piece, data: st.DataObject
) -> None:
    """Where it has the next fragment; where it has none of the last few, nobody guesses."""
    cursor = Cursor(data.draw(st.integers(0, len(steps(old.fragments)))))
    place = Landmarks(old).place_of(cursor)
    found = Landmarks(new).cursor_at(place)
    marks = fingerprints(new)
    starts = {marks[step.first] for step in steps(new.fragments)}
    if place.next and place.next[0] in starts:
        assert found == places(old, new)(cursor)
    elif place.before and not set(marks) & set(place.before):
        assert found is None


@pytest.mark.parametrize(
    ("new", "step"),
    [("abcdef", 3), ("xabcdef", 4), ("abc", 3), ("abdc", 2), ("abxyz", 2), ("xyz", None)],
)
def test_by_what_it_is_found(new: str, step: int | None) -> None:
    """By the next fragment, else after the last one that both have, else not at all."""
    found = Landmarks(prose(new)).cursor_at(Landmarks(prose("abcdef")).place_of(Cursor(3)))
    assert found == (None if step is None else Cursor(step))


def test_a_part_is_kept_if_the_whole_step_is_the_same() -> None:
    """Else the step is posted from its start, as after a correction."""
    heading = Fragment(FragmentKind.HEADING, "h")
    a, b = (Fragment(FragmentKind.PROSE, word) for word in "ab")
    place = Landmarks(piece(heading, a)).place_of(Cursor(0, 2))
    assert Landmarks(piece(heading, a, b)).cursor_at(place) == Cursor(0, 2)
    assert Landmarks(piece(heading, b)).cursor_at(place) == Cursor(0, 0)
