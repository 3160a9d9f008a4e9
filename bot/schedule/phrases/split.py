"""One line of a command taken apart: which text, and when."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.schedule.phrases.said import NotUnderstood, Said, Why
from bot.schedule.phrases.understand import understand_words
from bot.schedule.phrases.words import Words, tokens

# More words than any sentence has; a long title before it costs nothing.
MOST_TOKENS = 60
TRIMMED = " \t\u00a0\u202f,;:–—-"
SIGNALS = (
    "every", "each", "daily", "weekly", "weekdays", "cron", "tous", "toutes", "chaque", "quotidien",
    "en semaine",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to take a line apart; `title` may be empty."""

    title: str
    said: Said


@dataclass(frozen=True, slots=True)
class Parts:
    """Every way to take a line apart, the longest sentence first.

    Titles may hold sentences ("A song every day at 8"), so a caller looks for the text of each
    candidate, and for the whole line. Without candidates `refused` says what seems to be a
    sentence and is not understood; without both the line is only a text.
    """

    candidates: tuple[Candidate, ...]
    refused: NotUnderstood | None


def split(line: str, now: datetime, zone: ZoneInfo) -> Parts:
    """Find where a line `TEXT WHEN` may be cut."""
    parts = tokens(line)
    candidates: list[Candidate] = []
    refused: NotUnderstood | None = None
    vague: NotUnderstood | None = None
    for at in range(max(0, len(parts) - MOST_TOKENS), len(parts)):
        found = understand_words(Words(line, parts, at), now, zone)
        if isinstance(found, Said):
            candidate = Candidate(line[: parts[at].start].strip(TRIMMED), found)
            if candidate not in candidates:
                candidates.append(candidate)
        elif found.why is not Why.UNKNOWN:
            refused = refused or found
        elif vague is None and Words(line, parts, at).sees(*SIGNALS):
            vague = found
    return Parts(tuple(candidates), None if candidates else refused or vague)
