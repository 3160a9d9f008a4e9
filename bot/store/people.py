"""Whom a name means: people of exactly this name, or of one that is close to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, select, union

from bot.store.database import Database
from bot.store.evidence import FIRST, OF_PIECE, OPENING, Known, evidence_of, namings, title_of
from bot.store.index import TOO_LARGE
from bot.store.tables import mention, person, piece, spelling, variant
from content.spellings import SHORTEST, are_near, distance, variants

# Enough to choose from; more would not fit a message.
MOST = 5
# Spellings that are compared for one question, however many begin alike.
COMPARED = 200


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody the library knows; `number` stands for the person on buttons.

    The handle is None for somebody known by name only; `title` is that of the one text then.
    """

    key: str
    handle: str | None
    name: str | None
    network: str | None
    number: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a name means: one person with the evidence, or several people, or nobody."""

    people: tuple[Somebody, ...] = ()
    known: Known | None = None


class PeopleRepository:
    """Finds people and what is known of them; every method sees one moment of the library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, key: str, name: str | None) -> Match:
        """Everybody printed with this handle (folded) or, if given, this name (bare)."""
        if name:
            return await self._match(BY_NAME, {"key": key, "name": name})
        return await self._match(BY_HANDLE, {"key": key})

    async def numbered(self, number: int) -> Known | None:
        """Whoever has this number on a button."""
        if number >= TOO_LARGE:
            return None
        return (await self._match(BY_NUMBER, {"number": number})).known

    async def near(self, name: str) -> tuple[Somebody, ...]:
        """At most MOST people with a handle or name close to this one (bare), nearest first."""
        return await self._database.ask(partial(_near, name=name))

    async def _match(self, query: Select[Any], values: dict[str, Any]) -> Match:
        return await self._database.ask(partial(_matched, query=query, values=values))


def _matched(connection: Connection, query: Select[Any], values: dict[str, Any]) -> Match:
    rows = connection.execute(query, values).mappings().all()
    people = _people(rows)
    if len(people) != 1:
        return Match(_titled(connection, people))
    return Match(people, evidence_of(connection, people[0].key, rows))


def _near(connection: Connection, name: str) -> tuple[Somebody, ...]:
    slips: dict[str, int] = {}
    for row in _alike(connection, name):
        if are_near(row.spelling, name):
            away = distance(row.spelling, name)
            slips[row.person] = min(away, slips.get(row.person, away))
    nearest = sorted(slips, key=lambda key: (slips[key], key))[:MOST]
    rows = connection.execute(BY_KEY, {"keys": nearest}).mappings().all()
    known = {one.key: one for one in _titled(connection, _people(rows))}
    return tuple(known[key] for key in nearest if key in known)


def _alike(connection: Connection, name: str) -> list[Any]:
    slip = connection.execute(SLIP, {"variants": list(variants(name))})
    if len(name) < SHORTEST:
        return list(slip)
    begins = connection.execute(BEGINS, {"name": name, "after": name + "\U0010ffff"})
    return [*slip, *begins]


def _people(rows: Sequence[RowMapping]) -> tuple[Somebody, ...]:
    """One person a key, under the names that most texts give."""
    ways: dict[str, list[RowMapping]] = {}
    for row in rows:
        ways.setdefault(row["key"], []).append(row)
    return tuple(
        Somebody(
            key=key,
            handle=_first(own, "handle"),
            name=_first(own, "name"),
            network=_first(own, "network"),
            number=own[0]["number"],
        )
        for key, own in ways.items()
    )


def _titled(connection: Connection, people: tuple[Somebody, ...]) -> tuple[Somebody, ...]:
    """Add the text to each who has no handle: names alone do not tell people apart."""
    keys = [one.key for one in people if one.handle is None]
    if not keys:
        return people
    rows = connection.execute(TITLES, {"keys": keys}).mappings()
    titles = {row["key"]: title_of(row) for row in rows}
    return tuple(replace(one, title=titles.get(one.key)) for one in people)


def _first(rows: Sequence[RowMapping], column: str) -> str | None:
    return next((row[column] for row in rows if row[column]), None)


# Built once: to build one of them takes longer than SQLite takes to answer it.
_HANDLES = (
    select(mention.c.person).where(mention.c.spelling == bindparam("key")).distinct(),
    select(person.c.key).where(person.c.key == bindparam("key")),
)
_NAMES = select(spelling.c.person).where(
    spelling.c.spelling == bindparam("name"),
    spelling.c.form == "name",
)
BY_HANDLE = namings(select(union(*_HANDLES).limit(MOST).subquery()))
BY_NAME = namings(select(union(*_HANDLES, _NAMES).limit(MOST).subquery()))
BY_NUMBER = namings(select(person.c.key).where(person.c.number == bindparam("number")).limit(1))
BY_KEY = namings(bindparam("keys", expanding=True))
TITLES = (
    select(*OF_PIECE, person.c.key)
    .select_from(person.join(piece, piece.c.id == person.c.piece_id))
    .outerjoin(OPENING, FIRST)
    .where(person.c.key.in_(bindparam("keys", expanding=True)))
)
_SPELLINGS = select(spelling.c.person, spelling.c.spelling).distinct()
_VARIANTS: ColumnElement[Any] = bindparam("variants", expanding=True)
# One word of a name is compared as it is.
_SHORTER = (
    _SPELLINGS.select_from(variant)
    .join(spelling, spelling.c.spelling == variant.c.spelling)
    .where(variant.c.variant.in_(_VARIANTS), spelling.c.form != "part")
)
SLIP = union(_SPELLINGS.where(spelling.c.spelling.in_(_VARIANTS)), _SHORTER).limit(COMPARED)
BEGINS = _SPELLINGS.where(
    spelling.c.spelling >= bindparam("name"), spelling.c.spelling < bindparam("after")
).limit(COMPARED)
