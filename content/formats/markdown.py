"""Markdown as people write it elsewhere, with a front matter of another program or without one."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from content.document import Beside, Document
from content.draft import METADATA
from content.formats.canonical import BrokenFrontMatter
from content.formats.front_matter import Head, read_head
from content.model import Fragment, FragmentKind, Problem
from content.readers import Opened, Text, text_of
from content.web.nodes import parsed
from content.web.walk import Roles, items_of

name = "markdown"
HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]\n]{1,300}\]\((?:https?://|/|\.|#)[^)\s]{0,500}\)")
STRONG = re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?![\w*])")
# The keys of our own notation; a text that has one of them is read by that.
OWN = re.compile(r"^(?:kind|slug|sha256|same|apart)\s*:", re.MULTILINE)
FRONT = re.compile(r"---[ \t]*\r?\n(?P<head>(?:[^\n]*\n){0,100}?)---[ \t]*(?:\r?\n|\Z)")
KEY = re.compile(r"^(?:title|date|author|layout|tags|categories|draft|permalink)\s*:", re.MULTILINE)
FEWEST = 2
SAMPLE = 200_000
# Its reader takes a kilobyte for each sign, and nobody sets so many: such a text is read as it is.
SIGNS = "*_[]`<&\\!"
MOST_SIGNS = 50_000


def recognise(opened: Opened) -> Text | None:
    """Look for headings, links and emphasis; one alone may be what somebody happened to type."""
    if opened.members is not None or b"\0" in opened.head or not opened.data.strip():
        return None
    if not any(sign in opened.data for sign in (b"#", b"](", b"**")):
        return None
    text = text_of(opened)
    front = FRONT.match(text.text)
    if front is not None and OWN.search(front["head"]):
        return None
    if sum(map(text.text.count, SIGNS)) > MOST_SIGNS:
        return None
    body = text.text[front.end() if front else 0 :][:SAMPLE]
    told = sum(len(sign.findall(body)) for sign in (HEADING, LINK, STRONG))
    foreign = front is not None and KEY.search(front["head"]) is not None
    return text if told >= (1 if foreign else FEWEST) else None


def documents(opened: Opened, slug: str, text: Text) -> Iterator[Document]:
    """Read the one text: by way of HTML, so that embeds in it are read like a page's."""
    front = FRONT.match(text.text)
    head, problems = _head(front["head"] if front else "")
    html = MarkdownIt("commonmark", {"html": True}).render(text.text[front.end() if front else 0 :])
    root = parsed(html).body
    items, counts = items_of(root, Roles()) if root is not None else ((), {})
    title = head.title
    first = items[0] if items else None
    if title is None and isinstance(first, Fragment) and first.kind is FragmentKind.HEADING:
        title = first.text
        items = (Beside(title, METADATA, "title"), *items[1:])
    yield Document(
        slug=slug,
        items=items,
        title=title,
        author=head.author,
        date=head.date,
        language=head.language,
        url=head.source,
        note=head.note,
        problems=(*text.problems, *problems),
        counts=counts,
    )


def _head(front: str) -> tuple[Head, tuple[Problem, ...]]:
    """Read the keys that we know; those of other programs are no problem."""
    if not front:
        return Head(), ()
    try:
        head = read_head(front)
    except BrokenFrontMatter as error:
        return Head(), (Problem(error.line, str(error).partition(": ")[2]),)
    told = tuple(one for one in head.problems if not one.what.startswith("unknown key"))
    return head, told
