"""JSON lines: a text each, or posts that make threads."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.archives import Unreadable
from content.formats import json_lines
from content.readers import Opened, open_source
from tests.content.exports import read, texts
from tests.content.formats.test_thread import lines_of

TEXT = {
    "title": "The night ferry",
    "body": "It leaves at ten.\n\nNobody waves, since it rains.",
    "author": "Ines Vadim",
    "date": "2016-03",
    "url": "https://ferry.example/night",
    "language": "en",
    "note": "speaks of an accident",
}


def written(*records: Any) -> bytes:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


def opened(*records: Any) -> Opened:
    return open_source(written(*records), "posts.jsonl")


def post(key: int, text: str, answers: int | None = None, **more: Any) -> dict[str, Any]:
    found = {
        "id": key,
        "username": "ines_v",
        "text": text,
        "date": f"2021-05-06T07:{key % 60:02}:08+00:00",
        "in_reply_to": answers,
    }
    return found | more


def test_texts() -> None:
    """All that a line says of a text is kept; paragraphs are apart."""
    first, second, third = read(
        opened(
            TEXT,
            {"text": "Only words.", "slug": "Only_Words"},
            {"content": "And more words.", "author": "@tom_b", "date": "2020-01-02T03:04:05Z"},
        )
    )
    assert [one.text for one in first.piece.fragments] == [
        "It leaves at ten.",
        "Nobody waves, since it rains.",
    ]
    piece = first.piece
    assert (piece.slug, piece.title) == ("the-night-ferry", "The night ferry")
    assert (str(piece.date), piece.language, piece.note) == ("2016-03", "en", TEXT["note"])
    assert piece.source.url == TEXT["url"]
    assert piece.author is not None
    assert (piece.author.name, piece.author.handle) == ("Ines Vadim", None)
    assert (second.piece.slug, second.piece.title) == ("only-words", None)
    assert (third.piece.slug, str(third.piece.date)) == ("stem-3", "2020-01-02")
    assert third.piece.author is not None
    assert third.piece.author.handle == "tom_b"


def test_two_texts_of_one_title() -> None:
    """Neither replaces the other."""
    assert [one.piece.slug for one in read(opened(TEXT, TEXT))] == [
        "the-night-ferry",
        "the-night-ferry-2",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (post(1, "One."), post(2, "Two.", 1)),
        (
            {"id_str": "1", "user": {"screen_name": "ines_v"}, "full_text": "One."},
            {
                "id_str": "2",
                "user": {"screen_name": "Ines_V"},
                "full_text": "Two.",
                "in_reply_to_status_id": 1,
            },
        ),
        (
            {"id": 1, "user": {"username": "ines_v"}, "rawContent": "One."},
            {
                "id": 2,
                "user": {"username": "ines_v"},
                "rawContent": "Two.",
                "inReplyToTweetId": 1,
            },
        ),
        (
            {"id": "1", "author": {"handle": "@ines_v"}, "content": "One."},
            {"id": "2", "handle": "ines_v", "content": "Two.", "in_reply_to": "1"},
        ),
    ],
)
def test_threads(first: dict[str, Any], second: dict[str, Any]) -> None:
    """Whatever fields are called, and whether ids are numbers."""
    (found,) = read(opened(first, second))
    assert found.piece.slug == "ines-v-1"
    assert [(one.handle, one.text) for one in found.piece.fragments] == [
        ("ines_v", "One."),
        ("ines_v", "Two."),
    ]


@pytest.mark.parametrize(
    ("who", "name", "handle"),
    [
        ({"user": "ines_v"}, None, "ines_v"),
        ({"user": "Ines"}, None, "Ines"),
        ({"user": "ines.ferry.social"}, None, "ines.ferry.social"),
        ({"user": "Ines Vadim"}, "Ines Vadim", None),
        ({"user": "Inès"}, "Inès", None),
        ({"author": "ines_v"}, None, "ines_v"),
        ({"author": "Ines"}, "Ines", None),
        ({"author": "Anne-Ines"}, "Anne-Ines", None),
    ],
)
def test_who_posts(who: dict[str, Any], name: str | None, handle: str | None) -> None:
    """A user without gaps is a handle, an author of one word a name."""
    first = {"id": 1, "text": "One.", **who}
    (found,) = read(opened(first, first | {"id": 2, "text": "Two.", "in_reply_to": 1}))
    author = found.piece.author
    assert author is not None
    assert (author.name, author.handle) == (name, handle)


def test_answers_by_others() -> None:
    """They are counted, with what hangs from them; an answer to what is not there is not."""
    (found,) = read(
        opened(
            post(1, "One."),
            post(2, "Two.", 1),
            post(3, "Is it?", 2, username="tom_b"),
            post(4, "And why?", 3, username="tom_b"),
            post(5, "Who knows.", 99),
        )
    )
    assert [one.text for one in found.piece.fragments] == ["One.", "Two."]
    assert [one.what for one in found.problems] == [
        "answers to posts of another account, left out of its threads: 2"
    ]


def test_threads_of_each_account() -> None:
    """What others answer is not in them, and told; retweets and single posts are no text."""
    found = read(
        opened(
            post(1, "One."),
            post(2, "I answer.", 1, username="tom_b"),
            post(3, "Two.", 1),
            post(4, "RT @tom_b: x", 3),
            post(5, "Alone."),
            post(6, "Mine.", username="tom_b"),
            post(7, "Mine too.", 6, username="tom_b"),
            post(8, "", 3),
        )
    )
    assert [lines_of(one) for one in found] == [
        [
            "tweet @ines_v 2021-05-06 | One.",
            "tweet @ines_v 2021-05-06 | Two.",
            "problem | answers to posts of another account, left out of its threads: 1",
        ],
        ["tweet @tom_b 2021-05-06 | Mine.", "tweet @tom_b 2021-05-06 | Mine too."],
    ]


def test_what_tweets_show() -> None:
    """The network's own form is written out as in its archives."""
    link = {"url": "https://t.co/a", "expanded_url": "https://ferry.example/"}
    entities = {"urls": [link], "media": [{"url": "https://t.co/b", "type": "photo"}]}
    first = post(1, "") | {"full_text": "A &amp; https://t.co/a https://t.co/b"}
    second = post(2, "", 1) | {"full_text": "B &amp; C", "entities": 5}
    (found,) = read(opened(first | {"entities": entities}, second))
    assert [one.text for one in found.piece.fragments] == [
        "A & https://ferry.example/\n[image]",
        "B &amp; C",
    ]
    assert found.counts == {"image": 1}


