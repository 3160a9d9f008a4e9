"""What is stored of our own labelled pages, as a hash each: who reads otherwise changes it.

`python -m tests.content.readings` writes them anew; raise `content.parse.READER` first.
"""

import hashlib
from pathlib import Path

from content.parse import READER, parse
from content.readers import read

DATA = Path(__file__).parents[1] / "data" / "content"
PAGES = DATA / "own"
KEPT = DATA / "readings.txt"


def reading_of(page: Path) -> str:
    """A hash of all that the library keeps of a page."""
    found = parse(read(page), page.stem)
    kept = found.piece, found.people, found.mentions, found.candidates, found.introductions
    return hashlib.sha256(repr(kept).encode()).hexdigest()[:16]


def kept() -> tuple[int, dict[str, str]]:
    """The version of the reader that was noted, and what it made of each page."""
    first, *lines = KEPT.read_text("utf-8").splitlines()
    return int(first.split()[1]), dict(line.split() for line in lines)


def main() -> None:
    """Note what today's reader makes of every page."""
    lines = [f"{page.stem} {reading_of(page)}" for page in sorted(PAGES.glob("*.txt"))]
    KEPT.write_text("\n".join([f"reader {READER}", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
