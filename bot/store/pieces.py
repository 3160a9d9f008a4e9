"""The library's pieces: stored whole, replaced whole, found by words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    delete,
    func,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import CURRENT, Target
from bot.store import rows
from bot.store.additions import Addition, Arrival, Moves, add_or_replace, load_piece
from bot.store.database import Database, first_row
from bot.store.tables import fragment, mention, person, piece, reader, run
from content.editing import Edited
from content.model import Author, Parsed, PartialDate, Piece, PieceKind
from content.networks import Account

VERSION = func.coalesce(reader.c.version, 0)


@dataclass(frozen=True, slots=True)
class StoredPiece:
    """A piece with the number that runs know it by; it stays when the text is replaced."""

    id: int
    piece: Piece
    accounts: Mapping[str, Account]
    """For each handle as printed (`@ana-lind`), whom it means (`ana_lindqvist`)."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the library; `opening` has the first words of the text."""

    id: int
    slug: str
    kind: PieceKind
    title: str | None
    author: Author | None
    date: PartialDate | None
    language: str | None
    note: str | None
    fragments: int
    people: int
    opening: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What a piece came of, which reader read it, and how much is in it."""

    sha256: str
    reader: int
    fragments: int
    people: int


class PieceRepository:
    """Pieces with their fragments, people and mentions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_or_replace(
        self,
        parsed: Parsed,
        places: Moves,
        now: datetime,
        edited: Edited | None = None,
    ) -> Addition:
        """Store one piece in one transaction, and what people changed in it.

        Nothing changes when this very text is known, under this slug or another. A known slug with
        another text is replaced, and `places(old, new)` says where its readers now stand.
        """
        (done,) = await self.add_or_replace_all([Arrival(parsed, edited)], places, now)
        return done

    async def add_or_replace_all(
        self, arrivals: Sequence[Arrival], places: Moves, now: datetime
    ) -> tuple[Addition, ...]:
        """The same for several pieces, all of them or none: none has the slug or text of another.

        A transaction for many costs little more than one for one.
        """
        async with self._database.write() as connection:
            return await add_or_replace(connection, arrivals, places, now)

    async def get(self, piece_id: int) -> StoredPiece | None:
        """The piece with this number."""
        return await self._one(piece.c.id == piece_id)

    async def by_slug(self, slug: str) -> StoredPiece | None:
        """The piece with exactly this slug."""
        return await self._one(piece.c.slug == slug)

    async def unread(self, target: Target, piece_id: int, language: str = "") -> int | None:
        """Another piece than this that was never read in this target, by language, then title."""
        read_here = select(run.c.piece_id).where(
            run.c.bot_id == target.bot_id,
            run.c.chat_id == target.chat_id,
            run.c.topic_id == target.topic_id,
        )
        query = select(piece.c.id).where(piece.c.id != piece_id, piece.c.id.not_in(read_here))
        async with self._database.read() as connection:
            other = case((piece.c.language == language, 0), else_=1)
            ordered = query.order_by(other, piece.c.search).limit(1)
            row = await first_row(connection, ordered)
            return row["id"] if row else None

    async def list(
        self, words: Sequence[str] = (), offset: int = 0, limit: int | None = None
    ) -> tuple[tuple[Summary, ...], int]:
        """Some of the pieces whose title, author or slug has every word, and how many there are.

        Sorted by title; case and accents do not matter. `offset` and `limit` count pieces; without
        a limit all come.
        """
        folded = [word for word in map(rows.folded, words) if word]
        wanted = [piece.c.search.contains(word, autoescape=True) for word in folded]
        query = _summaries().where(*wanted).order_by(piece.c.search, piece.c.id)
        async with self._database.read() as connection:
            counted = await connection.execute(select(func.count(piece.c.id)).where(*wanted))
            found = await connection.execute(query.offset(offset).limit(limit))
            return tuple(map(_summary, found.mappings())), counted.scalar_one()

    async def retire(self, slugs: Iterable[str]) -> None:
        """Take pieces out of the library, except those that somebody is reading now."""
        leaving = select(piece.c.id).where(
            piece.c.slug.in_(tuple(slugs)),
            piece.c.id.not_in(select(run.c.piece_id).where(run.c.state.in_(CURRENT))),
        )
        async with self._database.write() as connection:
            ids = tuple((await connection.execute(leaving)).scalars())
            await connection.execute(delete(run).where(run.c.piece_id.in_(ids)))
            await connection.execute(delete(piece).where(piece.c.id.in_(ids)))

    async def editions(self, piece_ids: Iterable[int]) -> dict[int, str]:
        """What tells one edition of each of these pieces from another."""
        query = _read_by(select(piece.c.id, piece.c.content_sha256, VERSION))
        query = query.where(piece.c.id.in_(tuple(piece_ids)))

        def question(connection: Connection) -> dict[int, str]:
            return {number: f"{text} {by}" for number, text, by in connection.execute(query)}

        return await self._database.ask(question)

    async def summaries(self, slugs: Iterable[str]) -> dict[str, Summary]:
        """The lines of the library for these slugs."""
        query = _summaries().where(piece.c.slug.in_(tuple(slugs)))
        async with self._database.read() as connection:
            found = (await connection.execute(query)).mappings()
            return {row["slug"]: _summary(row) for row in found}

    async def known(self, slugs: Iterable[str]) -> dict[str, Edition]:
        """What there is under these slugs."""
        fragments = select(func.count()).where(fragment.c.piece_id == piece.c.id)
        of_piece = select(func.count()).where(person.c.piece_id == piece.c.id)
        people = of_piece.where(person.c.handle.is_not(None))
        query = _read_by(
            select(
                piece.c.slug,
                piece.c.content_sha256,
                VERSION,
                fragments.scalar_subquery(),
                people.scalar_subquery(),
            )
        ).where(piece.c.slug.in_(tuple(slugs)))
        async with self._database.read() as connection:
            return {row[0]: Edition(*row[1:]) for row in await connection.execute(query)}

    async def _one(self, wanted: ColumnElement[bool]) -> StoredPiece | None:
        async with self._database.read() as connection:
            row = await first_row(connection, select(piece).where(wanted))
            if row is None:
                return None
            accounts = await _accounts(connection, row["id"])
            return StoredPiece(row["id"], await load_piece(connection, row), accounts)


