"""What becomes of a text that comes in again: people's corrections and decisions stay."""

import hashlib
from dataclasses import dataclass, replace

from content.corrections import Corrections, apply, corrections_of, lost_in
from content.model import Parsed, Piece, Problem
from content.people import gather
from content.warnings import suggested

UNKNOWN = "takes the place of a corrected text; what was corrected in it is not known"
OTHER = "its sha256 is not that of the library's source: taken as a new source"


@dataclass(frozen=True, slots=True)
class Edited:
    """What people changed in a piece since it was read.

    `read` is the piece as last read from its source, which has `read_sha256`; `file_sha256` is of
    the corrected file that came in last. `note` is what an operator decided beside any file.
    """

    read: Piece
    read_sha256: str
    corrections: Corrections
    file_sha256: str | None = None
    note: str | None = None

    def piece(self) -> tuple[Piece, tuple[Problem, ...]]:
        """What was read, as it is corrected and decided; what finds no place is a problem."""
        piece, problems = apply(self.read, self.corrections)
        return self.decided(piece), problems

    def decided(self, piece: Piece) -> Piece:
        """A piece with the note that was decided, else the one that its words suggest."""
        if self.note is not None:
            return replace(piece, note=self.note, suggested=False)
        return suggested(piece)


@dataclass(frozen=True, slots=True)
class Known:
    """What a library has of a text; `edition` is another one whenever anything changes."""

    edition: str
    piece: Piece
    edited: Edited | None

    def as_edited(self) -> Edited:
        """Its corrections; nothing is corrected yet in a piece without any."""
        nothing = corrections_of(self.piece, self.piece)
        return self.edited or Edited(self.piece, self.edition, nothing)


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be stored; without `parsed` the piece stays as it is."""

    parsed: Parsed | None
    edited: Edited | None
    kept: int = 0


def settle(parsed: Parsed, known: Known | None) -> Settled:
    """Join what comes in with what is known under its slug, or as the same source.

    A file that names the known source by its `sha256` is a corrected one: the difference to what
    was read are the corrections, in place of earlier ones. Anything else is the source read anew,
    by a newer reader or because it is another, and the corrections are made again in it.
    """
    source = parsed.piece.source.sha256
    if known is None:
        return Settled(replace(parsed, piece=suggested(parsed.piece)), None)
    if parsed.sha256 == (known.edited.read_sha256 if known.edited else known.edition):
        return _anew(parsed, known)
    if known.piece.source.sha256 == source:
        own = source == parsed.sha256
        return _reread(parsed, known) if own else _corrected(parsed, known)
    return _renewed(parsed, known)


def _reread(parsed: Parsed, known: Known) -> Settled:
    """The very source of a text that came in corrected: now its corrections are known."""
    read = suggested(parsed.piece)
    edited = known.as_edited()
    piece, _ = apply(edited.read, edited.corrections)
    found = corrections_of(read, piece).with_edits_of(lost_in(edited.read, edited.corrections))
    file = edited.file_sha256 or known.edition
    return Settled(None, Edited(read, parsed.sha256, found, file, edited.note))


def _corrected(parsed: Parsed, known: Known) -> Settled:
    edited = known.as_edited()
    piece = suggested(parsed.piece)
    found = corrections_of(edited.read, piece)
    if len(found):
        found = found.with_edits_of(lost_in(edited.read, edited.corrections))
    decides = piece.note is not None and not piece.suggested
    edited = replace(
        edited,
        corrections=found,
        file_sha256=parsed.sha256,
        note=None if decides else edited.note,
    )
    piece = edited.decided(piece)
    # Written and not changed: nothing to store but that this file is known.
    parsed_anew = None if piece == known.piece else _as(parsed, piece, edited)
    return Settled(parsed_anew, edited)


def _renewed(parsed: Parsed, known: Known) -> Settled:
    problems = []
    source = parsed.piece.source.sha256
    if source != parsed.sha256:
        problems.append(Problem(None, OTHER))
    elif known.edited is None and known.edition != known.piece.source.sha256:
        problems.append(Problem(None, UNKNOWN))
    return _anew(replace(parsed, problems=(*parsed.problems, *problems)), known)


def _anew(parsed: Parsed, known: Known) -> Settled:
    """Another reading than the known one, with all that was corrected in that."""
    read = suggested(parsed.piece)
    if known.edited is None:
        return Settled(replace(parsed, piece=read), None)
    edited = replace(known.edited, read=read, read_sha256=parsed.sha256)
    piece, lost = edited.piece()
    told = replace(parsed, problems=(*parsed.problems, *lost))
    kept = len(edited.corrections) - len(lost) + (edited.note is not None)
    return Settled(_as(told, piece, edited), edited, kept)


def _as(parsed: Parsed, piece: Piece, edited: Edited) -> Parsed:
    """What was read, as another piece with the people that are in it."""
    found = gather(piece)
    return replace(
        parsed,
        piece=piece,
        people=found.people,
        mentions=found.mentions,
        candidates=found.candidates,
        introductions=found.introductions,
        sha256=_edition(parsed.sha256, edited),
    )


def decide(known: Known, note: str | None) -> Known:
    """Give a known piece the note that somebody decided; an empty one says that there is none.

    None takes every decision back: what the text suggests, or its source says, acts again.
    """
    edited = replace(known.as_edited(), note=note)
    if note is None:
        fields = edited.corrections.fields
        kept = tuple(name for name in fields if name not in ("note", "suggested"))
        edited = replace(edited, corrections=replace(edited.corrections, fields=kept))
    piece, _ = edited.piece()
    return Known(_changed(known.edition, edited), piece, edited)


def look_through(known: Known) -> Known:
    """Give a known piece the note that its words suggest, if it has none."""
    piece = suggested(known.piece)
    if piece == known.piece:
        return known
    edited = known.as_edited()
    return Known(_changed(known.edition, edited), piece, replace(edited, read=piece))


def _edition(sha256: str, edited: Edited) -> str:
    """The hash of what came in, and of all that was changed in it."""
    untouched = not len(edited.corrections) and edited.note is None
    return sha256 if untouched else _changed(sha256, edited)


def _changed(sha256: str, edited: Edited) -> str:
    changes = repr((sha256, edited.corrections, edited.note))
    return hashlib.sha256(changes.encode("utf-8", "surrogatepass")).hexdigest()
