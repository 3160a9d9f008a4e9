"""Sentences and their rules, or the reasons for which they are refused; all in text files."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.rules import Rule
from bot.schedule.phrases.said import NotUnderstood, Said, Why
from bot.schedule.phrases.understand import understand

CASES = Path(__file__).parents[3] / "data" / "phrases"
PARIS = ZoneInfo("Europe/Paris")
# A Friday, 11:30 in Paris.
NOW = datetime(2026, 11, 20, 10, 30, 15, 250, tzinfo=UTC)


def cases(name: str) -> list[tuple[str, str]]:
    """Each sentence with what is expected of it; those of a block mean the same."""
    found = []
    for block in (CASES / name).read_text(encoding="utf-8").strip().split("\n\n"):
        sentences, _, expected = block.rpartition("\n=> ")
        found.extend((sentence, expected.strip()) for sentence in sentences.split("\n"))
    return found


def written(said: Said) -> str:
    """What was understood, as the files have it."""
    rule = msgspec.json.encode(said.rule).decode()
    portion = f" portion {said.portion}" if said.portion is not None else ""
    return rule + portion + (f" start {said.start}" if said.start is not None else "")


def test_there_are_sentences() -> None:
    assert len(cases("understood.txt")) >= 200
    assert len(cases("refused.txt")) >= 80
    assert len({sentence for sentence, _ in cases("understood.txt")}) >= 200


@pytest.mark.parametrize(("sentence", "expected"), cases("understood.txt"))
def test_what_it_means(sentence: str, expected: str) -> None:
    said = understand(sentence, NOW, PARIS)
    assert isinstance(said, Said), said
    assert written(said) == expected
    assert msgspec.json.decode(msgspec.json.encode(said.rule), type=Rule) == said.rule


@pytest.mark.parametrize(("sentence", "expected"), cases("refused.txt"))
def test_why_it_is_refused(sentence: str, expected: str) -> None:
    refused = understand(sentence, NOW, PARIS)
    assert isinstance(refused, NotUnderstood), refused
    assert f"{refused.why}: {refused.what}" == expected


@pytest.mark.parametrize(("sentence", "expected"), cases("understood.txt"))
def test_spaces_capitals_and_apostrophes_do_not_matter(sentence: str, expected: str) -> None:
    changed = sentence.upper().replace(" ", "\u00a0  ").replace("'", "’")
    said = understand(f" {changed}. ", NOW, PARIS)
    assert isinstance(said, Said), said
    # Cron's fields stay as they are typed.
    assert written(said).casefold() == expected.casefold()


def test_every_reason_has_a_sentence() -> None:
    """But for the country, which depends on the zone, and for hours, which no sentence has."""
    named = {expected.partition(":")[0] for _, expected in cases("refused.txt")}
    assert {Why(name) for name in named} == set(Why) - {Why.WHICH_COUNTRY, Why.EMPTY}


def test_public_holidays_are_those_of_the_zone() -> None:
    sentence = "weekdays at 9 except public holidays"
    for zone, country in (("America/New_York", "US"), ("Europe/Berlin", "DE")):
        said = understand(sentence, NOW, ZoneInfo(zone))
        assert isinstance(said, Said)
        assert said.rule.holidays == country
    for zone in ("UTC", "Africa/Nairobi"):
        refused = NotUnderstood(Why.WHICH_COUNTRY, "except public holidays")
        assert understand(sentence, NOW, ZoneInfo(zone)) == refused


def test_now_is_that_of_the_chat() -> None:
    """At 23:30 UTC it is tomorrow in Paris, and still today in New York."""
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    for zone, day in (("Europe/Paris", 22), ("America/New_York", 21)):
        said = understand("tomorrow at 9", late, ZoneInfo(zone))
        assert isinstance(said, Said)
        assert said.rule.timing.at == datetime(2026, 11, day, 9)  # type: ignore[union-attr]  # noqa: DTZ001


def test_a_sentence_without_end_is_refused() -> None:
    refused = understand("every day at 9 " * 100, NOW, PARIS)
    assert isinstance(refused, NotUnderstood)
    assert refused.why is Why.UNKNOWN


def test_this_very_moment_is_over() -> None:
    """A post of this instant would be late before anybody has confirmed it."""
    now = NOW.replace(second=0, microsecond=0)
    refused = understand("today at 11:30", now, PARIS)
    assert refused == NotUnderstood(Why.PAST, "today at 11:30")
    said = understand("20 November at 11:30", now, PARIS)
    assert isinstance(said, Said)
    assert '"2027-11-20T11:30:00"' in written(said)
