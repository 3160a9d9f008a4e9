"""Countries whose public holidays a rule may leave out, by their names or by a zone."""

from functools import cache
from importlib import resources

from babel import Locale

from bot.i18n import LOCALES
from bot.schedule.phrases.words import Words, phrase

CODES = (
    "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB",
    "GR", "HR", "HU", "IE", "IS", "IT", "JP", "LT", "LU", "LV", "MT", "MX", "NL", "NO", "NZ", "PL",
    "PT", "RO", "SE", "SI", "SK", "US", "ZA",
)  # fmt: skip
ALSO = {
    "united states of america": "US", "usa": "US", "uk": "GB", "great britain": "GB",
    "grande-bretagne": "GB", "czech republic": "CZ", "république tchèque": "CZ", "holland": "NL",
    "hollande": "NL", "royaume uni": "GB", "états unis": "US", "pays bas": "NL",
}  # fmt: skip
BEFORE = (
    "in", "in the", "of", "of the", "the", "en", "au", "aux", "à", "de", "du", "des", "d", "la",
    "le", "(", "( in",
)  # fmt: skip


@cache
def names() -> dict[str, str]:
    """The code for each name in both languages, as a sentence has it; a code is a name too."""
    found = dict(ALSO) | {code: code for code in CODES}
    for locale in LOCALES.values():
        territories = Locale.parse(locale).territories
        found |= {territories[code]: code for code in CODES}
    return {" ".join(phrase(name)): code for name, code in found.items()}


def country(words: Words) -> str | None:
    """Read `in France`, `aux Pays-Bas`."""
    mark = words.at
    words.take(*BEFORE)
    length = words.sees(*names())
    if length == 0:
        words.at = mark
        return None
    name = " ".join(words.look(ahead) for ahead in range(length))
    words.at += length
    words.take(")")
    return names()[name]


@cache
def of_zone(zone: str) -> str | None:
    """The country in which a time zone lies, None if it is no place or one we have no name for."""
    table = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            code, _coordinates, name = line.split("\t")[:3]
            if name == zone:
                return code if code in CODES else None
    return None
