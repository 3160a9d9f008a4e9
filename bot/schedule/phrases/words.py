"""A sentence as words, numbers and signs, and a cursor that walks along them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# Letters with marks that stand alone (a decomposed é), so that they stay in their word.
PART = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\S")
# An apostrophe parts words in French (`d'origine`) and says nothing.
APOSTROPHES = "'’ʼ‘`´"
DASHES = "‐‑‒–—−"
# Longer numbers mean nothing here, and Python refuses to read very long ones.
MOST_DIGITS = 9
MOST_SKIPPED = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word without accents and capitals, a number or a sign, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        """The token as a number, None if it is none."""
        if self.text.isdecimal() and len(self.text) <= MOST_DIGITS:
            return int(self.text)
        return None


def plain(word: str) -> str:
    """Take accents and capitals away: `Févr` and `fevr` are one word."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def tokens(sentence: str) -> tuple[Token, ...]:
    """Take a sentence apart."""
    found = []
    for match in PART.finditer(sentence):
        if match[0] in APOSTROPHES:
            continue
        text = "-" if match[0] in DASHES else plain(match[0])
        found.append(Token(text, *match.span()))
    return tuple(found)


def phrase(text: str) -> tuple[str, ...]:
    """The words of one of our own phrases, as a sentence has them."""
    return tuple(token.text for token in tokens(text))


@cache
def _by_first(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word, the longest first. For our own only: a cache has no end."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for parts in sorted(map(phrase, phrases), key=len, reverse=True):
        found.setdefault(parts[0], []).append(parts)
    return found


class Words:
    """A cursor on a sentence. What reads moves it on, or leaves it where it was."""

    __slots__ = ("_tokens", "at", "sentence")

    def __init__(self, sentence: str, parts: tuple[Token, ...], at: int = 0) -> None:
        self.sentence = sentence
        self.at = at
        self._tokens = parts

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self._tokens)

    def look(self, ahead: int = 0) -> str:
        """The token at the cursor or some tokens further, empty past the end."""
        place = self.at + ahead
        return self._tokens[place].text if place < len(self._tokens) else ""

    def token(self, ahead: int = 0) -> Token | None:
        """As `look`, with its place."""
        place = self.at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def sees(self, *phrases: str) -> int:
        """How many tokens the longest of the phrases takes here, 0 if none stands here."""
        for parts in _by_first(phrases).get(self.look(), ()):
            if all(self.look(ahead) == part for ahead, part in enumerate(parts)):
                return len(parts)
        return 0

    def take(self, *phrases: str) -> bool:
        """Move past the longest of the phrases, if one stands here."""
        length = self.sees(*phrases)
        self.at += length
        return length > 0

    def skip(self, *phrases: str) -> None:
        """Move past small words. Past a few only, so that a line of nothing else is read once."""
        for _ in range(MOST_SKIPPED):
            if not self.take(*phrases):
                return

    def take_number(self) -> int | None:
        """Move past a number written in digits, if one stands here."""
        token = self.token()
        number = None if token is None else token.number
        if number is not None:
            self.at += 1
        return number

    def skip_to(self, place: int) -> None:
        """Move to the first token that begins at or after this character of the sentence."""
        while (token := self.token()) is not None and token.start < place:
            self.at += 1

    def rest(self) -> str:
        """The sentence's own words from the cursor on."""
        token = self.token()
        return "" if token is None else self.sentence[token.start :].strip()

    def since(self, mark: int) -> str:
        """The sentence's own words from a mark to the cursor."""
        if mark >= len(self._tokens):
            return ""
        last = max(mark, min(self.at, len(self._tokens)) - 1)
        return self.sentence[self._tokens[mark].start : self._tokens[last].end]
