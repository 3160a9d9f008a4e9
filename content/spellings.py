"""Spellings that are nearly the same: an index key for each letter left out, and the distance."""

from collections.abc import Iterator
from itertools import accumulate

from content.names import fold_name

# Longer ones are cut: whoever types so many letters is found by the first of them.
LONGEST = 40
SHORTEST = 4
LONG_ENOUGH_FOR_TWO = 6


def bare(spelling: str) -> str:
    """Letters and digits only, folded: what is compared when somebody misspells."""
    return fold_name(spelling)[:LONGEST]


def variants(key: str) -> Iterator[str]:
    """A bare spelling, and without each of its letters in turn.

    Two spellings that differ by one letter changed, left out, added, or swapped with its neighbour
    share one of these: an index of them finds the near ones without a look at the others.
    """
    yield key
    if len(key) >= SHORTEST:
        yield from {key[:place] + key[place + 1 :] for place in range(len(key))}


def are_near(one: str, other: str) -> bool:
    """Whether two bare spellings are a slip or two apart, or one begins with the other."""
    shorter = min(len(one), len(other))
    if shorter >= SHORTEST and one[:shorter] == other[:shorter]:
        return True
    return distance(one, other) <= (2 if shorter >= LONG_ENOUGH_FOR_TWO else 1)


def distance(a: str, b: str) -> int:
    """Count the single-letter changes from one word to the other (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        costs = zip(row, row[1:], b, strict=False)
        steps = (min(up + 1, left + (letter != other)) for left, up, other in costs)
        row = list(accumulate(steps, lambda before, cost: min(before + 1, cost), initial=i))
    return row[-1]
