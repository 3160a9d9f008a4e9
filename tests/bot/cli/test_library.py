"""parse, import, library and who: what they write and print."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from content.parse import parse as parse_text
from tests.bot.cli.conftest import Feuilleton

THREAD = """---
slug: a-walk
kind: thread
title: A walk
author:
  name: Ada Quill
  handle: ada_quill
date: 2019-04-01
language: en
---
[1/2]
Today I walk with @ben_harrow to the river.

[2/2]
We came back by boat.

[reply, Ben Harrow, @ben_harrow, 2019-04-02]
@ada_quill It was my boat.
"""


@pytest.fixture
def thread(tmp_path: Path) -> Path:
    """A thread of two tweets and a reply."""
    path = tmp_path / "walk.md"
    path.write_text(THREAD, encoding="utf-8")
    return path


def test_parse(feuilleton: Feuilleton, thread: Path, tmp_path: Path) -> None:
    """One JSON a file, under the file's name, and no database."""
    (tmp_path / "plain.txt").write_text("One.\n\nTwo.", encoding="utf-8")
    done = feuilleton("parse", "walk.md", "plain.txt", "--out", "out/deeper")
    assert (done.code, done.out, done.err) == (0, "", "")
    files = Path("out/deeper").iterdir()
    written = {path.name: json.loads(path.read_text("utf-8")) for path in files}
    assert set(written) == {"walk.json", "plain.json"}
    assert written["walk.json"]["kind"] == "thread"
    assert [one["kind"] for one in written["walk.json"]["fragments"]] == ["tweet", "tweet", "reply"]
    assert written["plain.json"]["doc"] == "plain"
    assert not (tmp_path / "data").exists()


