"""What the steps of a text have become in a corrected one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from content.fragments import Step, steps
from content.model import Fragment, Piece

ALIKE, NEAR = 0.5, 8
"""How much of two fragments has to be alike, and how many are compared with each."""
FEW = 6
"""Of so few words the letters are compared."""


@dataclass(frozen=True, slots=True)
class Become:
    """The step that a step has become, counted from 0; None if it was taken out.

    `same`: to the letter, whatever stands around it.
    """

    step: int | None
    same: bool = False


def become(old: Piece, new: Piece) -> tuple[Become, ...]:
    """For each step of an old text what it is in the new one; no two are the same step there."""
    return tuple(_become(old, new))


def _become(old: Piece, new: Piece) -> Iterator[Become]:
    to = dict(_aligned(_texts(old), _texts(new)))
    now = steps(new.fragments)
    where = {index: number for number, step in enumerate(now) for index in _range(step)}
    taken: set[int] = set()
    for step in steps(old.fragments):
        numbers = [where[to[index]] for index in _range(step) if index in to]
        number = next((one for one in numbers if one not in taken), None)
        if number is None:
            yield Become(None)
            continue
        taken.add(number)
        yield Become(number, _words(old, step) == _words(new, now[number]))


def _aligned(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which fragment has become which, in order; one that takes another's place is that one."""
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal" or b - a == d - c == 1:
            yield from zip(range(a, b), range(c, d), strict=True)
            continue
        for new in range(c, d):
            near = range(a, min(b, a + NEAR))
            likeness = {one: _likeness(was[one], now[new]) for one in near}
            best = max(likeness, key=likeness.__getitem__, default=None)
            if best is not None and likeness[best] >= ALIKE:
                yield best, new
                a = best + 1


def _likeness(one: str, other: str) -> float:
    """From 0 to 1, by words; letters alone are much alike in any two texts of a language."""
    words, others = one.split(), other.split()
    if min(len(words), len(others)) < FEW:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    if 2 * len(set(words) & set(others)) < ALIKE * min(len(set(words)), len(set(others))):
        return 0.0
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _texts(piece: Piece) -> tuple[str, ...]:
    return tuple(fragment.text for fragment in piece.fragments)


def _range(step: Step) -> range:
    return range(step.first, step.last)


def _words(piece: Piece, step: Step) -> tuple[Fragment, ...]:
    return piece.fragments[step.first : step.last]
