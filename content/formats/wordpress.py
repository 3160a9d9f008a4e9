"""WordPress's export (WXR): every published post and page, with its comments."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from content.document import Document
from content.model import Author, Fragment
from content.readers import Opened
from content.web.feed import child, comment, document, elements, local, nested, root_of, slug_for
from content.web.nodes import day_in

name = "wordpress"
NAMESPACE = b"wordpress.org/export/"
KINDS = ("post", "page")
PINGS = ("pingback", "trackback")
PRE = re.compile(r"(<pre[\s>].*?(?:</pre>|\Z))", re.IGNORECASE | re.DOTALL)
BLANK = re.compile(r"\n[ \t\r]*\n\s*")
# Not the one in a tag.
LINE_END = re.compile(r"\n(?![^<>]{0,400}>)")
BLOCK = re.compile(
    r"</?(?:p|div|br|blockquote|[uo]l|li|h\d|hr|table|t[hrd]|d[ltd]|fig\w+|pre)[\s>/]",
    re.IGNORECASE,
)


def recognise(opened: Opened) -> bool | None:
    """Look for WordPress's namespace in a feed's head."""
    return True if root_of(opened.head) == "rss" and NAMESPACE in opened.head else None


def documents(opened: Opened, slug: str, _: bool) -> Iterator[Document]:
    """Read the posts in the order of the file; what not everybody may read is left out."""
    names: dict[str, str] = {}
    for element in elements(opened.data, ("author", "item"), opened.name):
        if local(element.tag) == "author":
            names[child(element, "author_login")] = child(element, "author_display_name")
        elif _is_public(element):
            yield _document(element, slug, names)


def _is_public(item: Element) -> bool:
    """Whether it is a text, no menu or image, and neither a draft nor private nor locked."""
    told = child(item, "post_type") in KINDS and child(item, "status") == "publish"
    return told and not child(item, "post_password")


def _document(item: Element, slug: str, names: dict[str, str]) -> Document:
    login, title = child(item, "creator"), child(item, "title")
    url, written = child(item, "link"), child(item, "post_name")
    author = names.get(login) or login
    return document(
        slug_for(written, url, title, slug),
        _parted(child(item, "content:encoded")),
        title,
        Author(author, None) if author else None,
        day_in(child(item, "post_date")) or day_in(child(item, "post_date_gmt", "pubDate")),
        url,
        tuple(nested(_comments(item))),
    )


def _parted(html: str) -> str:
    """Part paragraphs as WordPress does: by blank lines, beside whatever blocks there are."""
    parts = PRE.split(html)
    for index in range(0, len(parts), 2):
        rows = BLANK.split(parts[index])
        rows = [row if BLOCK.search(row) else LINE_END.sub("<br>", row) for row in rows]
        parts[index] = "\n".join(row if BLOCK.match(row) else f"<p>{row}" for row in rows)
    return "".join(parts)


def _comments(item: Element) -> dict[str, tuple[str, Fragment]]:
    rows: dict[str, tuple[str, Fragment]] = {}
    for one in item:
        if local(one.tag) != "comment" or child(one, "comment_approved") != "1":
            continue
        if child(one, "comment_type") in PINGS:
            continue
        said = comment(
            child(one, "comment_author"), child(one, "comment_content"), child(one, "comment_date")
        )
        rows[child(one, "comment_id") or str(len(rows))] = (child(one, "comment_parent"), said)
    return rows
