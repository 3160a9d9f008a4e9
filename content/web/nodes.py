"""A tree of HTML: parsed, walked without recursion, and what a part of it shows."""

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from content.dates import find_dates, iso_date
from content.model import PartialDate
from content.web.depth import flat
from content.web.hosts import tell_hosts

# No part of what a page shows.
_SILENT = "script style template noscript head iframe svg math select object"
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
)
SILENT = frozenset(_SILENT.split())
BLOCKS = frozenset(_BLOCKS.split())
CODE = frozenset(("code", "kbd", "samp", "tt"))
# So many elements are looked at from a text upwards until a block comes.
NEAR = 12
STAMP = re.compile(r"\s*(\d{4}-\d\d-\d\d)")
SHY = str.maketrans("", "", "\u00ad\u200b\ufeff")

Given = Mapping[str, str | None]
"""The attributes of an element."""


def parsed(html: str) -> LexborHTMLParser:
    """Parse a page or a part of one; halves of characters and NUL become U+FFFD."""
    if not html.isascii():
        html = html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    tree = LexborHTMLParser(flat(html.replace("\0", "\ufffd")))
    tell_hosts(tree, html)
    return tree


class Steps:
    """Walk a tree in reading order: each node with its tag, as it begins (True) and ends (False).

    A text has no end.
    """

    def __init__(self, root: LexborNode) -> None:
        self._root = root
        self._skip = False

    def skip(self) -> None:
        """Leave out the children and the end of the node that has just begun."""
        self._skip = True

    def __iter__(self) -> Iterator[tuple[LexborNode, str, bool]]:
        """Go from node to node by their links: pages nest deeper than calls can."""
        node = self._root
        tag = node.tag or ""
        # The open elements: to ask each again what it is would take longer.
        above: list[tuple[LexborNode, str]] = []
        while True:
            self._skip = False
            yield node, tag, True
            if not self._skip and tag != "-text":
                below = node.child
                if below is not None:
                    above.append((node, tag))
                    node, tag = below, below.tag or ""
                    continue
                yield node, tag, False
            while above:
                after = node.next
                if after is not None:
                    node, tag = after, after.tag or ""
                    break
                node, tag = above.pop()
                yield node, tag, False
            else:
                return


def shown(root: LexborNode, without: Set[int] = frozenset()) -> str:
    """Give the text that a node shows: a line for each block and line break, white space tidied.

    What has one of the numbers `without` (`mem_id`) is left out.
    """
    first = root.child
    if first is not None and first.tag == "-text" and first.next is None and not without:
        return "" if root.tag in SILENT else tidy(words_of(first))
    parts: list[str] = []
    walk = Steps(root)
    for node, tag, entering in walk:
        if tag == "-text":
            parts.append(words_of(node))
        elif not entering:
            if tag in BLOCKS:
                parts.append("\n\n")
        elif tag in SILENT or node.mem_id in without:
            walk.skip()
        else:
            parts.append("\n\n" if tag in BLOCKS else inline(node, tag))
    return tidy("".join(parts))


def words_of(text: LexborNode) -> str:
    """The words of a text; its line ends are shown only in a `pre`.

    Code with an `@` is written out between backticks, so that it names nobody.
    """
    words = text.text_content or ""
    if "\n" not in words and "@" not in words:
        return words
    is_code, node = False, text.parent
    for _ in range(NEAR):
        if node is None or node.tag in BLOCKS:
            break
        is_code = is_code or node.tag in CODE
        node = node.parent
    pre = node if node is not None and node.tag == "pre" else None
    if is_code or (pre is not None and not is_file(pre)):
        words = "\n".join(map(_ticked, words.split("\n")))
    return words.replace("\n", " ") if pre is None else words


def _ticked(line: str) -> str:
    code = line.strip()
    return line.replace(code, f"`{code}`") if "@" in code else line


def is_file(pre: LexborNode) -> bool:
    """Whether a browser shows, and saves, a plain text in this way."""
    return pre.parent is not None and pre.parent.tag == "body" and pre.prev is None


def inline(node: LexborNode, tag: str) -> str:
    """Give what the beginning of an element that is no block adds to the text around it."""
    if tag == "br":
        return "\n"
    return picture(node) if tag == "img" else ""


def picture(node: LexborNode) -> str:
    """Write an image out by its words; a smiley is the sign that it shows."""
    given = node.attributes
    words = tidy((given.get("alt") or "").replace("\n", " "))
    if not words:
        return ""
    small = "emoji" in classes(given) or (len(words) <= 2 and not words.isascii())
    return words if small else f"[image: {words}]"


def tidy(text: str) -> str:
    """Trim each line, and leave one blank line where there are several."""
    if not text.isascii():
        text = text.translate(SHY)
    text = text.replace("\t", " ").replace("\r", " ").replace("\f", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    if "\n" in text:
        text = "\n".join([line.strip() for line in text.split("\n")])
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def classes(given: Given) -> frozenset[str]:
    """The words of a node's class and id, in small letters."""
    return _words(given.get("class"), given.get("id"))


@lru_cache(maxsize=1024)
def _words(*given: str | None) -> frozenset[str]:
    """A page gives the same classes again and again."""
    return frozenset(" ".join(filter(None, given)).lower().split())


def is_hidden(given: Given) -> bool:
    """Whether a page keeps a node with these attributes from its readers."""
    style = given.get("style")
    hidden = style and "display:none" in style.replace(" ", "").lower()
    return bool(hidden) or "hidden" in given


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
    stamp = STAMP.match(text)
    if stamp and (date := iso_date(stamp[1])) is not None:
        return date
    return next((date for _, date in find_dates(text)), None)
