"""Letters saved in the wrong encoding are mended, and no others."""

import pytest

from content.mojibake import MENDED, mended
from content.readers import read

WHOLE = "Élodie a gardé l’été « à part » — c’était œuvre de père 😀, déjà."


def _broken(text: str) -> str:
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


def test_a_broken_text_is_whole_again() -> None:
    """Accents, dashes, quotes and emoji come back."""
    assert mended(_broken(WHOLE)) == WHOLE


def test_a_gap_that_was_lost_comes_back() -> None:
    """Many programs make a common space of the second half of "à"."""
    assert mended(_broken(WHOLE).replace("\u00a0", " ")) == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "Un été\u00a0» et un thé\u00a0» et un blé\u00a0», rien de plus.",
        "La página decía «EspaÃ±a», «niÃ±o» y «aÃ±o», así, con un código extraño: ¿quién lo vio?",
        "SÃO PAULO, MAÇÃ, IRMÃ, Ã",
        "plain",
        "",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Whole letters, and those who write about broken ones."""
    assert mended(text) is text


def test_the_reader_tells_what_was_mended() -> None:
    """An editor sees that the text is not that of the file."""
    found = read(_broken(WHOLE).encode("utf-8"), "page")
    assert found.text == WHOLE
    assert [problem.what for problem in found.problems] == [MENDED]
