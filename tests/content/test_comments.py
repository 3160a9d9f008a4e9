"""Comments below a text, in the forms of several blogs."""

import pytest

from content.comment_heads import header_of
from content.model import FragmentKind
from content.parse import parse

TEXT = """Un titre pour ce texte

Une phrase assez longue pour que chacun voie bien que le texte commence ici, et pas ailleurs.

"""


@pytest.mark.parametrize(
    ("line", "name", "date", "sure"),
    [
        ("Odile Varesse dit :", "Odile Varesse", None, True),
        ("3. Odile Varesse dit :", "Odile Varesse", None, True),
        ("Odile a dit…", "Odile", None, True),
        ("Tom Bell says:", "Tom Bell", None, True),
        ("Ansgar hat gesagt…", "Ansgar", None, True),
        ("Noa Rius ha dicho...", "Noa Rius", None, True),
        ("Tom on May 3, 2014 at 9:12 am said:", "Tom", "2014-05-03", True),
        ("On May 3, 2014 at 9:12 am Tom Bell said:", "Tom Bell", "2014-05-03", True),
        ("Le 3 mars 2014 à 9:12, Odile a dit :", "Odile", "2014-03-03", True),
        ("Ansgar schrieb am 3. Mai 2014 um 10:02:", "Ansgar", "2014-05-03", True),
        ("Comment by Tom — March 3, 2014 @ 9:12 am", "Tom", "2014-03-03", False),
        ("Par Odile, le 3 mars 2014 à 9h12", "Odile", "2014-03-03", False),
        ("2. Le lundi 3 mars 2014 à 9:12, par Odile", "Odile", "2014-03-03", False),
        ("#2 par Marie-Odile le 3/03/2014 - 9:12", "Marie-Odile", "2014-03-03", False),
        ("Rédigé par : Odile | le 3 mars 2014 à 9:12", "Odile", "2014-03-03", False),
        ("R. Bell says:", "R. Bell", None, True),
        ("Odile3 mars 2014 à 09:12", "Odile", "2014-03-03", False),
    ],
)
def test_heads(line: str, name: str, date: str | None, sure: bool) -> None:
    """Who comments, and when, wherever the date stands."""
    header = header_of(line)
    assert header is not None
    assert (header.name, header.date and str(header.date), header.sure) == (name, date, sure)


@pytest.mark.parametrize(
    ("line", "name", "handle"),
    [
        ("Anna K. (@anna_knots) says:", "Anna K.", "anna_knots"),
        ("@tom_b says:", None, "tom_b"),
        ("Tom Bell, @tom_b, wrote:", "Tom Bell", "tom_b"),
        ("@tom_b (Tom Bell) a dit…", "Tom Bell", "tom_b"),
        ("Tom Bell @tom_b · May 3, 2014", "Tom Bell", "tom_b"),
        ("@tom_b · May 3, 2014 at 9:12 am", None, "tom_b"),
        ("Tom (@tom_b) on May 3, 2014 at 9:12 am said:", "Tom", "tom_b"),
    ],
)
def test_heads_with_a_handle(line: str, name: str | None, handle: str) -> None:
    """A handle beside the name, or in its place, is who comments."""
    header = header_of(line, handles=True)
    assert header is not None
    assert (header.name, header.handle) == (name, handle)
    dated = "2014" in line
    assert (header_of(line) is None) == dated


@pytest.mark.parametrize(
    "line",
    [
        "Il dit que tout va bien.",
        "Mon père dit toujours que le 3 mars 2014 fut un beau jour, et il a raison.",
        "3 mars 2014",
        "Who says?",
        "Elle a écrit trois livres.",
    ],
)
def test_sentences_are_no_heads(line: str) -> None:
    """What merely speaks of saying is text."""
    assert header_of(line) is None


def comments(text: str) -> list[tuple[str | None, str, str]]:
    fragments = parse(text, "stem").piece.fragments
    found = [f for f in fragments if f.kind is FragmentKind.COMMENT]
    return [(f.speaker, str(f.date), f.text) for f in found]


def test_a_comment_takes_its_date_from_above_or_below() -> None:
    """WordPress prints the day under the name, old Blogger under the comment."""
    wordpress = (
        "2 commentaires\n\nOdile dit :\n3 mars 2014 à 9:12\nOui.\nRépondre\n"
        "Tom dit :\n4 mars 2014 à 9:12\nNon.\n"
    )
    blogger = (
        "2 commentaires:\n\nOdile a dit…\nOui.\n3 mars 2014 à 9:12\n"
        "Tom a dit…\nNon.\n4 mars 2014 à 9:12\n"
    )
    expected = [("Odile", "2014-03-03", "Oui."), ("Tom", "2014-03-04", "Non.")]
    assert comments(TEXT + wordpress) == expected
    assert comments(TEXT + blogger) == expected


def test_who_comments_with_a_handle_is_a_commenter() -> None:
    """Below a count of comments a handle and a day sign one; above it they sign tweets."""
    says = "Anna K. (@anna_knots) says:\nMarch 5, 2016 at 8:00 am"
    signs = "Anna K. @anna_knots · March 5, 2016"
    for head in (says, signs):
        parsed = parse(f"{TEXT}2 comments\n\n{head}\nYes.\n\n{head}\nNo.\n", "stem")
        assert [(f.speaker, f.handle) for f in parsed.piece.fragments[1:]] == [
            ("Anna K.", "anna_knots"),
            ("Anna K.", "anna_knots"),
        ]
        assert [(p.handle, p.name) for p in parsed.people] == [("anna_knots", "Anna K.")]
    tweets = f"{TEXT}{signs}\nFirst.\n\n2 comments\n\n{signs}\nSecond.\n"
    assert comments(tweets) == []


def test_a_name_alone_needs_a_date_below() -> None:
    """Under a count of comments, a name and a date in two lines begin one."""
    text = "Comments (1)\n\nTom Bell\nMay 3, 2014 at 9:12 am\nFirst line.\nSecond line.\n"
    assert comments(TEXT + text) == [("Tom Bell", "2014-05-03", "First line.\nSecond line.")]


def test_comments_signed_below() -> None:
    """Typepad prints who and when under each comment; the form ends them."""
    text = (
        "Commentaires\n\nOui.\nEncore oui.\nRédigé par : Odile | le 3 mars 2014 à 9:12\n"
        "Non.\nRédigé par : Tom | le 4 mars 2014 à 9:12\nLaisser un commentaire\n"
    )
    expected = [("Odile", "2014-03-03", "Oui.\nEncore oui."), ("Tom", "2014-03-04", "Non.")]
    assert comments(TEXT + text) == expected


def test_a_name_with_an_initial_begins_a_comment() -> None:
    """The point behind "H." ends no sentence."""
    text = "Comments (1)\n\nBeatrix H.\nMay 3, 2014 at 9:12 am\nFirst line.\n"
    assert comments(TEXT + text) == [("Beatrix H.", "2014-05-03", "First line.")]


def test_talk_in_a_text_is_no_comment() -> None:
    """Without dates and without a count nobody comments."""
    assert comments(TEXT + "Odile dit :\n\nOui.\n\nTom dit :\n\nNon.\n") == []
