"""The canonical form: written and read back, written by hand, and broken."""

import pytest
from hypothesis import given

from content.formats import canonical
from content.model import (
    Author,
    Fragment,
    FragmentKind,
    PartialDate,
    Piece,
    PieceKind,
    Problem,
)
from content.parse import parse
from tests.content.strategies import pieces

MARCH = PartialDate(2016, 3)
BY_HAND = """---
slug: lantern
kind: thread
title: "The lantern: a walk"
author:
  name: Odile Varesse
  handle: odile_v
date: 2016-03-02
language: en
---
An editor's line
in two.

## Evening
[1/2] We went out.
[2/2]
And came back.
\\
Late.

[reply, Tom, @tom_b, 2016-03]

@odile_v How late?
Q: Really?
A: Really.
\\## Not a heading
"""


@given(pieces())
def test_a_piece_survives_being_written_and_read(piece: Piece) -> None:
    """parse(write(piece)) == piece for pieces of all kinds and any text."""
    assert parse(canonical.write(piece), "another-stem").piece == piece


def test_notation_written_by_hand() -> None:
    """Every form of the notation is read as the README says."""
    piece = parse(BY_HAND, "stem").piece
    day = PartialDate(2016, 3, 2)
    tweet = ("Odile Varesse", "odile_v", day)
    assert (piece.slug, piece.title) == ("lantern", "The lantern: a walk")
    assert piece.fragments == (
        Fragment(FragmentKind.PROSE, "An editor's line\nin two."),
        Fragment(FragmentKind.HEADING, "Evening"),
        Fragment(FragmentKind.TWEET, "We went out.", 1, 2, *tweet),
        Fragment(FragmentKind.TWEET, "And came back.\n\nLate.", 2, 2, *tweet),
        Fragment(
            FragmentKind.REPLY,
            "@odile_v How late?",
            None,
            None,
            "Tom",
            "tom_b",
            PartialDate(2016, 3),
        ),
        Fragment(FragmentKind.QUESTION, "Really?"),
        Fragment(FragmentKind.ANSWER, "Really.\n## Not a heading"),
    )


def test_a_note_and_what_it_is_about() -> None:
    """The front matter says what to warn of, a label marks the fragments it is about."""
    text = (
        "---\nslug: s\ntitle: x\nnote: speaks of an accident\n---\n"
        "[noted 1/2] One.\n\n[noted]\nTwo.\n\n[noted reply, Tom]\nThree.\n\n[2/2]\nFour.\n"
    )
    piece = parse(text, "s").piece
    assert piece.note == "speaks of an accident"
    assert [(f.kind, f.text, f.noted) for f in piece.fragments] == [
        (FragmentKind.TWEET, "One.", True),
        (FragmentKind.PROSE, "Two.", True),
        (FragmentKind.REPLY, "Three.", True),
        (FragmentKind.TWEET, "Four.", False),
    ]
    written = canonical.write(piece)
    assert "\nnote: speaks of an accident\n" in written
    assert "\n[noted]\nTwo.\n" in written
    assert parse(written, "s").piece == piece


@pytest.mark.parametrize(
    ("line", "note", "suggested"),
    [
        ("title: x", None, False),
        ("note: ", None, False),
        ('note: ""', "", False),
        ("suggested_note: speaks of a fall", "speaks of a fall", True),
        ('suggested_note: speaks of a fall\nnote: ""', "", False),
    ],
)
def test_a_suggested_note_is_no_decision(line: str, note: str | None, suggested: bool) -> None:
    """Only `note` is somebody's word, and an empty one in quotes says that there is none."""
    piece = parse(f"---\nslug: s\n{line}\n---\n[noted]\nText.\n", "s").piece
    assert (piece.note, piece.suggested) == (note, suggested)
    assert piece.is_noted(piece.fragments[0]) == bool(note)
    assert parse(canonical.write(piece), "s").piece == piece


def test_people_by_an_editors_word() -> None:
    """Groups of handles and names, in one line each."""
    head = "slug: s\nsame: [[kdet_r, Kdet-R], ['@nq', Nora Quill]]\napart:\n- [a_b, ab]\n"
    piece = parse(f"---\n{head}---\nText.\n", "s").piece
    assert piece.same == (("kdet_r", "Kdet-R"), ("@nq", "Nora Quill"))
    assert piece.apart == (("a_b", "ab"),)
    assert "\nsame: [[kdet_r, Kdet-R], ['@nq', Nora Quill]]\n" in canonical.write(piece)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_do_not_matter(ends: str) -> None:
    """A file saved by a Windows editor says the same."""
    assert parse(BY_HAND.replace("\n", ends), "stem").piece.fragments == (
        parse(BY_HAND, "stem").piece.fragments
    )


