"""Opens captures and decodes them; beside `archives.py` nothing else here touches a file."""

import codecs
import io
import re
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import regex

from content.archives import Folder, Members, Unreadable, open_zip
from content.model import Problem
from content.mojibake import MENDED, mended

__all__ = ["Opened", "Text", "Unreadable", "decoded", "open_source", "read", "text_of"]

MAX_BYTES = 20 * 1024 * 1024
# What other programs export holds many texts in one file.
MAX_EXPORT = 100 * 1024 * 1024
HEAD_BYTES = 4096
# Half of a character, without the other beside it.
HALF = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
# How a zip file begins; the second is one that holds nothing.
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Nobody posts that many fragments, and a line takes a thousand times its own memory to read.
MAX_LINES = 80_000
# A thousand a page would be a list, and each place where somebody is named is kept.
MAX_HANDLES = 100_000
MAX_NAMES = 300_000
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Western text in UTF-16 has a NUL in nearly every second byte, on one side only.
NUL_SHARE = 0.3
NUL_STRAY = 0.05
SAMPLE_BYTES = 65_536
LINE = re.compile(r"\S[^\r\n]*")
HANDLE = re.compile("[@\uff20]")
CAPITAL = regex.compile(r"\p{Lu}\p{Ll}")
# Control characters that no text tool writes: tab, line ends, form feed and escape are left out.
CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
CONTROL_SHARE = 0.01
# Control characters, and those that turn round all that is printed behind them.
UNSEEN_BYTES = bytes((*range(9), *range(14, 32), 127))
TURNED = "\u202d\u202e"
UNSEEN = re.compile(f"[{re.escape(UNSEEN_BYTES.decode())}{TURNED}]")


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded source. Line ends are those of the source, so that offsets count in it."""

    name: str
    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A source before anybody knows what it is: the bytes of a file, or an archive's members."""

    name: str
    data: bytes = b""
    members: Members | None = None

    @property
    def head(self) -> bytes:
        """The first bytes, without a byte order mark and white space."""
        first = self.data[:HEAD_BYTES]
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return first.decode("utf-16", "replace").encode("utf-8", "replace").lstrip()
        return first.removeprefix(codecs.BOM_UTF8).lstrip()


def open_source(source: str | Path | bytes, name: str | None = None) -> Opened:
    """Open a file, a folder, an archive or the bytes of one; `name` is what messages call it.

    Raises `Unreadable` for what is missing, may not be read, or is too large.
    """
    if isinstance(source, bytes):
        label, data = name or "upload", source
        if data.startswith(ZIP):
            return Opened(label, members=open_zip(io.BytesIO(data), label))
    else:
        path = Path(source)
        label = name or path.name
        if path.is_dir():
            return Opened(label, members=Folder(path))
        data = _bytes_of(path)
        if data.startswith(ZIP):
            return Opened(label, members=open_zip(path, label))
    return Opened(label, data)


def read(source: str | Path | bytes, name: str | None = None) -> Text:
    """Read one text; `name` is what messages call it.

    Raises `Unreadable` for what is no text: missing, a folder, too large, too many lines, empty,
    binary.
    """
    opened = open_source(source, name)
    if opened.members is not None:
        what = "a folder" if isinstance(opened.members, Folder) else "an archive"
        raise Unreadable(f"{opened.name} is {what}; name the files in it.")
    return text_of(opened)


def text_of(opened: Opened) -> Text:
    """Decode a file; raises `Unreadable` for what is no text."""
    if len(opened.data) > MAX_BYTES:
        raise Unreadable(_too_large(opened.name, MAX_BYTES))
    return _decode(opened.data, opened.name)


def decoded(opened: Opened, charset: str | None) -> Text:
    """Decode a page with the encoding that it declares, if its bytes bear it out."""
    text = text_of(opened)
    if charset is None or text.encoding != "cp1252" or opened.data.startswith(codecs.BOM_UTF8):
        return text
    try:
        return replace(text, text=opened.data.decode(charset), encoding=charset, problems=())
    except (LookupError, UnicodeDecodeError):
        return text


