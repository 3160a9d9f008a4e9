"""Names of people in running text, told from other capitals by given names and by their places.

A capital is weak evidence (German writes every noun with one), so a run of capitals is a name only
where something else says so: a known given name, an initial, a title, words that go with people, or
a list whose other members are names. What the whole piece says of a word counts for each place.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex
from msgspec import Struct

from content.model import Span
from content.name_forms import NO, POSSIBLE, SURE, Belief, fold_name
from content.name_runs import Form, Forms, Run, find_runs
from content.name_signs import Sign, signs_at

__all__ = ["Name", "find_names", "fold_name", "names_of", "words_of"]

LIST = regex.compile(r",[ \u00a0\n]|,?[ \u00a0](?:et|and|und|y|e|ou|or|oder|o|&)[ \u00a0]")
LONGEST_LIST = 40
ENOUGH = 2
# What a word is shows in its first places, or nowhere.
PLACES = 30
# What each sign is worth for a whole name, and for a word alone.
WHOLE = {
    Sign.CUED: 2,
    Sign.NAMED: 2,
    Sign.SPEAKS: 2,
    Sign.ACTS: 1,
    Sign.TRADE: 2,
    Sign.APPOSED: 1,
    Sign.OWNS: 1,
    Sign.SOMEBODY: 1,
    Sign.COMPANY: 1,
    Sign.IS: 1,
    Sign.PAST: 1,
    Sign.ARTICLE: -3,
    Sign.PLACE: -2,
}
ALONE = {
    Sign.NAMED: 3,
    Sign.SPEAKS: 2,
    Sign.CUED: 1,
    Sign.ACTS: 1,
    Sign.TRADE: 2,
    Sign.APPOSED: 1,
    Sign.SOMEBODY: 1,
    Sign.ARTICLE: -3,
    Sign.PLACE: -3,
    Sign.DESCRIBED: -2,
}
AGENT = Sign.SPEAKS | Sign.ACTS | Sign.NAMED | Sign.TRADE


class Name(Struct, frozen=True, gc=False):
    """Somebody's name at a place of a text: `text[span.start:span.end]`, its words folded.

    The span has a title before a single word ("Mrs"), the words have none.
    """

    span: Span
    words: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """More than a given name or a family name alone."""
        return len(self.words) > 1


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, particles and initials among them."""
    return tuple([word for word in map(fold_name, name.replace("\u00a0", " ").split(" ")) if word])


def find_names(text: str, known: Container[str], common: Container[str]) -> tuple[Name, ...]:
    """Find the names of people in one text, in reading order: see `names_of`."""
    return names_of([text], known, common)[0]


def names_of(
    texts: Sequence[str], known: Container[str], common: Container[str]
) -> list[tuple[Name, ...]]:
    """Find the names of people in the texts of one piece, in reading order.

    `known` has folded words and names that are somebody's here (of speakers, of authors), `common`
    the folded words that this piece writes with a small letter.
    """
    forms = Forms(common)
    # The same text has the same names, however often it stands there.
    read = ((text, find_runs(text, forms)) for text in dict.fromkeys(texts))
    rows = {text: _Row(text, runs) for text, runs in read if runs}
    doubted = {text: row for text, row in rows.items() if POSSIBLE in row.beliefs}
    signs = _signs(doubted[text] for text in texts if text in doubted)
    wholes = _Verdicts(known, frozenset(), signs, only_wholes=True)
    for row in doubted.values():
        row.judge(wholes)
    sure = {form for form in {run.form for row in rows.values() for run in row.sure} if form.whole}
    given = {form.words[0] for form in sure if len(form.words[0]) > 2}
    last = {form.words[-1] for form in sure if len(form.words[-1]) > 2}
    told = _Either(known, {word for word in given if word not in common})
    surnames = frozenset(word for word in last if word not in common)
    every = _Verdicts(told, surnames, signs)
    for row in doubted.values():
        row.judge(every)
    names = {
        text: tuple([Name(Span(run.start, run.end), run.form.words) for run in row.sure])
        for text, row in rows.items()
    }
    return [names.get(text, ()) for text in texts]


@dataclass(frozen=True, slots=True)
class _Either:
    one: Container[str]
    other: Container[str]

    def __contains__(self, word: object) -> bool:
        return word in self.one or word in self.other


