"""Names of people in running text, told from other capitals by given names and by their places.

A capital is weak evidence (German writes every noun with one), so a run of capitals is a name only
where something else says so: a known given name, an initial, a title, words that go with people, or
a list whose other members are names. What the whole piece says of a word counts for each place.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from content.name_forms import Belief, fold_name
from content.name_runs import Name, Run, find_runs
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


@dataclass(frozen=True, slots=True)
class _Words:
    """What a piece says of its words: those that are names, and the signs of each run."""

    known: Container[str]
    surnames: frozenset[str]
    signs: Mapping[str, int]


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, particles and initials among them."""
    return tuple(word for word in map(fold_name, name.replace("\u00a0", " ").split(" ")) if word)


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
    runs = [list(find_runs(text, common)) for text in texts]
    words = _Words(known, frozenset(), _signs(texts, runs))
    first = ([_first(run, words) for run in found] for found in runs)
    wholes = [list(_joined(found, text)) for found, text in zip(first, texts, strict=True)]
    sure = [run.name for found in wholes for run in found if run.belief is Belief.SURE]
    given = {name.words[0] for name in sure if name.whole and len(name.words[0]) > 2}
    last = {name.words[-1] for name in sure if name.whole and len(name.words[-1]) > 2}
    words = _Words(
        _Either(known, {word for word in given if word not in common}),
        frozenset(word for word in last if word not in common),
        words.signs,
    )
    every = [[_promoted(run, words) for run in found] for found in wholes]
    return [
        tuple(run.name for run in _joined(found, text) if run.belief is Belief.SURE)
        for found, text in zip(every, texts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Either:
    one: Container[str]
    other: Container[str]

    def __contains__(self, word: object) -> bool:
        return word in self.one or word in self.other


def _signs(texts: Sequence[str], runs: Sequence[Sequence[Run]]) -> Mapping[str, int]:
    """Gather the signs of each run that could be a name, from all its places."""
    found: dict[str, int] = defaultdict(int)
    looked: Counter[str] = Counter()
    for text, some in zip(texts, runs, strict=True):
        for run in some:
            if run.belief is Belief.POSSIBLE and looked[run.name.key] < PLACES:
                looked[run.name.key] += 1
                found[run.name.key] |= signs_at(text, run.name.span)
    return found


def _first(run: Run, words: _Words) -> Run:
    """Decide on whole names; no list makes a name of "the oldest"."""
    if run.name.whole:
        return _promoted(run, words)
    articled = run.belief is Belief.POSSIBLE and words.signs[run.name.key] & Sign.ARTICLE
    return Run(run.name, Belief.NO) if articled and run.name.key not in words.known else run


def _promoted(run: Run, words: _Words) -> Run:
    """Believe in a run where the piece says enough of it."""
    if run.belief is not Belief.POSSIBLE:
        return run
    key = run.name.key
    signs = words.signs.get(key, Sign.NONE)
    if key in words.known:
        return Run(run.name, Belief.SURE)
    points = 0 if run.weak else 1
    if run.name.whole:
        points += _worth(signs, WHOLE)
        points += any(
            words.signs.get(word, Sign.NONE) & AGENT
            for word in (run.name.words[0], run.name.words[-1])
        )
        believed = points >= ENOUGH
    else:
        points += _worth(signs, ALONE)
        surname = key in words.surnames and not signs & (Sign.ARTICLE | Sign.PLACE)
        believed = surname or (points >= ENOUGH and bool(signs & AGENT))
    return Run(run.name, Belief.SURE) if believed else run


def _worth(signs: int, table: Mapping[int, int]) -> int:
    return sum(value for sign, value in table.items() if signs & sign)


def _joined(runs: Sequence[Run], text: str) -> Iterator[Run]:
    """Believe in those members of a list that stand among names."""
    chain: list[Run] = []
    for run in runs:
        if chain:
            start, end = chain[-1].name.span.end, run.name.span.start
            near = end - start < 8 and LIST.fullmatch(text, start, end)
            if not near or len(chain) >= LONGEST_LIST:
                yield from _believed(chain, text)
                chain = []
        chain.append(run)
    yield from _believed(chain, text)


def _believed(chain: Sequence[Run], text: str) -> Sequence[Run]:
    if len(chain) < 2:
        return chain
    # "In Leith, Ann waited" is no list.
    if len(chain) == 2 and text[chain[0].name.span.end : chain[1].name.span.start].strip() == ",":
        return chain
    sure = [run for run in chain if run.belief is Belief.SURE]
    # German writes every noun with a capital: there a list needs more names that are sure.
    nouns = any(" und " in text[a.name.span.end : b.name.span.start] for a, b in pairwise(chain))
    if (
        not sure
        or (2 if nouns else 3) * len(sure) < len(chain)
        or any(run.belief is Belief.NO for run in chain)
    ):
        return chain
    whole = any(run.name.whole for run in sure)
    return [
        Run(run.name, Belief.SURE) if run.name.whole or not whole or len(chain) > 2 else run
        for run in chain
    ]
