"""Bluesky repositories and feeds: threads of an account."""

import json
from typing import Any

import pytest

from content.archives import Unreadable
from content.formats import bluesky
from content.readers import Opened, open_source
from tests.content.cars import DID, POSTS, Link, repository
from tests.content.exports import read, texts
from tests.content.formats.test_thread import lines_of

TOM = "did:plc:tom00000000000000000000"


def uri(key: str, did: str = DID) -> str:
    return f"at://{did}/{POSTS}/{key}"


def record(minute: int, text: str, parent: str | None = None, **more: Any) -> dict[str, Any]:
    """A post as a repository holds it."""
    found = {
        "$type": POSTS,
        "text": text,
        "createdAt": f"2024-05-06T07:{minute:02}:08.123Z",
        "langs": ["en-GB"],
    }
    if parent:
        ref = {"uri": parent, "cid": "bafy"}
        found["reply"] = {"root": ref, "parent": ref}
    return found | more


THREAD = {
    "3ka": record(1, "First, the ferry."),
    "3kb": record(2, "Then, the night.", uri("3ka")),
    "3kc": record(3, "Alone."),
}


def repo(posts: dict[str, Any], **others: Any) -> Opened:
    records = {f"{POSTS}/{key}": value for key, value in posts.items()}
    return open_source(repository(records | others), "repo.car")


def listed(value: Any) -> Opened:
    return open_source(json.dumps(value).encode(), "posts.json")


def test_a_repository() -> None:
    """The profile's name is shown; likes and the like are left alone."""
    profile = {"$type": "app.bsky.actor.profile", "displayName": "Ines Vadim"}
    like = {"$type": "app.bsky.feed.like", "subject": {"uri": uri("1", TOM)}}
    (found,) = read(
        repo(THREAD, **{"app.bsky.actor.profile/self": profile, "app.bsky.feed.like/1": like})
    )
    assert lines_of(found) == [
        "tweet 2024-05-06 | First, the ferry.",
        "tweet 2024-05-06 | Then, the night.",
    ]
    assert {one.speaker for one in found.piece.fragments} == {"Ines Vadim"}
    assert found.piece.slug == "ines-vadim-3ka"
    assert found.piece.source.url == f"https://bsky.app/profile/{DID}/post/3ka"


def test_a_repository_without_a_profile() -> None:
    """The account's number stands for its name."""
    (found,) = read(repo(THREAD))
    assert found.piece.slug == "did-plc-ines0000000000000000000-3ka"
    assert found.piece.author is not None
    assert (found.piece.author.name, found.piece.author.handle) == (DID, None)


def values() -> list[dict[str, Any]]:
    return [{"uri": uri(key), "cid": "bafy", "value": value} for key, value in THREAD.items()]


def feed(handle: str = "ines.example") -> list[dict[str, Any]]:
    author = {"did": DID, "handle": handle, "displayName": "Ines Vadim"}
    return [
        {"post": {"uri": uri(key), "cid": "bafy", "author": author, "record": value}}
        for key, value in reversed(THREAD.items())
    ]


@pytest.mark.parametrize(
    "value", [values(), {"records": values(), "cursor": "x"}, feed(), {"feed": feed()}]
)
def test_json(value: Any) -> None:
    """Lists of records and feeds, as they are and inside their answers."""
    assert texts(listed(value)) == [["First, the ferry.", "Then, the night."]]


def test_who_wrote_a_feed() -> None:
    """Its handle and name are known; one that has gone is none."""
    (found,) = read(listed({"feed": feed()}))
    assert found.piece.slug == "ines-example-3ka"
    assert found.piece.source.url == "https://bsky.app/profile/ines.example/post/3ka"
    assert {one.handle for one in found.piece.fragments} == {"ines.example"}
    (found,) = read(listed({"feed": feed("handle.invalid")}))
    assert found.piece.slug == "ines-vadim-3ka"


def test_what_others_wrote() -> None:
    """Each account has its own threads; posts that were passed on are left out."""
    others = [
        {"uri": uri("1", TOM), "value": record(1, "One.", uri("3ka"))},
        {"uri": uri("2", TOM), "value": record(2, "Two.", uri("1", TOM))},
        {"uri": uri("3", TOM), "value": record(3, "Three.")},
        {"uri": uri("4", TOM), "value": record(4, "Four.", uri("3", TOM))},
    ]
    passed_on = feed()[0] | {"reason": {"$type": "app.bsky.feed.defs#reasonRepost"}}
    assert texts(listed([*values(), *others, passed_on])) == [
        ["First, the ferry.", "Then, the night."],
        ["Three.", "Four."],
    ]
    told = [found.left_out for found in read(listed([*values(), *others, passed_on]))]
    assert told == [{"answers to others": 2, "reposts": 1, "single posts": 1}, {}]


def test_a_thread_whose_beginning_is_gone() -> None:
    """It is told from where it goes on, with a problem."""
    posts = {"2": record(2, "Two.", uri("1")), "3": record(3, "Three.", uri("2"))}
    (found,) = read(repo(posts))
    assert [one.text for one in found.piece.fragments] == ["Two.", "Three."]
    assert len(found.problems) == 1


def facet(text: str, shown: str, address: str) -> dict[str, Any]:
    start = text.encode().index(shown.encode())
    return {
        "index": {"byteStart": start, "byteEnd": start + len(shown.encode())},
        "features": [{"$type": "app.bsky.richtext.facet#link", "uri": address}],
    }


