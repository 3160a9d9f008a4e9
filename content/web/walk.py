"""From markup to the items of a document: one walk over a page, nothing shown is left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from content.document import Beside, Item
from content.draft import BOILERPLATE, METADATA
from content.model import Fragment, FragmentKind
from content.web.embeds import embed_of
from content.web.nodes import (
    BLOCKS,
    SILENT,
    Given,
    Steps,
    classes,
    inline,
    is_hidden,
    tidy,
    words_of,
)

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# What stands in them belongs together.
GROUPS = frozenset(("ul", "ol", "dl", "figure", "table", "pre"))
# A frame may be a post of another site.
UNSHOWN = SILENT - {"iframe"} | {"-comment"}
NOTHING: Given = {}
FURNITURE_TAGS = {
    "nav": "navigation",
    "aside": "sidebar",
    "form": "form",
    "button": "button",
    "footer": "footer",
}
FURNITURE = {
    "navigation": "nav navigation menu breadcrumb breadcrumbs pagination post-navigation nav-links"
    " blog-pager site-header skip-link",
    "sharing": "sharedaddy sharing share share-buttons social social-share jp-likes addtoany"
    " post-share-buttons sd-sharing jetpack-likes-widget-wrapper post-icons",
    "related": "jp-relatedposts related related-posts yarpp",
    "sidebar": "sidebar widget widget-area secondary",
    "subscribe": "newsletter subscribe subscription",
    "advertisement": "advert advertisement ads ad wpcnt adsbygoogle",
    "cookies": "cookie cookie-banner cookie-notice",
    "hidden": "screen-reader-text sr-only visually-hidden",
    "footer": "site-footer colophon site-info",
    "button": "comment-reply-link reply comment-actions comment-edit-link tw-permalink",
    "categories": "tags-links cat-links post-labels tags labels entry-tags",
}
NAMED = {word: name for name, words in FURNITURE.items() for word in words.split()}

Zone = Beside | Fragment | None
"""What text is where the walk is: something beside the text, a comment, or the text itself."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What nodes are, by `mem_id`; with a `main` all that is outside it stands beside the text."""

    main: int | None = None
    zones: Mapping[int, Beside | Fragment] = field(default_factory=dict)


def items_of(root: LexborNode, roles: Roles) -> tuple[tuple[Item, ...], Mapping[str, int]]:
    """Give what a tree shows in reading order, and what is written out in it."""
    walk = _Walk(roles)
    walk.read(root)
    return tuple(walk.items), dict(walk.counts)


class _Walk:
    """The items so far, and the text since the last of them."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.items: list[Item] = []
        self.counts: Counter[str] = Counter()
        self.text: list[str] = []
        self.said: list[str] = []
        outside = Beside("", BOILERPLATE, "page")
        self.zones: list[tuple[int, Zone]] = [(0, None if roles.main is None else outside)]
        # A comment may stand in a list: only lists that begin in it are its own.
        self.groups: list[tuple[int, int]] = []
        self.numbers: Counter[int] = Counter()

    def read(self, root: LexborNode) -> None:
        """Walk through the tree once."""
        walk = Steps(root)
        for node, tag, entering in walk:
            if tag == "-text":
                self.text.append(words_of(node))
            elif not entering:
                self._leave(node, tag)
            elif tag in UNSHOWN or not self._enter(node, tag):
                walk.skip()
        self._flush()

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; one that is an embed is taken whole, and False is given."""
        here = self.zones[-1][1]
        given = NOTHING if isinstance(here, Beside) else node.attributes
        if here is None and given and self._embed(node, tag, given):
            return False
        if tag == "iframe":
            return False
        zone = self._zone(node, tag, given)
        block = tag in BLOCKS
        if zone is not here:
            self._flush()
            self.zones.append((node.mem_id, zone))
        elif block and not self._grouped:
            self._flush()
        if tag in GROUPS:
            self.groups.append((node.mem_id, len(self.zones)))
        if block:
            self._mark(node, tag)
        elif words := inline(node, tag):
            if words.startswith("[image: "):
                self.counts["image"] += 1
            self.text.append(words)
        return True

    def _embed(self, node: LexborNode, tag: str, given: Given) -> bool:
        """Take the post that an element holds, if it holds one."""
        embed = embed_of(node, tag, given)
        if embed is None:
            return False
        self._flush()
        self.items += embed.items
        if embed.count:
            self.counts[embed.count] += 1
        return True

    def _mark(self, node: LexborNode, tag: str) -> None:
        """Write what shows in a list or table where a block of it begins."""
        if tag in ("td", "th"):
            self.text.append(" ")
        elif self._grouped:
            self.text.append(f"\n{self._bullet(node)} " if tag == "li" else "\n")

    def _leave(self, node: LexborNode, tag: str) -> None:
        if tag in GROUPS and self.groups and self.groups[-1][0] == node.mem_id:
            self.groups.pop()
        if tag in BLOCKS and not self._grouped:
            self._flush(tag in HEADINGS)
        if self.zones[-1][0] == node.mem_id:
            self._flush()
            zone = self.zones.pop()[1]
            if isinstance(zone, Fragment):
                self.items.append(replace(zone, text="\n\n".join(self.said)))
                self.said = []

    def _bullet(self, item: LexborNode) -> str:
        """The number of an item in its list, or a dot."""
        if item.parent is None or item.parent.tag != "ol":
            return "•"
        self.numbers[item.parent.mem_id] += 1
        return f"{self.numbers[item.parent.mem_id]}."

    @property
    def _grouped(self) -> bool:
        return bool(self.groups) and self.groups[-1][1] == len(self.zones)

    def _zone(self, node: LexborNode, tag: str, given: Given) -> Zone:
        """Tell what text is from this node on."""
        here = self.zones[-1][1]
        known = self.roles.zones.get(node.mem_id)
        if known is not None:
            return known
        if node.mem_id == self.roles.main:
            return None
        if isinstance(here, Beside):
            return here
        name = FURNITURE_TAGS.get(tag)
        if name is None and given:
            named = sorted(NAMED.keys() & classes(given))
            name = NAMED[named[0]] if named else "hidden" if is_hidden(given) else None
        if name is None:
            return here
        where = METADATA if name == "categories" else BOILERPLATE
        return Beside("", where, name)

    def _flush(self, heading: bool = False) -> None:
        """Make an item of the text that has come together; two line breaks part paragraphs."""
        text = tidy("".join(self.text)) if self.text else ""
        self.text.clear()
        if not text:
            return
        zone = self.zones[-1][1]
        if isinstance(zone, Beside):
            self.items.append(Beside(text, zone.where, zone.name))
        elif isinstance(zone, Fragment):
            self.said.append(text)
        elif heading:
            self.items.append(Fragment(FragmentKind.HEADING, text.replace("\n", " ")))
        else:
            self.items.extend(text.split("\n\n"))
