"""check: what of each source went where."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import sources
from content.model import Fragment, FragmentKind, Parsed, Span
from content.parse import parse
from content.readers import Opened
from tests.bot.cli.conftest import Feuilleton
from tests.content.exports import ACCOUNT, member, tweet, tweets, zipped

PAGE = "The ferry\nby Nadia Tell, 12 March 2019\n\nNobody waits for it.\n\nIt waits for nobody.\n"


def test_one_text(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """One line, or one object with the keys that programs rely on."""
    (tmp_path / "ferry.txt").write_text(PAGE, encoding="utf-8")
    line = feuilleton("check", "ferry.txt")
    assert (line.code, line.err) == (0, "")
    assert line.out.startswith(
        "ferry: 65 characters, 34 in fragments, 23 in byline, 8 in title, 0 lost"
    )
    found = feuilleton("check", "ferry.txt", "--json").json
    assert [(one["where"], one["lines"]) for one in found.pop("spans")] == [
        ("metadata", [1, 1]),
        ("metadata", [2, 2]),
        ("fragment", [4, 4]),
        ("fragment", [6, 6]),
    ]
    assert found == {
        "slug": "ferry",
        "characters": 65,
        "fragment": 34,
        "metadata": 31,
        "boilerplate": {},
        "written_out": {},
        "left_out": {},
        "lost": 0,
        "doubled": 0,
        "problems": [],
    }
    assert not (tmp_path / "data").exists()


def test_line_by_line(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """Every part with its lines, what it was taken for, how long it is and how it begins."""
    page = f"{PAGE}\nShare this:\nFacebook\nTwitter\nLeave a Reply\n"
    (tmp_path / "ferry.txt").write_text(page, encoding="utf-8")
    assert feuilleton("check", "ferry.txt").out.count("\n") == 1
    assert feuilleton("check", "ferry.txt", "--lines").out.splitlines()[1:] == [
        "  line 1  metadata: title  8 characters  “The ferry”",
        "  line 2  metadata: byline  23 characters  “by Nadia Tell, 12 March 2019”",
        "  line 4  fragment 1: prose  17 characters  “Nobody waits for it.”",
        "  line 6  fragment 2: prose  17 characters  “It waits for nobody.”",
        "  line 8  boilerplate: sharing  10 characters  “Share this:”",
        "  line 9-10  boilerplate: button  15 characters  “Facebook Twitter”",
        "  line 11  boilerplate: comment form  11 characters  “Leave a Reply”",
    ]


def test_what_an_archive_keeps_to_itself(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """What is in none of its texts is told by name, once for the whole archive."""
    files = {
        "data/tweets.js": tweets(
            tweet(1, "We left."),
            tweet(2, "It rained.", 1),
            tweet(3, "RT @tom_b: Hail."),
            tweet(4, "@tom_b True.", 99, user="5"),
        ),
        "data/account.js": member("account", "account", [ACCOUNT]),
        "data/direct-messages.js": b"",
    }
    (tmp_path / "a.zip").write_bytes(zipped(files))
    told = "answers to others (1), retweets (1), unopened files of direct messages (1)"
    assert feuilleton("check", "a.zip").out.splitlines()[1] == f"a.zip: left out: {told}"
    assert feuilleton("check", "a.zip", "--json").json["left_out"] == {
        "answers to others": 1,
        "retweets": 1,
        "unopened files of direct messages": 1,
    }
    assert feuilleton("import", "a.zip").err.splitlines() == [f"a.zip: left out: {told}"]


def test_a_folder(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """Every text of it; what is no text is one line and stops nothing."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "texts" / "b.txt").write_text(PAGE * 2, encoding="utf-8")
    (tmp_path / "texts" / "c.jpg").write_bytes(bytes(range(256)) * 9)
    done = feuilleton("check", "texts", "--json")
    assert [one["slug"] for one in done.json] == ["a", "b"]
    assert "c.jpg" in done.err


def test_without_paths(feuilleton: Feuilleton, monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts of LIBRARY, else the samples."""
    assert len(feuilleton("check", "--json").json) >= 8
    Path("mine.txt").write_text(PAGE, encoding="utf-8")
    monkeypatch.setenv("LIBRARY", "mine.txt")
    assert feuilleton("check", "--json").json["slug"] == "mine"


def test_a_fault_of_the_reader(feuilleton: Feuilleton, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something lost is shown with its line, and the command fails."""

    def forgetful(opened: Opened, slug: str) -> Iterator[tuple[str, Parsed]]:
        parsed = parse(PAGE, slug)
        kept = Fragment(FragmentKind.PROSE, "The ferry", spans=(Span(0, 9),))
        object.__setattr__(parsed.piece, "fragments", (kept,))
        object.__setattr__(parsed, "regions", ())
        yield PAGE, parsed

    Path("ferry.txt").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(sources, "parse_source", forgetful)
    done = feuilleton("check", "ferry.txt")
    assert done.code == 1
    assert "57 lost" in done.out
    assert done.err.startswith("ferry.txt, line 2: “by Nadia Tell, 12 March 2019 Nobody wai")


def test_nothing_to_check(feuilleton: Feuilleton) -> None:
    """A path that leads nowhere is one line, and the end another."""
    done = feuilleton("check", "nowhere.txt")
    assert done.code == 1
    assert "nowhere.txt" in done.err.splitlines()[0]
    assert len(done.err.splitlines()) == 2
