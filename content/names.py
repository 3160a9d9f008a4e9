"""Names of people in running text, told from other capitals by given names and by cues.

A capital is weak evidence (German writes every noun with one), so a run of capitals is a name only
where something else says so: a known given name, an initial, a title, words that go with people, or
a list whose other members are names.
"""

import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import regex

from content.given_names import ALSO_WORDS, GIVEN_NAMES
from content.model import Span
from content.name_cues import BEFORE, BEHIND, NAMING, WINDOW
from content.name_words import HONORIFICS, NOT_PEOPLE, OPENERS, PARTICLES, PLACE_BEFORE, WORK_BEFORE

_WORD = r"(?:(?:O|D)[’'](?=\p{Lu}\p{Ll}))?\p{Lu}[\p{L}\p{M}]*+(?:[-‐]\p{Lu}?[\p{L}\p{M}]+)*+"
_TOKEN = rf"(?:\p{{Lu}}\.(?:-?\p{{Lu}}\.)?|(?:Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|Prof|Sra|Sr|St)\.|{_WORD})"
_PARTICLE = r"(?:v[ao]n|de[nr]|ten|ter|zu[mr]?|da|dos|das|al|bin|ben|ibn)"
# Behind a given name these belong to the name; behind a family name they say where from.
_OF = (
    r"(?:(?:d[eu]|des|del|di|dell[ao]|von|van|zu)[ \u00a0](?:l[ao]s?[ \u00a0]|de[nr][ \u00a0]"
    r"|l[’'])?"
    r"|d[’']|l[ae][ \u00a0])"
)
# Possessive: a run of a million capitals is read once.
RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}_@#/.&+-]){_TOKEN}(?:[ \u00a0](?:{_OF})?{_TOKEN})?"
    rf"(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_TOKEN}){{0,5}}+(?![\p{{N}}_@/+]|[.-]\p{{L}})"
)
TOKEN = regex.compile(rf"{_TOKEN}|\p{{Ll}}+(?=[ \u00a0’'])")
INITIAL = regex.compile(r"\p{Lu}\.(?:-?\p{Lu}\.)?")
MIXED = regex.compile(r"\p{Ll}\p{Lu}")
MIXED_SURNAME = regex.compile(r"(?:Mc|Mac|De|Du|Le|La|Van|Fitz)\p{Lu}\p{Ll}+")
LIST = regex.compile(r",[ \u00a0\n]|,?[ \u00a0](?:et|and|und|y|e|ou|or|oder|o|&)[ \u00a0]")
STARTS = regex.compile(r"(?:^|[.!?…:;\n•»«“”\"(—–]|[-*>])[\s\"«“(—–-]*$")
QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“", "‘": "’"}
POLITE = regex.compile(
    r"(?<!\p{L})(?:monsieur|madame|mademoiselle|ma[iî]tre|docteur|professeure?|señora?|doña|abbé|father"
    r"|sister) $"
)
NEVER_LAST = PARTICLES | OPENERS | HONORIFICS
NEAR = regex.compile(r"[\p{L}\p{M}]+")
TOUCHES = regex.compile(r"(?:[\p{L}\p{M}.][ \u00a0-]|[’'])$")
HYPHEN = regex.compile("[-‐]")
LONGEST_LIST = 40


class Belief(IntEnum):
    """How much speaks for a run of capitals being somebody."""

    NO = 0
    POSSIBLE = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's name at a place of a text: `text[span.start:span.end]`, its words folded.

    `titled`: a single word behind "Mrs", which the span has too, though not `words`.
    """

    span: Span
    words: tuple[str, ...]
    titled: bool = False

    @property
    def whole(self) -> bool:
        """More than a given name or a family name alone."""
        return len(self.words) > 1


@dataclass(frozen=True, slots=True)
class _Run:
    name: Name
    belief: Belief


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """The key under which two names are the same: letters and digits, no case, no accents."""
    if name.isascii() and name.isalnum():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe").replace("ø", "o"))
    return "".join(sign for sign in plain if sign.isalnum())


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, particles and initials among them."""
    return tuple(word for word in map(fold_name, name.replace("\u00a0", " ").split(" ")) if word)


def find_names(text: str, known: Container[str], common: Container[str]) -> tuple[Name, ...]:
    """Find the names of people in one text, in reading order.

    `known` has folded words and names that are somebody's here (of speakers, of authors), `common`
    the folded words that this piece writes with a small letter.
    """
    runs = [run for match in RUN.finditer(text) for run in _runs(match, text, known, common)]
    return tuple(run.name for run in _joined(runs, text) if run.belief is Belief.SURE)


def _runs(
    match: regex.Match[str], text: str, known: Container[str], common: Container[str]
) -> Iterator[_Run]:
    # Most capitals begin a sentence with a small word.
    if fold_name(match.group()) in OPENERS:
        return
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text, *match.span())]
    tokens = _without_opener(tokens, text, common)
    title = None
    while len(tokens) > 1 and fold_name(tokens[0][0]) in HONORIFICS:
        title = tokens[0][1] if title is None else title
        tokens = tokens[1:]
    while tokens and fold_name(tokens[-1][0]) in NEVER_LAST:
        tokens = tokens[:-1]
    if not tokens:
        return
    if title is None and (polite := POLITE.search(text, max(0, tokens[0][1] - 14), tokens[0][1])):
        title = polite.start()
    titled = title is not None and len(tokens) == 1
    start = title if title is not None and titled else tokens[0][1]
    span = Span(start, tokens[-1][2])
    name = Name(span, tuple(fold_name(token) for token, _, _ in tokens), titled)
    printed = [token for token, _, _ in tokens]
    yield _Run(name, _belief(name, printed, text, known))


