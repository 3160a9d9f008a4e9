"""Both catalogues say all that the source says, with its placeholders and in good typography."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from bot.i18n import LOCALES

ROOT = Path(__file__).parent.parent
LANGUAGES = tuple(LOCALES)
SOURCES = ("bot", "handlers")
# The translator's methods, and the mark for a message that is translated later; as in Makefile.
ONE = ("_", "gettext", "template")
PLURAL = ("ngettext", "template_n")
KEYWORDS = dict.fromkeys(ONE) | dict.fromkeys(PLURAL, (1, 2))
PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")
NO_BREAK = "\u00a0\u202f"

Key = str | tuple[str, str]


def po_path(language: str) -> Path:
    return ROOT / "bot" / "locales" / language / "LC_MESSAGES" / "feuilleton.po"


def catalogue(language: str) -> Catalog:
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    """The messages of a catalogue, without its header."""
    return [message for message in catalogue(language) if message.id]


def forms(text: object) -> list[str]:
    """The non-empty forms of a message: one, or one a plural form."""
    return [form for form in (text if isinstance(text, tuple | list) else [text]) if form]


def extracted() -> dict[Key, str]:
    """Every message of the source, with a place where it stands."""
    found: dict[Key, str] = {}
    for folder in SOURCES:
        rows = extract_from_dir(ROOT / folder, keywords=KEYWORDS, method_map=[("**.py", "python")])
        for file, line, message, _comments, _context in rows:
            found[message] = f"{folder}/{file}:{line}"
    return found


def arguments() -> Iterator[tuple[str, ast.expr]]:
    """Every message asked for in the source, as written there, with its place."""
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in KEYWORDS:
                    for argument in node.args[: 2 if name in PLURAL else 1]:
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", argument


def untypographic(text: str) -> list[str]:
    """What a French reader would stumble over; markup, entities and addresses do not count."""
    text = re.sub(r"<[^>]*>|&\w+;|https?://\S+", "", text)
    rules = {
        "straight apostrophe": r"'",
        "no no-break space before ? ! : ;": rf"(?<![{NO_BREAK}?!])[?!:;](?=[\s)»]|$)",
        "no no-break space after «": rf"«(?![{NO_BREAK}])",
        "no no-break space before »": rf"(?<![{NO_BREAK}])»",
        "straight quotes": r'"',
    }
    return [name for name, pattern in rules.items() if re.search(pattern, text)]


def test_source_has_messages() -> None:
    """The extraction looked at something: single messages and plural ones."""
    found = extracted()

    assert any(isinstance(message, str) for message in found)
    assert any(isinstance(message, tuple) for message in found)


def test_messages_are_literals() -> None:
    """What is put together in the call never reaches the translators; a name was marked by `_`."""
    asked = list(arguments())

    assert any(isinstance(argument, ast.Constant) for _, argument in asked)
    assert not [
        f"{place}: {ast.unparse(argument)}"
        for place, argument in asked
        if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call | ast.IfExp)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_there(language: str) -> None:
    """A message added to the source, or left over from it, is caught: run `make catalogues`."""
    source = extracted()
    there = {message.id for message in messages(language)}

    assert not {place for message, place in source.items() if message not in there}
    assert not there - source.keys()


def test_template_is_up_to_date() -> None:
    """The template for further languages has the same messages."""
    with (ROOT / "bot" / "locales" / "feuilleton.pot").open("rb") as file:
        assert {message.id for message in read_po(file) if message.id} == extracted().keys()


def test_every_message_is_french() -> None:
    """No message is left untranslated, in none of its forms."""
    plurals = catalogue("fr").num_plurals
    wanted = {True: plurals, False: 1}

    missing = [m.id for m in messages("fr") if len(forms(m.string)) != wanted[m.pluralizable]]

    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_or_obsolete(language: str) -> None:
    """A guess of the tools is no translation, and what is gone is gone."""
    assert not [message.id for message in messages(language) if message.fuzzy]
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms(language: str) -> None:
    """Each plural message has all forms of its language, or in English none."""
    loaded = catalogue(language)

    assert loaded.num_plurals == 2
    for message in messages(language):
        if message.pluralizable:
            assert len(forms(message.string)) in ({2} if language != "en" else {0, 2})


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language: str) -> None:
    """Every form asks for the same values; only {n} may be said in words."""
    wrong = {}
    for message in messages(language):
        wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for form in (*forms(message.id), *forms(message.string)):
            spoken = {"n"} if message.pluralizable else set()
            if set(PLACEHOLDER.findall(form)) | spoken != wanted | spoken:
                wrong[form] = wanted

    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_can_be_filled(language: str) -> None:
    """Placeholders are plain names: no form breaks when values are put in."""
    for message in messages(language):
        for form in (*forms(message.id), *forms(message.string)):
            names = PLACEHOLDER.findall(form.replace("{{", "").replace("}}", ""))
            assert all(names)
            assert form.format(**dict.fromkeys(names, "x"))


def test_french_typography() -> None:
    """Apostrophes are curved, and no line can break before a high sign or inside quotes."""
    wrong = {
        form: faults
        for message in messages("fr")
        for form in forms(message.string)
        if (faults := untypographic(form))
    }

    assert not wrong


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("L'un", 1),
        ("Où ?", 1),
        ("Où?", 1),
        ("Ici:", 1),
        ("« Lire »", 2),
        ('"Lire"', 1),
        (
            "L’un\u202f? «\u00a0Lire\u00a0»\u202f! <a href='x'>https://x.org: à 8:30</a> &amp;",
            0,
        ),
        ("Quoi\u202f?!", 0),
    ],
)
def test_typography_is_looked_at(text: str, faults: int) -> None:
    """The check finds each fault, and none in good French."""
    assert len(untypographic(text)) == faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_current(language: str) -> None:
    """What the program reads is what the .po file says: `make test` compiles it again."""
    with po_path(language).with_suffix(".mo").open("rb") as file:
        compiled = [message for message in read_mo(file) if message.id]
    expected = {
        # Babel compiles an empty plural as its English forms.
        str(forms(m.id)): forms(m.string) or forms(m.id)
        for m in messages(language)
        if m.pluralizable or m.string
    }

    assert {str(forms(m.id)): forms(m.string) for m in compiled} == expected
