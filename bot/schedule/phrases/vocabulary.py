"""Words of both languages that several readers share. Accents and capitals do not matter."""

from babel import Locale

from bot.i18n import LOCALES
from bot.schedule.phrases.words import Words, plain

AND = (",", "and", "et", "&", "+", ";")
# Words that say nothing by themselves; whatever else is left over is refused.
SMALL = (
    *AND, ".", "!", "at", "on", "the", "in", "of", "to", "a", "an", "by", "with", "then", "please",
    "also", "à", "le", "les", "la", "l", "d", "de", "du", "des", "en", "au", "aux", "un", "une",
    "puis", "aussi", "s il te plaît", "s il vous plaît", "svp", "stp", "local time", "heure locale",
)  # fmt: skip
AT = ("at", "à", "vers", "@")
EVERY = ("every", "each", "tous les", "toutes les", "chaque", "tous", "toutes", "all")
FRAGMENTS = (
    "fragment", "fragments", "post", "posts", "part", "parts", "piece", "pieces",
    "partie", "parties", "morceau", "morceaux", "publication", "publications",
)  # fmt: skip
EACH_TIME = (
    "at a time", "at once", "each time", "every time", "a time", "per post", "together",
    "à la fois", "chaque fois", "à chaque fois", "d un coup", "ensemble",
)  # fmt: skip

_NUMBERS = {
    1: "one un une",
    2: "two deux",
    3: "three trois",
    4: "four quatre",
    5: "five cinq",
    6: "six",
    7: "seven sept",
    8: "eight huit",
    9: "nine neuf",
    10: "ten dix",
    12: "twelve douze",
    15: "fifteen quinze",
    20: "twenty vingt",
    30: "thirty trente",
}
NUMBERS = {name: number for number, names in _NUMBERS.items() for name in names.split()}


def _names(kind: str) -> dict[str, int]:
    """Months or weekdays as Babel knows them, whole and short, without the full stop."""
    found: dict[str, int] = {}
    for locale in LOCALES.values():
        for width in ("wide", "abbreviated"):
            names = getattr(Locale.parse(locale), kind)["format"][width]
            found |= {plain(name).rstrip("."): number for number, name in names.items()}
    return found


MONTHS = _names("months") | {"sep": 9, "fev": 2}
# Babel counts weekdays from 0; "mar" is a day only where no number makes it a month.
_DAYS = {name: number + 1 for name, number in _names("days").items()}
WEEKDAYS = _DAYS | {f"{name}s": day for name, day in _DAYS.items() if len(name) > 4}
WEEKDAYS |= {"tues": 2, "weds": 3, "thur": 4, "thurs": 4}


def amount(words: Words) -> int | None:
    """Read a whole number in digits or as a word."""
    number = words.take_number()
    if number is None and (number := NUMBERS.get(words.look())) is not None:
        words.at += 1
    return number
