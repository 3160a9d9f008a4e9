"""Mastodon outboxes: public threads of the account, and nothing else of an archive."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.archives import Unreadable
from content.formats import mastodon
from content.readers import Opened, open_source
from content.threads.post_html import text_of_html
from tests.content.exports import read, texts, zipped
from tests.content.formats.test_thread import lines_of

HOME = "https://sea.example"
ME = f"{HOME}/users/ines"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = {"id": ME, "type": "Person", "preferredUsername": "ines", "name": "Ines Vadim"}


def status(key: int) -> str:
    return f"{ME}/statuses/{key}"


def post(key: int, content: str, answers: str | None = None, **more: Any) -> Any:
    """A post as an outbox holds it, a minute for each number."""
    note = {
        "id": status(key),
        "type": "Note",
        "summary": None,
        "inReplyTo": answers,
        "published": f"2023-01-24T14:{key % 60:02}:00Z",
        "url": f"{HOME}/@ines/{key}",
        "attributedTo": ME,
        "to": [PUBLIC],
        "cc": [f"{ME}/followers"],
        "content": content,
        "contentMap": {"en": content},
        "attachment": [],
        "tag": [],
    } | more
    return {"id": f"{status(key)}/activity", "type": "Create", "actor": ME, "object": note}


def outbox(*items: Any) -> bytes:
    collection = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "outbox.json",
        "type": "OrderedCollection",
        "totalItems": len(items),
        "orderedItems": items,
    }
    return json.dumps(collection, ensure_ascii=False).encode()


def opened(*items: Any) -> Opened:
    return open_source(outbox(*items), "outbox.json")


def test_a_thread() -> None:
    """Posts of the account that answer each other; single ones are no text."""
    (found,) = read(
        opened(
            post(1, "<p>First, the ferry.</p>"),
            post(2, "<p>Then, the <em>night</em>.</p>", status(1)),
            post(3, "<p>A single post.</p>"),
        )
    )
    assert lines_of(found) == [
        "tweet @ines@sea.example 2023-01-24 | First, the ferry.",
        "tweet @ines@sea.example 2023-01-24 | Then, the night.",
    ]
    assert found.piece.slug == "ines-sea-example-1"
    assert found.piece.source.url == "https://sea.example/@ines/1"


def test_an_archive(tmp_path: Path) -> None:
    """The account says its name; likes and bookmarks stay closed."""
    files = {
        "outbox.json": outbox(post(1, "<p>One.</p>"), post(2, "<p>Two.</p>", status(1))),
        "actor.json": json.dumps(ACTOR).encode(),
        "likes.json": b"{broken",
    }
    for path, data in files.items():
        (tmp_path / path).write_bytes(data)
    inside = {f"archive/{path}": data for path, data in files.items()}
    for source in (tmp_path, zipped(files), zipped(inside)):
        (found,) = read(open_source(source))
        assert found.piece.author is not None
        assert found.piece.author.name == "Ines Vadim"
        assert found.piece.author.handle == "ines@sea.example"


def test_an_outbox_among_texts(tmp_path: Path) -> None:
    """A folder of texts is no archive, since the account is missing."""
    (tmp_path / "outbox.json").write_bytes(outbox(post(1, "<p>One.</p>")))
    (tmp_path / "another.txt").write_text("A text.", encoding="utf-8")
    assert mastodon.recognise(open_source(tmp_path)) is None


def test_only_what_everybody_may_read() -> None:
    """Posts for followers, direct ones and boosts are left out, however they name the public."""
    boost = {"type": "Announce", "actor": ME, "object": f"{HOME}/users/tom/statuses/1"}
    source = opened(
        post(1, "<p>Public.</p>"),
        post(2, "<p>Unlisted.</p>", status(1), to=[f"{ME}/followers"], cc="as:Public"),
        post(3, "<p>For followers.</p>", status(2), to=[f"{ME}/followers"], cc=[]),
        post(4, "<p>Direct.</p>", status(2), to=[f"{HOME}/users/tom"], cc=None),
        post(5, "<p>To nobody.</p>", status(2), to=None, cc=None),
        boost,
        post(6, "<p>Public too.</p>", status(2), to="as:Public", cc=[]),
        post(7, "<p>To Tom.</p>", f"{HOME}/users/tom/statuses/1"),
        post(8, "<p>Below.</p>", status(7)),
    )
    assert texts(source) == [["Public.", "Unlisted.", "Public too."]]
    assert read(source)[0].left_out == {
        "answers to others": 2,
        "boosts": 1,
        "direct messages": 2,
        "posts for followers only": 1,
    }


def test_an_answer_to_what_is_hidden() -> None:
    """It begins a text of its own, and says so."""
    (found,) = read(
        opened(
            post(1, "<p>For followers.</p>", to=[f"{ME}/followers"], cc=[]),
            post(2, "<p>One.</p>", status(1)),
            post(3, "<p>Two.</p>", status(2)),
        )
    )
    assert [one.text for one in found.piece.fragments] == ["One.", "Two."]
    assert len(found.problems) == 1


def test_what_posts_show() -> None:
    """Images by their text, polls by their answers; a warning becomes the note."""
    image = {"type": "Document", "mediaType": "image/png", "name": "A boat", "url": "/a.png"}
    video = {"type": "Document", "mediaType": "video/mp4", "name": None, "url": "/a.mp4"}
    poll = {"type": "Question", "oneOf": [{"type": "Note", "name": "Yes"}, {"name": "No"}]}
    (found,) = read(
        opened(
            post(1, "<p>Look.</p>", attachment=[image, image | {"name": None}]),
            post(2, "", status(1), attachment=[video], summary="speaks of drowning"),
            post(3, "<p>Shall we?</p>", status(2), quote=f"{HOME}/@tom/1", **poll),
        )
    )
    assert [one.text for one in found.piece.fragments] == [
        "Look.\n[image: A boat]\n[image]",
        "[video]",
        "Shall we?\n[poll: Yes / No]",
    ]
    assert found.counts == {"image": 2, "video": 1, "poll": 1, "quote": 1}
    assert found.piece.note == "speaks of drowning"
    assert [one.noted for one in found.piece.fragments] == [False, True, False]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<br />two<br>three</p><p>Four</p>", "One\ntwo\nthree\n\nFour"),
        (
            '<p><a href="https://long.example/a/b"><span class="invisible">https://</span>'
            '<span class="ellipsis">long.example/a</span><span class="invisible">/b</span></a></p>',
            "https://long.example/a/b",
        ),
        (
            '<span class="h-card"><a href="https://far.example/@tom" class="u-url mention">'
            "@<span>tom</span></a></span> says",
            "@tom@far.example says",
        ),
        (
            '<a href="https://sea.example/@ana" class="mention">@<span>ana</span></a>',
            "@ana@sea.example",
        ),
        ('<a href="https://sea.example/tags/x" class="mention hashtag">#<span>x</span></a>', "#x"),
        ('<a class="mention" href="http://[">@x</a> &lt;3 &amp; <b>bold</b>', "@x <3 & bold"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
        ("no markup", "no markup"),
        ("<script>x</script><p>seen</p>", "seen"),
        ("", ""),
    ],
)
def test_html(html: str, text: str) -> None:
    """Posts read as their readers see them."""
    assert text_of_html(html) == text


@given(st.text(st.sampled_from("<>/pbra &;\"='@\n") | st.characters(codec="utf-8")))
def test_any_html(html: str) -> None:
    """Nothing raises, and no tag of ours is left."""
    assert "<br>" not in text_of_html(html)


def test_circles() -> None:
    """Posts that answer themselves, or each other round about, are in no thread."""
    (found,) = texts(
        opened(
            post(1, "<p>One.</p>"),
            post(2, "<p>Two.</p>", status(1)),
            post(3, "<p>Myself.</p>", status(3)),
            post(4, "<p>Round</p>", status(5)),
            post(5, "<p>and round.</p>", status(4)),
        )
    )
    assert found == ["One.", "Two."]


def test_odd_items() -> None:
    """What is of no known form is counted; odd characters are read."""
    data = outbox(
        post(1, "<p>HALF NUL</p>"),
        post(2, "<p>\u202eTwo.</p>", status(1)),
        {"type": "Create", "object": {"id": 5}},
        {"type": "Create", "actor": ME, "object": "an address"},
        7,
        {"type": "Create", "actor": ME, "object": {"id": "x", "type": "Article"}},
    )
    data = data.replace(b"HALF", rb"\udc00").replace(b"NUL", rb"\u0000")
    (found,) = read(open_source(data, "outbox.json"))
    assert [one.text for one in found.piece.fragments] == ["\ufffd", "\u202eTwo."]
    assert [one.what for one in found.problems] == ["posts left out, of no known form: 3"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (outbox(post(1, "x"))[:-3], "broken JSON"),
        (outbox(post(1, "x")), "no public thread"),
        (outbox(), "no public thread"),
        (outbox().replace(b"[]", b"[}"), "broken JSON"),
        (outbox().replace(b'"orderedItems"', b'"a": 1, "x"'), "not known"),
        (b'{"title": "One object"}', "not known"),
        (b' [{"a": 1}, {"b": "\\ud800"}]', "not known"),
        ('{"a": 1}'.encode("utf-16"), "not known"),
    ],
)
def test_what_cannot_be_read(data: bytes, what: str) -> None:
    """One line says what is wrong; JSON that nothing knows is never read as prose."""
    with pytest.raises(Unreadable, match=what) as told:
        read(open_source(data, "outbox.json"))
    assert "\n" not in str(told.value)
    assert str(told.value).startswith("outbox.json ")


@pytest.mark.parametrize(
    "text", ["{", "[1] See above.", "[]", "{}", "[1, 2]", '{"a": 1} and more', "[sic] {x}"]
)
def test_texts_are_no_json(text: str) -> None:
    """What only begins like JSON is a text, as before."""
    source = open_source(text.encode(), "a.txt")
    assert mastodon.recognise(source) is None
    assert texts(source) == [[text]]
