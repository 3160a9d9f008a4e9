"""Translations: plurals, placeholders, dates and lists in both languages."""

import gettext
from datetime import date

import pytest

from bot.errors import StartError
from bot.i18n import LOCALES, Translator, _, pick, translator
from content.model import PartialDate


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("FR", "fr"),
        ("en", "en"),
        ("en-US", "en"),
        ("de", None),
        ("fro", None),
        ("", None),
        (None, None),
    ],
)
def test_pick(code: str | None, language: str | None) -> None:
    """The first part of Telegram's code decides; a language we lack is None."""
    assert pick(code) == language


def test_catalogue_speaks_french() -> None:
    """The compiled catalogue is found in the package and used."""
    assert translator("fr").gettext("Next") == "Suite"
    assert translator("en").gettext("Next") == "Next"


def test_translator_is_loaded_once() -> None:
    """Asking again gives the same translator."""
    assert translator("fr") is translator("fr")


def test_language_without_catalogue() -> None:
    """A missing catalogue says what compiles it."""
    with pytest.raises(StartError, match="uv sync"):
        translator("xx")


def test_placeholders() -> None:
    """Values are put in after translating; braces in a value, and any name, do no harm."""
    t = translator("en")

    assert t.gettext("{title}: {message}", title="{x}", message="50 %") == "{x}: 50 %"
    assert t.gettext("{{as it is}}") == "{as it is}"


def test_template_keeps_its_placeholders() -> None:
    """Whoever puts styled values in gets the translated sentence with its places."""
    t = translator("en")

    assert t.template(_("Tap {next}.")) == "Tap {next}."
    assert t.template_n("{title}: {n} day", "{title}: {n} days", 1) == "{title}: {n} day"
    assert t.template_n("{title}: {n} day", "{title}: {n} days", 2) == "{title}: {n} days"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ["0 texts", "1 text", "2 texts"]), ("fr", ["0 text", "1 text", "2 texts"])],
)
def test_plural_rule_of_the_language(language: str, expected: list[str]) -> None:
    """The catalogue's own rule chooses the form: zero is plural in English only."""
    rule = translator(language).catalogue.plural
    words = ("text", "texts")

    assert [f"{n} {words[rule(n)]}" for n in range(3)] == expected


def test_number_in_a_message_is_written_in_the_language() -> None:
    """Thousands are separated as the language does it."""
    message = ("{n} text of {who}", "{n} texts of {who}")

    assert translator("en").ngettext(*message, 12345, who="Ada") == "12,345 texts of Ada"
    assert translator("fr").ngettext(*message, 12345, who="Ada") == "12\u202f345 texts of Ada"


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("en", date(2014, 11, 24), "24 November 2014"),
        ("fr", date(2014, 11, 24), "24 novembre 2014"),
        ("fr", PartialDate(2014, 8, 1), "1 août 2014"),
        ("en", PartialDate(2014, 11), "November 2014"),
        ("fr", PartialDate(2014, 11), "novembre 2014"),
        ("fr", PartialDate(2014), "2014"),
    ],
)
def test_date(language: str, day: date | PartialDate, expected: str) -> None:
    """A date is written as precisely as it is known."""
    assert translator(language).date(day) == expected


@pytest.mark.parametrize(
    ("items", "english", "french"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a et b"),
        (["a", "b", "c"], "a, b and c", "a, b et c"),
    ],
)
def test_list(items: list[str], english: str, french: str) -> None:
    """Lists end with the language's "and"."""
    assert translator("en").list(items) == english
    assert translator("fr").list(items) == french


def test_every_language_has_a_locale() -> None:
    """Each language of the table can be loaded and formats."""
    for language in LOCALES:
        assert translator(language).language == language


def test_message_without_translation_is_english() -> None:
    """What a catalogue lacks comes as the source has it."""
    bare = Translator("en", gettext.NullTranslations())

    assert bare.ngettext("{n} day", "{n} days", 2) == "2 days"