def _without_opener(
    tokens: list[tuple[str, int, int]], text: str, common: Container[str]
) -> list[tuple[str, int, int]]:
    """Drop words that have their capital from the beginning of a sentence."""
    while tokens:
        word = fold_name(tokens[0][0])
        if word in GIVEN_NAMES or INITIAL.fullmatch(tokens[0][0]):
            return tokens
        opens = STARTS.search(text, max(0, tokens[0][1] - 4), tokens[0][1]) is not None
        named_next = len(tokens) > 1 and fold_name(tokens[1][0]) in GIVEN_NAMES
        if word not in OPENERS and not (
            opens and (named_next or word in common or word in PARTICLES)
        ):
            return tokens
        tokens = tokens[1:]
    return tokens


def _belief(name: Name, printed: Sequence[str], text: str, known: Container[str]) -> Belief:
    before = text[max(0, name.span.start - WINDOW) : name.span.start]
    if not _shaped(name, printed) or _is_a_place(before) or _is_quoted(text, name.span):
        return Belief.NO
    if "".join(name.words) in known or name.titled:
        return Belief.SURE
    if not name.whole:
        return _alone(name.words[0], before, text, name.span)
    first = _given(printed[0])
    if first is Belief.SURE and len(name.words[-1]) > 1:
        return Belief.SURE
    cued = BEFORE.search(before) or BEHIND.match(text, name.span.end)
    initials = any(INITIAL.fullmatch(token) for token in printed[:-1])
    if cued or (initials and (first or len(printed) > 2)):
        return Belief.SURE
    return Belief.POSSIBLE


def _alone(word: str, before: str, text: str, span: Span) -> Belief:
    """One word: a given name, or what a text says is a name."""
    if word in GIVEN_NAMES:
        return Belief.SURE
    if word in ALSO_WORDS:
        cued = BEFORE.search(before) or BEHIND.match(text, span.end)
        return Belief.SURE if cued and not STARTS.search(before) else Belief.POSSIBLE
    return Belief.SURE if NAMING.search(before) else Belief.POSSIBLE


def _given(token: str) -> Belief:
    """Whether a token is a given name; of a double one each half tells."""
    words = [fold_name(part) for part in HYPHEN.split(token)]
    if words[0] in GIVEN_NAMES or (len(words) > 1 and any(word in GIVEN_NAMES for word in words)):
        return Belief.SURE
    return Belief.POSSIBLE if words[0] in ALSO_WORDS else Belief.NO


def _shaped(name: Name, printed: Sequence[str]) -> bool:
    """Whether the words could be a name at all."""
    if any(word in NOT_PEOPLE or word in PLACE_BEFORE for word in name.words):
        return False
    if any(MIXED.search(token) and not MIXED_SURNAME.fullmatch(token) for token in printed):
        return _given(printed[0]) is Belief.SURE and not MIXED.search(printed[0])
    capitals = [token for token in printed if len(token) > 1 and token.isupper()]
    capitals = [token for token in capitals if not INITIAL.fullmatch(token)]
    # A family name may be in capitals; what is nothing but capitals is an abbreviation.
    return len(capitals) < len(printed) or (len(printed) > 1 and bool(_given(printed[0])))


def _is_a_place(before: str) -> bool:
    words = NEAR.findall(before[-24:])
    if not words or not TOUCHES.search(before[-2:]):
        return False
    tail = [fold_name(word) for word in words[-2:]]
    if tail[-1] in PLACE_BEFORE or tail[-1] in WORK_BEFORE:
        return True
    return tail[0] in PLACE_BEFORE and (tail[-1] in PARTICLES or tail[-1] == "d")


def _is_quoted(text: str, span: Span) -> bool:
    """Whether nothing but the words stands between quotes: a title more often than a person."""
    before = text[max(0, span.start - 3) : span.start].rstrip(" \u00a0\u202f")
    behind = text[span.end : span.end + 3].lstrip(" \u00a0\u202f")
    close = QUOTES.get(before[-1:])
    return close is not None and behind[:1] == close


def _joined(runs: Sequence[_Run], text: str) -> Iterator[_Run]:
    """Believe in those members of a list that stand among names."""
    chain: list[_Run] = []
    for run in runs:
        between = text[chain[-1].name.span.end : run.name.span.start] if chain else ""
        if chain and (not LIST.fullmatch(between) or len(chain) >= LONGEST_LIST):
            yield from _believed(chain)
            chain = []
        chain.append(run)
    yield from _believed(chain)


def _believed(chain: Sequence[_Run]) -> Sequence[_Run]:
    sure = [run for run in chain if run.belief is Belief.SURE]
    if not sure or 2 * len(sure) < len(chain) or any(run.belief is Belief.NO for run in chain):
        return chain
    whole = any(run.name.whole for run in sure)
    return [
        _Run(run.name, Belief.SURE) if run.name.whole or not whole or len(chain) > 2 else run
        for run in chain
    ]
