"""Where every character of a source went; what the reader loses or doubles is found."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.certificate import certify
from content.model import Fragment, FragmentKind, Parsed, Problem, Region, Span
from content.parse import parse
from content.readers import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PAGE = """Les marées
par Odile Varesse, le 9 avril 2014
La mer revient deux fois par jour, et personne ne la remercie.

Elle ne s’en plaint pas.

Partager sur Facebook
Leave a Reply
"""


def read_by(text: str, spans: list[Span], regions: tuple[Region, ...] = ()) -> Parsed:
    """What a reader would give who put these spans into one fragment."""
    parsed = parse(text, "x")
    words = "\n".join(text[span.start : span.end] for span in spans)
    fragment = Fragment(FragmentKind.PROSE, words, spans=tuple(spans))
    return replace(parsed, piece=replace(parsed.piece, fragments=(fragment,)), regions=regions)


def test_a_page() -> None:
    """Fragments, metadata and furniture by name; together they are the page."""
    found = certify(PAGE, parse(PAGE, "marees"))
    assert found.slug == "marees"
    assert found.whole
    assert set(found.metadata) == {"title", "byline"}
    assert found.boilerplate
    told = found.fragment + sum(found.metadata.values()) + sum(found.boilerplate.values())
    assert told == found.characters == sum(not sign.isspace() for sign in PAGE)


def test_places() -> None:
    """In the order of the source: what follows itself is one, with its lines; gaps are told."""
    text = "One.\r\n\r\nTwo,\r\nand three. End.\rMore."
    regions = (Region(Span(30, 35), "metadata", "byline"),)
    parsed = read_by(text, [Span(8, 12), Span(14, 24)], regions)
    found = certify(text, parsed)
    assert [(one.where, one.first, one.last, one.characters) for one in found.places] == [
        ("lost", 1, 1, 4),
        ("fragment", 3, 4, 13),
        ("lost", 4, 4, 4),
        ("metadata", 5, 5, 5),
    ]
    assert found.places[1].words == "Two, and three."
    assert [one.fragment for one in found.places] == [None, 0, None, None]


def test_what_is_lost() -> None:
    """The characters are counted, and their line is shown."""
    found = certify("One.\nTwo and more.\nThree.", read_by("x", [Span(0, 4)]))
    assert (found.lost, found.doubled, found.whole) == (17, 0, False)
    assert found.problems == (Problem(2, "“Two and more. Three.” is in no part of the text"),)


def test_what_is_twice() -> None:
    """Also where a fragment and a region share something; white space is nobody's."""
    region = Region(Span(3, 9), "metadata", "byline")
    text = "One. Two."
    found = certify(text, read_by(text, [Span(0, 5)], (region,)))
    assert (found.lost, found.doubled) == (0, 1)
    assert found.problems == (Problem(1, "“.” is in two parts of the text"),)
    assert certify(text, read_by(text, [Span(0, 5), Span(4, 9)])).whole


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here (../shared/corpus)")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.txt")), ids=lambda path: path.stem[:12])
def test_captures(path: Path) -> None:
    """Nothing of a real capture is lost, nothing is twice."""
    source = read(path)
    assert certify(source.text, parse(source, path.stem)).whole


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6))
def test_the_sums_agree(text: str, places: list[tuple[int, int]]) -> None:
    """Lost and doubled are what a count character by character finds."""
    spans = [Span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in places]
    found = certify(text, read_by(text, spans))
    times = [sum(span.start <= at < span.end for span in spans) for at in range(len(text))]
    marks = [count for sign, count in zip(text, times, strict=True) if not sign.isspace()]
    assert found.characters == len(marks)
    assert found.lost == marks.count(0)
    assert (found.doubled > 0) == any(count > 1 for count in marks)
    assert sum(one.characters for one in found.places) >= len(marks)
