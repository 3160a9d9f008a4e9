"""Every door through which foreign bytes come in, each with the refusals that are its own.

A door takes bytes and returns; what it raises beyond its refusals is a crash. All laws of what
was read are checked behind it.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from bot.sources import Found, texts_in
from content.car import BrokenCar, is_car, open_car
from content.cbor import BrokenCbor
from content.cbor import decode as decode_cbor
from content.formats.canonical import BrokenFrontMatter
from content.jsons import Broken, Unfit, decode, is_json
from content.model import Parsed
from content.parse import parse, parse_source
from content.readers import Opened, Unreadable, open_source, read
from content.slugs import slug_of
from content.ytd import elements_of, runs_of
from tests.content.exports import ACCOUNT, member, zipped
from tests.fuzz import laws

REFUSALS = (Unreadable, BrokenFrontMatter)
POSTS = "app.bsky.feed.post"


def text(data: bytes) -> None:
    """One text, as somebody captured it."""
    with suppress(*REFUSALS):
        source = read(data, "page.txt")
        laws.check(source.text, parse(source, "page"))


def notation(data: bytes) -> None:
    """A text under a front matter of ours."""
    text(b"---\n" + data)


def source(data: bytes) -> None:
    """A file of any kind: its first bytes say which."""
    opened: Opened | None = None
    with suppress(*REFUSALS):
        opened = open_source(data, "file")
    if opened is not None and opened.members is None:
        _check(parse_source(opened, "file"))
    files(data)


def files(data: bytes) -> None:
    """A file or an archive, the way an import takes it: nothing is raised."""
    for one in texts_in("file", data):
        if isinstance(one, Found):
            laws.check(one.text, one.parsed)
        else:
            assert one.what
            assert "\n" not in str(one)


def page(data: bytes) -> None:
    """What stands in a page's body."""
    source(b"<html><body>" + data)


def feed(data: bytes) -> None:
    """What stands in a feed, WordPress's words among it."""
    source(
        b'<rss xmlns:wp="http://wordpress.org/export/1.2/"'
        b' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>' + data
    )
    source(b"<feed>" + data + b"</feed>")


def markdown(data: bytes) -> None:
    """A text with headings and emphasis."""
    source(b"# One\n\n**two**\n\n" + data)


def tweets(data: bytes) -> None:
    """The tweets of an archive, their account beside them."""
    account = member("account", "account", [ACCOUNT])
    files(zipped({"data/tweets.js": data, "data/account.js": account}))
    files(
        zipped({"data/tweets.js": b"window.YTD.tweets.part0 = [" + data, "data/account.js": data})
    )
    with suppress(Unreadable):
        for run in runs_of(io.BytesIO(data), "tweets.js"):
            list(elements_of(run))


def outbox(data: bytes) -> None:
    """A Mastodon archive, and its outbox alone."""
    listed = b'{"type": "OrderedCollection", "orderedItems": [' + data + b"]}"
    files(zipped({"outbox.json": listed, "actor.json": data}))
    source(listed)


def records(data: bytes) -> None:
    """Records of Bluesky, and JSON lines."""
    source(b'[{"uri": "at://did:plc:a/app.bsky.feed.post/1", "value": {' + data)
    source(b'{"text": "one"}\n{"text": "two"}\n' + data)


def values(data: bytes) -> None:
    """JSON and CBOR, their values alone."""
    is_json(data)
    with suppress(Broken, Unfit):
        decode(data, dict[str, object])
    with suppress(BrokenCbor):
        decode_cbor(data)


def repository(data: bytes) -> None:
    """A repository of Bluesky."""
    is_car(data)
    with suppress(BrokenCar):
        list(open_car(data).records(POSTS))
    files(data)


def archive(data: bytes) -> None:
    """A zip file of a page, a text and another archive; and the bytes as one."""
    files(zipped({"a.html": data, "b/c.txt": data, "d.zip": data, "e": data}))
    files(b"PK\x03\x04" + data)


def corrections(data: bytes) -> None:
    """A text and what an editor made of it, parted by the first NUL."""
    before, _, after = data.partition(b"\0")
    with suppress(*REFUSALS):
        old, new = (parse(read(part), "page").piece for part in (before, after))
        laws.check_corrected(old, replace(new, slug=old.slug, source=old.source))


def name(data: bytes) -> None:
    """What a file is called."""
    slug = slug_of(data.decode("utf-8", "replace"))
    assert slug == slug_of(slug) != ""


def _check(found: Iterator[tuple[str, Parsed]]) -> None:
    with suppress(*REFUSALS):
        for sheet, parsed in found:
            laws.check(sheet, parsed)


DOORS: Mapping[str, Callable[[bytes], None]] = {
    door.__name__: door
    for door in (
        text,
        notation,
        source,
        page,
        feed,
        markdown,
        tweets,
        outbox,
        records,
        values,
        repository,
        archive,
        corrections,
        name,
    )
}
