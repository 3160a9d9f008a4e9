"""X archives: threads out of tweets; nothing else of an archive is opened."""

import io
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.archives import Unreadable, Zip
from content.formats import twitter_archive
from content.readers import Opened, open_source
from tests.content.exports import ACCOUNT, archive, member, read, texts, tweet, tweets, zipped
from tests.content.formats.test_thread import lines_of


def test_a_thread() -> None:
    """Tweets of the account that answer each other, under its name, and where it began."""
    (found,) = read(
        archive(
            tweet(2, "Second: it was night &amp; raining &lt;hard&gt;.", 1),
            tweet(1, "First, we took the ferry."),
            tweet(3, "A single tweet."),
        )
    )
    assert lines_of(found) == [
        "tweet @ines_v 2018-10-10 | First, we took the ferry.",
        "tweet @ines_v 2018-10-10 | Second: it was night & raining <hard>.",
    ]
    piece = found.piece
    assert (piece.slug, piece.title, str(piece.date)) == ("ines-v-1", None, "2018-10-10")
    assert piece.author is not None
    assert (piece.author.name, piece.author.handle) == ("Ines Vadim", "ines_v")
    assert piece.source.url == "https://x.com/ines_v/status/1"
    assert {one.speaker for one in piece.fragments} == {"Ines Vadim"}


def test_numbers_are_taken_off() -> None:
    """The thread's own numbers become numbers."""
    (found,) = read(
        archive(tweet(1, "1/3 We left."), tweet(2, "2/3 It rained.", 1), tweet(3, "3/3 Home.", 2))
    )
    assert [(one.number, one.total, one.text) for one in found.piece.fragments] == [
        (1, 3, "We left."),
        (2, 3, "It rained."),
        (3, 3, "Home."),
    ]


def test_branches_are_asides() -> None:
    """What is not in the longest chain stands behind the tweet it answers, with its depth."""
    (found,) = read(
        archive(
            tweet(1, "One."),
            tweet(2, "An aside.", 1),
            tweet(3, "Two.", 1),
            tweet(4, "Below the aside.", 2),
            tweet(5, "Three.", 3),
            tweet(6, "Four.", 5),
        )
    )
    assert [(str(one.kind), one.depth, one.text) for one in found.piece.fragments] == [
        ("tweet", 0, "One."),
        ("reply", 1, "An aside."),
        ("reply", 2, "Below the aside."),
        ("tweet", 0, "Two."),
        ("tweet", 0, "Three."),
        ("tweet", 0, "Four."),
    ]


def test_what_is_no_thread() -> None:
    """Retweets, answers to others and what hangs from them, circles and answers to themselves."""
    opened = archive(
        tweet(1, "RT @tom_b: The sea."),
        tweet(2, "Yes.", 900, "88"),
        tweet(3, "And more.", 2),
        tweet(4, "Round", 5),
        tweet(5, "and round.", 4),
        tweet(6, "Myself.", 6),
        tweet(7, "@tom_b Hello.", in_reply_to_user_id_str="88"),
        tweet(8, "Said to Tom, then on.", 7),
        tweet(10, "Begin."),
        tweet(11, "RT @ines_v: Begin.", 10),
        tweet(12, "Go on.", 10),
        tweet(13, "Alone."),
        tweet(13, "Alone."),
    )
    assert texts(opened) == [["Begin.", "Go on."]]
    (found,) = read(opened)
    assert found.left_out == {
        "answers to others": 7,
        "posts told twice": 1,
        "retweets": 2,
        "single posts": 1,
    }


def test_a_thread_whose_beginning_is_gone() -> None:
    """It is told from where it goes on, with a problem."""
    (found,) = read(archive(tweet(8, "Then it rained.", 7), tweet(9, "And we left.", 8)))
    assert [one.text for one in found.piece.fragments] == ["Then it rained.", "And we left."]
    assert [problem.what for problem in found.problems] == [
        "begins with an answer to a post that the export does not hold"
    ]


