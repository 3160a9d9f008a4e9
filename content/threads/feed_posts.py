"""Posts of a Bluesky account, as records hold them: their words as readers see them."""

import re
from collections.abc import Iterator

import msgspec

from content.threads.posts import Shown, written

SCHEME = re.compile(r"https?://(?:www\.)?")
CUT = re.compile(r"(?:\.{3}|…)$")
POST = re.compile(r"at://([^/]+)/app\.bsky\.feed\.post/([^/]+)")
LINK = "app.bsky.richtext.facet#link"


class Ref(msgspec.Struct):
    """A record elsewhere; of a quote with images the address lies one deeper."""

    uri: str = ""
    record: "Ref | None" = None


class Reply(msgspec.Struct):
    """What a post answers."""

    parent: Ref


class Stretch(msgspec.Struct):
    """A place in the text, in bytes of UTF-8."""

    start: int = msgspec.field(name="byteStart")
    end: int = msgspec.field(name="byteEnd")


class Feature(msgspec.Struct):
    """What a place in the text is."""

    type: str = msgspec.field(default="", name="$type")
    uri: str = ""


class Facet(msgspec.Struct):
    """A place in the text that is a link, a mention or a tag."""

    index: Stretch
    features: tuple[Feature, ...] = ()


class Image(msgspec.Struct):
    """An image's description."""

    alt: str = ""


class Embed(msgspec.Struct):
    """What is shown below a post: images, a video, a page, another post, or two of these."""

    type: str = msgspec.field(default="", name="$type")
    images: tuple[Image, ...] = ()
    alt: str | None = None
    external: Ref | None = None
    record: Ref | None = None
    media: "Embed | None" = None


class Record(msgspec.Struct):
    """A post."""

    type: str = msgspec.field(default="", name="$type")
    text: str = ""
    created: str = msgspec.field(default="", name="createdAt")
    reply: Reply | None = None
    facets: tuple[Facet, ...] | None = None
    embed: Embed | None = None
    langs: tuple[str, ...] | None = None


def told(record: Record) -> tuple[str, dict[str, int]]:
    """Give the text with its links, images and quotes written out, and how many there are."""
    words = _with_links(record)
    images: list[str | None] = []
    videos: list[str | None] = []
    quotes = 0
    for embed in _embeds(record.embed):
        images += [image.alt for image in embed.images]
        if embed.type == "app.bsky.embed.video":
            videos.append(embed.alt)
        uri = _quoted(embed)
        quotes += bool(uri)
        below = uri or (embed.external.uri if embed.external else "")
        # A page's address usually stands in the text as well.
        if below and below not in words:
            words = f"{words.rstrip()}\n{below}".lstrip("\n")
    shown = Shown(images, videos, quotes=quotes)
    return written(words, shown), shown.counts


def _embeds(embed: Embed | None) -> Iterator[Embed]:
    while embed is not None:
        yield embed
        embed = embed.media


def _quoted(embed: Embed) -> str | None:
    """The address of a quoted post, as a browser takes it; lists and feeds are none."""
    inner = embed.record and (embed.record.record or embed.record)
    match = POST.fullmatch(inner.uri) if inner else None
    return f"https://bsky.app/profile/{match[1]}/post/{match[2]}" if match else None


def _with_links(record: Record) -> str:
    """Put the whole address where the text shows a shortened one."""
    raw = record.text.encode("utf-8", "surrogatepass")
    parts, at = [], 0
    for facet in sorted(record.facets or (), key=lambda facet: facet.index.start):
        start, end = facet.index.start, facet.index.end
        uri = next((one.uri for one in facet.features if one.type == LINK), "")
        if at <= start <= end <= len(raw) and _is_shortened(raw[start:end], uri):
            parts += [raw[at:start], uri.encode("utf-8", "surrogatepass")]
            at = end
    return b"".join([*parts, raw[at:]]).decode("utf-8", "replace")


def _is_shortened(raw: bytes, uri: str) -> bool:
    """Whether it is the beginning of an address; other words that lead somewhere stay."""
    shown = CUT.sub("", raw.decode("utf-8", "replace"))
    bare = SCHEME.sub("", shown)
    return "." in bare and SCHEME.sub("", uri).startswith(bare) and shown != uri
