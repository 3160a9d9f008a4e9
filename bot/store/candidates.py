"""People named without a handle: found for operators, told of once one of them says yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, delete, insert, not_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, first_row
from bot.store.evidence import (
    FIRST,
    OF_PASSAGE,
    OF_PIECE,
    OPENING,
    is_noted,
    passage_value,
    title_of,
)
from bot.store.index import (
    TOO_LARGE,
    candidate_value,
    delete_entry,
    insert_entries,
    named_entry,
    named_key,
    number_of,
)
from bot.store.rows import fragment_value
from bot.store.tables import candidate, confirmation, fragment, person, piece
from content.evidence import Passage
from content.model import Candidate
from content.names import fold_name


@dataclass(frozen=True, slots=True)
class Listed:
    """A candidate of one text.

    On buttons `number` stands for the name, `person` for whom it would be once confirmed.
    `confirmed`: told of. `passage` is the first place that may be shown, if there is one.
    """

    piece_id: int
    slug: str
    title: str
    candidate: Candidate
    number: int
    person: int
    confirmed: bool
    passage: Passage | None


class CandidateRepository:
    """Who is named without a handle, text by text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self, slug: str | None = None) -> tuple[Listed, ...]:
        """All candidates, or those of one text, by name; without passages."""
        async with self._database.read() as connection:
            found = await _candidates(connection, true() if slug is None else piece.c.slug == slug)
            return tuple(_listed(row, None) for row in found)

    async def named(self, name: str, limit: int) -> tuple[Listed, ...]:
        """The first candidates by name whose name begins with this (folded)."""
        begins = and_(candidate.c.key >= name, candidate.c.key < name + "\U0010ffff")
        async with self._database.read() as connection:
            found = await _candidates(connection, begins, limit)
            return tuple([_listed(row, await _passage(connection, row)) for row in found])

    async def confirm(self, piece_id: int, number: int, now: datetime) -> int | None:
        """Tell of a candidate from now on: the number of the person; None if there is none.

        It stays when the text is replaced by one that still has this candidate.
        """
        if max(piece_id, number) >= TOO_LARGE:
            return None
        async with self._database.write() as connection:
            found = await _candidate(connection, piece_id, number)
            if found is None:
                return None
            entry = named_entry(piece_id, found, await _fragments(connection, piece_id))
            await delete_entry(connection, piece_id, entry.key)
            await insert_entries(connection, {piece_id: [entry]})
            values = {"piece_id": piece_id, "candidate": fold_name(found.name)}
            await connection.execute(delete(confirmation).where(_is(values)))
            await connection.execute(insert(confirmation).values(at=now, **values))
            return number_of(entry.key)

    async def revoke(self, person_number: int) -> bool:
        """Tell of a confirmed person no more; whether there was one."""
        if person_number >= TOO_LARGE:
            return False
        wanted = select(person).where(person.c.number == person_number, person.c.handle.is_(None))
        async with self._database.write() as connection:
            found = (await connection.execute(wanted)).mappings().all()
            for row in found:
                values = {"piece_id": row["piece_id"], "candidate": fold_name(row["name"])}
                await connection.execute(delete(confirmation).where(_is(values)))
                await delete_entry(connection, row["piece_id"], row["key"])
            return bool(found)


async def _candidates(
    connection: AsyncConnection, wanted: ColumnElement[bool], limit: int | None = None
) -> Sequence[RowMapping]:
    told = and_(
        confirmation.c.piece_id == candidate.c.piece_id,
        confirmation.c.candidate == candidate.c.key,
    )
    columns = (candidate.c.key, candidate.c.name, candidate.c.aliases, candidate.c.places)
    query = (
        select(*OF_PIECE, *columns, confirmation.c.at.label("confirmed"))
        .select_from(candidate)
        .join(piece, piece.c.id == candidate.c.piece_id)
        .outerjoin(OPENING, FIRST)
        .outerjoin(confirmation, told)
        .where(wanted)
        .order_by(candidate.c.key, piece.c.slug)
        .limit(limit)
    )
    return (await connection.execute(query)).mappings().all()


def _listed(row: RowMapping, passage: Passage | None) -> Listed:
    return Listed(
        piece_id=row["id"],
        slug=row["slug"],
        title=title_of(row),
        candidate=candidate_value(row),
        number=number_of(row["key"]),
        person=number_of(named_key(row["id"], row["name"])),
        confirmed=row["confirmed"] is not None,
        passage=passage,
    )


def _is(values: dict[str, Any]) -> ColumnElement[bool]:
    return and_(*(confirmation.c[name] == value for name, value in values.items()))


async def _candidate(connection: AsyncConnection, piece_id: int, number: int) -> Candidate | None:
    query = select(candidate).where(candidate.c.piece_id == piece_id)
    found = (await connection.execute(query)).mappings()
    return next((candidate_value(row) for row in found if number_of(row["key"]) == number), None)


async def _fragments(connection: AsyncConnection, piece_id: int) -> Sequence[Any]:
    query = select(fragment).where(fragment.c.piece_id == piece_id).order_by(fragment.c.position)
    return [fragment_value(row) for row in (await connection.execute(query)).mappings()]


async def _passage(connection: AsyncConnection, row: RowMapping) -> Passage | None:
    """The first passage about a candidate that no content note hides."""
    places = candidate_value(row).places
    spans = {p.fragment: p.span for p in reversed(places) if p.span and p.fragment is not None}
    query = (
        select(*OF_PASSAGE, fragment.c.position.label("fragment"))
        .select_from(piece.join(fragment, fragment.c.piece_id == piece.c.id))
        .outerjoin(OPENING, FIRST)
        .where(piece.c.id == row["id"], fragment.c.position.in_(tuple(spans)), not_(is_noted()))
        .order_by(fragment.c.position)
        .limit(1)
    )
    found = await first_row(connection, query)
    return passage_value(found, spans[found["fragment"]]) if found else None
