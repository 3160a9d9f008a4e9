"""Any other feed, RSS or Atom: an entry, a text."""

from collections.abc import Iterator

from content.document import Document
from content.model import Author
from content.readers import Opened
from content.web.feed import (
    address_of,
    author_of,
    child,
    document,
    elements,
    root_of,
    slug_for,
)
from content.web.nodes import day_in

name = "feed"


def recognise(opened: Opened) -> str | None:
    """Look at the first element: rss, feed or RDF."""
    return root_of(opened.head)


def documents(opened: Opened, slug: str, _: str) -> Iterator[Document]:
    """Read the entries in the order of the feed."""
    for entry in elements(opened.data, ("item", "entry"), opened.name):
        title, url = child(entry, "title"), address_of(entry)
        author = author_of(entry)
        yield document(
            slug_for("", url, title, slug),
            child(entry, "content:encoded", "content", "encoded", "description", "summary"),
            title,
            Author(author, None) if author else None,
            day_in(child(entry, "published", "pubDate", "date", "updated")),
            url,
        )
