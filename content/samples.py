"""The texts that ship with the library, in the canonical form."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sample:
    """One shipped text: its file name, and its bytes as `content.readers.read` takes them."""

    name: str
    data: bytes


def samples() -> tuple[Sample, ...]:
    """Give the shipped texts by file name; works from a wheel too."""
    folder = files("content").joinpath("library")
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".md"))
    return tuple(Sample(e.name, e.read_bytes()) for e in sorted(found, key=lambda e: e.name))
