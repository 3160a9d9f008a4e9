"""The forms a source and a text can be in, in the order in which they are tried."""

from collections.abc import Iterator
from typing import Any, Protocol

from content.capture import Capture
from content.document import Document
from content.draft import Draft
from content.formats import (
    blogger,
    bluesky,
    canonical,
    essay,
    feed,
    html,
    interview,
    json_lines,
    markdown,
    mastodon,
    thread,
    twitter_archive,
    wordpress,
)
from content.readers import Opened


class Source(Protocol):
    """A module that knows one kind of file or archive, which may hold several texts."""

    name: str

    def recognise(self, opened: Opened) -> Any:
        """Look at what was opened, not at its name; give evidence, or None."""

    def documents(self, opened: Opened, slug: str, evidence: Any) -> Iterator[Document]:
        """Read the texts one by one; `slug` is for the one that names none."""


class Format(Protocol):
    """A module that knows one form of text."""

    name: str

    def recognise(self, capture: Capture) -> Any:
        """Weigh the whole text; give the evidence that it is in this form, or None."""

    def parse(self, capture: Capture, evidence: Any) -> Draft:
        """Read a text with the evidence that `recognise` gave."""


SOURCES: tuple[Source, ...] = (
    twitter_archive,
    mastodon,
    bluesky,
    json_lines,
    wordpress,
    blogger,
    feed,
    html,
    markdown,
)
FORMATS: tuple[Format, ...] = (canonical, thread, interview, essay)


def is_known(opened: Opened) -> bool:
    """Whether a source is of a kind that holds texts in a form of its own."""
    return any(source.recognise(opened) is not None for source in SOURCES)
