"""Hostile captures out of the genre's own pieces, with the signs that break readers between."""

import json
from typing import Any

from hypothesis import strategies as st

from tests.content.cars import POSTS, repository
from tests.content.exports import tweet, zipped

# Controls of direction, joiners, marks without a letter, separators of lines, the last characters.
ODD = (
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u200c\u200d\u2060"
    "\ufeff\ufffd\uffff\u0301\u0345\u1ab0\u2028\u2029\u0085\x0b\x0c\x1c\x1f\x00\x07\x1b\x7f\u00ad"
    "\u00a0\u202f\u3000İıßǅﬁ①²߁٣𝟙🇫🇷👨‍👩‍👧\U0010ffff"
)
_LINES = """
1/3|2/3 Some words|Others 3/3|3/|/4|1) One|[2/2]|(3/9)|12.|1/1/1/|99999999999999999999/2|3 sur 12
— Ada Lune (@ada_lune) 3 mars 2015|Tom @tom_b · 4 May 2016|@ada_lune Really?|@ada_lune: Really.
Tom Bell says:|Odile a dit…|4 mai 2014 à 10:02|Tom4 mai 2014 à 10:02|Répondre|Reply|2 comments
0 commentaires:|Leave a Reply|Share this:|Twitter|Related posts|© 2014 Odile|Publié le 26 avril 2012
Odile : Comment êtes-vous venue ?|Nadia : À pied, je crois, et de nuit.|Q: Why?|A: I had no choice.
— Où allez-vous ?|Nora Quill|Interview by Jane Roe|Yours,|Ada Lune @ada_lune|https://x.com/a/status/1
A line of prose that says a little more than the others do.|- item|1. Why?
## A heading|[reply, A, @b]|---
title: x|author:|  name: Ada|same: [[a, b]]|date: 2016-13-45|31 février 2014|0 mars 0000
"""
LINES = st.sampled_from([one for line in _LINES.strip().split("\n") for one in line.split("|")])
SIGNS = st.text(st.sampled_from(ODD + "@#/()[]{}:;.,!?…—–-_·|\\\"'«»“”<>&= \t1aA"), max_size=12)
MIXED = st.tuples(LINES, SIGNS, LINES).map("".join)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", " "])
CODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
_TAGS = """
<p>|</p>|<div>|</div>|<div class="comment">|<article>|<h2>|</h2>|<br>|<pre>|</pre>|<ul>|<li>|<table>
<td>|<blockquote class="twitter-tweet">|</blockquote>|<a href="https://twitter.com/a/status/1">|</a>
<img alt="x">|<script>|</script>|<!--|-->|<![CDATA[|]]>|<template>|<svg>|<p hidden>
<time datetime="2">|<meta property="og:title" content="x">|<frameset>
<script type="application/ld+json">{"@type": "Article"
&#0;|&#xD800;|&amp;|&nbsp;|&#x202e;|<cite class="fn">|<ol class="commentlist">|<li id="comment-1">
"""
TAGS = st.sampled_from([one for line in _TAGS.strip().split("\n") for one in line.split("|")])
_ELEMENTS = """
<item>|</item>|<entry>|</entry>|<title>|</title>|<description>|</description>|<link>|<![CDATA[|]]>
<wp:comment>|</wp:comment>|<wp:status>publish</wp:status>|<wp:post_type>post</wp:post_type>
<content type="xhtml">|</content>|<content:encoded>|</content:encoded>|&amp;|&#8238;|<p>|<author/>
<wp:comment_id>1</wp:comment_id>|<wp:comment_parent>1</wp:comment_parent>|<pubDate>x</pubDate>
"""
ELEMENTS = st.sampled_from(
    [one for line in _ELEMENTS.strip().split("\n") for one in line.split("|")]
)
WORDS = st.text(st.sampled_from(ODD + " ab@") | st.characters(), max_size=20)
# Whoever answers here may answer himself, or round about, or nobody who is there.
IDS = st.integers(0, 5)


def _joined(parts: st.SearchStrategy[str], most: int = 20) -> st.SearchStrategy[str]:
    return st.tuples(st.lists(parts, max_size=most), ENDS).map(
        lambda drawn: drawn[1].join(drawn[0])
    )


def _coded(text: str, coding: str) -> bytes:
    return text.encode(coding, "surrogatepass" if coding != "cp1252" else "replace")


