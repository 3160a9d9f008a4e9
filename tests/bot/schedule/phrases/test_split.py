"""Where a line ends to be a title and begins to say when."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.rules import Cron, Rule, Weekly
from bot.schedule.phrases.said import NotUnderstood, Said, Why
from bot.schedule.phrases.split import split

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 10, 30, 15, tzinfo=UTC)
AT_NINE = Said(Rule(Weekly((time(9),))))
MONDAYS = Said(Rule(Weekly((time(9),), (1,))))

FIRST = [
    ("Moby Dick every day at 9", "Moby Dick", AT_NINE),
    ("Moby Dick, every day at 9", "Moby Dick", AT_NINE),
    ("Moby Dick — tous les jours à 9 h", "Moby Dick", AT_NINE),
    ("every day at 9", "", AT_NINE),
    ("A song every day at 8 Monday at 9", "A song every day at 8", MONDAYS),
    ("Every day is Monday every day at 9", "Every day is Monday", AT_NINE),
    ("Catch 22 every day at 9", "Catch 22", AT_NINE),
    ("1984 tous les jours à 9h", "1984", AT_NINE),
    ("moby-dick cron 30 8 * * 1-5", "moby-dick", Said(Rule(Cron("30 8 * * 1-5")))),
    ("Le tour du monde le lundi à 9 h", "Le tour du monde", MONDAYS),
    ("“Moby Dick” every day at 9 from 5", "“Moby Dick”", Said(AT_NINE.rule, None, 5)),
]


@pytest.mark.parametrize(("line", "title", "said"), FIRST)
def test_the_longest_sentence_comes_first(line: str, title: str, said: Said) -> None:
    best = split(line, NOW, PARIS).candidates[0]
    assert (best.title, best.said) == (title, said)


OTHERS = [
    ("A la mer lundi à 9h", "A la mer", MONDAYS),
    ("Letters from 1984 every day at 9", "Letters from 1984", AT_NINE),
    ("The weekend Monday at 9", "The weekend", MONDAYS),
    ("The first three fragments every day at 9", "The first three fragments", AT_NINE),
]


@pytest.mark.parametrize(("line", "title", "said"), OTHERS)
def test_titles_that_say_when_are_offered_too(line: str, title: str, said: Said) -> None:
    found = split(line, NOW, PARIS).candidates
    assert (title, said) in [(one.title, one.said) for one in found[1:]]
    assert [len(one.title) for one in found] == sorted(len(one.title) for one in found)


@pytest.mark.parametrize("line", ["Moby Dick", "1984", "", "Le tour du monde", "À la plage"])
def test_a_line_may_be_a_title_only(line: str) -> None:
    parts = split(line, NOW, PARIS)
    assert not parts.candidates
    assert parts.refused is None


REFUSED = [
    ("Moby Dick every day", Why.NO_TIME, "every day"),
    ("Moby Dick at 9", Why.NO_DAY, "at 9"),
    ("Moby Dick every day at 25:00", Why.NO_SUCH_TIME, "25:00"),
    ("Moby Dick every blue moon", Why.UNKNOWN, "every blue"),
    ("Moby Dick à chaque pleine lune", Why.UNKNOWN, "chaque pleine"),
    ("Moby Dick toutes les deux semaines", Why.SKIPS, "toutes les deux semaines"),
    ("Every day I write the book every day at 25:00", Why.NO_SUCH_TIME, "25:00"),
    ("Moby Dick cron 30 8", Why.BAD_CRON, "cron 30 8"),
    ("Moby Dick 11/24/2026 12:00", Why.NO_SUCH_DATE, "11/24/2026"),
]


@pytest.mark.parametrize(("line", "why", "what"), REFUSED)
def test_what_seems_to_say_when_is_refused_with_its_reason(line: str, why: Why, what: str) -> None:
    parts = split(line, NOW, PARIS)
    assert not parts.candidates
    assert parts.refused == NotUnderstood(why, what)


def test_a_long_title_costs_nothing() -> None:
    found = split("word " * 5000 + "every day at 9", NOW, PARIS).candidates
    assert found[0].said == AT_NINE
    assert found[0].title.count("word") == 5000
