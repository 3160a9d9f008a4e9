"""Where texts come from: archives and folders of them, one bad member stopping no other."""

import json
from pathlib import Path
from random import Random

import pytest

from bot.sources import Found, ImportProblem, files_in, texts_in
from content.readers import MAX_BYTES
from tests.content.exports import zipped

PAGE = "The ferry\nby Nadia Tell, 12 March 2019\n\nNobody waits for it.\n"
RSS = (
    "<rss><channel><item><title>One</title><description>It was early.</description></item>"
    "<item><title>Two</title><description>It was late.</description></item></channel></rss>"
)


def told(path: str, source: Path | bytes) -> list[str]:
    """The slugs of the texts, and the problems, as they come."""
    return [
        one.parsed.piece.slug if isinstance(one, Found) else str(one)
        for one in texts_in(path, source)
    ]


def test_a_zip_of_texts() -> None:
    """It is read like the folder it was made of; hidden files and pictures are left out."""
    members = {
        "b/ferry.txt": PAGE.encode(),
        "a.xml": RSS.encode(),
        "photo.jpg": b"\xff\xd8",
        "__MACOSX/._ferry.txt": b"\0\0",
        "empty.txt": b" ",
        "inner.zip": zipped({"x.txt": b"x"}),
    }
    assert told("all.zip", zipped(members)) == [
        "one",
        "two",
        "ferry",
        "all.zip/empty.txt: is empty; nothing to read.",
        "all.zip/inner.zip: no text by its name; left out.",
        "all.zip/photo.jpg: no text by its name; left out.",
    ]


def test_a_zip_on_disk(tmp_path: Path) -> None:
    """A file is recognised by its first bytes, whatever it is called."""
    (tmp_path / "notes").write_bytes(zipped({"ferry.txt": PAGE.encode()}))
    assert told("notes", tmp_path / "notes") == ["ferry"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'[{"a": 1}]', "is JSON of a form that is not known"),
        (zipped({"a.txt": b"a"})[:-30], "is a damaged archive"),
        (zipped({}), "holds no file to read"),
        (b"[8, 13, 21", "is JSON of a form that is not known"),
        (zipped({"bomb.txt": b"0" * 9_000_000}), "unpacks to far more than any text does"),
        (zipped({"big.txt": bytes(range(1, 250)) * 90_000}), "too large for a text"),
        (b'<?xml version="1.0"?><things/>', "is XML of a form that is not known"),
    ],
    ids=["json", "cut", "nothing", "numbers", "bomb", "large", "xml"],
)
def test_what_is_refused(data: bytes, what: str) -> None:
    """One line each, and nothing is unpacked that would not end."""
    (line,) = told("bad.zip", data)
    assert line.startswith("bad.zip")
    assert what in line


def test_a_large_export_among_other_files() -> None:
    """It is read like one that stands alone, whatever else lies beside it."""
    lines = [{"text": "One."}, {"title": "Two", "text": "B."}]
    padding = {"text": Random(1).randbytes(MAX_BYTES // 2 + 1).hex()}  # noqa: S311
    data = b"\n".join(json.dumps(one).encode() for one in (*lines, padding))
    assert len(data) > MAX_BYTES
    assert told("all.zip", zipped({"posts.jsonl": data, "a.txt": PAGE.encode()})) == [
        "a",
        "posts-1",
        "two",
        "posts-3",
    ]


def test_a_source_of_nothing() -> None:
    """A feed without an entry says so instead of leaving nothing behind."""
    assert told("feed.xml", b"<rss><channel><title>Quays</title></channel></rss>") == [
        "feed.xml: holds no published text; look whether it is the right file."
    ]


def test_an_empty_folder(tmp_path: Path) -> None:
    """It is named; one with a file, or of which something else is told, is not."""
    (tmp_path / "empty" / "below").mkdir(parents=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "ferry.txt").write_text(PAGE)
    problems: list[ImportProblem] = []
    assert list(files_in(tmp_path / "empty", problems)) == []
    assert [str(one) for one in problems] == [f"{tmp_path / 'empty'}: holds no file to read."]
    assert len(list(files_in(tmp_path, problems))) == 1
    assert len(problems) == 1


def test_several_texts_of_a_broken_feed() -> None:
    """What was read before the break stays, and the break is named with its line."""
    *_, last = list(texts_in("feed.xml", RSS.replace("</channel>", "").encode()))
    assert isinstance(last, ImportProblem)
    assert "broken XML in line 1" in last.what
    assert told("feed.xml", RSS.replace("</channel>", "").encode())[:2] == ["one", "two"]
