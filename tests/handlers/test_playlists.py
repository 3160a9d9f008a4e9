"""Which texts somebody wants to plan, as they write it."""

import pytest

from bot.library import Summary
from bot.plans import ENDLESS
from content.model import PartialDate, PieceKind
from handlers.playlists import Titles, titles

WORDS = {
    "ferry": Titles(("ferry",)),
    "ferry + last bus": Titles(("ferry", "last bus")),
    "ferry + last bus, shuffled, 3 rounds": Titles(("ferry", "last bus"), True, False, 3),
    "tout, mélangés, sans fin": Titles((), True, False, ENDLESS),
    "all texts oldest first": Titles((), False, True),
    "toute la bibliothèque, les plus anciens d’abord, 2 fois": Titles((), False, True, 2),
    "ferry + last bus au hasard": Titles(("ferry", "last bus"), True),
    "": Titles(("",)),
    "shuffled": Titles(("shuffled",)),
    "la fin sans fin du monde": Titles(("la fin sans fin du monde",)),
    "ferry, 0 rounds": Titles(("ferry",)),
}


@pytest.mark.parametrize(("words", "expected"), WORDS.items())
def test_titles(words: str, expected: Titles) -> None:
    """Titles, and an order behind them; a title may have such words in it."""
    assert titles(words) == expected


def summary(number: int, told: PartialDate | None) -> Summary:
    """A line of the library."""
    return Summary(
        number, f"s{number}", PieceKind.ESSAY, None, None, told, "en", None, 1, 0, "Words"
    )


def test_the_oldest_come_first() -> None:
    """A year alone counts from its beginning; a text without a date comes last."""
    found = [summary(1, None), summary(2, PartialDate(2014, 3)), summary(3, PartialDate(2014))]
    assert titles("everything oldest first").playlist(found).pieces == (3, 2, 1)


def test_a_text_named_twice_comes_once_a_round() -> None:
    """Whatever names it."""
    found = [summary(1, None), summary(1, None), summary(2, None)]
    assert titles("a + b + c").playlist(found).pieces == (1, 2)
