"""Pages as browsers save them: blogs with their comments, articles, unrolled threads."""

import re
from collections.abc import Iterator, Mapping, Sequence

from content.document import Beside, Document, Item
from content.draft import BOILERPLATE, METADATA
from content.model import Fragment, FragmentKind
from content.readers import Opened, Text, decoded
from content.web.article import Article, article_of
from content.web.comments import Comment, Comments, comments_of
from content.web.nodes import parsed
from content.web.selectors import Finder
from content.web.unshown import unshown
from content.web.walk import Roles, items_of

name = "html"
BEGINS = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body"
    rb"|article|section|main|div|p|blockquote|h[1-6]|ul|ol|figure|meta|link|title)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(rb"<meta[^>]{0,300}charset=[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
HEADING = FragmentKind.HEADING
# Where most headings ask, they are an interview's questions.
ASKING = 0.6


def recognise(opened: Opened) -> Text | None:
    """Look for a page's first element."""
    if BEGINS.match(opened.head) is None:
        return None
    charset = CHARSET.search(opened.data[:4096])
    return decoded(opened, charset[1].decode("ascii") if charset else None)


def documents(opened: Opened, slug: str, text: Text) -> Iterator[Document]:
    """Read the one article of a page."""
    page = parsed(text.text)
    finder = Finder(page)
    article, comments = article_of(finder), comments_of(finder)
    root = page.body or page.root
    if root is None:
        return
    items, counts = items_of(root, Roles(article.main, _zones(article, comments)))
    yield Document(
        slug=slug,
        items=tuple(_once(_asked(items))),
        title=article.title,
        author=article.author,
        date=article.date,
        language=article.language,
        url=article.url,
        problems=text.problems,
        counts=counts,
        unshown=unshown(page),
    )


def _zones(article: Article, comments: Comments) -> Mapping[int, Beside | Comment]:
    """What the page's own data says that nodes are; what is said of comments counts most."""
    zones: dict[int, Beside | Comment] = {}
    zones |= dict.fromkeys(article.bylines, Beside("", METADATA, "byline"))
    zones |= dict.fromkeys(article.titles, Beside("", METADATA, "title"))
    zones |= dict.fromkeys(comments.sections, Beside("", BOILERPLATE, "comment section"))
    zones |= dict.fromkeys(comments.heads, Beside("", METADATA, "attribution"))
    return {**zones, **comments.texts}


def _asked(items: Sequence[Item]) -> Iterator[Item]:
    """Give headings back to the text where most of them ask."""
    headings = [one.text for one in items if isinstance(one, Fragment) and one.kind is HEADING]
    asking = sum(text.endswith("?") for text in headings)
    asked = asking > 1 and asking >= ASKING * len(headings)
    for item in items:
        if asked and isinstance(item, Fragment) and item.kind is HEADING:
            yield item.text
        else:
            yield item


def _once(items: Iterator[Item]) -> Iterator[Item]:
    """Leave one of the comments that a page prints twice, for those with and without scripts."""
    seen: set[tuple[str | None, str]] = set()
    for item in items:
        if isinstance(item, Fragment) and item.kind is FragmentKind.COMMENT:
            key = item.speaker or item.handle, item.text
            if key in seen:
                yield Beside(item.text, BOILERPLATE, "comment printed twice")
                continue
            seen.add(key)
        yield item
