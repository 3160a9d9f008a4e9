"""Any line at all is answered: with a rule or with a reason, never with an exception."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedule.phrases.said import NotUnderstood, Said
from bot.schedule.phrases.split import split
from bot.schedule.phrases.understand import understand

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 10, 30, 15, tzinfo=UTC)
# Pieces of sentences, joined without any sense: they reach further than letters of chance.
PIECES = re.findall(
    r"\S+",
    """
    every each tous les toutes chaque day days jour jours Monday lundi week-end weekdays at
    à h : . , - / and et to au from du depuis dès until jusqu'au except sauf not public
    holidays jours fériés in en France 0 1 2 8 12 24 30 31 59 60 99 2026 0000 0001 9999
    99999999999 x × 0.5 am pm noon minuit November décembre February next prochain tomorrow
    demain today original rhythm rythme d'origine twice half as fast fois plus vite slower
    anniversary whole en entier fragment fragments at a time par by cron * */5 1-5 hour
    heures minutes seconds weeks morning soir every other weekly last 1er
""",
)
JUNK = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join),
)
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@settings(max_examples=600)
@given(JUNK, MOMENTS, st.sampled_from(["Europe/Paris", "America/New_York", "UTC"]))
def test_any_line_is_answered(line: str, now: datetime, zone: str) -> None:
    assert isinstance(understand(line, now, ZoneInfo(zone)), Said | NotUnderstood)


@settings(max_examples=300)
@given(JUNK)
def test_any_line_is_taken_apart(line: str) -> None:
    parts = split(line, NOW, PARIS)
    assert all(line.strip().startswith(candidate.title) for candidate in parts.candidates)
    assert not (parts.candidates and parts.refused)


@settings(max_examples=30)
@given(st.sampled_from(PIECES), st.sampled_from(PIECES), st.integers(50, 3_000))
def test_long_lines_are_answered_too(one: str, other: str, often: int) -> None:
    """A reader that went back and forth over its words would not come to an end here."""
    for line in (f"{one} {other} " * often, f"{one}{other}" * often, one * often + other):
        assert isinstance(understand(line, NOW, PARIS), Said | NotUnderstood)
        split(line, NOW, PARIS)


@given(st.text(st.characters(categories=["So", "Lo", "Lm"]), min_size=1, max_size=40))
def test_words_of_no_rule_are_refused(line: str) -> None:
    assert isinstance(understand(line, NOW, PARIS), NotUnderstood)