@pytest.mark.parametrize(
    ("shown", "address", "told"),
    [
        ("ferry.example/ti...", "https://ferry.example/times", "https://ferry.example/times"),
        ("ferry.example/ti…", "https://www.ferry.example/times", "https://www.ferry.example/times"),
        ("ferry.example", "https://ferry.example/", "https://ferry.example/"),
        ("the ferry", "https://ferry.example/", "the ferry"),
        ("https://ferry.example", "https://ferry.example", "https://ferry.example"),
        ("other.example", "https://ferry.example/", "other.example"),
    ],
)
def test_links(shown: str, address: str, told: str) -> None:
    """A shortened address becomes whole; places count in bytes."""
    text = f"Été 🚢 {shown} à dix heures."
    posts = THREAD | {"3ka": record(1, text, facets=[facet(text, shown, address)])}
    assert texts(repo(posts))[0][0] == f"Été 🚢 {told} à dix heures."


def test_places_that_lead_nowhere() -> None:
    """The text stays as it is."""
    places = [(-1, 5), (5, 2), (0, 900), (0, 3), (1, 2)]
    link = [{"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example"}]
    facets = [{"index": {"byteStart": a, "byteEnd": b}, "features": link} for a, b in places]
    posts = THREAD | {"3ka": record(1, "Été.", facets=facets)}
    assert texts(repo(posts))[0][0] == "Été."


def test_what_posts_show() -> None:
    """Images by their text, quotes and pages by their address."""
    quote = {"$type": "app.bsky.embed.record", "record": {"uri": uri("9", TOM), "cid": "bafy"}}
    images = {
        "$type": "app.bsky.embed.images",
        "images": [{"alt": "A boat", "image": {"ref": Link.to(b"x")}}, {"alt": ""}],
    }
    both = {"$type": "app.bsky.embed.recordWithMedia", "record": quote, "media": images}
    video = {"$type": "app.bsky.embed.video", "video": {}, "alt": "Waves"}
    page = {
        "$type": "app.bsky.embed.external",
        "external": {"uri": "https://ferry.example/", "title": "Ferry", "description": ""},
    }
    pack = {
        "$type": "app.bsky.embed.record",
        "record": {"uri": f"at://{TOM}/app.bsky.graph.list/1", "cid": "x"},
    }
    posts = {
        "1": record(1, "One.", embed=both),
        "2": record(2, "", uri("1"), embed=video),
        "3": record(3, "Three.", uri("2"), embed=page),
        "4": record(4, "At https://ferry.example/ four.", uri("3"), embed=page),
        "5": record(5, "Five.", uri("4"), embed=quote),
        "6": record(6, "Six.", uri("5"), embed=pack),
    }
    (found,) = read(repo(posts))
    assert [one.text for one in found.piece.fragments] == [
        f"One.\nhttps://bsky.app/profile/{TOM}/post/9\n[image: A boat]\n[image]",
        "[video: Waves]",
        "Three.\nhttps://ferry.example/",
        "At https://ferry.example/ four.",
        f"Five.\nhttps://bsky.app/profile/{TOM}/post/9",
        "Six.",
    ]
    assert found.counts == {"image": 2, "video": 1, "quote": 2}


def test_records_of_no_known_form() -> None:
    """They are counted; odd characters are read."""
    posts = THREAD | {
        "1": {"$type": POSTS, "text": 5},
        "2": record(5, "A\x00\u202eB", uri("3kb")),
        "3": ["no", "record"],
    }
    (found,) = read(repo(posts))
    assert found.piece.fragments[-1].text == "A\x00\u202eB"
    assert [one.what for one in found.problems] == ["posts left out, of no known form: 2"]
    odd = [*values(), 5, {"uri": uri("5"), "value": {"text": []}}, {"uri": 5}]
    odd += [{"uri": uri("6"), "value": record(5, "\ud800", uri("3kb"))}]
    (found,) = read(listed(odd))
    assert found.piece.fragments[-1].text == "\ufffd"
    assert [one.what for one in found.problems] == ["posts left out, of no known form: 3"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (repository({})[:-9], "is a damaged Bluesky repository"),
        (repository({})[:30], "is a damaged Bluesky repository"),
        (repository({}), "no thread"),
        (json.dumps(values()).encode()[:-5], "broken JSON"),
        (json.dumps(values()[:1]).encode(), "no thread"),
        (json.dumps({"records": values()[0]}).encode(), "no list"),
        (json.dumps({"record": {}, "uri": "x"}).encode(), "not known"),
    ],
)
def test_what_cannot_be_read(data: bytes, what: str) -> None:
    """One line says what is wrong."""
    with pytest.raises(Unreadable, match=what) as told:
        read(open_source(data, "posts"))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("text", ["", "a", ":", "[at://x]", '{"uri": "at://', "\xa2 roots"])
def test_texts_are_none_of_these(text: str) -> None:
    """Words like theirs say nothing."""
    assert bluesky.recognise(open_source(text.encode(), "a.txt")) is None


def test_circles() -> None:
    """Posts that answer themselves, or each other round about, are in no thread."""
    more = {
        "3kd": record(4, "Myself.", uri("3kd")),
        "3ke": record(5, "Round", uri("3kf")),
        "3kf": record(6, "and round.", uri("3ke")),
    }
    assert texts(repo(THREAD | more)) == [["First, the ferry.", "Then, the night."]]
    found = [{"uri": uri(key), "value": value} for key, value in (THREAD | more).items()]
    assert texts(listed(found)) == [["First, the ferry.", "Then, the night."]]
