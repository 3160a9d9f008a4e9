"""Threads from who answers whom, for any answers at all."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from content.threads.chains import threads_of

IDS = [str(number) for number in range(12)]
GRAPHS = st.dictionaries(st.sampled_from(IDS), st.none() | st.sampled_from([*IDS, "missing"]))


def reached(parents: dict[str, str | None]) -> set[str]:
    """The posts of which every way up ends at a root."""
    found = set()
    for post in parents:
        at: str | None = post
        seen = set()
        while at is not None and at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if at is None:
            found.add(post)
    return found


@given(GRAPHS)
def test_every_post_once(parents: dict[str, str | None]) -> None:
    """What a root leads to is told once, behind what it answers; circles lead nowhere."""
    threads = list(threads_of(parents))
    told = [post for thread in threads for post, _ in thread]
    lonely = {post for post in parents if parents[post] is None} - {
        parent for post, parent in parents.items() if post in reached(parents)
    }
    assert sorted(told) == sorted(reached(parents) - lonely)
    for post in told:
        parent = parents[post]
        assert parent is None or told.index(parent) < told.index(post)


@given(GRAPHS)
def test_the_main_line(parents: dict[str, str | None]) -> None:
    """It is a chain from the root, as long as any; depths grow by one below what is answered."""
    for thread in threads_of(parents):
        depths = dict(thread)
        line = [post for post, depth in thread if depth == 0]
        for before, behind in pairwise(line):
            assert parents[behind] == before
        steps = {}
        for post, depth in thread:
            parent = parents[post]
            steps[post] = 0 if parent is None else steps[parent] + 1
            if depth:
                assert parent is not None
                assert depth == depths[parent] + 1
        assert len(line) == max(steps.values()) + 1
        assert thread[0] == (line[0], 0)


def test_branches_stand_behind_what_they_answer() -> None:
    """Of two chains as long the earlier is the main line; deeper answers have their depth."""
    parents = {"a": None, "b": "a", "c": "a", "d": "b", "e": "c", "f": "a", "g": "d", "h": "e"}
    assert list(threads_of(parents)) == [
        (
            ("a", 0),
            ("c", 1),
            ("e", 2),
            ("h", 3),
            ("f", 1),
            ("b", 0),
            ("d", 0),
            ("g", 0),
        )
    ]


def test_a_chain_of_any_length() -> None:
    """No stack is too small."""
    parents = {"0": None, **{str(i): str(i - 1) for i in range(1, 50_000)}}
    (thread,) = threads_of(parents)
    assert [post for post, _ in thread] == list(parents)
