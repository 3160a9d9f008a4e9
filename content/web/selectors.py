"""Lists of selectors, and a page in which only those are looked for that can find something."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Classes, ids and values: what a selector wants to be in the markup, whatever else it wants.
WANTED = re.compile(r"[.#]([\w-]+)|='([\w-]+)'")
NAMED = "[class], [id], [itemprop], [rel], [role]"


class Selector(NamedTuple):
    """One selector, and the words without which a page has nothing that it could find."""

    text: str
    words: frozenset[str]


def selectors(listed: str) -> tuple[Selector, ...]:
    """Read selectors with commas between them, the best first."""
    return tuple(
        Selector(one, frozenset("".join(found).lower() for found in WANTED.findall(one)))
        for one in listed.split(", ")
    )


class Finder:
    """A page to find nodes in; it has the words of all that names its nodes."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self.page = page
        values = {value for node in page.css(NAMED) for value in node.attributes.values() if value}
        self._words = frozenset(" ".join(values).lower().split())

    def each(self, listed: Sequence[Selector]) -> Iterator[Sequence[LexborNode]]:
        """Give what each selector finds, one after the other; nothing of what finds nothing."""
        for selector in listed:
            if selector.words <= self._words and (found := self.page.css(selector.text)):
                yield found

    def all(self, listed: Sequence[Selector]) -> Sequence[LexborNode]:
        """Give what any of the selectors finds."""
        able = ", ".join(one.text for one in listed if one.words <= self._words)
        return self.page.css(able) if able else ()
