"""When Python looks for garbage: seldom, and not through what stays anyway.

A look stops everything, and one through all the modules and texts of a started bot takes up to 200
milliseconds. Most of what a post leaves behind is freed at once, without any look.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 20_000
"""So many new objects before a look at them; by default it is 700, ten posts."""


@contextmanager
def loading() -> Iterator[None]:
    """Around imports: they leave nothing behind, and looks take a seventh of their time."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def settle() -> None:
    """Call when all that stays is loaded: no later look goes through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 100)
