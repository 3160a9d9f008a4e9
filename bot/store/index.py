"""The index of people: what is written when a text comes in, and when an operator says yes."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import AT_ONCE, insert_rows
from bot.store.tables import (
    COUNTS,
    candidate,
    confirmation,
    introduction,
    mention,
    person,
    spelling,
    variant,
)
from content.evidence import counts_of
from content.introductions import find_introductions
from content.mentions import fold
from content.model import (
    Candidate,
    Fragment,
    Introduction,
    Mention,
    NamePlace,
    Parsed,
    Role,
    Span,
)
from content.names import fold_name, words_of
from content.networks import DEFAULT, network_of, split
from content.spellings import SHORTEST, bare, variants

Row = dict[str, Any]
# A forged button may carry more than a database's whole numbers hold.
TOO_LARGE = 2**63
# No handle has it, so no handle is taken for a name.
NAME_MARK = "="
CONFIRMED = select(confirmation.c.piece_id, confirmation.c.candidate).where(
    confirmation.c.piece_id.in_(bindparam("piece_ids", expanding=True))
)
KNOWN = select(variant.c.spelling).where(
    variant.c.variant.in_(bindparam("variants", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of one text, as the index has it; `key` is the same in every text."""

    key: str
    handle: str | None
    name: str | None
    aliases: tuple[str, ...]
    network: str | None
    handles: tuple[str, ...]
    mentions: tuple[Mention, ...]
    introductions: tuple[Introduction, ...]


async def insert_people(connection: AsyncConnection, texts: Mapping[int, Parsed]) -> None:
    """Write who is in some texts by their numbers, the confirmed candidates among them."""
    yes = await _confirmed(connection, texts)
    found = {
        piece_id: entries(piece_id, parsed, yes.get(piece_id, ()))
        for piece_id, parsed in texts.items()
    }
    await insert_entries(connection, found)
    rows = [r for piece_id, parsed in texts.items() for r in candidate_rows(piece_id, parsed)]
    await insert_rows(connection, candidate, rows)


async def _confirmed(
    connection: AsyncConnection, piece_ids: Collection[int]
) -> Mapping[int, Collection[str]]:
    """The keys of the confirmed candidates of each of these texts."""
    found: dict[int, set[str]] = {}
    for row in await connection.execute(CONFIRMED, {"piece_ids": tuple(piece_ids)}):
        found.setdefault(row.piece_id, set()).add(row.candidate)
    return found


async def delete_people(connection: AsyncConnection, piece_id: int) -> None:
    """Forget who is in a text; what operators confirmed stays."""
    for table in (person, mention, spelling, introduction, candidate):
        await connection.execute(delete(table).where(table.c.piece_id == piece_id))


async def insert_entries(
    connection: AsyncConnection, people: Mapping[int, Sequence[Entry]]
) -> None:
    """Write people of some texts."""
    listed = [(piece_id, one) for piece_id, found in people.items() for one in found]
    spellings = [row for piece_id, one in listed for row in _spelling_rows(piece_id, one)]
    for table, values in (
        (person, [_person_row(piece_id, one) for piece_id, one in listed]),
        (mention, [row for piece_id, one in listed for row in _mention_rows(piece_id, one)]),
        (spelling, spellings),
        (introduction, [r for piece_id, one in listed for r in _introduction_rows(piece_id, one)]),
    ):
        await insert_rows(connection, table, values)
    whole = sorted({row["spelling"] for row in spellings if row["form"] != "part"})
    await _insert_variants(connection, whole)


async def _insert_variants(connection: AsyncConnection, spellings: Sequence[str]) -> None:
    """Write what each spelling is without one of its letters, unless it is known already."""
    shortened = {one: [v for v in variants(one) if v != one] for one in spellings}
    # Of a spelling all variants are there or none.
    firsts = [found[0] for found in shortened.values() if found]
    known: set[str] = set()
    for start in range(0, len(firsts), AT_ONCE):
        asked = {"variants": firsts[start : start + AT_ONCE]}
        known.update((await connection.execute(KNOWN, asked)).scalars())
    rows = [
        {"variant": shorter, "spelling": one}
        for one, found in shortened.items()
        if one not in known
        for shorter in found
    ]
    await insert_rows(connection, variant, rows)


async def delete_entry(connection: AsyncConnection, piece_id: int, key: str) -> None:
    """Forget one person of a text."""
    for table, column in (
        (person, person.c.key),
        (mention, mention.c.person),
        (spelling, spelling.c.person),
        (introduction, introduction.c.person),
    ):
        mine = (table.c.piece_id == piece_id, column == key)
        await connection.execute(delete(table).where(*mine))


