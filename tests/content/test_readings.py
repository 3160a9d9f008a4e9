"""Libraries are read again when the reader improves: its version says so."""

from content.parse import READER, parse
from tests.content.readings import PAGES, kept, reading_of


def test_another_reading_is_another_version() -> None:
    """Pages that are read otherwise than noted need a higher READER, and are then noted anew."""
    version, readings = kept()
    others = [name for name, was in readings.items() if reading_of(PAGES / f"{name}.txt") != was]
    assert len(readings) > 100
    what = "raise READER in content/parse.py, then run python -m tests.content.readings"
    assert (version, others) == (READER, []), what


def test_what_is_read_says_by_whom() -> None:
    """Every text carries the version, whatever its format."""
    for text in ("One.", "---\nslug: one\n---\nOne.", "A: 1/2\nB: 2/2"):
        assert parse(text, "one").reader == READER
