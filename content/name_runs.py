"""Runs of capitals that could be names: which words belong to one, and how much their form says."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from content.given_names import GIVEN_NAMES
from content.model import Span
from content.name_forms import (
    INITIAL,
    KIN_WORDS,
    NOUN_END,
    Belief,
    fold_name,
    form_of,
    is_nobody,
    is_trade,
)
from content.name_words import HONORIFICS, NOT_PEOPLE, OPENERS, PARTICLES, PLACE_BEFORE, WORK_BEFORE

_WORD = r"(?:(?:O|D)[’'](?=\p{Lu}\p{Ll}))?\p{Lu}[\p{L}\p{M}]*+(?:[-‐]\p{Lu}?[\p{L}\p{M}]+)*+"
_SHORT = r"(?:Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|Prof|Sra|Sr|St|Lt|Col|Capt|Sgt|Rev)\."
_TOKEN = rf"(?:\p{{Lu}}\.(?:-?\p{{Lu}}\.)?|{_SHORT}|{_WORD})"
_PARTICLE = r"(?:v[ao]n|de[nr]|ten|ter|zu[mr]?|da|dos|das|al|bin|ben|ibn)"
# Behind a given name these belong to the name; behind a family name they say where from.
_OF = (
    r"(?:(?:d[eu]|des|del|di|dell[ao]|von|zu)[ \u00a0](?:l[ao]s?[ \u00a0]|der[ \u00a0]|l[’'])?"
    r"|van[ \u00a0](?:de[nr]?[ \u00a0])?"
    r"|d[’']|l[ae][ \u00a0])"
)
# Possessive: a run of a million capitals is read once.
RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}_@#/.&+-]){_TOKEN}(?:[ \u00a0](?:{_OF})?{_TOKEN})?"
    rf"(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_TOKEN}){{0,5}}+(?![\p{{N}}_@/+]|[.-]\p{{L}})"
)
TOKEN = regex.compile(rf"{_TOKEN}|\p{{Ll}}+(?=[ \u00a0’'])")
STARTS = regex.compile(r"(?:^|[.!?…:;\n•»«“”„\"(—–]|[-*>])[\s\"«“„(—–-]*$")
QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“", "‘": "’"}
# Titles with a small letter belong to the one word behind them.
_POLITE = """
monsieur madame mademoiselle maître maitre docteur professeur professeure señor señora doña don
abbé father sister tante oncle aunt uncle tía tia tío tio fray sor doctor doctora père mère curé
"""
POLITE = frozenset(_POLITE.split())
# "The father Guédon" is a priest, "my father Guédon" somebody's.
OF_ALL = frozenset(("père", "mère", "curé"))
GLUE = frozenset((" ", "\u00a0", "-", "’", "'"))
GLUE_TO_SPACE = str.maketrans("-’'", "   ")
NEVER_LAST = PARTICLES | OPENERS | HONORIFICS
# Words that only begin sentences: "visiblement", "suddenly", "probablemente".
ADVERB = regex.compile(r"\p{L}{3,}(?:ment|lly|[bdeknrst]ly|mente|weise)")


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

    @property
    def key(self) -> str:
        """The key under which two names are the same."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Run:
    """A name that could be, and how much its words and its title say for it.

    `weak`: possible only, and by its form likelier a word than a name unless its place says more.
    """

    name: Name
    belief: Belief
    weak: bool = False


_TITLES = "mr mrs ms mme mlle dr prof herr frau monsieur madame"
TITLES = frozenset(_TITLES.split())
_EPITHETS = "big old little young great poor grand petit petite vieux vieille"
EPITHETS = frozenset(_EPITHETS.split())
# A word with its place and its folded form.
_Token = tuple[str, int, int, str]


def find_runs(text: str, common: Container[str]) -> Iterator[Run]:
    """Find the runs of capitals of one text that could be names, in reading order.

    `common` has the folded words that this piece writes with a small letter.
    """
    for match in RUN.finditer(text):
        printed = match.group()
        # Most capitals are one word that is nobody's name, wherever it stands.
        belief, weak = _alone(printed) if printed.isalpha() else (Belief.POSSIBLE, True)
        if belief is Belief.NO:
            continue
        if printed.isalpha():
            run = _lone(text, match.start(), printed, common, (belief, weak))
        else:
            run = _run(text, match.start(), printed, common)
        if run is not None:
            yield run


@lru_cache(maxsize=32768)
def _alone(printed: str) -> tuple[Belief, bool]:
    """How much a word alone says, by its form."""
    word = fold_name(printed)
    if word in GIVEN_NAMES and word not in OPENERS:
        return form_of((word,), (printed,))
    never = word in NEVER_LAST or ADVERB.fullmatch(word) or is_nobody(word)
    return (Belief.NO, False) if never else form_of((word,), (printed,))


def _lone(
    text: str, start: int, printed: str, common: Container[str], form: tuple[Belief, bool]
) -> Run | None:
    """Read a run of one word where it stands."""
    word = fold_name(printed)
    small = form[0] is not Belief.SURE and (word in common or word in PARTICLES)
    if small and STARTS.search(text, max(0, start - 4), start):
        return None
    span = Span(start, start + len(printed))
    before = _words_before(text, start)
    polite = before and before[-1].lower() in POLITE
    title = _polite(before, start, text) if polite else None
    name = Name(span if title is None else Span(title, span.end), (word,), title is not None)
    if _is_a_place(before) or _is_quoted(text, name.span):
        return Run(name, Belief.NO)
    return Run(name, Belief.SURE) if name.titled else Run(name, *form)


