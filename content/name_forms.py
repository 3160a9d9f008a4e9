"""What the form of words says: given names, initials, abbreviations, trades."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from unicodedata import normalize

import regex

from content.given_names import GIVEN_NAMES
from content.given_words import ALSO_WORDS
from content.name_trades import KIN, TRADES
from content.name_words import NOT_PEOPLE, PLACE_BEFORE

NO_NAMES = NOT_PEOPLE | PLACE_BEFORE
INITIAL = regex.compile(r"\p{Lu}\.(?:-?\p{Lu}\.)?")
MIXED = regex.compile(r"\p{Ll}\p{Lu}")
MIXED_SURNAME = regex.compile(r"(?:Mc|Mac|De|Du|Le|La|Van|Fitz)\p{Lu}\p{Ll}+")
HYPHEN = regex.compile("[-‐]")
# German makes trades of trades: "Orgelbauer", "Museumsleiterin".
TRADE_END = regex.compile(
    r"\p{L}{3,}(?:bauer|meister|leiter|lehrer|macher|handler|arbeiter|forscher|fuhrer|fahrer|zuchter"
    r"|pfleger|kunstler|gartner|zeichner|sammler|besitzer|direktor|berater|verkaufer|schreiber"
    r"|richter|minister|prasident|sprecher|backer|schmied|jager|wissenschaftler)(?:in)?"
)


# German nouns that follow names: "zeigt Anna Reisefilme".
NOUN_END = regex.compile(
    r"\p{L}{2,}(?:heit|keit|schaft|tion)(?:en)?|\p{L}{3,}(?:filme?|geld|briefe?|bucher|kuchen|fragen"
    r"|geschichten?|blumen|stunden?)"
)


class Belief(IntEnum):
    """How much speaks for a run of capitals being somebody."""

    NO = 0
    POSSIBLE = 1
    SURE = 2


# To ask the class for each takes three times as long, and every capital asks several times.
NO, POSSIBLE, SURE = Belief


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """The key under which two names are the same: letters and digits, no case, no accents."""
    if name.isascii() and name.isalnum():
        return name.lower()
    plain = normalize("NFKD", name.casefold().replace("œ", "oe").replace("ø", "o"))
    return "".join(sign for sign in plain if sign.isalnum())


TRADE_WORDS = frozenset(map(fold_name, TRADES))
KIN_WORDS = frozenset(map(fold_name, KIN))


# Asked of the first and the last word of every run.
@lru_cache(maxsize=16384)
def is_trade(word: str) -> bool:
    """Whether a folded word says what somebody does."""
    return word in TRADE_WORDS or (len(word) > 7 and TRADE_END.fullmatch(word) is not None)


def is_nobody(word: str) -> bool:
    """Whether a word alone is a letter or what somebody is."""
    return len(word) == 1 or is_trade(word) or word in KIN_WORDS


def form_of(words: tuple[str, ...], printed: tuple[str, ...]) -> tuple[Belief, bool]:
    """How much the words of a name say, and whether they are likelier no name."""
    if not _shaped(words, printed):
        return NO, False
    if len(words) == 1:
        given = words[0] in GIVEN_NAMES
        return (SURE if given else POSSIBLE), words[0] not in ALSO_WORDS
    first = given_belief(printed[0])
    if first is SURE and len(words[-1]) > 1:
        return SURE, False
    initials = any("." in token and INITIAL.fullmatch(token) for token in printed[:-1])
    if initials and (first or len(printed) > 2):
        return SURE, False
    return POSSIBLE, first is NO


@lru_cache(maxsize=16384)
def given_belief(token: str) -> Belief:
    """Whether a token is a given name; of a double one each half tells."""
    words = [fold_name(part) for part in HYPHEN.split(token)]
    if words[0] in GIVEN_NAMES or (len(words) > 1 and any(word in GIVEN_NAMES for word in words)):
        return SURE
    return POSSIBLE if words[0] in ALSO_WORDS else NO


def _shaped(words: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the words could be a name at all."""
    if not NO_NAMES.isdisjoint(words):
        return False
    others = [token for token in printed if not token[1:].islower()]
    if not others:
        return True
    if any(MIXED.search(token) and not MIXED_SURNAME.fullmatch(token) for token in others):
        return given_belief(printed[0]) is SURE and not MIXED.search(printed[0])
    capitals = [token for token in others if len(token) > 1 and token.isupper()]
    capitals = [token for token in capitals if not INITIAL.fullmatch(token)]
    # A family name may be in capitals; what is nothing but capitals is an abbreviation.
    return len(capitals) < len(printed) or (len(printed) > 1 and bool(given_belief(printed[0])))
