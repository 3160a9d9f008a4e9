"""What is said back is understood again as the same rule, in both languages."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import translator
from bot.rules import (
    EVERY_DAY,
    TOGETHER,
    WHOLE,
    Anniversary,
    Cron,
    Interval,
    Once,
    Rhythm,
    Rule,
    Weekly,
)
from bot.schedule.days import known_country
from bot.schedule.phrases.countries import CODES
from bot.schedule.phrases.said import Said
from bot.schedule.phrases.understand import understand
from bot.schedule.wording import examples, words_of

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 10, 30, 15, tzinfo=UTC)
LANGUAGES = ("en", "fr")
DAILY = Weekly((time(8, 30),))

TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
WEEKLY = st.builds(
    Weekly,
    st.sets(TIMES, min_size=1, max_size=5).map(lambda found: tuple(sorted(found))),
    st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(lambda found: tuple(sorted(found))),
)
INTERVALS = st.builds(Interval, st.integers(1, 31 * 24 * 60).map(lambda m: m * 60), st.just(NOW))
ONCE = st.builds(
    Once,
    st.builds(
        datetime.combine, st.dates(NOW.date() + timedelta(days=1), date(2200, 12, 31)), TIMES
    ),
)
FIELDS = ("*", "*/2", "1", "1-5", "1,3,5", "2-6/2", "5")
CRONS = st.lists(st.sampled_from(FIELDS), min_size=5, max_size=5).map(
    lambda fields: Cron(" ".join(fields))
)
SCALES = st.one_of(
    st.integers(1, 1000).map(float),
    st.integers(2, 1000).map(lambda times: 1 / times),
    st.decimals("0.001", "1000", places=6).map(float),
)
RHYTHMS = st.builds(Rhythm, SCALES, st.none() | TIMES)
ANNIVERSARIES = st.builds(Anniversary, TIMES, st.booleans())
FIRST = st.none() | st.dates(date(2020, 1, 1), date(2100, 12, 31))
LEFT_OUT = st.builds(
    lambda single, start, count: tuple(
        sorted({*single, *(start + timedelta(days=number) for number in range(count))})
    ),
    st.sets(st.dates(date(2020, 1, 1), date(2100, 12, 31)), max_size=4),
    st.dates(date(2020, 1, 1), date(2098, 12, 31)),
    st.integers(0, 500),
)
RULES = st.builds(
    Rule,
    st.one_of(WEEKLY, INTERVALS, ONCE, CRONS, RHYTHMS, ANNIVERSARIES),
    FIRST,
    st.none() | st.dates(date(2101, 1, 1), date(2300, 12, 31)),
    LEFT_OUT,
    st.none() | st.sampled_from(CODES),
)
PORTIONS = st.sampled_from([TOGETHER, WHOLE, 1, 2, 3, 10, 999])


@settings(max_examples=400)
@given(RULES, PORTIONS, st.sampled_from(LANGUAGES))
def test_what_is_said_is_understood_as_the_same(rule: Rule, portion: int, language: str) -> None:
    if isinstance(rule.timing, Anniversary) and portion == WHOLE:
        portion = TOGETHER
    if isinstance(rule.timing, Anniversary) and rule.timing.whole:
        portion = WHOLE
    words = words_of(rule, translator(language), portion)
    said = understand(words, NOW, PARIS)
    assert isinstance(said, Said), (words, said)
    assert said == Said(rule, portion or None), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_understood(language: str) -> None:
    shown = examples(translator(language))
    assert 4 <= len(shown) <= 6
    for sentence in shown:
        assert isinstance(understand(sentence, NOW, PARIS), Said), sentence


CASES = [
    (Rule(DAILY), "every day at 8:30", "tous les jours à 8 h 30"),
    (
        Rule(Weekly((time(18),), (1, 2, 3, 4, 5))),
        "on weekdays at 18:00",
        "en semaine à 18 h",
    ),
    (
        Rule(Weekly((time(9), time(18, 5)), (1, 4))),
        "on Monday and Thursday at 9:00 and 18:05",
        "le lundi et le jeudi à 9 h et 18 h 05",
    ),
    (Rule(Interval(7200, NOW)), "every 2 hours", "toutes les 2 heures"),
    (Rule(Interval(60_060, NOW)), "every 16 h 41 min", "toutes les 16 h 41"),
    (
        Rule(Once(datetime(2026, 12, 1, 12))),  # noqa: DTZ001
        "on Tuesday 1 December 2026 at 12:00",
        "le mardi 1er décembre 2026 à 12 h",
    ),
    (
        Rule(Rhythm(0.5, time(9)), last=date(2026, 12, 24), holidays="FR"),
        "at the rhythm of the original at 9:00, twice as fast, until 24 December 2026,"
        " not on public holidays in France",
        "au rythme de l’original à 9 h, deux fois plus vite, jusqu’au 24 décembre 2026,"
        " sauf les jours fériés (France)",
    ),
    (
        Rule(Rhythm(1 / 3)),
        "at the rhythm of the original, 3 times faster",
        "au rythme de l’original, 3 fois plus vite",
    ),
    (
        Rule(Rhythm(1.25)),
        "at the rhythm of the original, gaps × 1.25",
        "au rythme de l’original, écarts × 1,25",
    ),
    (
        Rule(DAILY, without=(date(2026, 12, 25), date(2027, 1, 1))),
        "every day at 8:30, not on 25 December 2026 and 1 January 2027",
        "tous les jours à 8 h 30, sauf le 25 décembre 2026 et le 1er janvier 2027",
    ),
]


@pytest.mark.parametrize(("rule", "english", "french"), CASES)
def test_how_it_is_said(rule: Rule, english: str, french: str) -> None:
    assert words_of(rule, translator("en")) == english
    assert words_of(rule, translator("fr")).replace("\u00a0", " ") == french


def test_every_country_that_can_be_named_has_holidays() -> None:
    assert [code for code in CODES if not known_country(code)] == []


def test_a_subdivision_keeps_its_code() -> None:
    rule = msgspec.structs.replace(Rule(DAILY), holidays="DE-BY")
    assert words_of(rule, translator("en")).endswith("holidays in Germany, DE-BY")
