"""Which step of a corrected text is which of the one before."""

import pytest

from content.becoming import Become, become
from content.model import Fragment, FragmentKind, Piece, PieceKind, Source

PROSE, QUESTION, ANSWER = FragmentKind.PROSE, FragmentKind.QUESTION, FragmentKind.ANSWER
FIRST = "The first boat of the day leaves at dawn."
SECOND = "Nobody wayts for the second one of them."
MENDED = "Nobody waits for the second one of them."
THIRD = "The third is always a little bit late."
LAST = "There are no lights at all on the last."


def piece(*words: str | tuple[FragmentKind, str]) -> Piece:
    """A text of these fragments."""
    said = [one if isinstance(one, tuple) else (PROSE, one) for one in words]
    fragments = tuple(Fragment(kind, text) for kind, text in said)
    return Piece("ferry", PieceKind.ESSAY, None, None, None, "en", fragments, Source(""))


SAME, GONE = True, Become(None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((FIRST, SECOND), (FIRST, SECOND), (Become(0, SAME), Become(1, SAME))),
        ((FIRST, SECOND), (FIRST, MENDED), (Become(0, SAME), Become(1))),
        ((FIRST, SECOND), ("New.", FIRST, MENDED), (Become(1, SAME), Become(2))),
        ((FIRST, SECOND, THIRD), (FIRST, THIRD), (Become(0, SAME), GONE, Become(1, SAME))),
        ((FIRST, SECOND, THIRD, LAST), (MENDED, LAST), (GONE, Become(0), GONE, Become(1, SAME))),
        ((FIRST, SECOND, THIRD), ("Other words.", THIRD), (GONE, GONE, Become(1, SAME))),
        (
            (FIRST, FIRST, SECOND),
            (FIRST, FIRST, MENDED),
            (*(Become(n, SAME) for n in (0, 1)), Become(2)),
        ),
        ((FIRST, SECOND), (MENDED, FIRST), (Become(1, SAME), GONE)),
        ((FIRST,), ("Of all this nothing stays.",), (Become(0),)),
        ((FIRST, SECOND), (LAST,), (GONE, GONE)),
    ],
)
def test_each_step(
    old: tuple[str, ...], new: tuple[str, ...], expected: tuple[Become, ...]
) -> None:
    """The same, mended, moved by what was put in before, or gone; never another fragment."""
    assert become(piece(*old), piece(*new)) == expected


def test_a_question_with_its_answer() -> None:
    """They are one step: a mended answer makes it another, whatever the question is."""
    old = piece((QUESTION, "And then?"), (ANSWER, FIRST), (QUESTION, "Why?"), (ANSWER, SECOND))
    new = piece((QUESTION, "And then?"), (ANSWER, FIRST), (QUESTION, "Why?"), (ANSWER, MENDED))
    assert become(old, new) == (Become(0, SAME), Become(1))
