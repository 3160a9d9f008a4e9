"""Runs of capitals that could be names: which words belong to one, and how much their form says."""

from collections.abc import Container, Sequence
from functools import lru_cache

import regex
from msgspec import Struct

from content.given_names import GIVEN_NAMES
from content.name_forms import (
    INITIAL,
    KIN_WORDS,
    NO,
    NO_NAMES,
    NOUN_END,
    SURE,
    Belief,
    fold_name,
    form_of,
    is_nobody,
    is_trade,
)
from content.name_places import is_a_place, is_quoted, opens, polite, words_before
from content.name_words import HONORIFICS, NOT_PEOPLE, OPENERS, PARTICLES, PLACE_BEFORE

_WORD = r"(?:(?:O|D)[’'](?=\p{Lu}\p{Ll}))?\p{Lu}[\p{L}\p{M}]*+(?:[-‐]\p{Lu}?[\p{L}\p{M}]+)*+"
_SHORT = r"(?=[CDLMPRS])(?:Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|Prof|Sra|Sr|St|Lt|Col|Capt|Sgt|Rev)\."
# Most words with a capital are nothing but that: to ask so first takes less than to try all forms.
_PLAIN = r"\p{Lu}\p{Ll}++(?![\p{L}\p{M}.’'‐-])"
_TOKEN = rf"(?:{_PLAIN}|\p{{Lu}}\.(?:-?\p{{Lu}}\.)?|{_SHORT}|{_WORD})"
_PARTICLE = r"(?:v[ao]n|de[nr]|ten|ter|zu[mr]?|da|dos|das|al|bin|ben|ibn)"
# Behind a given name these belong to the name; behind a family name they say where from.
_OF = (
    r"(?:(?:d[eu]|des|del|di|dell[ao]|von|zu)[ \u00a0](?:l[ao]s?[ \u00a0]|der[ \u00a0]|l[’'])?"
    r"|van[ \u00a0](?:de[nr]?[ \u00a0])?"
    r"|d[’']|l[ae][ \u00a0])"
)
# Possessive: a run of a million capitals is read once. That it begins with one is asked first of
# every letter, and what the small words of names begin with, before they are tried one by one.
RUN = regex.compile(
    rf"(?=\p{{Lu}})(?<![\p{{L}}\p{{N}}_@#/.&+-]){_TOKEN}"
    rf"(?:[ \u00a0](?=[\p{{Lu}}dlvz])(?:{_OF})?{_TOKEN})?"
    rf"(?:[ \u00a0](?=[\p{{Lu}}abditvz])(?:{_PARTICLE}[ \u00a0])?{_TOKEN}){{0,5}}+"
    r"(?![\p{N}_@/+]|[.-]\p{L})"
)
TOKEN = regex.compile(rf"{_TOKEN}|\p{{Ll}}+(?=[ \u00a0’'])")
NEVER_LAST = PARTICLES | OPENERS | HONORIFICS
# Words that only begin sentences: "visiblement", "suddenly", "probablemente".
ADVERB = regex.compile(r"\p{L}{3,}(?:ment|lly|[bdeknrst]ly|mente|weise)")
# "Appelons-le", "Dites-moi", "Est-il": a verb and whom it goes with.
ORDERS = regex.compile(r"\p{Ll}-(?:l[ae]s?|leur|lui|moi|toi|nous|vous|tu|ils?|elles?|on|je|ce)$")
_TITLES = "mr mrs ms mme mlle dr prof herr frau monsieur madame"
TITLES = frozenset(_TITLES.split())
_EPITHETS = "big old little young great poor grand petit petite vieux vieille"
EPITHETS = frozenset(_EPITHETS.split())


class Form(Struct, frozen=True, eq=False, gc=False):
    """What the words of a run say wherever they stand; the same one for all its places.

    Places count from the run's start. `title` is where a title before a single word begins.
    `weak`: possible only, and by its form likelier a word than a name unless its place says more.
    """

    start: int
    end: int
    words: tuple[str, ...]
    key: str
    belief: Belief
    weak: bool
    title: int | None = None

    @property
    def whole(self) -> bool:
        """More than a given name or a family name alone."""
        return len(self.words) > 1


class Run(Struct, frozen=True, gc=False):
    """A name that could be at its place, with how much form and place say for it.

    `start` is that of the title where a single word has one.
    """

    start: int
    end: int
    form: Form
    belief: Belief


# A word with its place and its folded form.
_Token = tuple[str, int, int, str]
# What a run is inside a sentence, and where one begins.
_Forms = tuple[Form | None, Form | None]
_NOBODY: _Forms = (None, None)


class Forms(dict[str, _Forms]):
    """What each run of one piece could be, by the words as printed; each is judged once.

    `common` has the folded words that this piece writes with a small letter.
    """

    def __init__(self, common: Container[str]) -> None:
        super().__init__()
        self.common = common

    def __missing__(self, printed: str) -> _Forms:
        """Judge a run that was not seen before."""
        if printed.isalpha():
            forms = _alone(printed, self.common)
        elif size := _opener(printed):
            whole = _shifted(self[printed[size:]][0], size)
            forms = whole, whole
        else:
            forms = _together(printed, self.common)
        self[printed] = forms
        return forms


