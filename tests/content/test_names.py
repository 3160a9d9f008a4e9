"""Names of people in running text, and what looks like one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.names import find_names, fold_name, words_of

CASES = Path(__file__).parents[1] / "data" / "content" / "names"


def passages() -> list[tuple[str, str]]:
    """Each passage with the names expected in it; `tests/data/content/names/` has them."""
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            text, _, expected = block.rpartition("\n=>")
            found.append((text, expected.strip()))
    return found


def names_in(text: str) -> list[str]:
    return [text[n.span.start : n.span.end] for n in find_names(text, (), ())]


def test_there_are_passages() -> None:
    """At least 25, in four languages."""
    assert len(list(CASES.glob("*.txt"))) == 4
    assert len(passages()) >= 25


@pytest.mark.parametrize(("text", "expected"), passages())
def test_who_is_named(text: str, expected: str) -> None:
    """All the names, as printed, and nothing else."""
    wanted = [name.strip() for name in expected.split("|") if name.strip()]
    assert list(dict.fromkeys(names_in(text))) == wanted


def test_known_names_need_no_cue() -> None:
    """Whoever signs in a text is found in it by that name."""
    text = "On a vu Krzk au marché."
    assert names_in(text) == []
    (name,) = find_names(text, {"krzk"}, ())
    assert text[name.span.start : name.span.end] == "Krzk"


def test_a_word_of_the_text_is_no_name() -> None:
    """A sentence gives its first word a capital; elsewhere it has none."""
    text = "Brouette Henri Lombard passe."
    (name,) = find_names(text, (), {"brouette"})
    assert text[name.span.start : name.span.end] == "Henri Lombard"


def test_nouns_beside_names_in_german() -> None:
    """A text that writes "und" gives nouns a capital, before a name and behind one."""
    text = "Heute zeigt Anselm Reisefilme. Zu Gast Maren Ottwald."
    found = [text[n.span.start : n.span.end] for n in find_names(text, (), {"und"})]
    assert found == ["Anselm", "Maren Ottwald"]


def test_folding() -> None:
    """Case, accents, hyphens and no-break spaces make no other name."""
    assert fold_name("Anne-Lise  ÉCŒUR") == "anneliseecoeur"
    assert words_of("Anne-Lise d\u2019Œuf") == ("annelise", "doeuf")


PIECES = st.sampled_from(
    ["Marie", "Dupont", " ", ", ", "et", "de", "d’", "J.", "A", "«", "»", ".", "é"]
)


@given(st.lists(PIECES).map("".join) | st.text())
def test_places_are_in_order(text: str) -> None:
    """Whatever the text, names do not overlap and begin and end with what they are made of."""
    last = 0
    for name in find_names(text, (), ()):
        assert last <= name.span.start < name.span.end <= len(text)
        assert not text[name.span.start].isspace()
        last = name.span.end