def _run(text: str, start: int, printed: str, common: Container[str]) -> Run | None:
    tokens = [
        (token, start + first, start + last, fold_name(token))
        for token, first, last in _tokens(printed)
    ]
    tokens = _from_title(_without_opener(tokens, text, common))
    title = None
    while len(tokens) > 1 and (tokens[0][3] in HONORIFICS or is_trade(tokens[0][3])):
        title = tokens[0][1] if title is None else title
        tokens = tokens[1:]
    while tokens and tokens[-1][3] in NEVER_LAST and not _is_surname(tokens):
        tokens = tokens[:-1]
    if len(tokens) == 2 and "und" in common and NOUN_END.fullmatch(tokens[1][3]):
        tokens = tokens[:1]
    if not tokens or (len(tokens) == 1 and is_nobody(tokens[0][3])):
        return None
    before = _words_before(text, tokens[0][1])
    if title is None and before and before[-1].lower() in POLITE:
        title = _polite(before, tokens[0][1], text)
    titled = title is not None and len(tokens) == 1
    first = title if title is not None and titled else tokens[0][1]
    name = Name(Span(first, tokens[-1][2]), tuple(token[3] for token in tokens), titled)
    return Run(name, *_belief(name, tuple([token[0] for token in tokens]), text, before))


def _polite(before: Sequence[str], start: int, text: str) -> int | None:
    """Where a title with a small letter begins, that stands right before a name."""
    title = before[-1]
    first = start - len(title) - 1
    alone = title.lower() not in OF_ALL or before[0].lower() in {"le", "la"}
    return first if alone and text.startswith(title, first) and title.islower() else None


@lru_cache(maxsize=16384)
def _tokens(printed: str) -> tuple[tuple[str, int, int], ...]:
    if printed.isalpha():
        return ((printed, 0, len(printed)),)
    return tuple((found.group(), found.start(), found.end()) for found in TOKEN.finditer(printed))


def _without_opener(tokens: list[_Token], text: str, common: Container[str]) -> list[_Token]:
    """Drop words that have their capital from the beginning of a sentence, and trades."""
    while tokens:
        word = tokens[0][3]
        if word in GIVEN_NAMES or word in HONORIFICS or INITIAL.fullmatch(tokens[0][0]):
            return tokens
        follows = len(tokens) > 1 and tokens[1][3] in GIVEN_NAMES
        if len(tokens) > 1 and (
            word in KIN_WORDS or (follows and (word in EPITHETS or is_trade(word)))
        ):
            tokens = tokens[1:]
            continue
        if word not in OPENERS and not ADVERB.fullmatch(word):
            small = follows or word in common or word in PARTICLES
            if word in NOT_PEOPLE or word in PLACE_BEFORE:
                return tokens
            # German nouns stand before names: "zu Gast Maren Ott".
            noun = follows and "und" in common
            start = tokens[0][1]
            if not noun and not (small and STARTS.search(text, max(0, start - 4), start)):
                return tokens
        tokens = tokens[1:]
    return tokens


def _from_title(tokens: list[_Token]) -> list[_Token]:
    """Begin a name at its title: "On Thursdays Mrs. Aske"."""
    for index, token in enumerate(tokens[1:], 1):
        if token[3] in TITLES and tokens[index - 1][3] not in HONORIFICS:
            return tokens[index:]
    return tokens


def _is_surname(tokens: Sequence[_Token]) -> bool:
    """Whether the last word, small elsewhere, is a family name behind a given one."""
    last = tokens[-1][3]
    return len(tokens) > 1 and len(last) > 3 and tokens[0][3] in GIVEN_NAMES and last in OPENERS


def _belief(
    name: Name, printed: tuple[str, ...], text: str, before: Sequence[str]
) -> tuple[Belief, bool]:
    """How much form and title say, and whether a name is likelier a word."""
    belief, weak = form_of(name.words, printed)
    if belief is Belief.NO:
        return belief, weak
    if _is_a_place(before) or _is_quoted(text, name.span):
        return Belief.NO, False
    return (Belief.SURE, False) if name.titled else (belief, weak)


def _is_a_place(before: Sequence[str]) -> bool:
    if not before:
        return False
    last = fold_name(before[-1])
    if last in PLACE_BEFORE or last in WORK_BEFORE:
        return True
    return fold_name(before[0]) in PLACE_BEFORE and (last in PARTICLES or last == "d")


def _words_before(text: str, start: int) -> Sequence[str]:
    """The last two words that touch a place, no sign but an apostrophe or a hyphen between."""
    if text[start - 1 : start] not in GLUE:
        return ()
    words = text[max(0, start - 24) : start].translate(GLUE_TO_SPACE).split()[-2:]
    touches = words and (words[-1][-1].isalpha() or words[-1][-1] == ".")
    return words if touches else ()


def _is_quoted(text: str, span: Span) -> bool:
    """Whether nothing but the words stands between quotes: a title more often than a person."""
    before = text[max(0, span.start - 3) : span.start].rstrip(" \u00a0\u202f")
    close = QUOTES.get(before[-1:])
    if close is None:
        return False
    behind = text[span.end : span.end + 3].lstrip(" \u00a0\u202f")
    return behind[:1] == close