def test_threads_are_sorted_by_time() -> None:
    """Whatever the order in the file, and over the parts of it; a tweet twice is one."""
    opened = archive(
        tweet(31, "Late."),
        tweet(32, "Later.", 31),
        tweet(2, "Sooner.", 1),
        tweets_part1=tweets(tweet(1, "Soon."), tweet(2, "Sooner, again.", 1), part=1),
    )
    assert texts(opened) == [["Soon.", "Sooner."], ["Late.", "Later."]]


def test_what_tweets_show() -> None:
    """Links lead where they lead; images, videos and polls are written out and counted."""
    photo = {"url": "https://t.co/pic", "type": "photo", "ext_alt_text": "A boat\nat night"}
    video = {"url": "https://t.co/vid", "type": "photo"}
    poll = {
        "name": "poll2choice_text_only",
        "binding_values": {
            "choice2_label": {"string_value": "No"},
            "choice1_label": {"string_value": "Yes"},
            "counts_are_final": {"boolean_value": True},
        },
    }
    page = {"url": "https://t.co/page", "expanded_url": "https://ferry.example/a?b=1&c=2"}
    quote = {"url": "https://t.co/q", "expanded_url": "https://twitter.com/tom_b/status/5"}
    first = tweet(
        1,
        "See https://t.co/page, and https://t.co/unknown. https://t.co/pic",
        entities={"urls": [page], "media": [photo]},
        extended_entities={"media": [photo, {"url": "https://t.co/pic", "type": "photo"}]},
    )
    second = tweet(2, "He said it. https://t.co/q", 1, entities={"urls": [quote]}, card=poll)
    third = tweet(
        3,
        "https://t.co/vid",
        2,
        entities={"urls": [], "media": [video]},
        extended_entities={"media": [video | {"type": "video", "altText": "Waves"}]},
    )
    (found,) = read(archive(first, second, third))
    assert [one.text for one in found.piece.fragments] == [
        "See https://ferry.example/a?b=1&c=2, and https://t.co/unknown.\n"
        "[image: A boat at night]\n[image]",
        "He said it. https://twitter.com/tom_b/status/5\n[poll: Yes / No]",
        "[video: Waves]",
    ]
    assert found.counts == {"image": 2, "quote": 1, "poll": 1, "video": 1}


def test_long_tweets() -> None:
    """A text that was cut is put in its place, found by its beginning and its time."""
    whole = "The night ferry leaves at ten & nobody waves. " * 12 + "See https://t.co/long too."
    cut = whole[:270].replace("&", "&amp;") + "… https://t.co/self"
    stored = {
        "text": whole,
        "urls": [{"shortUrl": "https://t.co/long", "expandedUrl": "https://a.example/"}],
    }
    note = {"noteTweetId": "9", "createdAt": "2018-10-10T20:01:25.000Z", "core": stored}
    other = {
        "noteTweetId": "8",
        "createdAt": "2018-10-11T20:01:25.000Z",
        "core": {"text": whole * 2},
    }
    opened = archive(
        tweet(1, cut),
        tweet(2, "Short.", 1),
        tweet(3, "The night…", 2),
        note_tweet=member("note_tweet", "noteTweet", [other, note]),
    )
    ((first, second, third),) = texts(opened)
    assert first == whole.replace("https://t.co/long", "https://a.example/")
    assert (second, third) == ("Short.", "The night…")


