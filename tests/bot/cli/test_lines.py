"""Lines stay lines, and JSON stays JSON, whatever is in them."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.cli.lines import as_json, counted, one_line

ANY = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY)
def test_one_line(text: str) -> None:
    """No text can end the line or steer the terminal."""
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown


def test_readable_text_is_left_alone() -> None:
    """Accents, spaces of French typography and emoji of several parts are no danger."""
    for text in ("« Élan »\u00a0: 🚌", "👩‍👩‍👧", "naïve café"):
        assert one_line(text) == text
    assert one_line("a\nb\x1b[31m\udcff") == r"a\nb\x1b[31m\udcff"


@given(st.dictionaries(ANY, ANY))
def test_json_is_utf8(value: dict[str, str]) -> None:
    """Every text can be encoded, and comes back the same; what is readable stays readable."""
    assert json.loads(as_json(value).decode("utf-8")) == value


def test_json_is_readable() -> None:
    """Accents are not escaped."""
    assert "Élan".encode() in as_json(["Élan"])


def test_counts() -> None:
    """A number with the right noun."""
    assert [counted(n, "text", "texts") for n in (0, 1, 2)] == ["0 texts", "1 text", "2 texts"]
