"""Opens captures and decodes them; nothing else here touches a file."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from content.model import Problem

MAX_BYTES = 20 * 1024 * 1024
# Nobody posts that many fragments, and a line takes a thousand times its own memory to read.
MAX_LINES = 100_000
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Western text in UTF-16 has a NUL in nearly every second byte, on one side only.
NUL_SHARE = 0.3
NUL_STRAY = 0.05
SAMPLE_BYTES = 65_536
# Control characters that no text tool writes: tab, line ends, form feed and escape are left out.
CONTROLS = frozenset(map(chr, set(range(32)) - {9, 10, 11, 12, 13, 26, 27}))
CONTROL_SHARE = 0.01


class Unreadable(Exception):  # noqa: N818 - the name other floors rely on; it says a state
    """A source that cannot be read; the message is one line: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded source. Line ends are those of the source, so that offsets count in it."""

    name: str
    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def read(source: str | Path | bytes, name: str | None = None) -> Text:
    """Read a path or the bytes themselves; `name` is what messages call it.

    Raises `Unreadable` for what is no text: missing, a folder, too large, too many lines, empty,
    binary.
    """
    if isinstance(source, bytes):
        label, data = name or "upload", source
    else:
        path = Path(source)
        label, data = name or path.name, _bytes_of(path)
    if len(data) > MAX_BYTES:
        raise Unreadable(_too_large(label))
    return _decode(data, label)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable(f"{path} is a folder; name the files in it.")
        # A pipe would keep the reader waiting for ever.
        if path.exists() and not path.is_file():
            raise Unreadable(f"{path} is not a file; save what it gives as one.")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable(f"{path} does not exist; check the spelling.") from None
    except PermissionError:
        raise Unreadable(f"{path} may not be read; allow it with chmod +r.") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path} cannot be read: {error}.") from error


def _too_large(label: str) -> str:
    return f"{label} is larger than {MAX_BYTES // 1024 // 1024} MB; cut it into smaller files."


def _decode(data: bytes, label: str) -> Text:
    text, encoding, problems = _text_of(data)
    if not text.strip():
        raise Unreadable(f"{label} is empty; nothing to read.")
    if text.count("\n") > MAX_LINES and _written_lines(text) > MAX_LINES:
        raise Unreadable(f"{label} has over {MAX_LINES:,} lines; cut it into smaller files.")
    # The check counts a sample: a million characters say no more than the first ones.
    sample = text[:SAMPLE_BYTES]
    if sum(c in CONTROLS for c in sample) > CONTROL_SHARE * len(sample):
        raise Unreadable(f"{label} is binary, not a text; save it as plain text (UTF-8).")
    return Text(label, text, encoding, problems)


def _written_lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line and not line.isspace())


def _text_of(data: bytes) -> tuple[str, str, tuple[Problem, ...]]:
    """Decode by byte order mark, then UTF-16 by its NULs, strict UTF-8, and cp1252 at last."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    wide = _wide_encoding(data[:SAMPLE_BYTES])
    if wide is not None:
        return _lenient(data, wide)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _lenient(data, "cp1252")


def _wide_encoding(sample: bytes) -> str | None:
    even, odd = sample[0::2], sample[1::2]
    if len(odd) < 2:
        return None
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
