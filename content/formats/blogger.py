"""Blogger's export (Atom): every published post and page, with its comments."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from content.document import Document
from content.model import Author, Fragment
from content.readers import Opened
from content.web.feed import (
    address_of,
    author_of,
    child,
    comment,
    document,
    elements,
    local,
    nested,
    root_of,
    slug_for,
)
from content.web.nodes import day_in

name = "blogger"
# What an export says of its entries; a feed that is read live says neither.
SIGNS = (b"blogger/2008/kind#", b"schemas.google.com/blogger/2018")
DRAFTS = {"post": "drafts", "page": "drafts", "comment": "comments not approved"}
KIND = re.compile(r"kind#(post|page|comment)$")


@dataclass(frozen=True, slots=True)
class _Post:
    title: str
    html: str
    author: str
    published: str
    url: str


def recognise(opened: Opened) -> bool | None:
    """Look for what Blogger says of entries, in an Atom feed."""
    known = root_of(opened.head) == "feed" and any(sign in opened.data for sign in SIGNS)
    return True if known else None


def documents(opened: Opened, slug: str, _: bool) -> Iterator[Document]:
    """Read the posts in the order of the file; drafts, settings and templates are left out."""
    posts: dict[str, _Post] = {}
    comments: dict[str, dict[str, tuple[str, Fragment]]] = {}
    left_out: Counter[str] = Counter()
    for entry in elements(opened.data, ("entry",), opened.name):
        kind = _kind(entry)
        if kind is None or _is_draft(entry):
            left_out["settings and templates" if kind is None else DRAFTS[kind]] += 1
            continue
        key, author = child(entry, "id"), author_of(entry)
        if kind == "comment":
            said = comment(author, child(entry, "content"), child(entry, "published"))
            about, parent = _answered(entry)
            comments.setdefault(about, {})[key] = (parent, said)
            continue
        posts[key] = _Post(
            child(entry, "title"),
            child(entry, "content"),
            author,
            child(entry, "published"),
            address_of(entry) or child(entry, "filename"),
        )
    alone = sum(len(rows) for about, rows in comments.items() if about not in posts)
    left_out += Counter({"comments on what is not there": alone})
    for index, (key, post) in enumerate(posts.items()):
        told = document(
            slug_for("", post.url, post.title, slug),
            post.html,
            post.title,
            Author(post.author, None) if post.author else None,
            day_in(post.published),
            post.url,
            tuple(nested(comments.get(key, {}))),
        )
        yield told if index else replace(told, left_out=left_out)


def _kind(entry: Element) -> str | None:
    """What an entry is: by its category in the old form, by its type in the new one."""
    named = child(entry, "type").lower()
    if named in ("post", "page", "comment"):
        return named
    for one in entry:
        if local(one.tag) == "category" and (found := KIND.search(one.get("term") or "")):
            return found[1]
    return None


def _is_draft(entry: Element) -> bool:
    control = any(local(one.tag) == "draft" and one.text == "yes" for one in entry.iter())
    status = child(entry, "blogger:status") or child(entry, "status")
    return control or (bool(status) and status.upper() != "LIVE")


def _answered(entry: Element) -> tuple[str, str]:
    """The post that a comment belongs to, and the comment that it answers."""
    post, parent = child(entry, "parent"), child(entry, "inReplyTo")
    for one in entry:
        if local(one.tag) == "in-reply-to" and one.get("ref"):
            post = one.get("ref") or ""
        if local(one.tag) == "link" and one.get("rel") == "related":
            number = (one.get("href") or "").rpartition("/")[2]
            mine = child(entry, "id").rpartition("post-")[0]
            parent = f"{mine}post-{number}"
    return post, parent