async def _accounts(connection: AsyncConnection, piece_id: int) -> dict[str, Account]:
    same = and_(person.c.piece_id == mention.c.piece_id, person.c.key == mention.c.person)
    query = (
        select(mention.c.surface, person.c.handle, person.c.network).join(person, same).distinct()
    )
    found = await connection.execute(query.where(mention.c.piece_id == piece_id))
    # A handle of two people is X's, where no word beside it tells.
    rows = sorted(found, key=lambda row: row.network is None)
    return {row.surface: Account(row.handle, row.network) for row in rows}


def _read_by(query: Select[Any]) -> Select[Any]:
    """A question about pieces that asks for VERSION too."""
    return query.outerjoin(reader, reader.c.piece_id == piece.c.id)


def _summaries() -> Select[Any]:
    fragments = select(func.count()).where(fragment.c.piece_id == piece.c.id)
    people = select(func.count()).where(person.c.piece_id == piece.c.id)
    first = and_(fragment.c.piece_id == piece.c.id, fragment.c.position == 0)
    return select(
        piece,
        fragments.correlate(piece).scalar_subquery().label("fragments"),
        people.correlate(piece).scalar_subquery().label("people"),
        func.substr(fragment.c.text, 1, 200).label("first"),
    ).outerjoin(fragment, first)


def _summary(row: RowMapping) -> Summary:
    return Summary(
        id=row["id"],
        slug=row["slug"],
        kind=PieceKind(row["kind"]),
        title=row["title"],
        author=rows.author_value(row),
        date=rows.date_value(row["date"]),
        language=row["language"],
        note=row["note"],
        fragments=row["fragments"],
        people=row["people"],
        opening=rows.opening(row["first"] or ""),
    )
