"""What an import did, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.sources import ImportProblem
from bot.store.additions import Stored
from content.model import Piece

# So many fragments a line names.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A note that acts until somebody decides; `fragments` count from 1."""

    path: str
    slug: str
    note: str
    fragments: tuple[int, ...]

    def __str__(self) -> str:
        """What it says, about what, and what to do."""
        listed = ", ".join(map(str, self.fragments[:SHOWN]))
        more = ", ..." if len(self.fragments) > SHOWN else ""
        noun = "fragment" if len(self.fragments) == 1 else "fragments"
        return (
            f"{self.path}: {self.note} ({noun} {listed}{more}): shown as a content note until "
            f'somebody decides: feuilleton note {self.slug} "TEXT" or --none'
        )


def suggestions(path: str, piece: Piece) -> Iterator[Suggestion]:
    """The note that a piece suggests, if it does."""
    if piece.suggested and piece.note:
        about = [n for n, fragment in enumerate(piece.fragments, 1) if piece.is_noted(fragment)]
        yield Suggestion(path, piece.slug, piece.note, tuple(about))


@dataclass(frozen=True, slots=True)
class Imported:
    """One text that is in the library now; `path` is where it was read.

    `kept` is how many corrections of an earlier reading were made again.
    """

    path: str
    slug: str
    stored: Stored
    fragments: int
    people: int
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did; `left` is how many sources an interruption left for another time.

    `left_out` has by source, and by name, what of an archive is in no text.
    """

    pieces: tuple[Imported, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    left: int = 0
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def count(self, stored: Stored) -> int:
        """How many texts were added, replaced or left unchanged."""
        return sum(piece.stored is stored for piece in self.pieces)
