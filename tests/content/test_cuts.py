"""Parts whose first letters a capture lost are told, each with its line; nothing is repaired."""

import pytest

from content.parse import parse

WHOLE = (
    "Le phare est vide depuis dix ans.",
    "Personne ne monte plus.",
    "Il faut une lampe, et du courage.",
    "Jeanne avait les deux.",
    "Elle monta un soir de mars.",
    "Le vent était tombé.",
)


def told(*parts: str) -> list[tuple[int | None, str]]:
    found = parse("\n\n".join(parts), "phare")
    assert [one.text for one in found.piece.fragments] == list(parts)
    return [(one.line, one.what) for one in found.problems]


def test_a_lost_letter() -> None:
    """The part is shown as it is, with its line."""
    assert told(*WHOLE, "lle ne redescendit pas.", "On la chercha.") == [
        (13, "“lle ne redescendit pas.” begins with a small letter: its start may be lost")
    ]


@pytest.mark.parametrize(
    "part",
    [
        "mais elle ne redescendit pas.",
        "lampe et courage, voilà tout.",
        "iPhone en main, elle monta.",
        "https://example.org/phare",
        "@jeanne monta aussi.",
        "n°3 est resté ouvert.",
    ],
    ids=["goes on", "a word of the text", "a brand", "an address", "a handle", "a number"],
)
def test_what_is_no_loss(part: str) -> None:
    """Small letters that people begin with."""
    assert told(*WHOLE, part, "On la chercha.") == []


def test_who_writes_without_capitals() -> None:
    """Such a text is left alone, and so is one of a few parts."""
    assert told(*(part.lower() for part in WHOLE)) == []
    assert told(*WHOLE[:2], "ersonne ne monte.") == []


def test_what_goes_on() -> None:
    """A part behind an open sentence goes on with it."""
    assert (
        told(*WHOLE, "Elle ouvrit la porte, monta les marches et", "ouvrit encore une porte.") == []
    )


def test_many() -> None:
    """The first are shown, the others counted."""
    lost = [f"r{'abcdefghijklmnopqrstuvwxyz'[at]}x fut perdu." for at in range(23)]
    found = told(*WHOLE * 12, *lost)
    assert len(found) == 21
    assert found[-1] == (None, "parts that begin with a small letter beside these: 3")
