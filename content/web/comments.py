"""Comments in a page's markup: WordPress, Blogger old and new, microformats."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from content.mentions import find_handles
from content.model import Fragment, FragmentKind, PartialDate
from content.web.nodes import day_of, shown
from content.web.selectors import Finder, Selector, selectors

COMMENT = selectors(
    "li.comment, li.pingback, li.trackback, div.comment, article.comment, section.comment,"
    " .comment-wrap, .single-comment, [itemprop='comment'], .h-cite.p-comment, .u-comment"
)
AUTHOR = selectors(
    ".comment-author .fn, .comment-author cite, .comment-header .user, cite.fn, .fn, .p-author,"
    " [itemprop='author'], .comment-author, .comment__author, .author"
)
DATE = selectors(
    ".comment-metadata time, .comment-date, .datetime, .dt-published, [itemprop='datePublished'],"
    " time, .comment-meta a, .comment-metadata, .comment-meta, .date"
)
TEXT = selectors(
    ".comment-content, .comment-text, .comment__content, .e-content, .p-content, [itemprop='text'],"
    " .comment-body, .comment_content"
)
OLD = selectors("dt.comment-author")
# Where all that is no comment is a button, a form or a heading.
SECTION = selectors(
    "#comments, .comments-area, .comments, .commentlist, .comment-list, #respond, #disqus_thread,"
    " #comments-block, .comment-respond, .comment-form"
)

SAID = " says:", " said:", " said...", " a dit :", " a dit…", " dit :", ":"


class Comment(NamedTuple):
    """Who says what a node shows, and when, and how deep it hangs."""

    speaker: str | None
    handle: str | None
    date: PartialDate | None
    depth: int

    def saying(self, text: str) -> Fragment:
        """The comment, now that its text is known."""
        return Fragment(
            FragmentKind.COMMENT,
            text,
            speaker=self.speaker,
            handle=self.handle,
            date=self.date,
            depth=self.depth,
        )


@dataclass(frozen=True, slots=True)
class Comments:
    """What nodes of a page are comments' texts, who and when, and what stands around them.

    The nodes are known by `mem_id`.
    """

    texts: Mapping[int, Comment]
    heads: frozenset[int]
    sections: frozenset[int]


def comments_of(finder: Finder) -> Comments:
    """Find every comment with its author, its day and how deep it hangs."""
    nodes = {node.mem_id: node for node in finder.all(COMMENT)}
    bodies, authors, days = (_parts(finder, one, nodes) for one in (TEXT, AUTHOR, DATE))
    texts: dict[int, Comment] = {}
    heads: set[int] = set()
    for key, body in bodies.items():
        author, day = authors.get(key), days.get(key)
        if author is not None or day is not None:
            depth = sum(1 for _ in _above(nodes[key], bodies))
            texts[body.mem_id] = _comment(author, day, depth)
            heads |= {part.mem_id for part in (author, day) if part is not None}
    for row in finder.all(OLD):
        _add_old(row, texts, heads)
    sections = frozenset(node.mem_id for node in finder.all(SECTION))
    return Comments(texts, frozenset(heads - texts.keys()), sections)


def _parts(
    finder: Finder, listed: Sequence[Selector], comments: Mapping[int, LexborNode]
) -> dict[int, LexborNode]:
    """Find for each comment the part that the first selector finds in it, and in none inside it."""
    found: dict[int, LexborNode] = {}
    for nodes in finder.each(listed) if comments else ():
        for node in nodes:
            if node.mem_id not in comments:
                owner = next(_above(node, comments), None)
                if owner is not None:
                    found.setdefault(owner, node)
        if len(found) == len(comments):
            break
    return found


def _above(node: LexborNode, among: Container[int]) -> Iterator[int]:
    """Give those of these numbers that a node stands in, from the inside."""
    above = node.parent
    while above is not None:
        number = above.mem_id
        if number in among:
            yield number
        above = above.parent


def _comment(author: LexborNode | None, day: LexborNode | None, depth: int) -> Comment:
    name = shown(author).replace("\n", " ") if author is not None else ""
    handles = find_handles(name)
    handle = handles[0].surface[1:] if len(handles) == 1 else None
    if handle:
        name = name.replace(handles[0].surface, "").strip(" ()·-")
    if name.endswith(SAID):
        for said in SAID:
            name = name.removesuffix(said).strip()
    return Comment(name or None, handle, day_of(day) if day is not None else None, depth)


def _add_old(row: LexborNode, texts: dict[int, Comment], heads: set[int]) -> None:
    """Read one comment of Blogger's old list: author, text and day are neighbours."""
    body = foot = None
    other = row.next
    while other is not None and other.tag != "dt":
        if other.tag == "dd" and body is None:
            body = other
        elif other.tag == "dd":
            foot = other
        other = other.next
    if body is not None:
        texts[body.mem_id] = _comment(row, foot, 0)
        heads |= {part.mem_id for part in (row, foot) if part is not None}
