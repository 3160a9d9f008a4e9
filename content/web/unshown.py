"""What a page holds and never shows: scripts, styles, what waits behind them; counted by name."""

import re
from collections import Counter
from collections.abc import Mapping
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from content.web.nodes import SILENT

NAMES = {"script": "script", "style": "style", "title": "page title"}
OTHERS = "hidden"
# A drawing has titles and styles of its own, which count with it; of `head` only its parts do.
HOLDERS = SILENT - {"head"}
UNSHOWN = ", ".join(sorted(HOLDERS | {"head title"}))
TAG = re.compile(r"<[^<>]*>")


def unshown(page: LexborHTMLParser) -> Mapping[str, int]:
    """How many characters, white space apart, stand in what is never shown."""
    found: Counter[str] = Counter()
    for node in page.css(UNSHOWN):
        above = node.parent
        while above is not None and above.tag not in HOLDERS:
            above = above.parent
        if above is None and (size := len("".join(_words(node).split()))):
            found[NAMES.get(node.tag or "", OTHERS)] += size
    return dict(found)


def _words(node: LexborNode) -> str:
    """The words of a node; what a template holds is no part of the tree, only of its markup."""
    return unescape(TAG.sub("", node.html or "")) if node.tag == "template" else node.text()
