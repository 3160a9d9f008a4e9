"""Threads rebuilt from who answers whom: one main line, and the branches where they hang."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

SINGLE = "single posts"
ANSWERS = "answers to others"
Thread = tuple[tuple[str, int], ...]
"""Posts in reading order, each with its depth: 0 in the main line, 1 and more in a branch."""


def threads_of(parents: Mapping[str, str | None]) -> Iterator[Thread]:
    """Give the threads of somebody whose posts are the keys, in the order of time.

    `parents` says what each post answers: None for a root, else the id of any post. Only roots
    with an answer make a thread. Posts that no root leads to (answers to others, circles, what
    hangs from a post that is missing) are in none.
    """
    answers: dict[str, list[str]] = {}
    for post, parent in parents.items():
        if parent is not None and parent in parents:
            answers.setdefault(parent, []).append(post)
    for post, parent in parents.items():
        if parent is None and post in answers:
            yield _thread(post, answers)


def apart_from(threads: Sequence[Thread], parents: Mapping[str, str | None]) -> Counter[str]:
    """Count what is in no thread: posts that nobody answered, and what hangs from others' posts."""
    placed = {post for thread in threads for post, _ in thread}
    left = (parent for post, parent in parents.items() if post not in placed)
    return Counter(SINGLE if parent is None else ANSWERS for parent in left)


def _thread(root: str, answers: Mapping[str, Sequence[str]]) -> Thread:
    """Walk the longest chain; every other branch is told right behind the post it hangs from."""
    heights = _heights(root, answers)
    placed: list[tuple[str, int]] = []
    at: str | None = root
    while at is not None:
        placed.append((at, 0))
        below = answers.get(at, ())
        # Of several that are as long, `max` takes the first, which is the earlier.
        at = max(below, key=heights.__getitem__, default=None)
        for branch in below:
            if branch != at:
                placed.extend((post, depth + 1) for post, depth in _walk(branch, answers))
    return tuple(placed)


def _walk(top: str, answers: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    """Give a post and all below it, each before its answers. A thread is deeper than the stack."""
    left = [(top, 0)]
    while left:
        post, depth = left.pop()
        yield post, depth
        left.extend((answer, depth + 1) for answer in reversed(answers.get(post, ())))


def _heights(root: str, answers: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Count how many posts the longest chain below each one has."""
    heights: dict[str, int] = {}
    for post, _ in reversed(list(_walk(root, answers))):
        heights[post] = 1 + max((heights[below] for below in answers.get(post, ())), default=-1)
    return heights