def entries(piece_id: int, parsed: Parsed, confirmed: Collection[str]) -> list[Entry]:
    """Everybody with a handle, and the candidates whose key is confirmed."""
    mentions: dict[str, list[Mention]] = {}
    for one in parsed.mentions:
        mentions.setdefault(fold(one.person), []).append(one)
    told: dict[str, list[Introduction]] = {}
    for introduced in parsed.introductions:
        told.setdefault(fold(introduced.person), []).append(introduced)
    people = {fold(one.handle): one for one in parsed.people}
    accounts = {key: split(one.handle, one.network) for key, one in people.items()}
    found = [
        Entry(
            handle_key(*accounts[key]),
            accounts[key].handle,
            one.name,
            one.aliases,
            accounts[key].network,
            (one.handle, *one.variants),
            tuple(mentions.get(key, ())),
            tuple(told.get(key, ())),
        )
        for key, one in people.items()
    ]
    found += [
        named_entry(piece_id, one, parsed.piece.fragments)
        for one in parsed.candidates
        if fold_name(one.name) in confirmed
    ]
    return found


def named_entry(piece_id: int, found: Candidate, fragments: Sequence[Fragment]) -> Entry:
    """A candidate as a person."""
    key = named_key(piece_id, found.name)
    mentions = tuple(
        Mention(key, place.surface, place.role, place.fragment, place.span)
        for place in found.places
    )
    told = tuple(find_introductions(fragments, mentions))
    return Entry(key, None, found.name, found.aliases, None, (), mentions, told)


def handle_key(handle: str, network: str | None) -> str:
    """The key of a handle: on another network than X, the same handle may be somebody else."""
    lives = network_of(handle, network)
    return fold(handle) if lives in (DEFAULT, network_of(handle)) else f"{lives}:{fold(handle)}"


def named_key(piece_id: int, name: str) -> str:
    """The key of somebody known by name: one person a text, since two texts may know two."""
    return f"{NAME_MARK}{fold_name(name)}#{piece_id}"


def number_of(key: str) -> int:
    """The number of a person on buttons: 62 bits of the key, the same for ever."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) >> 2


def _person_row(piece_id: int, one: Entry) -> Row:
    counts = counts_of(one.mentions)
    return {
        "piece_id": piece_id,
        "key": one.key,
        "handle": one.handle,
        "name": one.name,
        "aliases": json.dumps(one.aliases, ensure_ascii=False),
        "network": one.network,
        "number": number_of(one.key),
        **{name: getattr(counts, name) for name in COUNTS},
    }


def _mention_rows(piece_id: int, one: Entry) -> list[Row]:
    """One row a mention; `spelling` is the handle that is printed, folded, empty for a name."""
    return [
        {
            "piece_id": piece_id,
            "fragment": found.fragment,
            "start": found.span.start if found.span else None,
            "end": found.span.end if found.span else None,
            "surface": found.surface,
            "spelling": fold(found.surface) if found.surface.startswith(("@", "＠")) else "",
            "person": one.key,
            "role": found.role.value,
        }
        for found in one.mentions
    ]


def _spelling_rows(piece_id: int, one: Entry) -> list[Row]:
    """One row for each spelling, and for each word of a name."""
    names = ((one.name or ""), *one.aliases)
    forms = {(bare(text), "handle") for text in one.handles if bare(text)}
    forms |= {(bare(text), "name") for text in names if bare(text)}
    # Who asks for a family name alone is asked whether this is whom they mean.
    parts = {word for text in names for word in words_of(text) if len(word) >= SHORTEST}
    forms |= {(word, "part") for word in parts - {text for text, _ in forms}}
    return [
        {"piece_id": piece_id, "spelling": text, "form": form, "person": one.key}
        for text, form in sorted(forms)
    ]


def _introduction_rows(piece_id: int, one: Entry) -> list[Row]:
    """One row for each place that says who somebody is."""
    places = {(told.fragment, told.span.start): told.span.end for told in one.introductions}
    return [
        {"piece_id": piece_id, "person": one.key, "fragment": fragment, "start": start, "end": end}
        for (fragment, start), end in places.items()
    ]


def candidate_rows(piece_id: int, parsed: Parsed) -> list[Row]:
    """One row for everybody named without a handle; the places as JSON, as in a `NamePlace`."""
    return [
        {
            "piece_id": piece_id,
            "position": position,
            "key": fold_name(found.name),
            "name": found.name,
            "aliases": json.dumps(found.aliases, ensure_ascii=False),
            "places": json.dumps(
                [
                    [p.surface, p.role, p.fragment, p.span and [p.span.start, p.span.end]]
                    for p in found.places
                ],
                ensure_ascii=False,
            ),
        }
        for position, found in enumerate(parsed.candidates)
    ]


def candidate_value(row: RowMapping) -> Candidate:
    """The candidate that `candidate_rows` stored."""
    places = tuple(
        NamePlace(surface, Role(role), fragment, Span(*span) if span else None)
        for surface, role, fragment, span in json.loads(row["places"])
    )
    return Candidate(row["name"], tuple(json.loads(row["aliases"])), places)
