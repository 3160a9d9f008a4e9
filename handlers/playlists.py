"""Which texts somebody wants to plan, and in which order, as they write it."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.library import Summary
from bot.plans import ENDLESS, Playlist

SEED_BITS = 30
ALL = re.compile(
    r"(?:everything|all(?: the)? texts|tous les textes|toute la biblioth[eè]que|tout)", re.I
)
# Behind the titles, in any order.
ENDINGS = re.compile(
    r"[\s,;]+(?:(?P<shuffled>shuffled|in random order|m[eé]lang[eé]s?|dans le d[eé]sordre"
    r"|au hasard)"
    r"|(?P<oldest>oldest first|(?:les )?plus anciens? d['’]abord)"
    r"|(?P<endless>without end|again and again|sans fin|en boucle)"
    r"|(?P<rounds>\d{1,3}) (?:rounds|tours|fois))\s*$",
    re.I,
)
UNKNOWN = date.max


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles somebody wrote, and the order they want.

    None are the whole library, an empty one is a text that was not named.
    """

    titles: tuple[str, ...]
    shuffled: bool = False
    oldest: bool = False
    rounds: int = 1

    def playlist(self, found: Sequence[Summary]) -> Playlist:
        """These texts in the order that was asked for."""
        texts = sorted(found, key=_day) if self.oldest else found
        seed = secrets.randbits(SEED_BITS) if self.shuffled else None
        return Playlist(tuple(dict.fromkeys(one.id for one in texts)), seed, self.rounds)


def titles(words: str) -> Titles:
    """Take `TITLE + TITLE, shuffled, 3 rounds` apart."""
    shuffled, oldest, rounds = False, False, 1
    while (ending := ENDINGS.search(f" {words}")) is not None and ending.start() > 0:
        words = words[: ending.start() - 1].strip()
        shuffled = shuffled or ending["shuffled"] is not None
        oldest = oldest or ending["oldest"] is not None
        if ending["endless"]:
            rounds = ENDLESS
        elif ending["rounds"]:
            rounds = max(1, int(ending["rounds"]))
    if ALL.fullmatch(words.strip()):
        return Titles((), shuffled, oldest, rounds)
    names = tuple(name.strip() for name in words.split(" + ") if name.strip())
    # Nobody has asked for the whole library who names nothing.
    return Titles(names or ("",), shuffled, oldest, rounds)


def _day(text: Summary) -> date:
    """The day of a text, as early as it may be; those without one come last."""
    told = text.date
    return UNKNOWN if told is None else date(told.year, told.month or 1, told.day or 1)
