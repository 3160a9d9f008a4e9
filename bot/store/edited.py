"""What people changed in a piece as a row, and back; texts and corrections as JSON."""

import json
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import rows
from bot.store.database import first_row
from bot.store.tables import correction
from content.corrections import Change, Corrections, Insertion, Place
from content.editing import Edited
from content.model import Piece

Row = dict[str, Any]


async def load_edited(connection: AsyncConnection, piece_id: int) -> Edited | None:
    """What people changed in a piece, None where nobody has."""
    query = select(correction).where(correction.c.piece_id == piece_id)
    row = await first_row(connection, query)
    return None if row is None else _edited(row)


async def write_edited(connection: AsyncConnection, piece_id: int, edited: Edited | None) -> None:
    """Keep what people changed, in place of what was kept before."""
    await connection.execute(delete(correction).where(correction.c.piece_id == piece_id))
    if edited is not None:
        values = {
            "piece_id": piece_id,
            "read": json.dumps(_piece_row(edited.read)),
            "read_sha256": edited.read_sha256,
            "file_sha256": edited.file_sha256,
            "changes": json.dumps(_changes(edited.corrections)),
            "note": edited.note,
        }
        await connection.execute(insert(correction).values(values))


def _edited(row: RowMapping) -> Edited:
    changes = json.loads(row["changes"])
    corrections = Corrections(
        tuple(changes["fields"]),
        _piece(changes["head"]),
        tuple(
            Change(Place(*at), Place(*to), tuple(fields), rows.fragment_value(becomes))
            for at, to, fields, becomes in changes["changed"]
        ),
        tuple(Place(*place) for place in changes["removed"]),
        tuple(
            Insertion(Place(*behind) if behind else None, Place(*to), rows.fragment_value(fragment))
            for behind, to, fragment in changes["inserted"]
        ),
        changes["made"],
    )
    read = _piece(json.loads(row["read"]))
    return Edited(read, row["read_sha256"], corrections, row["file_sha256"], row["note"])


def _changes(found: Corrections) -> Row:
    return {
        "fields": found.fields,
        "head": _piece_row(found.head),
        "changed": [
            [_place(one.at), _place(one.to), one.fields, rows.fragment_row(one.becomes)]
            for one in found.changed
        ],
        "removed": [_place(place) for place in found.removed],
        "inserted": [
            [one.behind and _place(one.behind), _place(one.to), rows.fragment_row(one.fragment)]
            for one in found.inserted
        ],
        "made": found.made,
    }


def _place(place: Place) -> tuple[str, int]:
    return place.text, place.before


def _piece_row(piece: Piece) -> Row:
    head = {**rows.head_row(piece), **rows.editorial_row(piece)}
    return {**head, "fragments": list(map(rows.fragment_row, piece.fragments))}


def _piece(row: Row) -> Piece:
    return rows.piece_value(row, row, row["fragments"])
