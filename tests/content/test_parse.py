"""The whole way, for any text: nothing lost, nothing twice, nothing raised."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.capture import Capture
from content.formats import FORMATS, canonical
from content.fragments import steps
from content.model import Parsed
from content.parse import parse
from content.readers import read
from content.slugs import slug_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
CAPTURES = sorted(CORPUS.glob("*/*.txt"))
LINES = st.sampled_from(
    [
        "",
        "1/3",
        "2/3 Some words",
        "Others 3/3",
        "3/",
        "1) One",
        "— Ada Lune (@ada_lune) 3 mars 2015",
        "Tom @tom_b · 4 May 2016",
        "@ada_lune Really?",
        "Publié le 26 avril 2012 par Ada",
        "3 mars 2015",
        "Leave a Reply",
        "0 commentaires:",
        "|",
        "Ada Lune @ada_lune",
        "A line of prose that says a little more than the others do.",
        "Voici :",
        "- item",
        " \t x \u00a0",
        "---",
        "title: x",
        "Odile : Comment êtes-vous venue ?",
        "Nadia : À pied, je crois, et de nuit.",
        "Q: Why?",
        "A: I had no choice.",
        "Et vous, que faites-vous ici ?",
        "J’attends, et je m’en trouve bien, depuis le temps que je suis là.",
        "Tell us about the sea.",
        "— Où allez-vous ?",
        "1. Qui êtes-vous ? Je suis là. Et toi, qui es-tu ?",
        "2. Que voulez-vous ?",
        "2 commentaires:",
        "Odile a dit…",
        "Tom Bell says:",
        "4 mai 2014 à 10:02",
        "Tom4 mai 2014 à 10:02",
        "Répondre",
        "Share this:",
        "Twitter",
        "Related posts",
        "Un titre",
        "Merci à Nadia !",
        "Propos recueillis par Odile Varesse",
        "© 2014 Odile",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=30), max_size=25)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def parsed(text: str) -> Parsed | None:
    try:
        return parse(text, "stem")
    except canonical.BrokenFrontMatter:
        return None


def check_places(result: Parsed, text: str) -> None:
    """Every character but white space is in one place; texts are what their places hold."""
    spans = [span for fragment in result.piece.fragments for span in fragment.spans]
    spans += [region.span for region in result.regions]
    covered = bytearray(len(text))
    for span in spans:
        for index in range(span.start, span.end):
            covered[index] += 1
    wrong = [
        (i, text[i]) for i, n in enumerate(covered) if n != 1 and not (n == 0 and text[i].isspace())
    ]
    assert wrong == []
    for fragment in result.piece.fragments:
        assert "\n".join(text[s.start : s.end] for s in fragment.spans) == fragment.text


@given(PAGES, ENDS)
def test_every_character_has_one_place(lines: list[str], end: str) -> None:
    """Whatever a page is made of, nothing is lost and nothing is read twice."""
    text = end.join(lines)
    result = parsed(text)
    if result is not None and not text.startswith("---"):
        check_places(result, text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Odd content never raises; only a broken front matter does."""
    result = parsed(text)
    if result is not None:
        row = [i for step in steps(result.piece.fragments) for i in range(step.first, step.last)]
        assert row == list(range(len(result.piece.fragments)))


@pytest.mark.skipif(not CAPTURES, reason="the corpus is not beside the checkout (../shared/corpus)")
@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.stem[:8])
def test_captures_of_the_corpus(path: Path) -> None:
    """Each real capture is read, every character is accounted for, and it has steps."""
    source = read(path)
    result = parse(source, slug_of(path.stem))
    check_places(result, source.text)
    assert steps(result.piece.fragments)


@pytest.mark.parametrize(
    ("stem", "slug"),
    [
        ("My Text", "my-text"),
        ("000_a1B", "000-a1b"),
        ("Été à Orléans (2)", "ete-a-orleans-2"),
        ("--x--", "x"),
        ("a" * 99, "a" * 60),
    ],
)
def test_slugs(stem: str, slug: str) -> None:
    """A slug keeps what Latin letters and digits there are."""
    assert slug_of(stem) == slug


@given(st.text())
def test_slugs_are_never_empty(stem: str) -> None:
    """Any stem gives a slug of the right signs, always the same, and a slug stays itself."""
    slug = slug_of(stem)
    assert slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug_of(stem) == slug_of(slug) == slug


def test_formats_have_names_of_their_own() -> None:
    """The table of formats names each once, and the last takes every text."""
    names = [known.name for known in FORMATS]
    assert len(set(names)) == len(names)
    assert FORMATS[-1].recognise(Capture("")) is not None


def test_reading_needs_nothing_but_itself() -> None:
    """Importing content brings in no network, no database, no other floor."""
    code = (
        "import pkgutil, sys, importlib, content\n"
        "names = [m.name for m in pkgutil.walk_packages(content.__path__, 'content.')]\n"
        "[importlib.import_module(name) for name in names]\n"
        "print(len(names), *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, *modules = done.stdout.split()
    assert int(count) > 10
    heavy = {"telegram", "apscheduler", "sqlalchemy", "aiosqlite", "asyncio", "bot", "handlers"}
    assert heavy.isdisjoint(modules)
