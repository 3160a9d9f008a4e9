"""Archives: folders and zip files whose members are read one by one."""

import os
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

# Who names a member of a gigabyte is not offering a text.
MAX_MEMBER = 1024 * 1024 * 1024
MAX_MEMBERS = 100_000
# A zip of text shrinks it to a tenth; a bomb to a thousandth.
MAX_RATIO = 200
MESSAGES = re.compile(r"(?:^|[/-])messages?(?:[./-]|$)")
# What a damaged archive makes `zipfile` raise, whatever it says of itself.
DAMAGE = (OSError, EOFError, RuntimeError, ValueError, zlib.error, zipfile.BadZipFile)
# How everybody packs; the others want memory of their own.
KNOWN_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Unreadable(Exception):  # noqa: N818 - the name other floors rely on; it says a state
    """A source that cannot be read; the message is one line: what, where, what to do."""


class Members(Protocol):
    """The files of an archive by their paths in it, `/` between folders."""

    @property
    def names(self) -> Sequence[str]:
        """The paths, sorted."""

    def size(self, name: str) -> int:
        """How many bytes a member says it has."""

    def open(self, name: str) -> BinaryIO:
        """A stream of its bytes; raises `Unreadable`."""


class Folder:
    """A folder that was unpacked from an archive. What links out of it is left out."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def names(self) -> Sequence[str]:
        """The paths of the files in it and in the folders below, sorted."""
        found = []
        for folder, folders, names in os.walk(self._root):
            folders.sort()
            relative = Path(folder).relative_to(self._root)
            found += [(relative / name).as_posix() for name in sorted(names)]
            if len(found) > MAX_MEMBERS:
                break
        return found

    def size(self, name: str) -> int:
        """How many bytes a file has; none where a link leads nowhere."""
        path = self._root / name
        return path.stat().st_size if path.exists() else 0

    def open(self, name: str) -> BinaryIO:
        """Open a file of the folder."""
        path = self._root / name
        if not path.resolve().is_relative_to(self._root.resolve()):
            raise Unreadable(f"{path} leads out of the folder; copy the file into it.")
        try:
            return path.open("rb")
        except OSError as error:
            raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error


class Zip:
    """A zip file; members are unpacked while they are read."""

    def __init__(self, label: str, file: zipfile.ZipFile) -> None:
        self._label = label
        self._file = file

    @cached_property
    def names(self) -> Sequence[str]:
        """The paths of its files, sorted."""
        return sorted(info.filename for info in self._file.infolist() if not info.is_dir())

    def size(self, name: str) -> int:
        """How many bytes a member says it unpacks to."""
        return self._file.getinfo(name).file_size

    def open(self, name: str) -> BinaryIO:
        """Open a member; raises `Unreadable` for one that is encrypted, too large, or a bomb."""
        info = self._file.getinfo(name)
        place = f"{self._label}, {name}"
        if info.file_size > MAX_MEMBER:
            raise Unreadable(f"{place} is larger than {MAX_MEMBER >> 20} MB; unpack it first.")
        if info.file_size > MAX_RATIO * max(info.compress_size, 5000):
            raise Unreadable(f"{place} unpacks to far more than any text does; left alone.")
        if info.compress_type not in KNOWN_WAYS:
            raise Unreadable(f"{place} is packed in a way that is not known; zip it anew.")
        try:
            # `zipfile` gives no byte more than the size that was looked at.
            return self._file.open(info)  # type: ignore[return-value]
        except DAMAGE as error:
            raise Unreadable(f"{place} cannot be unpacked: {error}.") from error


def open_zip(source: Path | BytesIO, label: str) -> Zip:
    """Open a zip file; raises `Unreadable` where it is damaged or has too many members."""
    try:
        file = zipfile.ZipFile(source)
    except (*DAMAGE, struct.error) as error:
        raise Unreadable(f"{label} is a damaged archive; fetch it again.") from error
    if len(file.infolist()) > MAX_MEMBERS:
        raise Unreadable(f"{label} has over {MAX_MEMBERS:,} members; unpack what is to be read.")
    return Zip(label, file)


def read_from(stream: BinaryIO, label: str, size: int) -> bytes:
    """Read so many bytes of a member, or what is left; raises `Unreadable` where it is damaged."""
    try:
        return stream.read(size)
    except DAMAGE as error:
        raise Unreadable(f"{label} cannot be unpacked: {error}; fetch it again.") from error


def closed(members: Members | None, read: Iterable[str | None]) -> Counter[str]:
    """Count the members that are not among those that are read; messages have a name of theirs."""
    found: Counter[str] = Counter()
    if members is not None:
        for name in set(members.names).difference(read):
            what = "files of direct messages" if MESSAGES.search(name) else "other files"
            found[f"unopened {what}"] += not name.endswith("/")
    return found


def top_of(names: Sequence[str]) -> str:
    """The folder that all members are in, with its `/`; nothing where there is none."""
    top = names[0].partition("/")[0] + "/" if names else ""
    return top if all(name.startswith(top) for name in names) else ""
