"""Who is named where: the evidence for an answer, by two indexed queries."""

from sqlalchemy import ColumnElement, RowMapping, and_, case, distinct, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.rows import date_value
from bot.store.tables import fragment, mention, person, piece
from content.model import FragmentKind, Role, Span
from content.who import Evidence, Passage, Tally

PASSAGES = 12


class PeopleRepository:
    """Finds the places of a person under all spellings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def evidence(self, key: str) -> Evidence:
        """What is known of whoever is printed as `key` (a folded handle), empty if nothing."""
        spelled = select(mention.c.person).where(mention.c.spelling == key)
        meant = or_(mention.c.person.in_(spelled), mention.c.person == key)
        async with self._database.read() as connection:
            tallies = await _tallies(connection, meant)
            passages = await _passages(connection, meant) if tallies else ()
        return Evidence(tallies, passages)


async def _tallies(connection: AsyncConnection, meant: ColumnElement[bool]) -> tuple[Tally, ...]:
    what = (piece.c.slug, piece.c.title, mention.c.role, mention.c.surface, person.c.handle)
    same = and_(person.c.piece_id == mention.c.piece_id, person.c.key == mention.c.person)
    query = (
        select(
            *what,
            person.c.name,
            func.count().label("places"),
            func.count(distinct(mention.c.fragment)).label("fragments"),
        )
        .select_from(mention)
        .join(piece, piece.c.id == mention.c.piece_id)
        .join(person, same)
        .where(meant)
        .group_by(piece.c.id, *what, person.c.name)
        .order_by(piece.c.slug, mention.c.role, mention.c.surface)
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
    )


async def _passages(connection: AsyncConnection, meant: ColumnElement[bool]) -> tuple[Passage, ...]:
    # Prose tells who somebody is; a reply often begins with the bare handle.
    plain = case(
        (fragment.c.kind == FragmentKind.PROSE, 0),
        (fragment.c.kind.in_((FragmentKind.REPLY, FragmentKind.COMMENT)), 2),
        else_=1,
    )
    # Every text gives its best passage before any gives a second one.
    turn = func.row_number().over(
        partition_by=mention.c.piece_id, order_by=(plain, mention.c.fragment, mention.c.start)
    )
    query = (
        select(
            mention.c.fragment,
            mention.c.start,
            mention.c.end,
            fragment.c.kind,
            fragment.c.text,
            fragment.c.speaker,
            fragment.c.date,
            piece.c.slug,
            piece.c.title,
            piece.c.date.label("piece_date"),
        )
        .select_from(mention)
        .join(piece, piece.c.id == mention.c.piece_id)
        .join(
            fragment,
            and_(
                fragment.c.piece_id == mention.c.piece_id,
                fragment.c.position == mention.c.fragment,
            ),
        )
        .where(meant, mention.c.start.is_not(None))
        .order_by(turn, plain, piece.c.slug)
        .limit(PASSAGES)
    )
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
