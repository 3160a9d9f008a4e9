"""Whatever lies in a folder of texts: one line about each bad file, and the good ones load."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from content.readers import MAX_BYTES
from tests.process import Feuilleton, ended

PROSE = "Élan, “so it said”.\n\nA second paragraph, about {name}."

# The names of good files, and the encoding of each.
GOOD = {
    "utf8.txt": "utf-8",
    "bom.txt": "utf-8-sig",
    "utf16.txt": "utf-16",
    "utf16-without-a-mark.txt": "utf-16-le",
    "cp1252.txt": "cp1252",
    "with spaces.txt": "utf-8",
    "a bus 🚌.txt": "utf-8",
    "a new\nline.txt": "utf-8",
    "a colour \x1b[31m.txt": "utf-8",
    "half \udcff a letter.txt": "utf-8",
    "-option.txt": "utf-8",
}
BAD = {
    "empty.txt": (b"", "is empty"),
    "white.txt": (b" \r\n\t\n ", "is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "is binary"),
    "too large.txt": (b"a" * (MAX_BYTES + 1), "is larger than 20 MB"),
    "broken.md": (b"---\nslug: broken\ntitle: [open\n---\nText.", "line 3"),
    "bad\nname.txt": (b"", "is empty"),
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of good and bad files."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, encoding in GOOD.items():
        (folder / name).write_bytes(prose(name).encode(encoding))
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    return folder


def prose(name: str) -> str:
    """The text of a good file, unlike any other."""
    return PROSE.format(name=ascii(name))


async def library(tmp_path: Path) -> list[dict[str, object]]:
    """What is stored."""
    _, listed = await ended(tmp_path, "library", "--json")
    found = json.loads(listed.output)
    assert isinstance(found, list)
    return found


def told(process: Feuilleton, name: str) -> str:
    """The one line about a file; line ends in its name are escaped."""
    lines = [line for line in process.errors.splitlines() if name.replace("\n", "\\n") in line]
    assert len(lines) == 1, process.errors
    return lines[0]


async def test_import_of_a_folder(texts: Path, tmp_path: Path) -> None:
    """Every good file is stored with its letters, every bad one is a line that says why."""
    code, process = await ended(tmp_path, "import", "texts")
    assert code == 0
    stored = await library(tmp_path)
    assert len(stored) == len(GOOD)
    assert {one["fragments"] for one in stored} == {2}
    for name, (_, reason) in BAD.items():
        assert reason in told(process, f"texts/{name}")
    assert len(process.errors.splitlines()) == len(BAD)
    counts = f"{len(BAD)} problems ({len(GOOD)} added, 0 unchanged, 0 replaced)"
    assert counts in process.output


async def test_parse_of_each_file(texts: Path, tmp_path: Path) -> None:
    """As import, and every good file has its JSON, under its name whatever that is."""
    files = sorted(f"texts/{name}" for name in os.listdir(texts))
    code, process = await ended(tmp_path, "parse", "--out", "out", "--", *files)
    assert code == 0
    assert sorted(os.listdir(tmp_path / "out")) == sorted(
        f"{name.removesuffix('.txt')}.json" for name in GOOD
    )
    for name in GOOD:
        document = json.loads((tmp_path / "out" / f"{Path(name).stem}.json").read_bytes())
        assert document["doc"] == Path(name).stem
        assert [one["text"] for one in document["fragments"]] == prose(name).split("\n\n")
    for name, (_, reason) in BAD.items():
        assert reason in told(process, f"texts/{name}")


@pytest.mark.parametrize(
    "name", ["empty.txt", "missing.txt", "folder.txt", "pipe.txt", "nothing here"]
)
async def test_nothing_good(name: str, texts: Path, tmp_path: Path) -> None:
    """With no good file `import` and `parse` end with 1: a line about the file, and a last line."""
    (texts / "folder.txt").mkdir()
    os.mkfifo(texts / "pipe.txt")
    (texts / "nothing here").mkdir()
    (texts / "nothing here" / "dangling.txt").symlink_to("gone")
    code, process = await ended(tmp_path, "import", f"texts/{name}")
    assert code == 1
    *about, last = process.errors.splitlines()
    assert last.startswith("feuilleton: nothing could be stored")
    assert len(about) == 1
    code, process = await ended(tmp_path, "parse", f"texts/{name}", "--out", "out")
    assert code == 1
    told(process, name)
    assert process.errors.splitlines()[-1] == "feuilleton: nothing could be parsed."


async def test_a_file_that_may_not_be_read(
    bound: Sequence[str], texts: Path, tmp_path: Path
) -> None:
    """It is one line that says how to allow it; the others load, from a folder or named."""
    (texts / "utf8.txt").chmod(0)
    (texts / "closed").mkdir(mode=0)
    code, process = await ended(tmp_path, "import", "texts", prefix=bound)
    assert code == 0
    assert "may not be read; allow it with chmod +r" in told(process, "texts/utf8.txt")
    assert "Permission denied" in told(process, "texts/closed")
    assert len(await library(tmp_path)) == len(GOOD) - 1
    paths = ("texts/utf8.txt", "texts/bom.txt")
    for command in (("import",), ("parse", "--out", "out")):
        code, process = await ended(tmp_path, *command, *paths, prefix=bound)
        assert code == 0
        told(process, "texts/utf8.txt")


async def test_two_files_of_one_slug(tmp_path: Path) -> None:
    """The second is refused and names the first, however often they come."""
    for name in ("one", "two"):
        text = f"---\nslug: same\ntitle: Of {name}\n---\nText."
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    for _ in range(2):
        code, process = await ended(tmp_path, "import", "one.md", "two.md")
        assert code == 0
        assert "two.md: its slug same is that of one.md too" in told(process, "two.md")
    assert [one["title"] for one in await library(tmp_path)] == ["Of one"]
