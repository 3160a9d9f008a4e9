"""What blog software prints is set aside by name, and nothing else is."""

import pytest

from content.furniture import furniture_of
from content.lines import lines_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Leave a Reply", "comment form"),
        ("Votre adresse e-mail ne sera pas publiée. Champs obligatoires *", "comment form"),
        ("3 Responses to “The ladder”", "comment count"),
        ("2 thoughts on “The ladder”", "comment count"),
        ("Share this:", "sharing"),
        ("Cliquez pour partager sur Facebook(ouvre dans une nouvelle fenêtre)", "sharing"),
        ("Subscribe", "subscribe"),
        ("Skip to content", "navigation"),
        ("Home Blog Team Contact", "navigation"),
        ("Accueil | Archives | À propos", "navigation"),
        ("← Le texte d’avant", "navigation"),
        ("Newer Post Older Post Home", "navigation"),
        ("Older PostsHome", "navigation"),
        ("Article plus récent Accueil", "navigation"),
        ("Neuerer Post\u00a0Älterer Post\u00a0Startseite", "navigation"),
        ("Entrada más reciente Entrada antigua Página principal", "navigation"),
        ("Subscribe to: Post Comments (Atom)", "subscribe"),
        ("Inscription à : Publier les commentaires (Atom)", "subscribe"),
        ("Abonnieren Kommentare zum Post (Atom)", "subscribe"),
        ("Suscribirse a: Enviar comentarios (Atom)", "subscribe"),
        ("© 2014 Odile Varesse", "legal"),
        ("Mentions légales | Contact", "legal"),
        ("IMG_2031", "caption"),
        ("le_pont_au_matin", "caption"),
        ("photo.jpg", "caption"),
        ("Crédit photo : Odile Varesse", "caption"),
        ("Tags: boats, winter", "categories"),
        ("Posted in Boats | Tagged winter", "categories"),
        ("Classé dans : Récits", "categories"),
        ("You may also like", "related"),
    ],
)
def test_names(line: str, name: str) -> None:
    """Each kind of furniture has its name."""
    lines = lines_of(f"A sentence before it.\n\n{line}\n\nA sentence after it, and more of it.")
    assert [found for _, found in furniture_of(lines).values()] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "Share what you have.",
        "The blog is about home, and the team is at home.",
        "Contact was lost at noon.",
        "Comments were invited.",
        "Twitter",
        "Une image vaut mille mots.",
        "Next to the door stood a ladder.",
        "Reply to the king!",
        "Home is an older post of ours.",
    ],
)
def test_text_stays(line: str) -> None:
    """Sentences with such words, and such words without company, are text."""
    assert furniture_of(lines_of(f"A sentence.\n\n{line}\n\nAnother sentence.")) == {}


def test_weak_words_go_with_strong_ones() -> None:
    """A network's name is a button beside a button."""
    lines = lines_of("A sentence.\n\nShare this:\nTwitter\nFacebook\n\nAnother sentence.")
    assert list(furniture_of(lines)) == [3, 4, 5]


def test_the_footer_goes_with_its_edges() -> None:
    """What stands between the last button and the legal line speaks of the site."""
    lines = lines_of(
        "Text.\n\nSubscribe\nWe are a club that was founded long ago.\n© 2014 The Club"
    )
    assert {name for _, name in furniture_of(lines).values()} == {"subscribe", "footer", "legal"}


def test_related_titles_end_where_text_begins() -> None:
    """Only the short lines below "Related posts" are titles."""
    lines = lines_of("Text.\n\nRelated posts\nOne title\nAnother title\nA sentence that ends.")
    assert list(furniture_of(lines)) == [3, 4, 5]


def test_a_row_of_digits_is_read_at_once() -> None:
    """There is one way to read many digits as a count; a choice of ways took longer than a life."""
    assert furniture_of(lines_of(f"A sentence.\n\n{'1' * 200} x\n\nAnother sentence.")) == {}
    (aside,) = furniture_of(lines_of("12 345 replies 1.234.567 likes")).values()
    assert aside == ("boilerplate", "tweet furniture")


def captions(*paragraphs: str) -> list[str]:
    """The lines of a page that are taken for the names of images."""
    lines = lines_of("\n\n".join(paragraphs))
    aside = furniture_of(lines)
    return [line.text for line in lines if aside.get(line.number, ("", ""))[1] == "caption"]


OPENING = "The evening had three guests, and the hall was full before one of them had said a word."
INES = "Ines Vadim mends clocks in the old harbour, and brought four of them."
TOM = "Tom Okafor keeps the ferry's books since he was seventeen years old."
HARBOUR = "The old harbour sleeps until the ferry comes at seven, and wakes for nobody else."
WEN = "Lena Wen came last, with wet shoes, and said that the tide was in."


def test_a_name_that_the_paragraph_below_begins_with() -> None:
    """It names a picture where an image's name does so on the same page."""
    page = (OPENING, "Ines Vadim", INES, "tom okafor", TOM, WEN)
    assert captions(*page) == ["Ines Vadim", "tom okafor"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # Each has one: they head what is told of them.
        ((OPENING, "Ines Vadim", INES, "Tom Okafor", TOM, "Lena Wen", WEN), []),
        # The image's name says nothing of how names stand here.
        ((OPENING, "Ines Vadim", INES, "boats at noon", TOM, WEN), ["boats at noon"]),
        # The title stands above all text.
        (("Ines Vadim", INES, "tom okafor", TOM, WEN), ["tom okafor"]),
        # No name, and another name.
        ((OPENING, "The old harbour", HARBOUR, "tom okafor", TOM), ["tom okafor"]),
        ((OPENING, "Ines Vad", INES, "tom okafor", TOM, WEN), ["tom okafor"]),
    ],
)
def test_names_that_head_what_stands_below(page: tuple[str, ...], expected: list[str]) -> None:
    """Where nothing shows that it is an image's, a name stays."""
    assert captions(*page) == expected
