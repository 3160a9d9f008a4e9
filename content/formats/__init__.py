"""The formats a text can be in, in the order in which they are tried."""

from typing import Protocol

from content.draft import Draft
from content.formats import canonical, plain, thread


class Format(Protocol):
    """A module that knows one form of text."""

    name: str

    def recognise(self, text: str) -> bool:
        """Weigh the whole text: is it in this form?"""

    def parse(self, text: str) -> Draft:
        """Read it."""


FORMATS: tuple[Format, ...] = (canonical, thread, plain)
