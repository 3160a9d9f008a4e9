"""Steps, and the cut of long texts: nothing lost, nothing too long, nothing torn."""

from collections.abc import Callable

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from content.fragments import Step, cut, join, steps, utf16_length
from content.model import Fragment, FragmentKind, Span
from tests.content.strategies import CHARACTERS, fragments

KINDS = {kind.value[0]: kind for kind in FragmentKind}
SMALL = st.text(st.sampled_from("ab. !?\n\r\t\u0301👨‍👩🇫🇷é@") | CHARACTERS, max_size=80)


def parts_of(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("", []),
        ("ppt", [(0, 1), (1, 2), (2, 3)]),
        ("hp", [(0, 2)]),
        ("hhp", [(0, 3)]),
        ("ph", [(0, 1), (1, 2)]),
        ("qaap", [(0, 3), (3, 4)]),
        ("hqa", [(0, 3)]),
        ("qq", [(0, 1), (1, 2)]),
        ("aqa", [(0, 1), (1, 3)]),
        ("trc", [(0, 1), (1, 2), (2, 3)]),
    ],
)
def test_steps(kinds: str, expected: list[tuple[int, int]]) -> None:
    """A heading goes with what follows it, a question with its answers."""
    row = [Fragment(KINDS[kind], "x") for kind in kinds]
    assert steps(row) == tuple(Step(first, last) for first, last in expected)


@given(st.lists(fragments(), max_size=12))
def test_every_fragment_is_in_one_step(row: list[Fragment]) -> None:
    """Steps follow each other without a gap."""
    assert [i for step in steps(row) for i in range(step.first, step.last)] == [*range(len(row))]


@given(SMALL, st.integers(1, 20), st.sampled_from([len, utf16_length]))
def test_parts_join_to_the_text(text: str, limit: int, measure: Callable[[str], int]) -> None:
    """Spans tile the text; parts fit, white space at their ends apart; none is white only."""
    parts = parts_of(text, cut(text, limit, measure))
    assert join(parts) == text
    assert all(parts)
    if text.strip():
        assert all(part.strip() for part in parts)
    assert all(measure(part.strip()) <= limit or len(part.strip()) == 1 for part in parts)


@given(SMALL, st.integers(12, 20))
def test_parts_fit(text: str, limit: int) -> None:
    """Where every word and every run of white space fits twice into a part, parts fit whole."""
    if all(2 * len(run) <= limit for run in regex.findall(r"\s+|\S+", text)):
        assert all(len(part) <= limit for part in parts_of(text, cut(text, limit, len)))


@given(SMALL, st.integers(1, 20))
def test_no_cluster_is_torn(text: str, limit: int) -> None:
    """A cut inside a grapheme cluster means that the cluster alone is too long."""
    clusters = [match.span() for match in regex.finditer(r"\X", text)]
    for edge in {span.end for span in cut(text, limit, len)}:
        torn = [(start, end) for start, end in clusters if start < edge < end]
        assert all(end - start > limit for start, end in torn)


@st.composite
def kept(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(st.sampled_from("ab .\n"), min_size=1, max_size=80))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False)]
    return text, [span for span in spans if not text[span.start].isspace()]


@given(kept(), st.integers(1, 20), st.integers(1, 4))
def test_kept_spans_stay_whole(case: tuple[str, list[Span]], limit: int, most: int) -> None:
    """No cut inside a span that fits, and no more spans in a part than allowed."""
    text, keep = case
    spans = cut(text, limit, len, keep, most)
    assert join(parts_of(text, spans)) == text
    for span in keep:
        if span.end - span.start <= limit:
            assert not any(span.start < part.end < span.end for part in spans)
    for part in spans:
        touched = [s for s in keep if s.start < part.end and part.start < s.end]
        inked = [s for s in touched if text[max(s.start, part.start) : s.end].strip()]
        assert len(inked) <= most + 1


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("one two\n\nthree. four", 14, ["one two\n\n", "three. four"]),
        ("One here. Two there.", 14, ["One here. ", "Two there."]),
        ("one two three", 9, ["one two ", "three"]),
        ("onetwothree", 4, ["onet", "woth", "ree"]),
        ("ab👨‍👩‍👧cd", 6, ["ab", "👨‍👩‍👧c", "d"]),
        (
            "Il dit : «\u00a0Va.\u00a0» Puis rien.",
            17,
            ["Il dit : «\u00a0Va.\u00a0» ", "Puis rien."],
        ),
        ("short", 99, ["short"]),
        ("   ", 1, ["   "]),
        ("", 9, []),
    ],
)
def test_where_texts_are_cut(text: str, limit: int, expected: list[str]) -> None:
    """Paragraph before sentence before word before cluster."""
    assert parts_of(text, cut(text, limit, len)) == expected


def test_utf16_counts_as_telegram_does() -> None:
    """A character beyond the first plane counts twice."""
    assert [utf16_length(text) for text in ("", "é", "👍", "👨‍👩‍👧")] == [0, 1, 2, 8]


def test_emoji_at_the_limit() -> None:
    """Parts of a text of emoji are full, and within 4,096 units."""
    text = "👍" * 5000
    sizes = [utf16_length(part) for part in parts_of(text, cut(text, 4096, utf16_length))]
    assert sizes == [4096, 4096, 1808]
