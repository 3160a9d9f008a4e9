"""Who is named where: the evidence for an answer, by a few indexed queries."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    func,
    literal,
    not_,
    select,
    union,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.rows import date_value
from bot.store.tables import fragment, introduction, mention, person, piece, spelling
from content.model import FragmentKind, Role, Span
from content.spellings import SHORTEST, are_near, distance, variants
from content.who import Evidence, Passage, Tally

PASSAGES = 12
# Enough to choose from; more would not fit a message.
MOST = 5
# What is looked at for one question, however large the library is.
LOOKED_AT = 200
TEXTS = 20
# A forged button may carry more than a database's whole numbers hold.
TOO_LARGE = 2**63


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the library knows; `number` stands for the person on buttons."""

    key: str
    handle: str
    name: str | None
    network: str | None
    number: int


class PeopleRepository:
    """Finds people and the places where they are named."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def named(self, key: str, name: str | None) -> tuple[Known, ...]:
        """Everybody printed with this handle (folded) or, if given, this name (bare)."""
        meant = [
            select(mention.c.person.label("key")).where(mention.c.spelling == key),
            select(person.c.key).where(person.c.key == key),
        ]
        if name:
            meant.append(
                select(spelling.c.person).where(
                    spelling.c.variant == name,
                    spelling.c.spelling == name,
                    spelling.c.form == "name",
                )
            )
        async with self._database.read() as connection:
            return await _known(connection, select(union(*meant).limit(4 * MOST).subquery()))

    async def numbered(self, number: int) -> Known | None:
        """Whoever has this number on a button."""
        if number >= TOO_LARGE:
            return None
        async with self._database.read() as connection:
            one = select(person.c.key).where(person.c.number == number).limit(1)
            return next(iter(await _known(connection, one)), None)

    async def near(self, name: str) -> tuple[Known, ...]:
        """At most MOST people with a handle or name close to this one (bare), nearest first."""
        async with self._database.read() as connection:
            rows = [row for query in _near(name) for row in await connection.execute(query)]
            slips: dict[str, int] = {}
            for row in rows:
                if are_near(row.spelling, name):
                    away = distance(row.spelling, name)
                    slips[row.person] = min(away, slips.get(row.person, away))
            nearest = sorted(slips, key=lambda key: (slips[key], key))[:MOST]
            known = {one.key: one for one in await _known(connection, nearest)} if nearest else {}
            return tuple(known[key] for key in nearest if key in known)

    async def evidence(self, key: str) -> Evidence:
        """What is known of the person with this handle (folded), empty if nothing."""
        meant = mention.c.person == key
        async with self._database.read() as connection:
            tallies = await _tallies(connection, meant)
            if not tallies:
                return Evidence()
            passages = await _passages(connection, _places(_quotable(key)))
            told = await _passages(connection, _places(_told(key)))
        return Evidence(tallies, passages, told)


def _near(name: str) -> Sequence[Select[tuple[str, str]]]:
    columns = select(spelling.c.person, spelling.c.spelling).distinct()
    slip = columns.where(spelling.c.variant.in_(list(variants(name)))).limit(LOOKED_AT)
    if len(name) < SHORTEST:
        return (slip,)
    after = name + "\U0010ffff"
    begins = columns.where(
        spelling.c.variant >= name,
        spelling.c.variant < after,
        spelling.c.variant == spelling.c.spelling,
    )
    return slip, begins.limit(LOOKED_AT)


async def _known(
    connection: AsyncConnection, keys: Sequence[str] | Select[tuple[str]]
) -> tuple[Known, ...]:
    """The people with these keys, sorted by them; a name where any text tells one."""
    query = select(
        person.c.key,
        func.max(person.c.handle).label("handle"),
        func.max(person.c.name).label("name"),
        func.max(person.c.network).label("network"),
        person.c.number,
    )
    query = query.where(person.c.key.in_(keys)).group_by(person.c.key, person.c.number)
    found = await connection.execute(query.order_by(person.c.key))
    return tuple(Known(**row) for row in found.mappings())


async def _tallies(connection: AsyncConnection, meant: ColumnElement[bool]) -> tuple[Tally, ...]:
    one = (mention.c.piece_id, mention.c.person, mention.c.role, mention.c.surface)
    counts = (
        func.count().label("places"),
        func.count(distinct(mention.c.fragment)).label("fragments"),
    )
    found = select(*one, *counts).where(meant).group_by(*one).subquery()
    query = (
        select(
            piece.c.slug,
            piece.c.title,
            found.c.role,
            found.c.surface,
            found.c.places,
            found.c.fragments,
            person.c.handle,
            person.c.name,
            person.c.aliases,
            person.c.network,
        )
        .select_from(found)
        .join(piece, piece.c.id == found.c.piece_id)
        .join(person, and_(person.c.piece_id == found.c.piece_id, person.c.key == found.c.person))
        .order_by(piece.c.slug, found.c.role, found.c.surface)
    )
    return tuple(map(_tally, (await connection.execute(query)).mappings()))


def _tally(row: RowMapping) -> Tally:
    return Tally(
        slug=row["slug"],
        title=row["title"],
        role=Role(row["role"]),
        surface=row["surface"],
        handle=row["handle"],
        name=row["name"],
        places=row["places"],
        fragments=row["fragments"],
        aliases=tuple(json.loads(row["aliases"])),
        network=row["network"],
    )


def _quotable(key: str) -> Subquery:
    """Places of a person in some texts: of whoever is named everywhere, a part is enough."""
    texts = select(mention.c.piece_id).distinct().where(mention.c.person == key).limit(TEXTS)
    places = select(mention.c.piece_id, mention.c.fragment, mention.c.start, mention.c.end).where(
        mention.c.person == key,
        mention.c.piece_id.in_(texts.scalar_subquery()),
        mention.c.start.is_not(None),
    )
    return places.limit(LOOKED_AT).subquery()


def _told(key: str) -> Subquery:
    table = introduction.c
    places = select(table.piece_id, table.fragment, table.start, table.end)
    return places.where(table.person == key).limit(LOOKED_AT).subquery()


def _places(table: Subquery) -> Select[Any]:
    """Passages around some places: what introduces first, every text in turn."""
    # Prose tells who somebody is; a reply often begins with the bare handle.
    plain = case(
        (fragment.c.kind == FragmentKind.PROSE, 0),
        (fragment.c.kind.in_((FragmentKind.REPLY, FragmentKind.COMMENT)), 2),
        else_=1,
    )
    # Every text gives its best passage before any gives a second one.
    turn = func.row_number().over(
        partition_by=table.c.piece_id, order_by=(plain, table.c.fragment, table.c.start)
    )
    here = and_(fragment.c.piece_id == table.c.piece_id, fragment.c.position == table.c.fragment)
    return (
        select(
            table.c.fragment,
            table.c.start,
            table.c.end,
            fragment.c.kind,
            fragment.c.text,
            fragment.c.speaker,
            fragment.c.date,
            piece.c.slug,
            piece.c.title,
            piece.c.date.label("piece_date"),
        )
        .select_from(table)
        .join(piece, piece.c.id == table.c.piece_id)
        .join(fragment, here)
        .where(not_(_noted()))
        .order_by(turn, plain, piece.c.slug)
        .limit(PASSAGES)
    )


def _noted() -> ColumnElement[bool]:
    """Whether a fragment is what a content note is about: nobody reads it without a choice."""
    other = fragment.alias()
    marked = select(literal(1)).where(other.c.piece_id == piece.c.id, other.c.noted).exists()
    return and_(piece.c.note.is_not(None), fragment.c.noted | not_(marked))


async def _passages(connection: AsyncConnection, query: Select[Any]) -> tuple[Passage, ...]:
    return tuple(map(_passage, (await connection.execute(query)).mappings()))


def _passage(row: RowMapping) -> Passage:
    date = date_value(row["date"] or row["piece_date"])
    return Passage(
        slug=row["slug"],
        title=row["title"],
        fragment=row["fragment"],
        kind=FragmentKind(row["kind"]),
        text=row["text"],
        span=Span(row["start"], row["end"]),
        speaker=row["speaker"],
        year=date.year if date else None,
    )
