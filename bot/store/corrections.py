"""What people changed in pieces: looked at when a text comes in again, kept when they decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import rows
from bot.store.additions import load_piece
from bot.store.database import Database, first_row
from bot.store.edited import load_edited, write_edited
from bot.store.tables import correction, editorial, fragment, piece, reader
from content.editing import Edited, Known
from content.model import Parsed, Piece


@dataclass(frozen=True, slots=True)
class Match:
    """A piece that a text belongs to; `same`: this very text is in it, corrected or not.

    `older`: it was read from this text by an older reader.
    """

    piece_id: int
    slug: str
    same: bool
    older: bool = False


# A text has one of these hashes in common with its piece; of the last one it is the source.
HASHES = ("content_sha256", "read_sha256", "file_sha256", "source_sha256")
_TEXTS: ColumnElement[str] = bindparam("texts", expanding=True)
_CORRECTED = select(correction.c.piece_id).where(
    or_(correction.c.read_sha256.in_(_TEXTS), correction.c.file_sha256.in_(_TEXTS))
)
RELATED = (
    select(
        piece.c.id,
        piece.c.slug,
        piece.c.content_sha256,
        piece.c.source_sha256,
        correction.c.read_sha256,
        correction.c.file_sha256,
        func.coalesce(reader.c.version, 0).label("reader"),
    )
    .outerjoin(correction, correction.c.piece_id == piece.c.id)
    .outerjoin(reader, reader.c.piece_id == piece.c.id)
    .where(
        or_(
            piece.c.content_sha256.in_(_TEXTS),
            piece.c.source_sha256.in_(_TEXTS),
            piece.c.slug.in_(bindparam("slugs", expanding=True)),
            piece.c.id.in_(_CORRECTED),
        )
    )
    .order_by(piece.c.id)
)


def _match(text: Parsed, related: Sequence[RowMapping], named: RowMapping | None) -> Match | None:
    """The nearest of the pieces that have a hash or the slug in common with a text."""

    def distance(row: RowMapping) -> tuple[bool, bool]:
        same = any(row[name] == text.sha256 for name in HASHES[:-1])
        return not same, row["slug"] != text.piece.slug

    row = min(related, key=distance, default=named)
    if row is None:
        return None
    is_other, _ = distance(row)
    # A corrected file says what its editor wrote: no reader reads that better.
    is_older = row["reader"] < text.reader and row["file_sha256"] != text.sha256
    return Match(row["id"], row["slug"], not is_other, not is_other and is_older)


class CorrectionRepository:
    """The pieces with what was read and what was changed in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def matches(self, texts: Sequence[Parsed]) -> list[Match | None]:
        """The piece of each text: by the text itself, by its source, by its slug."""
        values = {
            "texts": [one.sha256 for one in texts],
            "slugs": [one.piece.slug for one in texts],
        }
        async with self._database.read() as connection:
            found = (await connection.execute(RELATED, values)).mappings().all()
        related: dict[str, list[RowMapping]] = {}
        for row in found:
            for name in {row[column] for column in HASHES}:
                related.setdefault(name, []).append(row)
        named = {row["slug"]: row for row in found}
        return [
            _match(one, related.get(one.sha256, ()), named.get(one.piece.slug)) for one in texts
        ]

    async def known(self, piece_id: int) -> Known | None:
        """What there is of a piece."""
        async with self._database.read() as connection:
            row = await first_row(connection, select(piece).where(piece.c.id == piece_id))
            if row is None:
                return None
            edited = await load_edited(connection, piece_id)
            return Known(row["content_sha256"], await load_piece(connection, row), edited)

    async def keep(self, piece_id: int, edited: Edited) -> None:
        """Keep what was changed in a piece that stays as it is."""
        async with self._database.write() as connection:
            await write_edited(connection, piece_id, edited)

    async def decide(self, piece_id: int, known: Known) -> None:
        """Keep a piece whose note alone is another, with the decision that made it so."""
        async with self._database.write() as connection:
            values = {"note": known.piece.note, "content_sha256": known.edition}
            await connection.execute(update(piece).where(piece.c.id == piece_id).values(values))
            await _mark(connection, piece_id, known.piece)
            await connection.execute(delete(editorial).where(editorial.c.piece_id == piece_id))
            said = {"piece_id": piece_id, **rows.editorial_row(known.piece)}
            await connection.execute(insert(editorial).values(said))
            await write_edited(connection, piece_id, known.edited)

    async def unseen(self) -> tuple[int, ...]:
        """The pieces that nobody has looked through for a note, stored by an older version."""
        seen = select(editorial.c.piece_id)
        query = select(piece.c.id).where(piece.c.id.not_in(seen)).order_by(piece.c.id)
        async with self._database.read() as connection:
            return tuple((await connection.execute(query)).scalars())


async def _mark(connection: AsyncConnection, piece_id: int, noted: Piece) -> None:
    mine = fragment.c.piece_id == piece_id
    await connection.execute(update(fragment).where(mine).values(noted=False))
    about = [{"at": number} for number, one in enumerate(noted.fragments) if one.noted]
    if about:
        marked = update(fragment).where(mine, fragment.c.position == bindparam("at"))
        await connection.execute(marked.values(noted=True), about)