def find_runs(text: str, forms: Forms) -> list[Run]:
    """Find the runs of capitals of one text that could be names, in reading order."""
    runs = []
    for found in RUN.finditer(text):
        inside, opening = forms[found.group()]
        if inside is not opening and opens(text, found.start()):
            inside = opening
        if inside is not None:
            runs.append(_placed(text, found.start(), inside))
    return runs


def _placed(text: str, at: int, form: Form) -> Run:
    """Read the signs around a run."""
    start, end = at + form.start, at + form.end
    before = words_before(text, start)
    title = None
    if len(form.words) == 1:
        title = polite(before, start, text) if form.title is None else at + form.title
        start = start if title is None else title
    belief = form.belief
    if belief is not NO:
        # No quotation mark stands where a word touches.
        if is_a_place(before) if before else is_quoted(text, start, end):
            belief = NO
        elif title is not None:
            belief = SURE
    return Run(start, end, form, belief)


@lru_cache(maxsize=32768)
def _said(printed: str) -> tuple[str, Belief, bool]:
    """How much a word alone says, by its form."""
    word = fold_name(printed)
    given = word in GIVEN_NAMES and word not in OPENERS
    if not given and (word in NEVER_LAST or ADVERB.fullmatch(word) or is_nobody(word)):
        return word, NO, False
    return word, *form_of((word,), (printed,))


def _alone(printed: str, common: Container[str]) -> _Forms:
    word, belief, weak = _said(printed)
    # Most capitals are one word that is nobody's name, wherever it stands.
    if belief is NO:
        return _NOBODY
    form = Form(0, len(printed), (word,), word, belief, weak)
    small = belief is not SURE and (word in common or word in PARTICLES)
    return form, None if small else form


def _opener(printed: str) -> int:
    """How much of a run is a word that only begins its sentence: several others follow."""
    first, _, rest = printed.partition(" ")
    return len(first) + 1 if " " in rest and _only_opens(first) else 0


@lru_cache(maxsize=4096)
def _only_opens(printed: str) -> bool:
    word = fold_name(printed)
    plain = printed.isalpha() and printed[1:].islower()
    return plain and word in OPENERS and word not in GIVEN_NAMES and word not in HONORIFICS


def _shifted(form: Form | None, size: int) -> Form | None:
    """The same form, so many signs further on."""
    if form is None:
        return None
    title = None if form.title is None else form.title + size
    start, end = form.start + size, form.end + size
    return Form(start, end, form.words, form.key, form.belief, form.weak, title)


def _together(printed: str, common: Container[str]) -> _Forms:
    folded = tuple(map(_silent, printed.split(" ")))
    if folded[0] in GIVEN_NAMES and "" not in folded:
        # Most whole names: nothing is dropped before or behind them.
        form = Form(0, len(printed), folded, "".join(folded), SURE, weak=False)
        return form, form
    tokens = [
        (found.group(), *found.span(), fold_name(found.group()))
        for found in TOKEN.finditer(printed)
    ]
    inside = _without_opener(tokens, printed, common, opening=False)
    opening = _without_opener(tokens, printed, common, opening=True)
    whole = _form(inside, common)
    return whole, whole if len(inside) == len(opening) else _form(opening, common)


@lru_cache(maxsize=32768)
def _silent(printed: str) -> str:
    """The folded word, if among others it says nothing: no title, trade, small word or thing."""
    word = fold_name(printed)
    plain = printed.isalpha() and len(word) > 1 and printed[1:].islower()
    known = word in NO_NAMES or word in TITLES or word in NEVER_LAST or is_trade(word)
    return word if plain and not known and NOUN_END.fullmatch(word) is None else ""


def _form(tokens: list[_Token], common: Container[str]) -> Form | None:
    tokens = _from_title(tokens)
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
    words = tuple([token[3] for token in tokens])
    said = form_of(words, tuple([token[0] for token in tokens]))
    return Form(tokens[0][1], tokens[-1][2], words, "".join(words), *said, title)


def _without_opener(
    tokens: list[_Token], printed: str, common: Container[str], opening: bool
) -> list[_Token]:
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
        if word not in OPENERS and not (ADVERB.fullmatch(word) or ORDERS.search(tokens[0][0])):
            small = follows or word in common or word in PARTICLES
            if word in NOT_PEOPLE or word in PLACE_BEFORE:
                return tokens
            # German nouns stand before names: "zu Gast Maren Ott".
            noun = follows and "und" in common
            start = tokens[0][1]
            if not noun and not (small and (opens(printed, start) if start else opening)):
                return tokens
        tokens = tokens[1:]
    return tokens


def _from_title(tokens: list[_Token]) -> list[_Token]:
    """Begin a name at its title: "On Thursdays Mrs. Aske"."""
    for index in range(1, len(tokens)):
        if tokens[index][3] in TITLES and tokens[index - 1][3] not in HONORIFICS:
            return tokens[index:]
    return tokens


def _is_surname(tokens: Sequence[_Token]) -> bool:
    """Whether the last word, small elsewhere, is a family name behind a given one."""
    last = tokens[-1][3]
    return len(tokens) > 1 and len(last) > 3 and tokens[0][3] in GIVEN_NAMES and last in OPENERS
