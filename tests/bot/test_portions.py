"""Where a scheduled post ends."""

from datetime import time

import pytest

from bot.portions import MOST, end_of, without_tail
from bot.rules import TOGETHER, WHOLE, Anniversary, Rhythm
from content.fragments import steps
from content.model import Fragment, FragmentKind, PartialDate, Piece, PieceKind, Source

KINDS = {
    "t": FragmentKind.TWEET,
    "p": FragmentKind.PROSE,
    "h": FragmentKind.HEADING,
    "q": FragmentKind.QUESTION,
    "a": FragmentKind.ANSWER,
    "c": FragmentKind.COMMENT,
}


def piece(*texts: str, dates: tuple[PartialDate | None, ...] = ()) -> Piece:
    """A text of fragments `t: words`, by the letter of their kind."""
    days = (*dates, *(None for _ in texts))
    fragments = tuple(
        Fragment(KINDS[text[0]], text[3:], date=day) for text, day in zip(texts, days, strict=False)
    )
    return Piece("s", PieceKind.THREAD, None, None, None, None, fragments, Source("0" * 64))


def ends(text: Piece, portion: int, timing: Rhythm | Anniversary | None = None) -> list[int]:
    """The end of each post, as fragments posted so far."""
    cut = steps(text.fragments)
    found, at = [], 0
    while at < len(cut):
        at = end_of(text, cut, at, portion, timing)
        found.append(cut[at - 1].last)
    return found


# Two fragments, and whether they stay together.
PAIRS = [
    ("t: Il pleut sur le quai.", "t: Le bus arrive.", False),
    ("t: Il pleut sur le quai et", "t: le bus arrive.", True),
    ("t: Il pleut sur le quai,", "t: Le bus arrive.", True),
    ("t: Il pleut sur le quai…", "t: Le bus arrive.", False),
    ("t: Il pleut sur le quai…", "t: …et le bus arrive.", True),
    ("t: Il pleut sur le quai...", "t: mais le bus arrive.", True),
    ("t: Il pleut sur le quai... 3/14", "t: 4/14 mais le bus arrive.", True),
    ("t: Il pleut sur le quai. 3/14", "t: 4/14 mais le bus arrive.", False),
    ("t: The lamp goes out 1/", "t: 2/ and nobody minds.", True),
    ("t: The lamp goes out! https://example.org/a", "t: Nobody minds.", False),
    ("t: The lamp goes out https://example.org/a", "t: when nobody looks.", True),
    ("t: The lamp goes out. #lamps #out", "t: when nobody looks.", False),
    ("t: The lamp goes out 💡", "t: Nobody minds.", False),
    ("t: Elle a dit « jamais »", "t: Puis elle est partie.", False),
    ("t: Voici pourquoi :", "t: la lampe.", False),
    ("t: She said “never”", "t: Then she left.", False),
    ("t: https://example.org/a", "t: Then she left.", False),
    ("t: The lamp and", "c: the comment", False),
    ("p: The lamp and", "p: the wick.", True),
    ("h: The lamp", "p: It is out.", True),
    ("q: The lamp, why", "a: because", True),
]


@pytest.mark.parametrize(("first", "second", "together"), PAIRS)
def test_a_sentence_stays_together(first: str, second: str, together: bool) -> None:
    """Headings, questions and broken sentences are not parted from what follows."""
    assert ends(piece(first, second), TOGETHER) == ([2] if together else [1, 2])


def test_who_never_ends_a_sentence_is_cut() -> None:
    """At most so many go together."""
    endless = piece(*["t: and then"] * (2 * MOST))
    assert ends(endless, TOGETHER) == [MOST, 2 * MOST]


def test_numbers_and_all() -> None:
    """So many steps, no more, and everything that is left."""
    text = piece(*["t: and then"] * 7)

    assert ends(text, 3) == [3, 6, 7]
    assert ends(text, WHOLE) == [7]
    assert end_of(text, steps(text.fragments), 5, WHOLE) == 7


def day(*parts: int) -> PartialDate:
    return PartialDate(*parts)


DATES = (
    day(2014, 3, 1), day(2014, 3, 1), day(2014, 3, 2), day(2015, 3, 2), day(2015, 3), day(2015, 3),
    None,
)  # fmt: skip


def test_steps_of_one_date() -> None:
    """A rhythm keeps a day together, an anniversary that of any year; months tell nothing."""
    text = piece(*["t: Done."] * 7, dates=DATES)

    assert ends(text, TOGETHER, Rhythm()) == [2, 3, 4, 5, 6, 7]
    assert ends(text, TOGETHER, Anniversary(time(9))) == [2, 4, 5, 6, 7]
    assert ends(text, TOGETHER, Anniversary(time(9), whole=True)) == [7]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Done. 3/14", "Done."),
        ("Done. (3/14) #a #b https://example.org", "Done."),
        ("#a", ""),
        ("About 3", "About 3"),
        ("Half, 1/2.", "Half, 1/2."),
    ],
)
def test_without_tail(text: str, expected: str) -> None:
    """Only what stands behind the last sentence goes."""
    assert without_tail(text) == expected
