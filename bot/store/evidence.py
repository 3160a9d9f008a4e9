"""What the library knows of one person, by a few indexed queries that are built once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    RowMapping,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)

from bot.store.rows import date_value, opening
from bot.store.tables import COUNTS, fragment, introduction, mention, person, piece
from content.evidence import Counts, Evidence, Naming, Passage, TextCount
from content.model import FragmentKind, Span

MOST_PASSAGES = 12
# Texts whose counts an answer shows.
SHOWN_TEXTS = 8
# Of whoever is named everywhere, some texts and some places in each are enough to quote from.
QUOTED_TEXTS = 20
QUOTED_PLACES = 8
KEY: ColumnElement[str] = bindparam("key")


@dataclass(frozen=True, slots=True)
class Known:
    """The evidence of one person, with numbers for buttons: the person's, the texts' by slug."""

    evidence: Evidence
    numbers: Mapping[str, int]
    person: int


def evidence_of(connection: Connection, key: str, namings: Sequence[RowMapping]) -> Known:
    """What is known of the person with this key, whose rows of `namings` are these."""
    values = {"key": key}
    surfaces = connection.execute(SURFACES, values).all()
    texts = connection.execute(TEXTS, values).mappings().all()
    passages = connection.execute(PASSAGES, values).mappings().all()
    evidence = Evidence(
        namings=tuple(map(_naming, namings)),
        surfaces=tuple((row.surface, row.places) for row in surfaces),
        texts=tuple(TextCount(row["slug"], title_of(row), _counts(row)) for row in texts),
        passages=tuple(_spanned(row) for row in passages if not row["introduces"]),
        introductions=tuple(_spanned(row) for row in passages if row["introduces"]),
    )
    numbers = {row["slug"]: row["id"] for row in (*texts, *passages)}
    return Known(evidence, numbers, namings[0]["number"])


def _counts(row: RowMapping) -> Counts:
    return Counts(*(row[name] for name in COUNTS))


def title_of(row: RowMapping) -> str:
    """The title of a row that has the columns of `OF_PIECE`, else the first words of its text."""
    return row["title"] or opening(row["first"] or "")


def _naming(row: RowMapping) -> Naming:
    return Naming(
        handle=row["handle"],
        name=row["name"],
        aliases=tuple(json.loads(row["aliases"])),
        network=row["network"],
        counts=_counts(row),
        texts=row["texts"],
        mentioning=row["mentioning"],
    )


def passage_value(row: RowMapping, span: Span) -> Passage:
    """The passage at a span of a row that has the columns of `OF_PASSAGE` and `fragment`."""
    date = date_value(row["date"] or row["piece_date"])
    return Passage(
        slug=row["slug"],
        title=title_of(row),
        fragment=row["fragment"],
        kind=FragmentKind(row["kind"]),
        text=row["text"],
        span=span,
        speaker=row["speaker"],
        year=date.year if date else None,
    )


def _spanned(row: RowMapping) -> Passage:
    return passage_value(row, Span(row["start"], row["end"]))


def namings(keys: Any) -> Select[Any]:
    """How texts give the names of the people with these keys, the most frequent way first."""
    columns = ("key", "number", "handle", "name", "aliases", "network")
    names = [person.c[name] for name in columns]
    texts = func.count().label("texts")
    return (
        select(
            *names,
            texts,
            func.sum(case((person.c.mentioned > 0, 1), else_=0)).label("mentioning"),
            *(func.sum(person.c[name]).label(name) for name in COUNTS),
        )
        .where(person.c.key.in_(keys))
        .group_by(*names)
        .order_by(person.c.key, texts.desc(), *names)
    )


def _surfaces() -> Select[Any]:
    places = func.count().label("places")
    query = select(mention.c.surface, places).where(mention.c.person == KEY)
    return query.group_by(mention.c.surface).order_by(places.desc(), mention.c.surface)


OPENING = fragment.alias("opening")
# Every piece has a first fragment; its words stand for a title.
FIRST = and_(OPENING.c.piece_id == piece.c.id, OPENING.c.position == 0)
OF_PIECE = (
    piece.c.id,
    piece.c.slug,
    piece.c.title,
    func.substr(OPENING.c.text, 1, 200).label("first"),
)
OF_PASSAGE = (
    *OF_PIECE,
    fragment.c.kind,
    fragment.c.text,
    fragment.c.speaker,
    fragment.c.date,
    piece.c.date.label("piece_date"),
)


def _texts() -> Select[Any]:
    """Counts in the texts where the person is named most, then where the person wrote most."""
    most = select(person).where(person.c.key == KEY)
    order = (person.c.mentioned.desc(), person.c.wrote.desc(), person.c.piece_id)
    found = most.order_by(*order).limit(SHOWN_TEXTS).subquery()
    counts = [found.c[name] for name in COUNTS]
    return (
        select(*OF_PIECE, *counts)
        .select_from(found)
        .join(piece, piece.c.id == found.c.piece_id)
        .outerjoin(OPENING, FIRST)
        .order_by(found.c.mentioned.desc(), found.c.wrote.desc(), piece.c.slug)
    )


def _quotable() -> Subquery:
    """The first places of the person in some texts."""
    texts = select(person.c.piece_id).where(person.c.key == KEY).limit(QUOTED_TEXTS)
    places = select(mention.c.piece_id, mention.c.fragment, mention.c.start, mention.c.end).where(
        mention.c.person == KEY,
        mention.c.piece_id.in_(texts.scalar_subquery()),
        mention.c.start.is_not(None),
    )
    return _firsts(places.subquery())


def _told() -> Subquery:
    """The first places that say who the person is, in each text."""
    table = introduction.c
    texts = select(table.piece_id).where(table.person == KEY).distinct().limit(QUOTED_TEXTS)
    places = select(table.piece_id, table.fragment, table.start, table.end).where(
        table.person == KEY, table.piece_id.in_(texts.scalar_subquery())
    )
    return _firsts(places.subquery())


def _firsts(places: Subquery) -> Subquery:
    order = func.row_number().over(
        partition_by=places.c.piece_id, order_by=(places.c.fragment, places.c.start)
    )
    counted = select(places, order.label("place")).subquery()
    columns = [counted.c[name] for name in ("piece_id", "fragment", "start", "end")]
    return select(*columns).where(counted.c.place <= QUOTED_PLACES).subquery()


def _passages() -> CompoundSelect[Any]:
    """Both sorts of passages, each in its own order."""
    sorts = (_around(_told(), introduces=True), _around(_quotable(), introduces=False))
    return union_all(*(select(sort) for sort in sorts)).order_by(
        "introduces", "turn", "plain", "slug"
    )


def _around(places: Subquery, *, introduces: bool) -> Subquery:
    """Passages around some places: what introduces first, every text in turn."""
    # Prose tells who somebody is; a reply often begins with the bare handle.
    plain = case(
        (fragment.c.kind == FragmentKind.PROSE, 0),
        (fragment.c.kind.in_((FragmentKind.REPLY, FragmentKind.COMMENT)), 2),
        else_=1,
    )
    # Every text gives its best passage before any gives a second one.
    turn = func.row_number().over(
        partition_by=places.c.piece_id, order_by=(plain, places.c.fragment, places.c.start)
    )
    here = and_(fragment.c.piece_id == places.c.piece_id, fragment.c.position == places.c.fragment)
    return (
        select(
            *OF_PASSAGE,
            places.c.fragment,
            places.c.start,
            places.c.end,
            literal(introduces).label("introduces"),
            turn.label("turn"),
            plain.label("plain"),
        )
        .select_from(_join(places, here))
        .outerjoin(OPENING, FIRST)
        .where(not_(is_noted()))
        .order_by("turn", "plain", piece.c.slug)
        .limit(MOST_PASSAGES)
        .subquery()
    )


def _join(places: Subquery, here: ColumnElement[bool]) -> FromClause:
    return places.join(piece, piece.c.id == places.c.piece_id).join(fragment, here)


def is_noted() -> ColumnElement[bool]:
    """Whether a fragment is what a content note is about: nobody reads it without a choice."""
    other = fragment.alias()
    marked = select(literal(1)).where(other.c.piece_id == piece.c.id, other.c.noted).exists()
    return and_(func.coalesce(piece.c.note, "") != "", or_(fragment.c.noted, not_(marked)))


# Built once: to build one of them takes longer than SQLite takes to answer it.
SURFACES = _surfaces()
TEXTS = _texts()
PASSAGES = _passages()
