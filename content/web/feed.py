"""Feeds and exports of blogs in XML: read entry by entry, what they hold is HTML."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

from msgspec import structs

from content.document import Beside, Document, Item
from content.draft import METADATA
from content.model import Author, Fragment, FragmentKind, PartialDate
from content.readers import Unreadable
from content.slugs import slug_of
from content.web.nodes import day_in, parsed, shown
from content.web.shortcodes import written_out
from content.web.walk import Roles, items_of

# Nobody needs an entity of his own in a feed; bombs are made of them.
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
PARAGRAPH = re.compile(r"<(?:p|div|br|blockquote|ul|ol|h\d|table)[\s>/]", re.IGNORECASE)
ROOT = re.compile(
    rb"\s*(?:<\?xml.{0,300}?\?>\s*)?(?:<\?.{0,500}?\?>\s*|<!--.{0,9000}?-->\s*)*"
    rb"(?:<!DOCTYPE[^\[>]{0,500}(?:\[.{0,9000}?\]\s*)?>\s*)?"
    rb"<(?:\w+:)?(?P<root>rss|feed|RDF)[\s>]",
    re.DOTALL,
)


def root_of(head: bytes) -> str | None:
    """The name of a feed's first element: rss, feed or RDF."""
    found = ROOT.match(head)
    return found["root"].decode() if found else None


def elements(data: bytes, names: Sequence[str], label: str) -> Iterator[ElementTree.Element]:
    """Give the elements of these names (without their namespace) as they end.

    Raises `Unreadable` with the line where the XML breaks; what came before has been given.
    """
    if ENTITY.search(data):
        raise Unreadable(f"{label} declares entities, which no feed needs; left alone.")
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    clean = data if wide else CONTROLS.sub(b"", data)
    try:
        for _, element in ElementTree.iterparse(BytesIO(clean)):  # noqa: S314
            if local(element.tag) in names:
                yield element
                element.clear()
    except ElementTree.ParseError as error:
        line = error.position[0]
        raise Unreadable(f"{label} is broken XML in line {line}; export it again.") from error


def local(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]


def child(element: ElementTree.Element, *names: str) -> str:
    """The text of the first child of one of these names, in the order of the names; else empty."""
    for name in names:
        space, _, bare = name.rpartition(":")
        for one in element:
            if local(one.tag) == bare and space in one.tag and (text := _content(one)):
                return text
    return ""


def _content(element: ElementTree.Element) -> str:
    """The text of an element; what it holds as XHTML is given as HTML."""
    if element.get("type") == "xhtml":
        markup = ElementTree.tostring(element, encoding="unicode", method="html")
        return re.sub(r"(</?)\w+:", r"\1", markup)
    return "".join(element.itertext()).strip()


def address_of(entry: ElementTree.Element) -> str:
    """Where an entry can be read: the address of Atom's alternate link, or what RSS's link says."""
    for one in entry:
        if local(one.tag) == "link" and one.get("rel", "alternate") == "alternate":
            return one.get("href") or (one.text or "").strip()
    return ""


def author_of(entry: ElementTree.Element) -> str:
    """The name of an entry's author; the address that RSS wants in this place is none."""
    for one in entry:
        if local(one.tag) == "author" and (told := child(one, "name")):
            return told
    told = child(entry, "creator", "author")
    return told if "@" not in told else told.partition("(")[2].rstrip(")")


def document(
    slug: str,
    html: str,
    title: str,
    author: Author | None,
    date: PartialDate | None,
    url: str,
    comments: Sequence[Fragment] = (),
) -> Document:
    """Make a document of an entry: its HTML, and the comments that belong to it."""
    items, counts = body(html)
    head: tuple[Item, ...] = (Beside(title, METADATA, "title"),) if title else ()
    return Document(
        slug=slug,
        items=(*head, *items, *comments),
        title=title or None,
        author=author,
        date=date,
        url=url if url.startswith("http") else None,
        counts=counts,
    )


def told_last(documents: Iterator[Document], left_out: Counter[str]) -> Iterator[Document]:
    """Let the last document tell what was left out: until it comes, nobody knows."""
    last: Document | None = None
    for one in documents:
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield replace(last, left_out=left_out)


def body(html: str) -> tuple[tuple[Item, ...], Mapping[str, int]]:
    """Read HTML as a blog's database holds it: blank lines may stand for paragraphs."""
    text = html
    if PARAGRAPH.search(text) is None:
        text = re.sub(r"\s*\n\s*\n\s*", "<p>", text).replace("\n", "<br>")
    root = parsed(written_out(text)).body
    return items_of(root, Roles()) if root is not None else ((), {})


def comment(name: str, html: str, date: str) -> Fragment:
    """A comment as an export holds it."""
    text = html if PARAGRAPH.search(html) else html.replace("\n", "<br>")
    root = parsed(text).body
    return Fragment(
        FragmentKind.COMMENT,
        shown(root) if root is not None else "",
        speaker=name or None,
        date=day_in(date),
    )


def nested(rows: Mapping[str, tuple[str, Fragment]]) -> Iterator[Fragment]:
    """Put comments in the order in which a page shows them: each with its answers below.

    `rows` has for each id that of the comment it answers, and the comment. Answers to what is not
    there, or to themselves round about, stand for themselves.
    """
    below: dict[str, list[str]] = {}
    for key, (parent, _) in rows.items():
        below.setdefault(parent if parent in rows and parent != key else "", []).append(key)
    placed: set[str] = set()
    for start in (*below.get("", ()), *rows):
        waiting = [(start, 0)]
        while waiting:
            key, depth = waiting.pop()
            if key in placed:
                continue
            placed.add(key)
            yield structs.replace(rows[key][1], depth=depth)
            waiting += [(other, depth + 1) for other in reversed(below.get(key, ()))]


def slug_for(name: str, url: str, title: str, fallback: str) -> str:
    """Name an entry by its own name, the end of its address, or its title."""
    path = re.sub(r"[?#].*", "", url).rstrip("/").rpartition("/")[2]
    path = re.sub(r"\.\w{2,5}$", "", path)
    for candidate in (name, path if not path.isdigit() else "", title, fallback):
        if any(character.isalnum() for character in candidate):
            return slug_of(candidate)
    return fallback
