"""Posts of other sites inside a page: Twitter, Bluesky, Mastodon, Thread Reader."""

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from content.document import Beside, Item
from content.draft import BOILERPLATE, METADATA
from content.model import Fragment, FragmentKind
from content.threads.attributions import find_attribution
from content.web.nodes import day_in, shown

QUOTED = frozenset(("twitter-tweet", "twitter-video", "bluesky-embed"))
UNROLLED = "content-tweet"
LINKED = "mastodon-embed"
EMBEDS = QUOTED | {UNROLLED, LINKED}


@dataclass(frozen=True, slots=True)
class Embed:
    """A post as items of a document, and what it is counted as."""

    items: tuple[Item, ...]
    count: str


def embed_of(node: LexborNode, tag: str, names: frozenset[str]) -> Embed | None:
    """Read the post that an element of these classes holds, if it holds one."""
    if UNROLLED in names:
        return _unrolled(node)
    if tag == "blockquote" and names & QUOTED:
        return _quoted(node)
    if LINKED in names:
        return _linked(node)
    return None


def _quoted(node: LexborNode) -> Embed | None:
    """Read the text, and below it "— Name (@handle) 4 May 2014"."""
    bodies = {child.mem_id: words for child in node.css("p") if (words := shown(child))}
    if not bodies:
        return None
    text = "\n\n".join(bodies.values())
    rest = shown(node, bodies.keys()).replace("\n", " ").strip()
    found = find_attribution(rest)
    if found is None:
        post = Fragment(FragmentKind.TWEET, text, date=day_in(rest))
    else:
        said = found.attribution
        date = said.date or day_in(rest)
        post = Fragment(FragmentKind.TWEET, text, speaker=said.name, handle=said.handle, date=date)
    below = (Beside(rest, METADATA, "attribution"),) if rest else ()
    return Embed((post, *below), "quote")


def _unrolled(node: LexborNode) -> Embed | None:
    """Read one tweet of a thread that Thread Reader has put together."""
    links = frozenset(part.mem_id for part in node.css("sup.tw-permalink, .tw-permalink"))
    text = shown(node, links)
    handle = node.attributes.get("data-screenname")
    return Embed((Fragment(FragmentKind.TWEET, text, handle=handle),), "") if text else None


def _linked(node: LexborNode) -> Embed:
    """Read a post that the page only names by its address."""
    link = node.css_first("a[href]")
    address = node.attributes.get("data-embed-url") or (
        (link.attributes.get("href") if link else None) or node.attributes.get("src")
    )
    words = shown(node)
    items: list[Item] = [f"[post: {(address or '').removesuffix('/embed')}]"] if address else []
    if words:
        items.append(Beside(words, BOILERPLATE, "embed"))
    return Embed(tuple(items), "quote")
