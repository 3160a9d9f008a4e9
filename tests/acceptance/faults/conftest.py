"""A text that is read while things go wrong."""

from pathlib import Path

import pytest

WORDS = ("one", "two", "three")


@pytest.fixture
def library(tmp_path: Path) -> str:
    """A file with a text of three fragments."""
    path = tmp_path / "three.txt"
    text = "\n\n".join(f"Paragraph number {word}." for word in WORDS)
    path.write_text(text, encoding="utf-8")
    return str(path)
