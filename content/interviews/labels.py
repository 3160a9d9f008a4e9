"""Speakers' labels: `Q:`, `AB –`, `Jane Roe :`, borne out by all the labels of a page together."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from content.interviews.questions import IMPERATIVE, QUESTION_MARK
from content.lines import Line

LABEL = re.compile(
    r"(?:[—–-][ \u00a0]*)?[\[*_]{0,2}(?P<label>[^\W\d_][^:：?!;,\[\]\d*>]{0,38}?)"
    r"(?:[ \u00a0]?(?:n?[°º])?[ \u00a0]?(?P<number>\d{1,2}))?[\]*_]{0,2}[ \u00a0]?"
    r"(?P<mark>[:：>]|\.?[ \u00a0]?[–—-](?=[ \u00a0]|$)|[.)](?=[ \u00a0]|$)(?![ \u00a0]*[:：]))"
    r"[*_]{0,2}[ \u00a0\t]*"
)
# "G. L. :", "A. Dupont :": a point that follows an initial ends no label.
INITIALS = re.compile(
    r"(?:[—–-][ \u00a0]*)?(?P<label>(?:[^\W\d_]\.[ \u00a0-]?){2,3}"
    r"|(?![QFPIAR]\.)[^\W\d_]\.[ \u00a0-]?[^\W\d_][\w'’-]{1,20})"
    r"[ \u00a0]?(?P<number>\d{1,2})?(?P<mark>[:：>])[ \u00a0\t]*"
)
ASKS = frozenset({"q", "f", "p", "question", "frage", "pregunta", "interviewer"})
# Who conducts a talk asks, even by greeting somebody.
HOSTS = frozenset(
    {
        *("host", "moderator", "moderatorin", "interviewer", "interviewerin", "presenter"),
        *("journalist", "journalistin", "journaliste", "animateur", "animatrice", "modérateur"),
        *("modératrice", "rédaction", "la rédaction", "redaktion", "die redaktion", "redacción"),
        *("la redacción", "periodista", "entrevistador", "entrevistadora", "presentador"),
        *("presentadora", "moderador", "moderadora", "intervieweur", "intervieweuse"),
    }
)
ANSWERS = frozenset({"a", "r", "antwort", "answer", "réponse", "reponse", "respuesta"})
LETTERS = ASKS | ANSWERS
# What these begin with; and a label is not longer.
FIRST = frozenset("qfpiarQFPIAR")
NEAR = 64
PARTICLES = frozenset({"de", "du", "des", "la", "le", "van", "von", "der", "den", "et", "and", "&"})
MOST_WORDS = 5
FEWEST = 3


class Label(NamedTuple):
    """A speaker's label at the start of a line; `end` is where the words begin.

    `speaker` is None where the label says no name (`Q:`).
    """

    speaker: str | None
    number: int | None
    end: int
    asks: bool


class _Candidate(NamedTuple):
    key: str
    speaker: str
    number: int | None
    end: int
    row: int


def labels_of(lines: Sequence[Line], near: str) -> dict[int, Label]:
    """Find the lines that begin with a speaker's label, by their index; none without evidence.

    Evidence: two speakers who take turns, one of whom asks, or one label before questions only.
    `near` is what stands around the talk (title, first lines): a speaker named there needs to
    speak only once.
    """
    found = [
        candidate
        for index, line in enumerate(lines)
        if not _is_plain(line.text) and (candidate := _candidate(line.text, index)) is not None
    ]
    counts = Counter(candidate.key for candidate in found)
    words = {word.casefold() for word in re.findall(r"\w+", near)}
    known = [
        c for c in found if counts[c.key] > 1 or c.key in LETTERS or set(c.key.split()) <= words
    ]
    if known and all(c.speaker.isupper() for c in known):
        # Where all labels are in capitals, somebody may say one thing only.
        known = [c for c in found if c.speaker.isupper()]
    if len(known) < FEWEST:
        return {}
    asking = _asking(known, lines)
    if not asking or not _takes_turns(known, asking):
        return {}
    numbers = [c.number for c in known if c.key in asking and c.number is not None]
    # "Interviewer 1" and "Interviewer 2" are numbers of people.
    counted = numbers == sorted(set(numbers))
    return {
        c.row: Label(
            None if c.key in LETTERS else c.speaker,
            c.number if counted else None,
            c.end,
            c.key in asking,
        )
        for c in known
    }


def _is_plain(text: str) -> bool:
    """Whether a line cannot begin with a label: no colon near, no capitals, no letter that asks."""
    head = text[:NEAR]
    small = text[0].isalpha() and text[0] not in FIRST and text[1:2].islower()
    return small and ":" not in head and "：" not in head


def _candidate(text: str, index: int) -> _Candidate | None:
    found = INITIALS.match(text) or LABEL.match(text)
    if found is None or found.end() == 0:
        return None
    label, mark = found["label"].strip(), found["mark"].strip()
    key = label.casefold()
    if key not in LETTERS and (found["number"] or not _could_be_somebody(label, mark)):
        return None
    number = int(found["number"]) if found["number"] else None
    return _Candidate(key, label, number, found.end(), index)


# The same few speak again and again.
@lru_cache(maxsize=1024)
def _could_be_somebody(label: str, mark: str) -> bool:
    words = label.split()
    capital = all(w[0].isupper() or w.casefold() in PARTICLES for w in words)
    # "Audience member:" is a role; it has to come back.
    role = label[0].isupper() and len(words) == 2 and mark == ":"
    if not (capital or role) or len(words) > MOST_WORDS or (len(label) == 1 and mark != ":"):
        return False
    return mark in (":", "：") or (label.isupper() and len(label) > 1)


def _asking(known: Sequence[_Candidate], lines: Sequence[Line]) -> frozenset[str]:
    """Give the labels of those who ask: most of what they say are questions, and short."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for candidate in known:
        text = lines[candidate.row].text[candidate.end :]
        if not text:
            below = lines[candidate.row + 1 : candidate.row + 3]
            text = next((line.text for line in below if not line.blank), "")
        asks = QUESTION_MARK.search(text[-200:]) or IMPERATIVE.match(text)
        asked[candidate.key].append(asks is not None)
    letters = {key for key in asked if key in ASKS} if any(k in ANSWERS for k in asked) else set()
    if letters:
        return frozenset(letters)
    shares = {key: sum(found) / len(found) for key, found in asked.items() if key not in ANSWERS}
    best = max(shares.values(), default=0)
    hosts = HOSTS & shares.keys()
    if hosts:
        return hosts | {key for key, share in shares.items() if share >= max(0.5, best)}
    if best < 0.5:
        return frozenset()
    # Somebody who asks now and then while telling does not conduct the interview.
    return frozenset(key for key, share in shares.items() if share >= max(0.5, best - 0.2))


def _takes_turns(known: Sequence[_Candidate], asking: frozenset[str]) -> bool:
    row = [candidate.key in asking for candidate in known]
    if all(row):
        return len({candidate.key for candidate in known}) == 1
    changes = sum(before != after for before, after in pairwise(row))
    return changes >= 0.5 * (len(row) - 1) and row.count(True) >= 2
