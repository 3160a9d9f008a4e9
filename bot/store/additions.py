"""Pieces that come in, several in one transaction: added, replaced, or known already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import RowMapping, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Cursor, RunState
from bot.store import rows
from bot.store.database import first_row, insert_rows
from bot.store.edited import write_edited
from bot.store.index import delete_people, insert_people
from bot.store.outdated import outdate
from bot.store.tables import OPEN, delivery, editorial, fragment, piece, reader, run
from content.becoming import become
from content.editing import Edited
from content.model import Parsed, Piece

Places = Callable[[Cursor], Cursor]
"""Where a run that stood at a place of the old text stands in the new one."""

Moves = Callable[[Piece, Piece], Places]
"""The same for an old text and a new one."""


class Stored(StrEnum):
    """What an import did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    REREAD = "reread"


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one piece; `slug` is the stored one, another where the text was known.

    `gone` names the text whose place it took, where they have not one fragment in common.
    """

    stored: Stored
    piece_id: int
    slug: str
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A text that comes in, and what people changed in it.

    `again`: it is in the library, read by an older reader.
    """

    parsed: Parsed
    edited: Edited | None = None
    again: bool = False


KNOWN = select(piece).where(
    or_(
        piece.c.content_sha256.in_(bindparam("texts", expanding=True)),
        piece.c.slug.in_(bindparam("slugs", expanding=True)),
    )
)


async def add_or_replace(
    connection: AsyncConnection, arrivals: Sequence[Arrival], places: Moves, now: datetime
) -> tuple[Addition, ...]:
    """Store pieces of which none has the slug or the text of another."""
    known = await _known(connection, [arrival.parsed for arrival in arrivals])
    coming = [a.parsed for a, row in zip(arrivals, known, strict=True) if row is None]
    numbers = await _insert(connection, coming, now)
    done, whole = [], {}
    for arrival, row in zip(arrivals, known, strict=True):
        parsed, slug = arrival.parsed, arrival.parsed.piece.slug
        if row is None:
            addition = Addition(Stored.ADDED, numbers[slug], slug)
        elif row["content_sha256"] == parsed.sha256 and not arrival.again:
            done.append(Addition(Stored.UNCHANGED, row["id"], row["slug"]))
            continue
        else:
            old = await _take_place(connection, row, parsed, places, now)
            gone = None if arrival.again else _gone(old, parsed.piece)
            stored = Stored.REREAD if arrival.again else Stored.REPLACED
            addition = Addition(stored, row["id"], slug, gone)
        done.append(addition)
        whole[addition.piece_id] = arrival.parsed
        if row is not None or arrival.edited is not None:
            await write_edited(connection, addition.piece_id, arrival.edited)
    await _insert_parts(connection, whole)
    return tuple(done)


async def _known(connection: AsyncConnection, texts: Sequence[Parsed]) -> list[RowMapping | None]:
    """The piece that each text is or replaces; one of the same text goes before one of its slug."""
    values = {
        "texts": [one.sha256 for one in texts],
        "slugs": [one.piece.slug for one in texts],
    }
    found = (await connection.execute(KNOWN, values)).mappings().all()
    same = {row["content_sha256"]: row for row in found}
    named = {row["slug"]: row for row in found}
    return [same.get(one.sha256) or named.get(one.piece.slug) for one in texts]


async def _insert(
    connection: AsyncConnection, texts: Sequence[Parsed], now: datetime
) -> Mapping[str, int]:
    """Insert the pieces themselves; their numbers by slug."""
    if not texts:
        return {}
    query = insert(piece).returning(piece.c.slug, piece.c.id)
    found = await connection.execute(query, [rows.piece_row(one, now) for one in texts])
    return {row.slug: row.id for row in found}


async def load_piece(connection: AsyncConnection, row: RowMapping) -> Piece:
    """The piece of a row."""
    said = await first_row(connection, select(editorial).where(editorial.c.piece_id == row["id"]))
    query = select(fragment).where(fragment.c.piece_id == row["id"]).order_by(fragment.c.position)
    return rows.piece_value(row, said, (await connection.execute(query)).mappings())


async def _take_place(
    connection: AsyncConnection, row: RowMapping, parsed: Parsed, places: Moves, now: datetime
) -> Piece:
    """Put a text in the place of another, all but its parts; who reads it is moved. The other."""
    old, piece_id = await load_piece(connection, row), row["id"]
    await _move_runs(connection, piece_id, places(old, parsed.piece), now)
    if await first_row(connection, select(run.c.id).where(run.c.piece_id == piece_id)) is not None:
        await outdate(connection, piece_id, become(old, parsed.piece), now)
    for table in (fragment, editorial, reader):
        await connection.execute(delete(table).where(table.c.piece_id == piece_id))
    await delete_people(connection, piece_id)
    values = rows.piece_row(parsed, now)
    await connection.execute(update(piece).where(piece.c.id == piece_id).values(values))
    return old


def _gone(old: Piece, new: Piece) -> str | None:
    """The title of a text that another has replaced altogether."""
    kept = {fragment.text for fragment in old.fragments}
    same = old.title is not None and old.title == new.title
    if same or not kept.isdisjoint(one.text for one in new.fragments):
        return None
    return old.title or rows.opening(old.fragments[0].text)


async def _insert_parts(connection: AsyncConnection, texts: Mapping[int, Parsed]) -> None:
    """Insert all that belongs to pieces, by their numbers."""
    whole = [(piece_id, parsed.piece) for piece_id, parsed in texts.items()]
    said = [{"piece_id": piece_id, **rows.editorial_row(one)} for piece_id, one in whole]
    await insert_rows(connection, editorial, said)
    by = [{"piece_id": piece_id, "version": parsed.reader} for piece_id, parsed in texts.items()]
    await insert_rows(connection, reader, by)
    parts = [row for piece_id, one in whole for row in rows.fragment_rows(piece_id, one)]
    await insert_rows(connection, fragment, parts)
    await insert_people(connection, texts)


async def _move_runs(
    connection: AsyncConnection, piece_id: int, place: Places, now: datetime
) -> None:
    """Move what is to be posted next, and what to go back to if an open post did not arrive.

    An idle run gets a new fence: an order made from the old text comes too late. The others keep
    theirs, so that their open post can still be settled.
    """
    going = and_(run.c.piece_id == piece_id, run.c.state != RunState.ENDED)
    for row in (await connection.execute(select(run).where(going))).all():
        moved = place(Cursor(row.step, row.part))
        fence = row.fence + 1 if row.state == RunState.IDLE else row.fence
        values = {"step": moved.step, "part": moved.part, "fence": fence, "updated_at": now}
        await connection.execute(update(run).where(run.c.id == row.id).values(values))
    of_piece = select(run.c.id).where(run.c.piece_id == piece_id)
    is_open = and_(delivery.c.run_id.in_(of_piece), delivery.c.state.in_(OPEN))
    for row in (await connection.execute(select(delivery).where(is_open))).all():
        step = place(Cursor(row.step, row.part)).step
        await connection.execute(update(delivery).where(delivery.c.id == row.id).values(step=step))