def test_only_what_is_needed_is_opened() -> None:
    """Direct messages and all else of an archive stay closed."""
    files = {
        f"data/{stem}.js": tweets(tweet(1, "Secret."), tweet(2, "Secret too.", 1))
        for stem in (
            "direct-messages",
            "direct-messages-group",
            "deleted-tweets",
            "tweet-headers",
            "tweetdeck",
            "like",
        )
    }
    files |= {
        "data/tweets.js": tweets(tweet(1, "One.")),
        "data/tweets-part1.js": tweets(tweet(2, "Two.", 1), part=1),
        "data/account.js": member("account", "account", [ACCOUNT]),
        "data/note-tweet.js": member("note_tweet", "noteTweet", []),
        "data/tweets_media/1-tweets.js": b"",
        "Your archive.html": b"<html>",
    }
    opened_names: set[str] = set()

    class Recording(Zip):
        def open(self, name: str) -> BinaryIO:
            opened_names.add(name)
            return super().open(name)

    with zipfile.ZipFile(io.BytesIO(zipped(files))) as file:
        found = texts(Opened("archive.zip", members=Recording("archive.zip", file)))
    assert found == [["One.", "Two."]]
    assert opened_names == {
        "data/tweets.js",
        "data/tweets-part1.js",
        "data/account.js",
        "data/note-tweet.js",
    }


@pytest.mark.parametrize("folder", ["", "data/", "x-2024-01-02/", "x-2024-01-02/data/"])
@pytest.mark.parametrize("stem", ["tweet", "tweets"])
def test_where_members_may_be(folder: str, stem: str, tmp_path: Path) -> None:
    """With and without folders, zipped and unpacked, under the old name and the new."""
    files = {
        f"{folder}{stem}.js": member(stem, "tweet", [tweet(1, "One."), tweet(2, "Two.", 1)]),
        f"{folder}account.js": member("account", "account", [ACCOUNT]),
    }
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert [one.piece.slug for one in read(open_source(tmp_path))] == ["ines-v-1"]
    assert [one.piece.slug for one in read(open_source(zipped(files)))] == ["ines-v-1"]


def test_a_file_alone() -> None:
    """Whose it is, is told by the answers to own tweets; old elements are the tweets themselves."""
    listed = [tweet(1, "One."), tweet(2, "Two.", 1)]
    for data in (tweets(*listed), b"\xef\xbb\xbf" + member("tweet", None, listed)):
        (found,) = read(open_source(data, "tweets.js"))
        assert found.piece.slug == "ines-v-1"
        assert found.piece.author is not None
        assert (found.piece.author.name, found.piece.author.handle) == (None, "ines_v")


def test_nobody_is_named() -> None:
    """The file's stem stands for the handle."""
    answer = tweet(2, "Two.") | {"in_reply_to_status_id_str": "1"}
    (found,) = read(open_source(tweets(tweet(1, "One."), answer), "tweets.js"))
    assert (found.piece.slug, found.piece.author) == ("stem-1", None)
    assert found.piece.source.url == "https://x.com/i/status/1"


def test_tweets_of_no_known_form() -> None:
    """They are left out and counted; without an id or a text they say nothing."""
    opened = archive(
        tweet(1, "One."),
        tweet(2, "Two.", 1),
        tweet(3, "Three.", 2, entities={"urls": "none"}),
        tweet(4, "", 1),
        {"full_text": "No id."},
        ["what"],
        tweet(31, "One."),
        tweet(32, "Two.", 31),
    )
    first, second = read(opened)
    assert [one.what for one in first.problems] == ["posts left out, of no known form: 2"]
    assert second.problems == ()


def test_odd_characters() -> None:
    """Halves of characters, NUL, control characters and bidi marks are read."""
    data = tweets(tweet(1, "A HALF b"), tweet(2, "NUL BELL \u202eBIDI", 1))
    data = (
        data.replace(b"HALF", rb"\ud83d").replace(b"NUL", rb"\u0000").replace(b"BELL", b"\x07\xff")
    )
    assert texts(open_source(data, "tweets.js")) == [["A \ufffd b", "\x00 \x07\ufffd \u202eBIDI"]]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (tweets(tweet(1, "x"))[:-30], "breaks off"),
        (
            tweets(tweet(1, "x"), tweet(2, "y", 1)).replace(b'"id_str" : "2"', b'"id_str" : oh'),
            "element 2",
        ),
        (b"window.YTD.tweets = 1", "without tweets"),
        (member("direct_messages", "dmConversation", [{"messages": []}]), "without tweets"),
        (tweets(), "no thread"),
        (tweets(tweet(1, "Alone.")), "no thread"),
    ],
)
def test_what_cannot_be_read(data: bytes, what: str) -> None:
    """One line says what, where and what to do."""
    with pytest.raises(Unreadable, match=what) as told:
        read(open_source(data, "tweets.js"))
    assert "\n" not in str(told.value)
    assert str(told.value).startswith("tweets.js ")