def test_parse_says_what_is_odd(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """Problems in a text that can be read go to standard error, with their line."""
    (tmp_path / "odd.md").write_text("---\ntitle: Odd\nnonsense: 1\n---\nText.", encoding="utf-8")
    done = feuilleton("parse", "odd.md", "--out", "out")
    assert done.code == 0
    assert done.line.startswith("odd.md, line 3: unknown key 'nonsense'")


def test_parse_writes_nothing_over(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """The second file of one name is refused; the first one's JSON stays."""
    for folder, text in (("a", "From a."), ("b", "From b.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text, encoding="utf-8")
    done = feuilleton("parse", "a/x.txt", "b/x.txt", "--out", "out")
    assert done.code == 0
    assert done.line == "b/x.txt: a/x.txt is called the same; rename one of them."
    assert "From a." in Path("out/x.json").read_text("utf-8")


@pytest.mark.parametrize("out", ["walk.md", "walk.md/deeper"])
def test_parse_needs_a_folder(feuilleton: Feuilleton, thread: Path, out: str) -> None:
    """Where --out cannot be a folder one line says so."""
    done = feuilleton("parse", "walk.md", "--out", out)
    assert done.code in (1, 2)
    assert out in done.line
    assert thread.read_text("utf-8") == THREAD


def test_import(feuilleton: Feuilleton, thread: Path) -> None:
    """A report in one line: what came, and what of it is new."""
    assert feuilleton("import", "walk.md").out == (
        "1 text, 3 fragments, 2 people, 0 problems (1 added, 0 unchanged, 0 replaced)\n"
    )
    assert feuilleton("import", ".").out.endswith("(0 added, 1 unchanged, 0 replaced)\n")
    thread.write_text(THREAD.replace("boat", "train"), encoding="utf-8")
    assert feuilleton("import", "walk.md").out.endswith("(0 added, 0 unchanged, 1 replaced)\n")
    with closing(sqlite3.connect("data/bot.db")) as connection:
        connection.execute("UPDATE reader SET version = version - 1")
        connection.commit()
    again = feuilleton("import", "walk.md")
    assert "1 unchanged text was read again, since this version reads it better.\n" in again.err
    assert again.out.endswith("(0 added, 0 unchanged, 0 replaced)\n")
    assert feuilleton("import", "walk.md").err == ""


def test_library(feuilleton: Feuilleton, thread: Path) -> None:
    """A line a text; before there is one, a line that says how to get one."""
    empty = feuilleton("library")
    assert empty.code == 0
    assert "`feuilleton import PATH...`" in empty.line
    feuilleton("import", "walk.md")
    assert feuilleton("library").out.split() == ["a-walk", "thread", "3", "A", "walk"]


def test_library_as_json(feuilleton: Feuilleton, thread: Path) -> None:
    """The keys that programs rely on, and nothing else on standard output."""
    assert feuilleton("library", "--json").json == []
    feuilleton("import", "walk.md")
    assert feuilleton("library", "--json").json == [
        {
            "slug": "a-walk",
            "kind": "thread",
            "title": "A walk",
            "author": {"name": "Ada Quill", "handle": "ada_quill"},
            "date": "2019-04-01",
            "language": "en",
            "note": None,
            "fragments": 3,
            "people": 2,
        }
    ]
    feuilleton("note", "a-walk", "speaks of a flood")
    (row,) = feuilleton("library", "--json").json
    assert row["note"] == "speaks of a flood"
    feuilleton("note", "a-walk", "--none")
    (row,) = feuilleton("library", "--json").json
    assert row["note"] is None


def test_who(feuilleton: Feuilleton, thread: Path) -> None:
    """The answer of the chat, as text."""
    feuilleton("import", "walk.md")
    done = feuilleton("who", "@ben_harrow")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Ben Harrow, @ben_harrow")
    assert "Today I walk with @ben_harrow to the river." in done.out
    assert feuilleton("who", "@nobody").out == "I cannot tell who @nobody is.\n"


def test_who_as_json(feuilleton: Feuilleton, thread: Path) -> None:
    """Found or not, every key is there; a quotation holds its surface."""
    feuilleton("import", "walk.md")
    found = feuilleton("who", "ben_harrow", "--json").json
    assert (found["query"], found["found"]) == ("ben_harrow", "person")
    assert (found["handle"], found["name"]) == ("ben_harrow", "Ben Harrow")
    assert "replier" in found["roles"]
    (quotation,) = [one for one in found["quotations"] if "river" in one["text"]]
    assert quotation["slug"] == "a-walk"
    assert quotation["fragment"] == 0
    assert quotation["surface"] in quotation["text"]
    nobody = feuilleton("who", "@nobody", "--json").json
    assert (nobody["found"], nobody["quotations"], nobody["mentions"]) == ("none", [], 0)
    assert set(nobody) == set(found)


def test_names_that_are_no_text(feuilleton: Feuilleton) -> None:
    """Bytes that are no character in an argument: escaped on the line, valid in JSON."""
    assert feuilleton("who", "\udcff", "--json").json["query"] == "\udcff"
    assert feuilleton("who", "\udcff").out == "I cannot tell who \\udcff is.\n"


def test_write(feuilleton: Feuilleton, thread: Path, tmp_path: Path) -> None:
    """A text as it was written, and the whole library; imported again nothing changes."""
    feuilleton("import", "walk.md")
    done = feuilleton("write", "a-walk")
    assert (done.code, done.err) == (0, "")
    assert parse_text(done.out, "x").piece == parse_text(THREAD, "x").piece
    assert feuilleton("write", "--all", "out/deeper").out == "1 text in out/deeper\n"
    assert (tmp_path / "out/deeper/a-walk.md").read_text("utf-8") == done.out


def test_a_written_library_comes_in_elsewhere(
    feuilleton: Feuilleton, thread: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`write --all` and `import` of the folder give another database the same pieces."""
    hard = THREAD.replace("a-walk", "a-fall").replace("We came", "He took his own life. We came")
    Path("fall.md").write_text(hard, encoding="utf-8")
    Path("plain.txt").write_text("One.\n\nTwo.", encoding="utf-8")
    feuilleton("import", ".")
    feuilleton("write", "--all", "one")
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///elsewhere/bot.db")
    assert "(3 added, 0 unchanged, 0 replaced)" in feuilleton("import", "one").out
    feuilleton("write", "--all", "two")
    folders = [{path.name: path.read_bytes() for path in Path(f).iterdir()} for f in ("one", "two")]
    assert set(folders[0]) == {"a-walk.md", "a-fall.md", "plain.md"}
    assert folders[0] == folders[1]


def test_write_without_a_text(feuilleton: Feuilleton, thread: Path) -> None:
    """One line for a slug that is none, a call that is none, a folder that is a file."""
    assert feuilleton("write", "nothing").line.startswith("feuilleton: nothing is no text")
    assert feuilleton("write").code == 2
    assert feuilleton("write", "a-walk", "--all", "out").code == 2
    assert feuilleton("write", "--all", "walk.md").code in (1, 2)
