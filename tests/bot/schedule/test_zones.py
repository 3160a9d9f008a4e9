"""Zones for what people type."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.walls import zone
from bot.schedule.zones import LANGUAGES, Near, Place, Several, find, guess, table

FOUND = [
    ("Europe/Paris", "Europe/Paris"),
    ("europe/paris", "Europe/Paris"),
    (" AMERICA/NEW_YORK ", "America/New_York"),
    ("america/new york", "America/New_York"),
    ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
    ("Lyon", "Europe/Paris"),
    ("saint etienne", "Europe/Paris"),
    ("St-Étienne", "Europe/Paris"),
    ("Genève", "Europe/Zurich"),
    ("geneva", "Europe/Zurich"),
    ("Montréal", "America/Toronto"),
    ("MONTREAL", "America/Toronto"),
    ("Papeete", "Pacific/Tahiti"),
    ("Alger", "Africa/Algiers"),
    ("Algiers", "Africa/Algiers"),
    ("bruxelles", "Europe/Brussels"),
    ("Dakar", "Africa/Dakar"),
    ("noumea", "Pacific/Noumea"),
    ("La Réunion", "Indian/Reunion"),
    ("Saint-Denis, La Réunion", "Indian/Reunion"),
    ("Saint-Denis (La Réunion)", "Indian/Reunion"),
    ("Saint-Denis, France", "Europe/Paris"),
    ("new york", "America/New_York"),
    ("New-York", "America/New_York"),
    ("San Francisco", "America/Los_Angeles"),
    ("London", "Europe/London"),
    ("Londres", "Europe/London"),
    ("London, Ontario", "America/Toronto"),
    ("Paris, Texas", "America/Chicago"),
    ("paris, france", "Europe/Paris"),
    ("Lord Howe", "Australia/Lord_Howe"),
    ("côte d’ivoire", "Africa/Abidjan"),
    ("Hô-Chi-Minh-Ville", "Asia/Ho_Chi_Minh"),
    ("UTC", "Etc/UTC"),
    ("gmt", "Etc/UTC"),
    ("UTC+2", "Etc/GMT-2"),
    ("gmt -5", "Etc/GMT+5"),
    ("+02:00", "Etc/GMT-2"),
    ("UTC−3", "Etc/GMT+3"),
    ("UTC+0", "Etc/UTC"),
    ("UTC+5:30", "Asia/Kolkata"),
    ("UTC-9:30", "Pacific/Marquesas"),
]


@pytest.mark.parametrize(("typed", "expected"), FOUND)
def test_found(typed: str, expected: str) -> None:
    """Names in any case, with and without accents, in both languages; offsets."""
    found = find(typed)

    assert isinstance(found, Place)
    assert found.zone == expected


SEVERAL = [
    ("Saint-Denis", {"Europe/Paris", "Indian/Reunion"}),
    ("birmingham", {"Europe/London", "America/Chicago"}),
    ("Tripoli", {"Africa/Tripoli", "Asia/Beirut"}),
    ("Portland", {"America/New_York", "America/Los_Angeles"}),
    ("Congo", {"Africa/Brazzaville", "Africa/Kinshasa"}),
]


@pytest.mark.parametrize(("typed", "expected"), SEVERAL)
def test_several(typed: str, expected: set[str]) -> None:
    """Places of one name are told apart by their remarks."""
    found = find(typed)

    assert isinstance(found, Several)
    assert {place.zone for place in found.places} == expected
    for place in found.places:
        again = find(place.name)
        assert isinstance(again, Place)
        assert again.zone == place.zone


NEAR = [("Marseile", "Marseille"), ("bruxeles", "Bruxelles"), ("San Fransisco", "San Francisco")]


@pytest.mark.parametrize(("typed", "expected"), NEAR)
def test_near(typed: str, expected: str) -> None:
    """A typing error gets the name that was meant first."""
    found = find(typed)

    assert isinstance(found, Near)
    assert found.places[0].name == expected


@pytest.mark.parametrize("typed", ["", "xqzxqz", "GMT+1:37", "/", "٣" * 1000])
def test_nothing_near(typed: str) -> None:
    """What is like nothing gets nothing."""
    assert find(typed) == Near(())


@given(st.text(max_size=200))
def test_anything_can_be_typed(typed: str) -> None:
    """Whatever is typed, every zone that comes out exists."""
    found = find(typed)
    places = (found,) if isinstance(found, Place) else found.places

    assert all(zone(place.zone) for place in places)


def test_every_zone_of_the_table_exists() -> None:
    """Names are tzdata's, none stands twice, and each is found or one of several."""
    assert len(table()) > 400
    assert [place for place in table() if zone(place.zone) is None] == []
    assert [name for name in LANGUAGES.values() if zone(name) is None] == []
    names = Counter(place.name for place in table())
    assert [name for name, count in names.items() if count > 1] == []
    for place in table():
        found = find(place.name)
        assert isinstance(found, Place)
        assert found.zone == place.zone


GUESSES = [
    ("fr", "Europe/Paris"),
    ("fr-CA", "America/Toronto"),
    ("fr_BE", "Europe/Brussels"),
    ("en-US", "America/New_York"),
    ("en-SG", "Europe/London"),
    ("pt-br", "America/Sao_Paulo"),
    ("de", "Europe/Berlin"),
    ("tlh", "Pacific/Apia"),
    ("", "Pacific/Apia"),
    (None, "Pacific/Apia"),
]


@pytest.mark.parametrize(("code", "expected"), GUESSES)
def test_guess(code: str | None, expected: str) -> None:
    """From a Telegram language code, or the zone of the settings."""
    assert guess(code, "Pacific/Apia") == expected
