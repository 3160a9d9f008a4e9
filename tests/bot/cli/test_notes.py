"""note: what import suggests, and what somebody decides."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Feuilleton

HARD = """---
slug: a-fall
language: fr
---
Il pleuvait.

Son frère s’est pendu en mai.
"""


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """A text that speaks of a suicide."""
    path = tmp_path / "fall.md"
    path.write_text(HARD, encoding="utf-8")
    return path


def test_import_says_what_it_suggests(feuilleton: Feuilleton, hard: Path) -> None:
    """One line, once, with what to do; it is no problem."""
    done = feuilleton("import", "fall.md")
    assert done.err == (
        "fall.md: parle de suicide (fragment 2): shown as a content note until somebody decides: "
        'feuilleton note a-fall "TEXT" or --none\n'
    )
    assert " 0 problems " in done.out
    assert feuilleton("import", "fall.md").err == ""


def test_a_decision(feuilleton: Feuilleton, hard: Path) -> None:
    """It is said back, written with the text, and stays when the file comes in changed."""
    feuilleton("import", "fall.md")
    assert "\nsuggested_note: parle de suicide\n" in feuilleton("write", "a-fall").out
    assert feuilleton("note", "a-fall", "parle d’un frère").out == "a-fall: parle d’un frère\n"
    assert feuilleton("note", "a-fall", "--none").out == "a-fall: no content note.\n"
    hard.write_text(HARD + "\nEncore.\n", encoding="utf-8")
    again = feuilleton("import", "fall.md")
    assert again.err == "fall.md: 1 correction kept.\n"
    assert "\nnote: ''\n" in feuilleton("write", "a-fall").out
    undone = feuilleton("note", "a-fall", "--suggested")
    assert undone.out == "a-fall: parle de suicide (suggested)\n"


@pytest.mark.parametrize(
    "words", [(), (" ",), ("x", "--none"), ("--none", "--suggested"), ("x", "--suggested")]
)
def test_a_call_that_decides_nothing(feuilleton: Feuilleton, words: tuple[str, ...]) -> None:
    """One line says what can be given."""
    done = feuilleton("note", "a-fall", *words)
    assert done.code == 2
    assert "--none" in done.line


def test_no_such_text(feuilleton: Feuilleton) -> None:
    """One line."""
    done = feuilleton("note", "nothing", "x")
    assert done.code == 1
    assert done.line.startswith("feuilleton: nothing is no text of the library")


def test_what_lost_its_place(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """A correction that finds its place no more is a problem, with the others it is kept."""
    raw, corrected = tmp_path / "walk.txt", tmp_path / "walk.md"
    raw.write_text("We wnet out.\n\nIt rained.\n", encoding="utf-8")
    feuilleton("import", "walk.txt")
    corrected.write_text(
        feuilleton("write", "walk")
        .out.replace("wnet", "went")
        .replace("kind:", "title: A walk\nkind:"),
        encoding="utf-8",
    )
    assert "1 replaced" in feuilleton("import", "walk.md").out
    raw.write_text("They went out.\n\nIt rained.\n", encoding="utf-8")
    done = feuilleton("import", "walk.txt")
    assert done.err.splitlines() == [
        'walk.txt: a correction no longer finds its place: text of "We wnet out."',
        "walk.txt: 1 correction kept.",
    ]
