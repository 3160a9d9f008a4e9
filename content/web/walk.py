"""From markup to the items of a document: one walk over a page, nothing shown is left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from content.document import Beside, Item
from content.draft import BOILERPLATE
from content.model import Fragment, FragmentKind
from content.web.code import code_of
from content.web.comments import Comment
from content.web.embeds import EMBEDS, embed_of
from content.web.furniture import furniture_of
from content.web.nodes import (
    BLOCKS,
    SILENT,
    Given,
    Steps,
    classes,
    inline,
    tidy,
    words_of,
)

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# What stands in them belongs together.
GROUPS = frozenset(("ul", "ol", "dl", "figure", "table", "pre"))
CELLS = frozenset(("td", "th"))
# Outside lists only these show anything of themselves.
MARKED = CELLS | {"br", "img"}
# A frame may be a post of another site.
UNSHOWN = SILENT - {"iframe"} | {"-comment"}
NOTHING: Given = {}
NAMELESS: frozenset[str] = frozenset()
Zone = Beside | Comment | None
"""What text is where the walk is: something beside the text, a comment, or the text itself."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What nodes are, by `mem_id`; with a `main` all that is outside it stands beside the text."""

    main: int | None = None
    zones: Mapping[int, Beside | Comment] = field(default_factory=dict)


def items_of(root: LexborNode, roles: Roles) -> tuple[tuple[Item, ...], Mapping[str, int]]:
    """Give what a tree shows in reading order, and what is written out in it."""
    walk = _Walk(roles)
    walk.read(root)
    return tuple(walk.items), dict(walk.counts)


@dataclass(slots=True)
class _Level:
    """The part of a tree that is one zone, from the node of this number on."""

    number: int
    zone: Zone
    # A comment may stand in a list: only lists that begin in it are its own.
    groups: int = 0


class _Walk:
    """The items so far, and the text since the last of them."""

    def __init__(self, roles: Roles) -> None:
        outside = None if roles.main is None else Beside("", BOILERPLATE, "page")
        main: Mapping[int, Zone] = {} if roles.main is None else {roles.main: None}
        self.known: Mapping[int, Zone] = {**main, **roles.zones}
        self.items: list[Item] = []
        self.counts: Counter[str] = Counter()
        self.text: list[str] = []
        self.said: list[str] = []
        self.level = _Level(0, outside)
        self.above: list[_Level] = []
        self.numbers: Counter[int] = Counter()

    def read(self, root: LexborNode) -> None:
        """Walk through the tree once."""
        walk, text = Steps(root), self.text
        for node, tag, entering in walk:
            if tag == "-text":
                words = words_of(node)
                # White space ahead of a text is not shown.
                if text or not words.isspace():
                    text.append(words)
            elif not entering:
                self._leave(node, tag)
            elif tag in UNSHOWN or not self._enter(node, tag):
                walk.skip()
        self._flush()

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; one that is an embed is taken whole, and False is given."""
        level = self.level
        here = level.zone
        given = NOTHING if isinstance(here, Beside) else node.attributes
        names = classes(given) if given else NAMELESS
        if here is None and not names.isdisjoint(EMBEDS) and self._embed(node, tag, names):
            return False
        if tag == "iframe":
            return False
        if tag == "pre" and here is None and not level.groups and (code := code_of(node)):
            self._flush()
            self.items.append(code)
            return False
        number = node.mem_id
        if number in self.known:
            zone = self.known[number]
        else:
            zone = here if isinstance(here, Beside) else furniture_of(tag, names, given) or here
        if zone is not here:
            self._flush()
            self.above.append(level)
            self.level = _Level(number, zone)
        elif tag in BLOCKS and not level.groups:
            self._flush()
        if tag in GROUPS:
            self.level.groups += 1
        if self.level.groups or tag in MARKED:
            self._mark(node, tag)
        return True

    def _embed(self, node: LexborNode, tag: str, names: frozenset[str]) -> bool:
        """Take the post that an element holds, if it holds one."""
        embed = embed_of(node, tag, names)
        if embed is None:
            return False
        self._flush()
        self.items += embed.items
        if embed.count:
            self.counts[embed.count] += 1
        return True

    def _mark(self, node: LexborNode, tag: str) -> None:
        """Write what an element shows itself: a cell, an image, a block in a list."""
        if tag in CELLS:
            self.text.append(" ")
        elif tag in BLOCKS:
            self.text.append(f"\n{self._bullet(node)} " if tag == "li" else "\n")
        elif words := inline(node, tag):
            if words.startswith("[image: "):
                self.counts["image"] += 1
            self.text.append(words)

    def _leave(self, node: LexborNode, tag: str) -> None:
        level = self.level
        if tag in GROUPS:
            level.groups -= 1
        if tag in BLOCKS and not level.groups:
            self._flush(tag in HEADINGS)
        if level.number == node.mem_id:
            self._flush()
            self.level = self.above.pop()
            if isinstance(level.zone, Comment):
                self.items.append(level.zone.saying("\n\n".join(self.said)))
                self.said.clear()

    def _bullet(self, item: LexborNode) -> str:
        """The number of an item in its list, or a dot."""
        if item.parent is None or item.parent.tag != "ol":
            return "•"
        self.numbers[item.parent.mem_id] += 1
        return f"{self.numbers[item.parent.mem_id]}."

    def _flush(self, heading: bool = False) -> None:
        """Make an item of the text that has come together; two line breaks part paragraphs."""
        if not self.text:
            return
        text = tidy("".join(self.text))
        self.text.clear()
        if not text:
            return
        zone = self.level.zone
        if isinstance(zone, Beside):
            self.items.append(Beside(text, zone.where, zone.name))
        elif isinstance(zone, Comment):
            self.said.append(text)
        elif heading:
            self.items.append(Fragment(FragmentKind.HEADING, text.replace("\n", " ")))
        else:
            self.items.extend(text.split("\n\n"))