def _bytes_of(path: Path) -> bytes:
    try:
        # A pipe would keep the reader waiting for ever.
        if path.exists() and not path.is_file():
            raise Unreadable(f"{path} is not a file; save what it gives as one.")
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            if head.startswith(ZIP):
                return head
            data = head + file.read(MAX_EXPORT + 1 - len(head))
    except FileNotFoundError:
        raise Unreadable(f"{path} does not exist; check the spelling.") from None
    except PermissionError:
        raise Unreadable(f"{path} may not be read; allow it with chmod +r.") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path} cannot be read: {error}.") from error
    if len(data) > MAX_EXPORT:
        raise Unreadable(_too_large(str(path), MAX_EXPORT))
    return data


def _too_large(label: str, limit: int) -> str:
    return f"{label} is larger than {limit // 1024 // 1024} MB; cut it into smaller files."


def _decode(data: bytes, label: str) -> Text:
    text, encoding, problems = _text_of(data)
    whole = mended(text)
    if whole is not text:
        text, problems = whole, (*problems, Problem(None, MENDED))
    # The check counts a sample: a million characters say no more than the first ones.
    sample = text[:SAMPLE_BYTES].encode("utf-8", "surrogatepass")
    if len(sample.translate(None, CONTROLS)) < (1 - CONTROL_SHARE) * len(sample):
        raise Unreadable(f"{label} is binary, not a text; save it as plain text (UTF-8).")
    if _may_hide(text) and (first := UNSEEN.search(text)):
        line = text.count("\n", 0, first.start()) + 1
        text, count = UNSEEN.subn("", text)
        problems = (*problems, Problem(line, f"characters taken out that nobody sees: {count}"))
    if not text.strip():
        raise Unreadable(f"{label} is empty; nothing to read.")
    bounded(text, label)
    return Text(label, text, encoding, problems)


def _may_hide(text: str) -> bool:
    """Whether a text may have characters that nobody sees: told in a fifth of a search's time."""
    if TURNED[0] in text or TURNED[1] in text:
        return True
    data = text.encode("utf-8", "surrogatepass")
    return len(data.translate(None, UNSEEN_BYTES)) < len(data)


def bounded(text: str, label: str) -> None:
    """Raise `Unreadable` for a text of more lines, handles or names than anybody posts."""
    counts = (
        ("lines", MAX_LINES, LINE),
        ("handles", MAX_HANDLES, HANDLE),
        ("words with a capital", MAX_NAMES, CAPITAL),
    )
    for what, most, one in counts:
        if len(text) > 2 * most and next(islice(one.finditer(text), most, None), None):
            raise Unreadable(f"{label} has over {most:,} {what}; cut it into smaller files.")


def _text_of(data: bytes) -> tuple[str, str, tuple[Problem, ...]]:
    """Decode by byte order mark, then UTF-16 by its NULs, strict UTF-8, and cp1252 at last."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            marked = data[len(mark) :]
            halves = _with_halves(marked) if encoding == "utf-8" else None
            return halves or _lenient(marked, encoding)
    wide = _wide_encoding(data[:SAMPLE_BYTES])
    if wide is not None:
        return _lenient(data, wide)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _with_halves(data) or _lenient(data, "cp1252")


def _with_halves(data: bytes) -> tuple[str, str, tuple[Problem, ...]] | None:
    """Decode UTF-8 in which some programs write a character as two halves, or leave one of them.

    None for what is not that. Two halves become their character, and one alone U+FFFD.
    """
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    first = HALF.search(text)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lone = whole.count("\ufffd") - text.count("\ufffd")
    if first is None or not lone:
        return whole, "utf-8", ()
    line = text.count("\n", 0, first.start()) + 1
    return whole, "utf-8", (Problem(line, f"halves of characters: {lone}, shown as \ufffd"),)


def _wide_encoding(sample: bytes) -> str | None:
    if len(sample) < 4 or 0 not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    share_even, share_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if share_odd > NUL_SHARE and share_even < NUL_STRAY:
        return "utf-16-le"
    if share_even > NUL_SHARE and share_odd < NUL_STRAY:
        return "utf-16-be"
    return None


def _lenient(data: bytes, encoding: str) -> tuple[str, str, tuple[Problem, ...]]:
    """Decode; bytes that mean nothing become U+FFFD and one problem with the first line."""
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        line = data[: error.start].count(b"\n") + 1
        return text, encoding, (Problem(line, f"bytes that are not {encoding}: shown as \ufffd"),)
