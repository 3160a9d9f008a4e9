"""Values of the library as rows of the tables, and back."""

import json
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from content.model import (
    Author,
    Fragment,
    FragmentKind,
    Parsed,
    PartialDate,
    Piece,
    PieceKind,
    Rights,
    Source,
    Span,
)

Row = dict[str, Any]
Values = RowMapping | Row
"""A row out of the database, or one that was made here."""

UNFOLDABLE = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
OPENING = 60


def folded(text: str) -> str:
    """Text as it is searched: no case, no accents, ligatures as letters (`Œuvre` is `oeuvre`)."""
    plain = text.casefold().translate(UNFOLDABLE)
    decomposed = unicodedata.normalize("NFKD", plain)
    kept = (sign for sign in decomposed if not unicodedata.combining(sign) and sign != "\0")
    return "".join(kept)


def opening(text: str) -> str:
    """The first words of a text, about OPENING characters, with `…` where it goes on."""
    line = " ".join(text.split())
    if len(line) <= OPENING:
        return line
    return line[:OPENING].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def piece_row(parsed: Parsed, now: datetime) -> Row:
    """The row of the piece itself, without an id."""
    return {
        **head_row(parsed.piece),
        "content_sha256": parsed.sha256,
        "search": _search_text(parsed.piece),
        "imported_at": now,
    }


def head_row(piece: Piece) -> Row:
    """What a piece says above its fragments."""
    author = piece.author or Author(None, None)
    return {
        "slug": piece.slug,
        "kind": piece.kind.value,
        "title": piece.title,
        "author_name": author.name,
        "author_handle": author.handle,
        "date": _date_text(piece.date),
        "language": piece.language,
        "url": piece.source.url,
        "note": piece.note,
        "source_sha256": piece.source.sha256,
    }


def editorial_row(piece: Piece) -> Row:
    """What nobody has decided yet, and an editor's groups of people."""
    return {
        "suggested": piece.suggested,
        "same": json.dumps(piece.same, ensure_ascii=False),
        "apart": json.dumps(piece.apart, ensure_ascii=False),
        "rights": piece.rights.value,
    }


def _search_text(piece: Piece) -> str:
    author = piece.author or Author(None, None)
    first = piece.title or opening(piece.fragments[0].text if piece.fragments else "")
    known = (first, author.name, author.handle, piece.slug)
    return folded(" ".join(word for word in known if word))


def fragment_rows(piece_id: int, piece: Piece) -> list[Row]:
    """One row a fragment."""
    return [
        {"piece_id": piece_id, "position": position, **fragment_row(fragment)}
        for position, fragment in enumerate(piece.fragments)
    ]


def fragment_row(fragment: Fragment) -> Row:
    """What a fragment says; spans as compact JSON, `[[start,end],...]`."""
    return {
        "kind": fragment.kind.value,
        "text": fragment.text,
        "number": fragment.number,
        "total": fragment.total,
        "speaker": fragment.speaker,
        "handle": fragment.handle,
        "date": _date_text(fragment.date),
        "noted": fragment.noted,
        "spans": json.dumps([[s.start, s.end] for s in fragment.spans], separators=(",", ":")),
        "depth": fragment.depth,
    }


def piece_value(
    row: Values,
    editorial: Values | None,
    fragments: Iterable[Values],
) -> Piece:
    """The piece that `head_row`, `editorial_row` and `fragment_rows` stored, equal to it."""
    return Piece(
        slug=row["slug"],
        kind=PieceKind(row["kind"]),
        title=row["title"],
        author=author_value(row),
        date=date_value(row["date"]),
        language=row["language"],
        fragments=tuple(fragment_value(fragment) for fragment in fragments),
        source=Source(row["source_sha256"], row["url"]),
        note=row["note"],
        suggested=editorial["suggested"] if editorial else False,
        same=_groups(editorial["same"]) if editorial else (),
        apart=_groups(editorial["apart"]) if editorial else (),
        # What was corrected before there were rights has none in its JSON.
        rights=Rights(editorial.get("rights", Rights.UNKNOWN) if editorial else Rights.UNKNOWN),
    )


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, json.loads(text)))


def author_value(row: Values) -> Author | None:
    """Who wrote it, None when neither name nor handle is known."""
    name, handle = row["author_name"], row["author_handle"]
    return Author(name, handle) if name or handle else None


def date_value(text: str | None) -> PartialDate | None:
    """`2014-11` as the date that it prints."""
    return PartialDate(*map(int, text.split("-"))) if text else None


def _date_text(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def fragment_value(row: Values) -> Fragment:
    """The fragment that `fragment_rows` stored, equal to it."""
    return Fragment(
        kind=FragmentKind(row["kind"]),
        text=row["text"],
        number=row["number"],
        total=row["total"],
        speaker=row["speaker"],
        handle=row["handle"],
        date=date_value(row["date"]),
        noted=row["noted"],
        spans=tuple(Span(start, end) for start, end in json.loads(row["spans"])),
        depth=row["depth"],
    )
