"""Python's search for cycles of objects, put off while a text is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cycles_put_off() -> Iterator[None]:
    """Make objects without Python looking through them again and again for cycles.

    What is read from a text holds none, and the search takes up to a quarter of the time that five
    million characters take. Where somebody else has put it off, it stays so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
