"""The formats a text can be in, in the order in which they are tried."""

from typing import Any, Protocol

from content.capture import Capture
from content.draft import Draft
from content.formats import canonical, essay, interview, thread


class Format(Protocol):
    """A module that knows one form of text."""

    name: str

    def recognise(self, capture: Capture) -> Any:
        """Weigh the whole text; give the evidence that it is in this form, or None."""

    def parse(self, capture: Capture, evidence: Any) -> Draft:
        """Read a text with the evidence that `recognise` gave."""


FORMATS: tuple[Format, ...] = (canonical, thread, interview, essay)
