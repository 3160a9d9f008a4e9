"""Which numbers of a text run on as a thread's do: those of a list, scores and fractions do not."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.language import language_of
from content.lines import Line
from content.threads.markers import PLAIN, Marker, Position

MOST, NEARLY_ALL = 0.4, 0.6
# So many numbers or fewer make no thread, whatever a page speaks of; with gaps, the text of so many
# must be most of the page.
FEW = 3
# What is numbered and usually as long is no list.
LONG_ITEM = 90


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else the text says: its attributions, whether it speaks of tweets, its length.

    The language is known where numbers alone could make it a thread. Whether it speaks of tweets,
    and whether what `1)` numbers is one story, is asked only where it matters, since all its words
    have to be looked at.
    """

    attributions: int
    speaks_of_threads: Callable[[], bool]
    length: int = 0
    language: str | None = None
    told_on: Callable[[], bool] = bool


def language_told(lines: Sequence[Line], found: Sequence[Marker]) -> str | None:
    """Tell the language where it matters: `1/` numbers lists in some."""
    if sum(marker.style == "slash" for marker in found) <= FEW:
        return None
    return language_of(" ".join(line.text for line in lines))


def run_of(found: Sequence[Marker], evidence: Evidence) -> frozenset[int]:
    """Choose the indices of the candidates that number a thread; none if there is no thread."""
    groups: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for index, marker in enumerate(found):
        groups[marker.style, marker.total].append(index)
    chosen: set[int] = set()
    for indices in groups.values():
        members = [found[index] for index in indices]
        if _is_run(members, evidence):
            chosen.update(indices)
    return frozenset(chosen | set(_strays(found, chosen)))


def _is_run(members: Sequence[Marker], evidence: Evidence) -> bool:
    numbers = [marker.number for marker in members]
    total = members[0].total
    if total is not None and (total < 2 or max(numbers) > total):
        return False
    distinct = len(set(numbers))
    if distinct < (3 if total is None else min(3, total)):
        return False
    paired = evidence.attributions >= 0.5 * len(members)
    alone = sum(m.position is Position.ALONE for m in members) >= 0.5 * len(members)
    deltas = [after - before for before, after in pairwise(numbers)]
    in_order = max(deltas.count(1), deltas.count(-1)) / len(deltas)
    if in_order < (0.3 if paired else 0.6 if alone else 0.7):
        return total is not None and _has_gaps(members, alone or _is_most(members, evidence))
    if total is not None:
        return paired or alone or distinct >= 0.6 * total
    if members[0].style == "dot":
        # As common as a list: only attributions make a thread of it.
        return paired and min(numbers) <= 2 and members[0].position is not Position.END
    return min(numbers) <= 2 and (
        paired
        or (alone and members[0].style not in PLAIN)
        # "[1]" behind a sentence is a footnote's.
        or (members[0].position is Position.END and members[0].style != "ring")
        or (members[0].style == "bracket" and evidence.told_on())
        or (distinct > FEW and _is_most(members, evidence) and evidence.speaks_of_threads())
        or (distinct > FEW and _counts_on(members, evidence))
    )


def _has_gaps(members: Sequence[Marker], fills: bool) -> bool:
    """Tell whether numbers of a total go one way from end to end, and most of them are there.

    `fills` says that they number most of the page; else both ends must be there. Fractions and
    scores go up and down, or end before the whole.
    """
    numbers, total = [marker.number for marker in members], members[0].total
    if total is None or len(numbers) < max(FEW, 0.6 * total):
        return False
    one_way = all(a < b for a, b in pairwise(numbers)) or all(a > b for a, b in pairwise(numbers))
    ends = (min(numbers) == 1) + (max(numbers) == total)
    if ends == 2 and len(numbers) > FEW:
        return one_way
    return one_way and ends > 0 and fills


def _counts_on(members: Sequence[Marker], evidence: Evidence) -> bool:
    """Tell whether a thread's own signs count from 1 without a gap, or down to it.

    French numbers its lists `1/`, too, but what it lists is seldom as long as a tweet.
    """
    steps = {after.number - before.number for before, after in pairwise(members)}
    whole = steps in ({1}, {-1}) and 1 in {members[0].number, members[-1].number}
    style = members[0].style
    if not whole or style in PLAIN or not _is_most(members, evidence, NEARLY_ALL):
        return False
    usual = sorted(marker.length for marker in members)[len(members) // 2]
    return style == "ahead" or usual >= LONG_ITEM or evidence.language not in {"fr", None}


def _is_most(members: Sequence[Marker], evidence: Evidence, share: float = MOST) -> bool:
    """Tell whether what is numbered is most of the text: a list is a part of somebody's essay."""
    return sum(marker.length for marker in members) >= share * evidence.length


def _strays(found: Sequence[Marker], chosen: set[int]) -> Iterator[int]:
    """Find markers of another form that fill a gap of the run: a mistyped total, an open one."""
    order = sorted(chosen)
    last = order[-1] + 1 if order else len(found)
    if last < len(found):
        end = found[last]
        # "4/" is followed by "5/5" where somebody knows at last how many there are.
        if end.number == end.total == found[order[-1]].number + 1:
            yield last
    numbers = {found[index].number for index in order}
    places = {found[index].position for index in order}
    for before, after in pairwise(order):
        if abs(found[before].number - found[after].number) < 2:
            continue
        low, high = sorted((found[before].number, found[after].number))
        for index in range(before + 1, after):
            marker = found[index]
            missing = low < marker.number < high and marker.number not in numbers
            if missing and marker.position in places:
                yield index