CAPTURES = st.builds(_coded, _joined(LINES | MIXED | SIGNS), CODINGS)
PAGES = st.builds(_coded, _joined(TAGS | LINES | SIGNS, 30), st.just("utf-8"))
FEEDS = st.builds(_coded, _joined(ELEMENTS | LINES | SIGNS, 30), st.just("utf-8"))
SCALARS: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers(-(2**65), 2**65) | st.floats() | WORDS
)


def _listed(value: Any, plain: bool) -> bytes:
    return json.dumps(value, ensure_ascii=plain).encode("utf-8", "surrogatepass")


def _spoiled(record: Any) -> st.SearchStrategy[Any]:
    """A record with some of its values being something else."""
    return st.dictionaries(st.sampled_from(sorted(record)), SCALARS, max_size=2).map(
        lambda more: record | more
    )


@st.composite
def _tweets(draw: st.DrawFn) -> bytes:
    rows = draw(st.lists(st.tuples(IDS, WORDS, st.none() | IDS), max_size=6))
    found = [draw(_spoiled(tweet(key, words, answers))) for key, words, answers in rows]
    text = json.dumps([{"tweet": one} for one in found], separators=(",", " : "))
    plain = f"window.YTD.tweets.part0 = {text}".encode()
    return plain[: draw(st.just(len(plain)) | st.integers(0, len(plain)))]


@st.composite
def _outbox(draw: st.DrawFn) -> bytes:
    rows = []
    for key, words, answers in draw(st.lists(st.tuples(IDS, WORDS, st.none() | IDS), max_size=6)):
        note = {
            "type": "Note",
            "id": f"https://mastodon.example/{key}",
            "inReplyTo": None if answers is None else f"https://mastodon.example/{answers}",
            "content": f"<p>{words}</p>",
            "published": "2018-10-10T20:10:24Z",
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
        }
        row = {"type": "Create", "object": draw(_spoiled(note))}
        rows.append(_listed(draw(_spoiled(row) | st.just(row)), plain=draw(st.booleans())))
    return b",".join(rows)


def _uri(key: int) -> str:
    return f"at://did:plc:ines0000000000000000000/{POSTS}/{key}"


@st.composite
def _posts(draw: st.DrawFn) -> dict[str, Any]:
    """Records of Bluesky by their paths."""
    found = {}
    for key, words, answers in draw(st.lists(st.tuples(IDS, WORDS, st.none() | IDS), max_size=6)):
        post: dict[str, Any] = {"$type": POSTS, "text": words, "createdAt": "2018-10-10T20:10:24Z"}
        if answers is not None:
            post["reply"] = {"parent": {"uri": _uri(answers)}, "root": {"uri": _uri(answers)}}
        found[f"{POSTS}/{key}"] = draw(_spoiled(post) | st.just(post))
    return found


@st.composite
def _records(draw: st.DrawFn) -> bytes:
    items = [
        {"uri": _uri(int(path[-1])), "value": record} for path, record in draw(_posts()).items()
    ]
    form = draw(st.sampled_from(["list", "lines", "feed"]))
    if form == "lines":
        return b"\n".join(_listed(item["value"], plain=True) for item in items)
    value = items if form == "list" else {"feed": [{"post": one} for one in items]}
    return _listed(value, plain=draw(st.booleans()))


@st.composite
def _repositories(draw: st.DrawFn) -> bytes:
    posts = draw(_posts())
    whole = json.loads(json.dumps(posts).encode().decode("utf-8", "replace"))
    return repository({path: _encodable(record) for path, record in whole.items()})


def _encodable(record: dict[str, Any]) -> dict[str, Any]:
    """Without what CBOR cannot hold."""
    return {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in record.items()
        if not (isinstance(value, int) and abs(value) >= 2**64)
    }


@st.composite
def _zips(draw: st.DrawFn) -> bytes:
    """Archives of captures and archives, some of their bytes changed."""
    names = st.sampled_from(
        ["a.txt", "b/c.html", "../d.md", "e.zip", "data/tweets.js", "f\u202e.txt"]
    )
    data = bytearray(zipped(draw(st.dictionaries(names, CAPTURES | PAGES, max_size=4))))
    for _ in range(draw(st.integers(0, 3))):
        data[draw(st.integers(4, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


TWEETS, OUTBOXES, RECORDS, REPOSITORIES, ZIPS = (
    _tweets(),
    _outbox(),
    _records(),
    _repositories(),
    _zips(),
)
PAIRS = st.tuples(CAPTURES, CAPTURES).map(b"\0".join)
BYTES = st.binary(max_size=200)
