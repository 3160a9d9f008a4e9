"""Where texts come from: files, folders and archives, and what is wrong with them."""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from content.archives import Members, read_from
from content.formats import is_known
from content.formats.canonical import BrokenFrontMatter
from content.model import Parsed
from content.parse import parse_source, sha256_of
from content.readers import MAX_BYTES, MAX_EXPORT, Unreadable, open_source
from content.slugs import slug_of

EMPTY = "holds no file to read."
EXPORTED = re.compile(rb'"feuilleton"\s*:\s*"[a-z]+"')
VERSION = re.compile(rb'"version"\s*:\s*\d')
NO_TEXT = (
    "is a reading or schedule of another installation; name the file itself to `feuilleton import`."
)
Source = tuple[str, Path | bytes]
"""What messages call a text, and where it is."""


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """Something a person should look at; `line` counts from 1, None for the whole file."""

    path: str
    line: int | None
    what: str

    def __str__(self) -> str:
        """`path, line 3: what`."""
        place = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Found:
    """One text of a source, and the text that its places count in; `path` is the source.

    `made`: its slug is made of what an archive or a feed says of it; nobody can rename it there.
    """

    path: str
    text: str
    parsed: Parsed
    made: bool = False


def texts_in(path: str, source: Path | bytes) -> Iterator[Found | ImportProblem]:
    """Read the texts of a file, a folder or an archive; what cannot be read is a problem.

    `path` is what messages call the source; its stem names a text that has no name itself.
    """
    try:
        opened = open_source(source, path)
        if is_exported(opened.data):
            yield ImportProblem(path, None, NO_TEXT)
            return
        if opened.members is not None and not is_known(opened):
            yield from _each(path, opened.members)
            return
        stem = slug_of(Path(path).stem)
        for text, parsed in parse_source(opened, stem):
            # A plain text says itself what it is called, and has its own hash.
            made = parsed.piece.slug != stem and parsed.sha256 != sha256_of(text)
            yield Found(path, text, parsed, made)
    except BrokenFrontMatter as error:
        yield ImportProblem(path, error.line, str(error).partition(": ")[2])
    except Unreadable as error:
        yield ImportProblem(path, None, str(error).removeprefix(f"{path} "))


def is_exported(data: bytes) -> bool:
    """Whether these bytes are no text, but a reading or schedule that `feuilleton export` wrote."""
    found = EXPORTED.search(data) if may_be_exported(data) else None
    return found is not None and VERSION.search(data) is not None


def may_be_exported(head: bytes) -> bool:
    """Whether it is worth while to look at more than the first bytes."""
    return head.removeprefix(BOM_UTF8).lstrip().startswith(b"{")


def _each(path: str, members: Members) -> Iterator[Found | ImportProblem]:
    """Read an archive of files as if it were unpacked; there is none inside another."""
    names = [name for name in members.names if not any(p[0] in "._" for p in Path(name).parts)]
    if not names:
        yield ImportProblem(path, None, EMPTY)
    for name in names:
        where = f"{path}/{name}"
        try:
            data = _member(members, name)
        except Unreadable as error:
            what = str(error).removeprefix(f"{path}, {name} ").removeprefix(f"{where} ")
            yield ImportProblem(where, None, what)
        else:
            yield from texts_in(where, data)


def _member(members: Members, name: str) -> bytes:
    """The bytes of a text in an archive; raises `Unreadable`."""
    suffix = Path(name).suffix.lower()
    if suffix not in TEXTS - {".zip"}:
        raise Unreadable("no text by its name; left out.")
    most = MAX_EXPORT if suffix in EXPORTS else MAX_BYTES
    if members.size(name) > most:
        raise Unreadable("is too large for a text; unpack the archive.")
    with members.open(name) as stream:
        return read_from(stream, name, most)


SUFFIXES = "txt text md markdown html htm xhtml xml rss atom json jsonl ndjson car zip"
TEXTS = frozenset(f".{suffix}" for suffix in SUFFIXES.split()) | {""}
"""How files of a folder end that are taken for texts; a file that is named itself always is."""
EXPORTS = frozenset((".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom", ".car"))
"""Those that hold many texts, and may be as large as such a file alone."""


def files_in(root: Path, problems: list[ImportProblem]) -> Iterator[Path]:
    """The file itself, or the texts of a folder and of the folders in it, by name.

    Hidden ones are left out, and a folder that links reach twice is walked once. What cannot be
    read, is no text by its name, or leads out of the folder by a link is added to `problems`.
    """
    if not root.is_dir():
        yield root
        return
    count, told = 0, len(problems)
    for path in _walked(root, problems):
        count += 1
        yield path
    if not count and len(problems) == told:
        problems.append(ImportProblem(str(root), None, EMPTY))


def _walked(root: Path, problems: list[ImportProblem]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(ImportProblem(str(error.filename), None, f"{error.strerror}."))

    seen: set[tuple[int, int]] = set()
    for folder, folders, names in os.walk(root, onerror=unreadable, followlinks=True):
        status = os.stat(folder)
        known = (status.st_dev, status.st_ino) in seen
        seen.add((status.st_dev, status.st_ino))
        if not known and _is_archive(Path(folder)):
            folders[:] = []
            yield Path(folder)
            continue
        folders[:] = [] if known else sorted(name for name in folders if name[0] != ".")
        inside = [] if known else sorted(name for name in names if name[0] != ".")
        for path in (Path(folder, name) for name in inside):
            if path.is_file() and _belongs(path, root, problems):
                yield path


def _is_archive(folder: Path) -> bool:
    """Whether a folder is an unpacked archive of a kind we know."""
    return is_known(open_source(folder))


def _belongs(path: Path, root: Path, problems: list[ImportProblem]) -> bool:
    if path.suffix.lower() not in TEXTS:
        problems.append(ImportProblem(str(path), None, "no text by its name; left out."))
        return False
    if not path.resolve().is_relative_to(root.resolve()):
        problems.append(ImportProblem(str(path), None, "leads out of the folder; left out."))
        return False
    return True
