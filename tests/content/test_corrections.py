"""Corrections: a difference that can be made again, in this reading and in the next."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from content.corrections import Corrections, apply, corrections_of, lost_in
from content.model import Author, Fragment, FragmentKind, Piece, PieceKind, Source
from tests.content.strategies import fragments, pieces

READ = Piece(
    "walk",
    PieceKind.ESSAY,
    "A walk",
    None,
    None,
    "en",
    tuple(Fragment(FragmentKind.PROSE, text) for text in ("One.", "Share!", "Three.", "Two.")),
    Source("0" * 64),
)


def texts(piece: Piece) -> list[str]:
    return [fragment.text for fragment in piece.fragments]


def with_texts(piece: Piece, *wanted: str) -> Piece:
    return replace(piece, fragments=tuple(Fragment(FragmentKind.PROSE, text) for text in wanted))


@st.composite
def corrected(draw: st.DrawFn, read: Piece) -> Piece:
    """Another piece of the same source that shares some fragments, in some order."""
    other = draw(pieces())
    own = list(read.fragments)
    mixed = draw(st.lists(st.sampled_from(own) | fragments(), max_size=8)) if own else []
    return replace(other, slug=read.slug, fragments=tuple(mixed), source=read.source)


@given(st.data(), pieces())
def test_a_difference_can_be_made_again(data: st.DataObject, read: Piece) -> None:
    """Applied to what was read it gives the corrected piece; twice changes nothing."""
    wanted = data.draw(corrected(read))
    found = corrections_of(read, wanted)
    assert apply(read, found) == (wanted, ())
    assert apply(wanted, found) == (wanted, ())
    assert len(lost_in(read, found)) == 0
    assert (len(found) == 0) == (read == wanted)


@given(st.data(), pieces(), pieces())
def test_nothing_is_lost_in_silence(data: st.DataObject, read: Piece, later: Piece) -> None:
    """Whatever comes next: a correction of a fragment is made, or a problem and still there."""
    found = corrections_of(read, data.draw(corrected(read)))
    piece, problems = apply(later, found)
    lost = lost_in(later, found)
    assert len(problems) == len(lost)
    assert set(lost.changed) <= set(found.changed)
    for one in set(found.changed) - set(lost.changed):
        if "text" in one.fields:
            assert one.becomes.text in texts(piece)
    for insertion in set(found.inserted) - set(lost.inserted):
        assert insertion.fragment.text in texts(piece)


def test_a_text_without_difference() -> None:
    """Nothing is corrected, and applying it does nothing."""
    found = corrections_of(READ, READ)
    assert len(found) == 0
    assert apply(READ, found) == (READ, ())


def fixed() -> Corrections:
    """Somebody mended the first paragraph, took the second out, put one in, made one a heading."""
    one, _, three, two = READ.fragments
    wanted = replace(
        READ,
        author=Author("Ines Vadim", None),
        fragments=(
            structs.replace(one, text="One!"),
            structs.replace(three, kind=FragmentKind.HEADING),
            Fragment(FragmentKind.PROSE, "Lost in the capture."),
            two,
        ),
    )
    return corrections_of(READ, wanted)


def test_corrections_meet_a_new_capture() -> None:
    """What stands elsewhere or has new company is found again; the rest of the text is new."""
    later = with_texts(READ, "New.", "One.", "Share!", "Three.", "Two.", "The end.")
    piece, problems = apply(replace(later, title="A longer walk"), fixed())
    assert problems == ()
    assert (piece.title, piece.author) == ("A longer walk", Author("Ines Vadim", None))
    assert sorted(texts(piece)) == sorted(
        ["New.", "One!", "Three.", "Lost in the capture.", "Two.", "The end."]
    )
    heading = piece.fragments[texts(piece).index("Three.")]
    assert heading.kind is FragmentKind.HEADING


def test_what_finds_no_place_is_told() -> None:
    """One line each, and the corrections that are left are made."""
    later = with_texts(READ, "Uno.", "Three.")
    piece, problems = apply(later, fixed())
    assert texts(piece) == ["Uno.", "Three.", "Lost in the capture."]
    assert [problem.what for problem in problems] == [
        'a correction no longer finds its place: text of "One."',
        'a correction no longer finds its place: "Share!" taken out',
    ]


def test_a_source_that_caught_up() -> None:
    """What the source has by itself is not put in twice, and is no problem."""
    later = with_texts(READ, "One!", "Three.", "Lost in the capture.", "Two.", "More.")
    piece, problems = apply(later, replace(fixed(), removed=()))
    assert texts(piece) == texts(later)
    assert problems == ()
    assert piece.fragments[1].kind is FragmentKind.HEADING


def test_a_word_is_no_suggestion() -> None:
    """A note that somebody wrote stays theirs where the next reading suggests another."""
    found = corrections_of(READ, replace(READ, note="speaks of a walk"))
    piece, _ = apply(replace(READ, note="speaks of violence", suggested=True), found)
    assert (piece.note, piece.suggested) == ("speaks of a walk", False)


def test_two_corrections_never_meet_in_one_fragment() -> None:
    """What became "Two." is not the "Two." that was there and taken out: one is told, one made."""
    read = with_texts(READ, "Tow.", "One.", "Two.")
    found = corrections_of(read, with_texts(READ, "Two.", "One."))
    piece, problems = apply(with_texts(READ, "Two.", "New."), found)
    assert texts(piece) == ["New."]
    assert [one.what for one in problems] == [
        'a correction no longer finds its place: text of "Tow."'
    ]


def test_a_paragraph_that_was_emptied() -> None:
    """It is not the empty one that stood elsewhere, and was taken out."""
    read = with_texts(READ, "One.", "Two.", "")
    found = corrections_of(read, with_texts(READ, "", "Two."))
    piece, problems = apply(with_texts(READ, ""), found)
    assert texts(piece) == []
    assert [one.what for one in problems] == [
        'a correction no longer finds its place: text of "One."',
    ]
