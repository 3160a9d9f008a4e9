"""Markup that nests or lists without end, made flat: to parse it takes quadratic time.

What a page shows stays; a browser does the same with what nests deeper than 512 elements.
"""

import re
from itertools import accumulate, repeat

from content.archives import Unreadable

DEEPEST = 500
_INLINE = "a abbr b big cite code em font i s small span strong tt u"
_BLOCKS = (
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form header hgroup li main menu nav ol p pre section summary table tbody td"
    " th thead tr ul"
)
INLINE = frozenset(_INLINE.split())
NAMES = INLINE.union(_BLOCKS.split())
TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?![\w:-])[^<>]*>")
# These end by themselves where the next one begins.
LOOSE = frozenset(("dd", "dt", "li", "p", "tbody", "td", "th", "thead", "tr"))
# All that begins as a tag, and how much deeper the markup is behind it.
BEGUN = re.compile(r"<(/?[a-z][a-z0-9]*)(?![\w:-])")
DEEPER = {end + name: step for end, step in (("", 1), ("/", -1)) for name in NAMES - LOOSE}
LONG = re.compile(r"<(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<given>[^>]{20000,})>?")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
APART = re.compile(r"[\s/\"]+")
MOST_GIVEN = 1000
MOST_TAGS = 200_000


def flat(html: str) -> str:
    """Leave out what opens below the deepest level, and the attributes of a tag with a thousand.

    Raises `Unreadable` for a page of more tags than fit into memory.
    """
    if html.count("<") > MOST_TAGS:
        raise Unreadable(f"has over {MOST_TAGS:,} tags; save its text alone.")
    if len(html) > MOST_GIVEN * 2:
        html = LONG.sub(_bare, html)
    return _Levels().cut(html) if html.count("<") > DEEPEST and _may_be_deep(html) else html


def _may_be_deep(html: str) -> bool:
    """Count levels without a look at what is too deep; ends without a beginning count as well."""
    steps = map(DEEPER.get, BEGUN.findall(html.lower()), repeat(0))
    levels = list(accumulate(steps, initial=0))
    return max(levels) - min(levels) > DEEPEST


def _bare(tag: re.Match[str]) -> str:
    apart = len(APART.findall(QUOTED.sub('"', tag["given"])))
    return tag[0] if apart <= MOST_GIVEN else f"<{tag['name']}>"


class _Levels:
    """How deep the markup is, while it is gone through."""

    def __init__(self) -> None:
        self.depth = 0

    def cut(self, html: str) -> str:
        """Give the markup without what is too deep; where a block was, a line ends."""
        return TAG.sub(self._one, html)

    def _one(self, tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        if name not in NAMES:
            return tag[0]
        if tag["end"]:
            deep = self.depth > DEEPEST
            self.depth -= self.depth > 0 and name not in LOOSE
        else:
            self.depth += name not in LOOSE
            deep = self.depth > DEEPEST
        if not deep:
            return tag[0]
        return "" if name in INLINE else "<br>"
