"""WordPress's export (WXR): every published post and page, with its comments."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from content.document import Document
from content.model import Author, Fragment
from content.readers import Opened
from content.web.feed import (
    child,
    comment,
    document,
    elements,
    local,
    nested,
    root_of,
    slug_for,
    told_last,
)
from content.web.nodes import day_in

name = "wordpress"
NAMESPACE = b"wordpress.org/export/"
KINDS = ("post", "page")
OTHERS = {"attachment": "images and other files", "revision": "older versions"}
STATES = {
    "draft": "drafts",
    "auto-draft": "drafts",
    "pending": "drafts",
    "future": "posts not due yet",
    "private": "private posts",
    "trash": "posts in the trash",
}
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
    left_out: Counter[str] = Counter()
    yield from told_last(_posts(opened, slug, left_out), left_out)


def _posts(opened: Opened, slug: str, left_out: Counter[str]) -> Iterator[Document]:
    names: dict[str, str] = {}
    for element in elements(opened.data, ("author", "item"), opened.name):
        if local(element.tag) == "author":
            names[child(element, "author_login")] = child(element, "author_display_name")
        elif why := _why_not(element):
            left_out[why] += 1
        else:
            yield _document(element, slug, names, left_out)


def _why_not(item: Element) -> str | None:
    """Why it is left out: a menu or an image, a draft, private, or locked."""
    kind, status = child(item, "post_type"), child(item, "status")
    if kind not in KINDS:
        return OTHERS.get(kind, "menus, templates and other parts")
    if child(item, "post_password"):
        return "posts with a password"
    return None if status == "publish" else STATES.get(status, "posts not published")


def _document(item: Element, slug: str, names: dict[str, str], left_out: Counter[str]) -> Document:
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
        tuple(nested(_comments(item, left_out))),
    )


def _parted(html: str) -> str:
    """Part paragraphs as WordPress does: by blank lines, beside whatever blocks there are."""
    parts = PRE.split(html)
    for index in range(0, len(parts), 2):
        rows = BLANK.split(parts[index])
        rows = [row if BLOCK.search(row) else LINE_END.sub("<br>", row) for row in rows]
        parts[index] = "\n".join(row if BLOCK.match(row) else f"<p>{row}" for row in rows)
    return "".join(parts)


def _comments(item: Element, left_out: Counter[str]) -> dict[str, tuple[str, Fragment]]:
    rows: dict[str, tuple[str, Fragment]] = {}
    for one in item:
        if local(one.tag) != "comment":
            continue
        is_ping = child(one, "comment_type") in PINGS
        if is_ping or child(one, "comment_approved") != "1":
            left_out["pingbacks" if is_ping else "comments not approved"] += 1
            continue
        said = comment(
            child(one, "comment_author"), child(one, "comment_content"), child(one, "comment_date")
        )
        rows[child(one, "comment_id") or str(len(rows))] = (child(one, "comment_parent"), said)
    return rows
