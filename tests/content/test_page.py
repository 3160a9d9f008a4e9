"""What stands around a text: title, byline, signature, furniture."""

import pytest

from content.model import Author, FragmentKind
from content.parse import parse

BODY = "\n\nLe premier paragraphe du texte, qui dit ce qu’il dit.\n\nLe second, qui conclut.\n"


@pytest.mark.parametrize(
    ("head", "title", "author", "date"),
    [
        ("Un titre\n\nPublié le 26 avril 2012 par Ada Lune", "Un titre", "Ada Lune", "2012-04-26"),
        ("Un titre\n26/02/2016 • Par Ada Lune", "Un titre", "Ada Lune", "2016-02-26"),
        ("A title\nPublished on May 3, 2014 by Ada Lune", "A title", "Ada Lune", "2014-05-03"),
        ("3 mars 2015", None, None, "2015-03-03"),
        ("Ein Titel\nVeröffentlicht am 3. Mai 2014", "Ein Titel", None, "2014-05-03"),
        ("Rien de tout cela.", None, None, "None"),
        ("Le 3 mars 2015, il pleuvait sur le port.", None, None, "None"),
    ],
)
def test_heads(head: str, title: str | None, author: str | None, date: str) -> None:
    """Title, byline and date are recognised where they are plain to see."""
    piece = parse(head + BODY, "stem").piece
    assert piece.title == title
    assert piece.author == (Author(author, None) if author else None)
    assert str(piece.date) == date


@pytest.mark.parametrize(
    "head",
    [
        "Site\n\nUn titre\n\nUne phrase qui mène au texte.\n\nPar Ada Lune, le 3 mars 2014",
        "Un titre\n\npar Ada Lune\n3 mars 2014",
        "Un titre\nPar Ada Lune | 3 mars 2014",
        "Un titre\nAda raconte un soir.\nAda Lune a tout vu.\n3 mars 2014 • Par Ada Lune",
        "3 mars 2014\n\nUn titre bien assez long\n\nPar Ada Lune",
        "Accueil Blog Contact\nUn titre\nArticle rédigé par Ada Lune le 3 mars 2014 à 10:02",
    ],
)
def test_heads_of_several_lines(head: str) -> None:
    """Title, author and date are found in whatever lines they stand; sentences stay text."""
    parsed = parse(head + BODY, "stem")
    piece = parsed.piece
    assert piece.title in ("Un titre", "Un titre bien assez long")
    assert (piece.author, str(piece.date)) == (Author("Ada Lune", None), "2014-03-03")
    assert len(piece.fragments) == 2 + head.count(".")


def test_furniture_is_set_aside_by_name() -> None:
    """What blog software prints is no part of the text, and says what it is."""
    text = f"|{BODY}Catégories : Récits\n2 commentaires:\nEnregistrer un commentaire\n"
    result = parse(text, "stem")
    assert len(result.piece.fragments) == 2
    assert [(region.where, region.name) for region in result.regions] == [
        ("boilerplate", "layout"),
        ("metadata", "categories"),
        ("boilerplate", "comment count"),
        ("boilerplate", "comment form"),
    ]


def test_a_signature_gives_the_author() -> None:
    """A name and a handle alone at the end sign the text."""
    result = parse(BODY.strip() + "\n\nAda Lune\u00a0@ada_lune\n", "stem")
    assert result.piece.author == Author("Ada Lune", "ada_lune")
    assert [person.handle for person in result.people] == ["ada_lune"]


@pytest.mark.parametrize("name", ["Ada Lune", "— ADA LUNE"])
def test_the_name_of_the_byline_signs_at_the_end(name: str) -> None:
    """Who is known as the author and stands alone below the text signs it, above comments too."""
    head = "Un titre\n\nPar Ada Lune, le 3 mars 2014" + BODY
    below = "\n1 commentaire\n\nOdile dit :\n4 mars 2014 à 9:12\nOui.\n"
    for text in (f"{head}\n{name}\n", f"{head}\n{name}\n{below}"):
        result = parse(text, "stem")
        assert name not in [fragment.text for fragment in result.piece.fragments]
        assert ("metadata", "signature") in [(r.where, r.name) for r in result.regions]
    other = parse(f"{head}\nOdile Varesse\n", "stem").piece
    assert other.fragments[-1].text == "Odile Varesse"


def test_two_signatures_sign_nothing() -> None:
    """A list of names and handles is text."""
    result = parse(BODY.strip() + "\n\nAda Lune @ada_lune\nTom Bell @tom_b\n", "stem")
    assert result.piece.author is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One line.\nAnother line.\n", 2),
        ("One.\n\nTwo.\nThree.\n", 3),
        ("Items:\n- one\n- two\n- three\nDone.\n", 3),
        (
            "A text that an editor has wrapped at some sixty characters a\n"
            "line has lines that end in the middle of a sentence, and all\n"
            "of them are nearly of the same width, as they are in this\n"
            "paragraph.\n\nAnd another paragraph follows.\n",
            2,
        ),
    ],
)
def test_paragraphs(text: str, count: int) -> None:
    """A line is a paragraph, unless an editor wrapped it or it is an item of a list."""
    assert len(parse(text, "stem").piece.fragments) == count


SHORT = "He mended nets.\n\nTools\n\nA needle of bone.\n\nThe end\n\nHe died in June.\n"


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (SHORT, ["Tools", "The end"]),
        (SHORT.replace("\n\n", "\n"), []),
        (SHORT.replace("The end", "It ended."), []),
        (SHORT.replace("bone.", "bone"), []),
    ],
)
def test_headings_of_a_short_text(text: str, headings: list[str]) -> None:
    """Two lines that alone end openly, between blank lines and whole sentences, are headings."""
    found = parse(text, "stem").piece.fragments
    assert [f.text for f in found if f.kind is FragmentKind.HEADING] == headings


def test_the_language_is_that_of_the_small_words() -> None:
    """French and English are told apart; a few words are not enough."""
    french = "Le chat est sur la table et il ne veut pas que nous partions avec les clefs."
    english = "The cat is on the table and it will not let us go with the keys."
    assert parse(french, "s").piece.language == "fr"
    assert parse(english, "s").piece.language == "en"
    assert parse("Nada.", "s").piece.language is None