def test_one_broken_part() -> None:
    """The part is named."""
    with pytest.raises(Unreadable, match=r"archive\.zip, data/tweets-part1\.js breaks off"):
        read(archive(tweet(1, "x"), tweet(2, "y", 1), tweets_part1=tweets(tweet(3, "z"))[:-9]))


def test_a_damaged_zip() -> None:
    """What cannot be unpacked is a line, not a traceback."""
    data = bytearray(zipped({"data/tweets.js": tweets(*(tweet(i, "x" * i) for i in range(300)))}))
    data[120:160] = bytes(40)
    with pytest.raises(Unreadable, match="cannot be unpacked"):
        read(open_source(bytes(data), "archive.zip"))


@pytest.mark.parametrize(
    "text", ["window.YTD", "A text about window.YTD.tweets.part0 = [", "[1] See above.", "{"]
)
def test_texts_are_no_archives(text: str) -> None:
    """Only what begins as a member does."""
    assert twitter_archive.recognise(open_source(text.encode(), "a.txt")) is None


def test_other_folders_are_no_archives(tmp_path: Path) -> None:
    """A name alone says nothing."""
    assert twitter_archive.recognise(open_source(tmp_path)) is None
    (tmp_path / "tweets.js").write_text("export const tweets = [];", encoding="utf-8")
    assert twitter_archive.recognise(open_source(tmp_path)) is None
    (tmp_path / "tweets.js").write_bytes(tweets(tweet(1, "One."), tweet(2, "Two.", 1)))
    assert twitter_archive.recognise(open_source(tmp_path)) is not None
    (tmp_path / "another.txt").write_text("A text.", encoding="utf-8")
    assert twitter_archive.recognise(open_source(tmp_path)) is None


@given(st.dictionaries(st.integers(1, 9), st.none() | st.integers(0, 10), max_size=9))
def test_any_answers(answers: dict[int, int | None]) -> None:
    """Every tweet a root leads to is in one thread, once; there is no traceback."""
    records = [tweet(key, f"Tweet {key}.", parent) for key, parent in answers.items()]
    try:
        told = [text for thread in texts(archive(*records)) for text in thread]
    except Unreadable:
        told = []
    assert len(told) == len(set(told))
    for key, parent in answers.items():
        if parent is not None and answers.get(parent, 0) is None:
            assert f"Tweet {key}." in told
            assert f"Tweet {parent}." in told


def test_a_part_alone() -> None:
    """A piece of a large archive, its first part being elsewhere, is read like a whole one."""
    data = tweets(tweet(1, "One."), tweet(2, "Two.", 1), part=1)
    account = member("account", "account", [ACCOUNT])
    for files in (
        {"data/tweets-part1.js": data, "data/account.js": account},
        {"data/tweets-part1.js": data},
    ):
        assert texts(open_source(zipped(files), "archive.zip")) == [["One.", "Two."]]
    assert texts(open_source(data, "tweets-part1.js")) == [["One.", "Two."]]


def test_an_archive_without_threads_says_what_it_has() -> None:
    """Nobody should wonder where the posts have gone."""
    with pytest.raises(Unreadable, match=r"but: retweets \(1\), single posts \(2\)\.$"):
        read(archive(tweet(1, "One."), tweet(2, "RT @tom_b: Two."), tweet(3, "Three.")))