def test_lines_that_cannot_be_read() -> None:
    """They are problems with their numbers, on the first text; the others are read."""
    lines = written(TEXT, TEXT).split(b"\n")
    data = b"\n\n".join([b"", lines[0], b'{"broken": ', b"[1]", b'{"x": 1}', *[lines[1]] * 3])
    first, *others = read(open_source(data, "texts.jsonl"))
    assert [(one.line, one.what) for one in first.problems] == [
        (5, "is broken JSON; left out"),
        (7, "is no JSON object; left out"),
        (9, "has neither a post nor a text; left out"),
    ]
    assert [one.problems for one in others] == [(), (), ()]
    assert first.left_out == {"lines of no known form": 3}


def test_many_lines_that_cannot_be_read() -> None:
    """The first are shown, the others counted."""
    (found,) = read(opened(TEXT, *({"x": number} for number in range(1000))))
    assert len(found.problems) == 21
    assert found.problems[-1].what == "lines left out beside these: 980"


def test_odd_characters() -> None:
    """Halves of characters, NUL, control characters and other encodings are read."""
    data = written({"text": "A HALF NUL BELL \u202e."}, {"text": "\u2028Two\u2028."})
    odd = data.replace(b"HALF", rb"\ud83d").replace(b"NUL", rb"\u0000").replace(b"BELL", b"\x07")
    first, second = texts(open_source(odd, "x"))
    assert first == ["A \ufffd \x00 \x07 \u202e."]
    assert second == ["Two\u2028."]
    wide = data.decode().encode("utf-16")
    assert len(texts(open_source(wide, "x"))) == 2
    assert len(texts(open_source(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "x"))) == 2


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (written({"x": 1}, {"y": 2}), "neither a text nor a thread"),
        (written(post(1, "One."), post(2, "Two.")), "neither a text nor a thread"),
        (written(TEXT), "not known"),
        (json.dumps([TEXT, TEXT], indent=2).encode(), "not known"),
    ],
)
def test_what_cannot_be_read(data: bytes, what: str) -> None:
    """One line says what is wrong."""
    with pytest.raises(Unreadable, match=what) as told:
        read(open_source(data, "posts.jsonl"))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "text",
    ["{", "[\n{}\n]", "A page.\n{}\n{}\nMore.\nAnd more.", "{x}\n{y}", "{}", '{"a": 1}\nWords.'],
)
def test_texts_are_no_json_lines(text: str) -> None:
    """A few braces make no list."""
    assert json_lines.recognise(open_source(text.encode(), "a.txt")) is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
KEYS = ["id", "username", "user", "author", "text", "full_text", "title", "date", "in_reply_to"]
RECORDS = st.dictionaries(st.sampled_from([*KEYS, "url", "note", "language", "slug"]), VALUES)


@given(st.lists(RECORDS, min_size=2, max_size=6))
def test_any_lines(records: list[dict[str, Any]]) -> None:
    """Whatever fields hold, lines are read or left out; nothing else is raised."""
    data = "\n".join(json.dumps(record) for record in records).encode()
    with suppress(Unreadable):
        read(open_source(data, "x"))
