"""The source's own rhythm and dates, and how much of a text comes at once."""

from bot.rules import WHOLE
from bot.schedule.phrases.intervals import decimal
from bot.schedule.phrases.said import RefusedError, Why
from bot.schedule.phrases.times import COUNTED
from bot.schedule.phrases.vocabulary import EACH_TIME, FRAGMENTS, amount
from bot.schedule.phrases.words import Words

RHYTHM = (
    "original rhythm", "rhythm of the original", "own rhythm", "its rhythm", "its original rhythm",
    "rythme d origine", "rythme original", "rythme de l original", "son rythme",
    "son propre rythme",
)  # fmt: skip
BEFORE = ("in", "at", "with", "the", "its", "au", "à", "le", "avec", "dans")
FASTER = (
    "faster", "as fast", "times as fast", "times faster", "fois plus vite", "fois plus rapide",
    "fois plus rapidement",
)  # fmt: skip
SLOWER = (
    "slower", "as slow", "times as slow", "times slower", "fois plus lent", "fois plus lentement",
    "fois moins vite",
)  # fmt: skip
GAPS = ("with gaps x", "with gaps ×", "gaps x", "gaps ×", "écarts x", "écarts ×", "x", "×")
SLOWEST = 1000.0
# So many decimals are said back; a third, as in "3 times faster", stays what it is.
DECIMALS = 6
MOST = 999
ANNIVERSARY = (
    "anniversary", "anniversaries", "its anniversary", "their anniversary", "on its day",
    "on its own day", "each fragment on its day", "each fragment on its own day",
    "every fragment on its day", "each on its day", "on its date", "each fragment on its date",
    "anniversaire", "anniversaires", "son anniversaire", "à sa date", "à son jour",
    "chaque fragment à sa date", "chaque fragment à son jour", "chacun à sa date",
)  # fmt: skip
ENTIRE = (
    "whole", "the whole", "the whole text", "whole text", "the entire text", "entire text",
    "the whole text at once", "all at once", "everything at once", "in one go", "all of it",
    "en entier", "entier", "entière", "d un coup", "d un seul coup", "tout d un coup",
    "le texte entier", "texte entier",
    "le texte entier d un coup", "le texte en entier", "tout le texte", "en une fois",
)  # fmt: skip
ONE_BY_ONE = ("one by one", "one at a time", "un par un", "une par une", "un à la fois")
FROM = (
    "from", "starting from", "starting at", "starting with", "beginning with", "since",
    "depuis", "à partir de", "à partir du", "dès", "à compter du", "en commençant par",
)  # fmt: skip
NO_START = (*COUNTED, "h", "heure", "heures", ":", "-", "am", "pm", "o clock")
NUMBERED = ("fragment", "the fragment", "le fragment", "post", "number", "no", "n°", "#")


def scale(words: Words) -> float | None:
    """Read how the gaps stretch: `twice as fast` is 0.5, `10 times slower` 10, `x0.5` 0.5."""
    mark = words.at
    if words.take(*GAPS):
        return _checked(words, mark, decimal(words))
    if words.take("twice"):
        factor: float | None = 2.0
    elif words.take("half"):
        factor = 0.5
    else:
        factor = decimal(words)
    faster = factor is not None and words.take(*FASTER)
    if not faster and (factor is None or not words.take(*SLOWER)):
        words.at = mark
        return None
    return _checked(words, mark, 1 / factor if faster and factor else factor)


def _checked(words: Words, mark: int, found: float | None) -> float:
    if found is None or not 1 / SLOWEST <= found <= SLOWEST:
        raise RefusedError(Why.BAD_NUMBER, words.since(mark))
    whole = found < 1 and found == 1 / round(1 / found)
    return found if whole else round(found, DECIMALS)


def rhythm(words: Words) -> bool:
    """Read `in its own rhythm`, `au rythme d'origine`."""
    mark = words.at
    words.skip(*BEFORE)
    if words.take(*RHYTHM):
        return True
    words.at = mark
    return words.take(*RHYTHM)


def portion(words: Words) -> int | None:
    """Read `3 at a time`, `par 3`, `two fragments`, `whole`."""
    mark = words.at
    if words.take(*ONE_BY_ONE):
        return 1
    if words.take(*ENTIRE):
        return WHOLE
    by = words.take("by", "par", "in groups of", "par groupes de")
    number = amount(words)
    if number is None:
        words.at = mark
        return None
    again = words.look() in ("by", "par") and words.look(1) == words.look(-1)
    if again:
        words.at += 2
    counted = words.take(*FRAGMENTS)
    each = words.take(*EACH_TIME)
    if not (by or again or counted or each):
        words.at = mark
        return None
    if not 1 <= number <= MOST:
        raise RefusedError(Why.BAD_NUMBER, words.since(mark))
    return number


def start(words: Words, *, after_interval: bool) -> int | None:
    """Read `from fragment 5`, `depuis 5`; not `from 5 December` and not `from 5:30`.

    After an interval a small number may as well be an hour: `every 2 hours from 8`.
    """
    mark = words.at
    if not words.take(*FROM):
        return None
    named = words.take(*NUMBERED)
    number = words.take_number()
    if number is None or (not named and words.sees(*NO_START)):
        words.at = mark
        return None
    if number == 0:
        raise RefusedError(Why.BAD_NUMBER, words.since(mark))
    if after_interval and not named and number < 24:
        raise RefusedError(Why.AMBIGUOUS, words.since(mark))
    return number