def test_spans_give_the_text_back() -> None:
    """Each fragment's spans are its lines in the source, one a line."""
    for fragment in parse(BY_HAND, "stem").piece.fragments:
        lines = [BY_HAND[span.start : span.end] for span in fragment.spans]
        assert "\n".join(lines) == fragment.text


def test_without_slug_and_kind() -> None:
    """The stem gives the slug; the fragments say what sort of text it is."""
    piece = parse("---\ntitle: A talk\n---\nQ: Why?\n\nA: So.\n", "A Talk").piece
    assert (piece.slug, piece.kind) == ("a-talk", PieceKind.INTERVIEW)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ida Morel", Author("Ida Morel", None)),
        ("'@ida'", Author(None, "ida")),
        ("{name: Ida, handle: ida}", Author("Ida", "ida")),
    ],
)
def test_authors(author: str, expected: Author) -> None:
    """An author is a name, a handle, or both."""
    assert parse(f"---\nauthor: {author}\n---\nText.\n", "stem").piece.author == expected


@pytest.mark.parametrize(
    "time",
    ["", " 07:15", " 07:15:00 +0200", "T07:15:00Z", "T07:15:00.250-05:30", "t07:15 UTC"],
)
def test_the_day_of_a_time(time: str) -> None:
    """Other programs write the hour too; the day is what counts."""
    parsed = parse(f"---\ntitle: Once\ndate: 2019-08-03{time}\n---\nText.\n", "stem")
    assert (parsed.piece.date, parsed.problems) == (PartialDate(2019, 8, 3), ())


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("colour: red", "unknown key 'colour': left out"),
        ("kind: poem", "kind 'poem' is unknown; write thread, interview, essay"),
        ("date: 2014-31-12", "date '2014-31-12' is none; write 2014, 2014-11 or 2014-11-24"),
        ("date: 2014-11 10:00", "date '2014-11 10:00' is none; write 2014, 2014-11 or 2014-11-24"),
        ("slug: A b", "slug 'A b' may hold a-z, 0-9 and hyphens only: left out"),
        ("sha256: 12", "sha256 is not 64 hexadecimal digits: left out"),
        ("language: [fr]", "'language' is no plain text: left out"),
        ("title: Twice", "'title' stands twice: the first one counts"),
        ("same: [a, b]", "'same' is no list of lists; write [[handle, other name], ...]"),
        ("apart: {a: b}", "'apart' is no list of lists; write [[handle, other name], ...]"),
        ("same: [[ab]]", "a group of 'same' has two members or more; ['ab'] says nothing"),
        ("apart: [[]]", "a group of 'apart' has two members or more; [] says nothing"),
        ("same: [[A B, ab]]", "a group of 'same' begins with a handle; ['A B', 'ab'] joins nobody"),
        ("author: {nom: X}", "unknown key 'author.nom': left out"),
    ],
)
def test_what_is_odd_is_a_problem_with_its_line(line: str, what: str) -> None:
    """A key that cannot be used is left out and named, and the text is read."""
    parsed = parse(f"---\ntitle: Once\n{line}\n---\nText.\n", "stem")
    assert parsed.problems == (Problem(3, what),)
    assert [fragment.text for fragment in parsed.piece.fragments] == ["Text."]


def test_what_joins_and_parts_the_same_people_is_told() -> None:
    """An editor cannot mean both."""
    head = "same: [[ab, Ann Bell, ac]]\napart: [[ab, Ann Bell]]"
    (problem,) = parse(f"---\n{head}\n---\nText.\n", "stem").problems
    assert problem == Problem(
        3, "'same' and 'apart' both have ab and Ann Bell; leave one of them out"
    )


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("title: One: two", 2),
        ("title: fine\nkind: [thread", 3),
        ("title: fine\n\tkind: thread", 3),
        ("slug: a\ntitle: \x00", 3),
        ("- title\nslug: x", 3),
        ("title: " + "[" * 5000, 1),
    ],
)
def test_a_broken_front_matter_says_its_line(head: str, line: int) -> None:
    """What is not YAML stops with one line that says where."""
    with pytest.raises(canonical.BrokenFrontMatter) as caught:
        parse(f"---\n{head}\n---\nText.\n", "stem")
    assert caught.value.line == line
    assert "\n" not in str(caught.value)


def test_an_open_front_matter() -> None:
    """A front matter without its end is broken, not a text."""
    with pytest.raises(canonical.BrokenFrontMatter, match="closes the front matter"):
        parse("---\ntitle: x\n\nText.\n", "stem")


def test_a_rule_is_no_front_matter() -> None:
    """Three hyphens at the top of an ordinary text are only a line."""
    piece = parse("---\nOnce upon a time.\n---\nThe end.\n", "stem").piece
    assert [fragment.text for fragment in piece.fragments] == ["Once upon a time.", "The end."]
