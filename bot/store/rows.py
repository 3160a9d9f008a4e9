"""Values of the library as rows of the tables, and back."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from content.mentions import fold
from content.model import (
    Author,
    Fragment,
    FragmentKind,
    Parsed,
    PartialDate,
    Piece,
    PieceKind,
    Source,
    Span,
)
from content.names import fold_name
from content.spellings import bare, variants

Row = dict[str, Any]
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
    piece, author = parsed.piece, parsed.piece.author or Author(None, None)
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
        "content_sha256": parsed.sha256,
        "search": _search_text(piece, author),
        "imported_at": now,
    }


def _search_text(piece: Piece, author: Author) -> str:
    first = piece.title or opening(piece.fragments[0].text if piece.fragments else "")
    known = (first, author.name, author.handle, piece.slug)
    return folded(" ".join(word for word in known if word))


def fragment_rows(piece_id: int, piece: Piece) -> list[Row]:
    """One row a fragment; spans as compact JSON, `[[start,end],...]`."""
    return [
        {
            "piece_id": piece_id,
            "position": position,
            "kind": fragment.kind.value,
            "text": fragment.text,
            "number": fragment.number,
            "total": fragment.total,
            "speaker": fragment.speaker,
            "handle": fragment.handle,
            "date": _date_text(fragment.date),
            "noted": fragment.noted,
            "spans": json.dumps([[s.start, s.end] for s in fragment.spans], separators=(",", ":")),
        }
        for position, fragment in enumerate(piece.fragments)
    ]


def person_rows(piece_id: int, parsed: Parsed) -> list[Row]:
    """One row a person, keyed by the folded handle."""
    people = {fold(person.handle): person for person in parsed.people}
    return [
        {
            "piece_id": piece_id,
            "key": key,
            "handle": person.handle,
            "name": person.name,
            "aliases": json.dumps(person.aliases, ensure_ascii=False),
            "network": person.network,
            "number": number_of(key),
        }
        for key, person in people.items()
    ]


def number_of(key: str) -> int:
    """The number of a person on buttons, from the folded handle: 62 bits, the same for ever."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) >> 2


def spelling_rows(piece_id: int, parsed: Parsed) -> list[Row]:
    """One row for each spelling of a person and each letter left out of it."""
    forms = {
        (bare(text), form, fold(person.handle))
        for person in parsed.people
        for form, texts in (
            ("handle", (person.handle, *person.variants)),
            ("name", (person.name or "", *person.aliases)),
        )
        for text in texts
        if bare(text)
    }
    return [
        {
            "piece_id": piece_id,
            "variant": variant,
            "spelling": spelling,
            "form": form,
            "person": person,
        }
        for spelling, form, person in sorted(forms)
        for variant in variants(spelling)
    ]


def introduction_rows(piece_id: int, parsed: Parsed) -> list[Row]:
    """One row for each place that says who somebody is."""
    places = {
        (fold(told.person), told.fragment, told.span.start): told.span.end
        for told in parsed.introductions
    }
    return [
        {"piece_id": piece_id, "person": key, "fragment": fragment, "start": start, "end": end}
        for (key, fragment, start), end in places.items()
    ]


def candidate_rows(piece_id: int, parsed: Parsed) -> list[Row]:
    """One row for everybody named without a handle; the places as JSON, as in a `NamePlace`."""
    return [
        {
            "piece_id": piece_id,
            "position": position,
            "key": fold_name(found.name),
            "name": found.name,
            "aliases": json.dumps(found.aliases, ensure_ascii=False),
            "places": json.dumps(
                [
                    [p.surface, p.role, p.fragment, p.span and [p.span.start, p.span.end]]
                    for p in found.places
                ],
                ensure_ascii=False,
            ),
        }
        for position, found in enumerate(parsed.candidates)
    ]


def mention_rows(piece_id: int, parsed: Parsed) -> list[Row]:
    """One row a mention: `spelling` is what is printed, `person` whom it means, both folded."""
    return [
        {
            "piece_id": piece_id,
            "fragment": mention.fragment,
            "start": mention.span.start if mention.span else None,
            "end": mention.span.end if mention.span else None,
            "surface": mention.surface,
            "spelling": fold(mention.surface),
            "person": fold(mention.person),
            "role": mention.role.value,
        }
        for mention in parsed.mentions
    ]


def piece_value(row: RowMapping, fragments: Iterable[RowMapping]) -> Piece:
    """The piece that `piece_row` and `fragment_rows` stored, equal to it."""
    return Piece(
        slug=row["slug"],
        kind=PieceKind(row["kind"]),
        title=row["title"],
        author=author_value(row),
        date=date_value(row["date"]),
        language=row["language"],
        fragments=tuple(_fragment_value(fragment) for fragment in fragments),
        source=Source(row["source_sha256"], row["url"]),
        note=row["note"],
    )


def author_value(row: RowMapping) -> Author | None:
    """Who wrote it, None when neither name nor handle is known."""
    name, handle = row["author_name"], row["author_handle"]
    return Author(name, handle) if name or handle else None


def date_value(text: str | None) -> PartialDate | None:
    """`2014-11` as the date that it prints."""
    return PartialDate(*map(int, text.split("-"))) if text else None


def _date_text(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _fragment_value(row: RowMapping) -> Fragment:
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
    )
