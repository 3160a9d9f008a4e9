"""What people changed in pieces: looked at when a text comes in again, kept when they decide."""

from dataclasses import dataclass

from sqlalchemy import bindparam, case, delete, insert, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import rows
from bot.store.additions import load_piece
from bot.store.database import Database, first_row
from bot.store.edited import load_edited, write_edited
from bot.store.tables import correction, editorial, fragment, piece
from content.editing import Edited, Known
from content.model import Piece


@dataclass(frozen=True, slots=True)
class Match:
    """A piece that a text belongs to; `same`: this very text is in it, corrected or not."""

    piece_id: int
    slug: str
    same: bool


class CorrectionRepository:
    """The pieces with what was read and what was changed in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def match(self, sha256: str, slug: str) -> Match | None:
        """The piece of a text: by the text itself, by its source, by its slug."""
        texts = or_(correction.c.read_sha256 == sha256, correction.c.file_sha256 == sha256)
        same = union(
            select(piece.c.id).where(piece.c.content_sha256 == sha256),
            select(correction.c.piece_id).where(texts),
        )
        is_same = piece.c.id.in_(same)
        is_source = piece.c.source_sha256 == sha256
        order = case((is_same, 0), (is_source, 2), else_=4) + case(
            (piece.c.slug == slug, 0), else_=1
        )
        query = (
            select(piece.c.id, piece.c.slug, is_same.label("same"))
            .where(or_(is_same, is_source, piece.c.slug == slug))
            .order_by(order)
        )
        async with self._database.read() as connection:
            row = await first_row(connection, query)
            return Match(row["id"], row["slug"], bool(row["same"])) if row else None

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