class _Row:
    """The runs of one text, and beside them how much each is believed."""

    __slots__ = ("beliefs", "chains", "runs", "sure", "text")

    def __init__(self, text: str, runs: list[Run]) -> None:
        self.text = text
        self.runs = runs
        self.beliefs = [run.belief for run in runs]
        self.sure = [run for run in runs if run.belief is SURE]
        is_doubted = POSSIBLE in self.beliefs
        self.chains = _chains(runs, text) if is_doubted and len(runs) > 1 else ()

    def judge(self, verdicts: "_Verdicts") -> None:
        """Decide what is possible only, then whether lists make names of more."""
        if POSSIBLE not in self.beliefs:
            return
        self.beliefs = [
            verdicts[run.form] if belief is POSSIBLE else belief
            for run, belief in zip(self.runs, self.beliefs, strict=True)
        ]
        for first, last in self.chains:
            self.beliefs[first:last] = self._believed(first, last)
        beliefs = zip(self.runs, self.beliefs, strict=True)
        self.sure = [run for run, belief in beliefs if belief is SURE]

    def _believed(self, first: int, last: int) -> Sequence[Belief]:
        """Believe in those members of a list that stand among names."""
        chain, beliefs = self.runs[first:last], self.beliefs[first:last]
        sure = beliefs.count(SURE)
        if not sure or sure == len(chain) or NO in beliefs:
            return beliefs
        gaps = [self.text[a.end : b.start] for a, b in pairwise(chain)]
        # "In Leith, Ann waited" is no list.
        if len(gaps) == 1 and gaps[0].strip() == ",":
            return beliefs
        # German writes every noun with a capital: there a list needs more names that are sure.
        nouns = any(" und " in gap for gap in gaps)
        if (2 if nouns else 3) * sure < len(chain):
            return beliefs
        among = any(
            run.form.whole for run, belief in zip(chain, beliefs, strict=True) if belief is SURE
        )
        every = not among or len(chain) > 2
        return [
            SURE if every or run.form.whole else belief
            for run, belief in zip(chain, beliefs, strict=True)
        ]


def _chains(runs: Sequence[Run], text: str) -> list[tuple[int, int]]:
    """Find the lists of runs, each as the places of its first run and behind its last."""
    found = []
    first = 0
    for index in range(1, len(runs) + 1):
        if index < len(runs) and index - first < LONGEST_LIST:
            start, end = runs[index - 1].end, runs[index].start
            if end - start < 8 and LIST.fullmatch(text, start, end):
                continue
        if index - first > 1:
            found.append((first, index))
        first = index
    return found


def _signs(rows: Iterable[_Row]) -> Mapping[str, int]:
    """Gather the signs of each run that could be a name, from all its places."""
    found: dict[str, int] = {}
    looked: dict[str, int] = {}
    for row in rows:
        for run in row.runs:
            key = run.form.key
            if run.belief is POSSIBLE and (times := looked.get(key, 0)) < PLACES:
                looked[key] = times + 1
                found[key] = found.get(key, 0) | signs_at(row.text, run.start, run.end)
    return found


class _Verdicts(dict[Form, Belief]):
    """What the whole piece makes of each form that is possible only.

    `known` and `surnames` are words that are names here, `signs` those of each run. With
    `only_wholes` a word alone is not believed in yet.
    """

    def __init__(
        self,
        known: Container[str],
        surnames: Container[str],
        signs: Mapping[str, int],
        only_wholes: bool = False,
    ) -> None:
        super().__init__()
        self.known = known
        self.surnames = surnames
        self.signs = signs
        self.only_wholes = only_wholes

    def __missing__(self, form: Form) -> Belief:
        """Judge a form that was not asked for before."""
        verdict = self._first(form) if self.only_wholes and not form.whole else self._judged(form)
        self[form] = verdict
        return verdict

    def _first(self, form: Form) -> Belief:
        """No list makes a name of "the oldest"."""
        articled = self.signs[form.key] & Sign.ARTICLE and form.key not in self.known
        return NO if articled else POSSIBLE

    def _judged(self, form: Form) -> Belief:
        """Believe in a form where the piece says enough of it."""
        if form.key in self.known:
            return SURE
        signs = self.signs.get(form.key, Sign.NONE)
        points = 0 if form.weak else 1
        if form.whole:
            points += _worth(signs, WHOLE)
            points += any(
                self.signs.get(word, Sign.NONE) & AGENT for word in (form.words[0], form.words[-1])
            )
            believed = points >= ENOUGH
        else:
            points += _worth(signs, ALONE)
            surname = form.key in self.surnames and not signs & (Sign.ARTICLE | Sign.PLACE)
            believed = surname or (points >= ENOUGH and bool(signs & AGENT))
        return SURE if believed else POSSIBLE


def _worth(signs: int, table: Mapping[int, int]) -> int:
    return sum(value for sign, value in table.items() if signs & sign)
