"""What people write after a command, as values. Both languages are always understood."""

import re
from dataclasses import dataclass

from bot.delivery.controls import SHORTEST

LONGEST_PACE = 7 * 86_400.0

FROM = re.compile(r"(?:^|\s)(?:from|depuis|à partir d[eu]|a partir d[eu])\s+(\d{1,9})\s*$", re.I)
PACE = re.compile(
    r"(?:^|\s)(?:every|toutes? les|chaque)\s+(\d{1,9}(?:[.,]\d+)?)?\s*"
    r"(s|sec\w*|m|min\w*|h|hours?|heures?)\s*$",
    re.I,
)
BY_HAND = re.compile(r"(?:^|\s)(?:by hand|à la main|a la main)\s*$", re.I)
ANY_PACE = re.compile(r"(?:^|\s)(?:every|toutes? les|chaque)\b", re.I)
SECONDS = {"s": 1, "m": 60, "h": 3600}

WHO = re.compile(
    r"^\s*(?:who\s+(?:is|are)|who['’]s|qui\s+(?:est|sont)(?:-ce(?:\s+que)?)?|c['’]est\s+qui)"
    r"\s+(@?\S[^?\n]{0,80}?)(?:,?\s+(?:please|svp|s['’]il (?:te|vous) pla[iî]t))?\s*[?.!…]*\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """`number` counts from 1 as people do; `pace` is in seconds, 0 by hand, None if not said."""

    words: str
    number: int | None = None
    pace: float | None = None


def read_order(text: str) -> ReadOrder:
    """Take `TEXT [from N] [every 10s | by hand]` apart, in any order of the two endings."""
    words, number, pace = text.strip(), None, None
    while True:
        if found := FROM.search(words):
            number = max(1, int(found[1]))
        elif found := PACE.search(words):
            amount = float((found[1] or "1").replace(",", "."))
            pace = min(max(amount * SECONDS[found[2][0].lower()], SHORTEST), LONGEST_PACE)
        elif found := BY_HAND.search(words):
            pace = 0.0
        else:
            return ReadOrder(words, number, pace)
        words = words[: found.start()].strip()


def speaks_of_pace(words: str) -> bool:
    """Whether what is left of a reading order says a pace that nobody understands."""
    return ANY_PACE.search(words) is not None


def asked_about(text: str) -> str | None:
    """The name in a plain "who is @x" or "qui est @x ?", None for any other message."""
    found = WHO.match(text)
    return found[1] if found else None
