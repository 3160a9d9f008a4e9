"""What was made of short lines is remembered: the same few come again and again on a page."""

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
# Longer ones seldom come again, and would weigh too much.
SHORT = 140
MOST = 1024


def remembered(read: Callable[[str], T]) -> Callable[[str], T]:
    """Let a function that reads one line remember the last short ones."""
    cached = lru_cache(maxsize=MOST)(read)

    @wraps(read)
    def reader(text: str) -> T:
        return cached(text) if len(text) <= SHORT else read(text)

    return reader


def each(read: Callable[[str], T | None], texts: Iterable[str]) -> dict[str, T]:
    """What a function makes of texts, of the same ones once; without those of which it is None."""
    return {text: made for text in dict.fromkeys(texts) if (made := read(text)) is not None}
