"""A tree of HTML: parsed, walked without recursion, and what a part of it shows."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from content.dates import find_dates, iso_date
from content.model import PartialDate
from content.web.depth import flat

# No part of what a page shows.
_SILENT = "script style template noscript head iframe svg math select object"
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
)
SILENT = frozenset(_SILENT.split())
BLOCKS = frozenset(_BLOCKS.split())
WHITE = re.compile(r"[ \t\n\r\f]+")
SHY = str.maketrans("", "", "\u00ad\u200b\ufeff")


def parsed(html: str) -> LexborHTMLParser:
    """Parse a page or a part of one; halves of characters and NUL become U+FFFD."""
    clean = html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return LexborHTMLParser(flat(clean.replace("\0", "\ufffd")))


class Steps:
    """Walk a tree in reading order: every node when it begins (True) and when it ends (False)."""

    def __init__(self, root: LexborNode) -> None:
        self._root = root
        self._skip = False

    def skip(self) -> None:
        """Leave out the children and the end of the node that has just begun."""
        self._skip = True

    def __iter__(self) -> Iterator[tuple[LexborNode, bool]]:
        """Go from node to node by their links: pages nest deeper than calls can."""
        node: LexborNode | None = self._root
        entering = True
        while node is not None:
            if entering:
                self._skip = False
                yield node, True
                if not self._skip:
                    if node.child is not None:
                        node = node.child
                        continue
                    yield node, False
            else:
                yield node, False
            if node.mem_id == self._root.mem_id:
                return
            entering = node.next is not None
            node = node.next if entering else node.parent


def shown(root: LexborNode, without: frozenset[int] = frozenset()) -> str:
    """Give the text that a node shows: a line for each block and line break, white space tidied.

    What has one of the numbers `without` (`mem_id`) is left out.
    """
    parts: list[str] = []
    walk = Steps(root)
    for node, entering in walk:
        if not entering:
            parts.append("\n\n" if node.tag in BLOCKS else "")
        elif node.tag in SILENT or node.mem_id in without:
            walk.skip()
        else:
            parts.append(inline(node))
    return tidy("".join(parts))


def inline(node: LexborNode) -> str:
    """Give what the beginning of one node adds to the text around it."""
    tag = node.tag
    if tag == "-text":
        text = (node.text_content or "").translate(SHY)
        within = node.parent.tag if node.parent is not None else None
        return text if within == "pre" else WHITE.sub(" ", text)
    if tag == "br":
        return "\n"
    if tag == "img":
        return picture(node)
    return "\n\n" if tag in BLOCKS else ""


def picture(node: LexborNode) -> str:
    """Write an image out by its words; a smiley is the sign that it shows."""
    words = WHITE.sub(" ", node.attributes.get("alt") or "").strip()
    if not words:
        return ""
    small = "emoji" in classes(node) or (len(words) <= 2 and not words.isascii())
    return words if small else f"[image: {words}]"


def tidy(text: str) -> str:
    """Trim each line, and leave one blank line where there are several."""
    lines = [WHITE.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def classes(node: LexborNode) -> frozenset[str]:
    """The words of a node's class and id, in small letters."""
    given = node.attributes
    return frozenset(f"{given.get('class') or ''} {given.get('id') or ''}".lower().split())


def is_hidden(node: LexborNode) -> bool:
    """Whether a page keeps a node from its readers."""
    given = node.attributes
    style = (given.get("style") or "").replace(" ", "").lower()
    return "hidden" in given or "display:none" in style


def day_of(node: LexborNode) -> PartialDate | None:
    """The day that a node names by its `datetime`, `content` or `title`, else in its words."""
    given = node.attributes
    for key in ("datetime", "content", "title"):
        date = day_in(given.get(key) or "")
        if date is not None:
            return date
    return day_in(shown(node))


def day_in(text: str) -> PartialDate | None:
    """The first day that a text names, `2014-11-24T10:00:00+01:00` or in words."""
    stamp = re.match(r"\s*(\d{4}-\d\d-\d\d)", text)
    if stamp and (date := iso_date(stamp[1])) is not None:
        return date
    return next((date for _, date in find_dates(text)), None)
