"""What the steps of a text have become in a corrected one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.corrections import aligned
from content.fragments import Step, steps
from content.model import Fragment, Piece


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
    to = {one: other for one, other in aligned(old.fragments, new.fragments) if one is not None}
    now = steps(new.fragments)
    where = {index: number for number, step in enumerate(now) for index in _range(step)}
    taken: set[int] = set()
    for step in steps(old.fragments):
        found = [to.get(index) for index in _range(step)]
        numbers = [where[index] for index in found if index is not None]
        number = next((one for one in numbers if one not in taken), None)
        if number is None:
            yield Become(None)
            continue
        taken.add(number)
        yield Become(number, _words(old, step) == _words(new, now[number]))


def _range(step: Step) -> range:
    return range(step.first, step.last)


def _words(piece: Piece, step: Step) -> tuple[Fragment, ...]:
    # Where it stood in its source changes nothing of what people read.
    return tuple(replace(one, spans=()) for one in piece.fragments[step.first : step.last])
