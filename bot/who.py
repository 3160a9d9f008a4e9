"""The use case behind /who: a name as people type it, and the answer of the library."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.store.candidates import Listed
from bot.store.evidence import Known
from bot.store.people import MOST, Somebody
from bot.store.store import Store
from content.mentions import fold
from content.names import fold_name
from content.spellings import bare
from content.who import WhoCard, answer

# Mastodon's `@user@host` is the longest sort of handle.
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, with the numbers of the texts in it, by slug, and of the person."""

    card: WhoCard
    numbers: Mapping[str, int]
    person: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Several people: all of this very name, or (`near`) of a name that is close to it."""

    people: tuple[Somebody, ...]
    near: bool


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Candidates of a name: an operator may say that they are people to tell of."""

    candidates: tuple[Listed, ...]


Answer = Found | Choice | Unconfirmed


class Who:
    """Answers who somebody is from the stored index."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, name: str, *, operator: bool = False) -> Answer | None:
        """Whoever is printed as `name`; None for nobody, and for what is no name.

        With an `@` only handles count. People without a handle are told of once an operator has
        confirmed them; an operator is shown those who wait for it.
        """
        asked = asked_name(name)
        if asked is None:
            return None
        people = self._store.people
        handle_only = name.strip().startswith(("@", "＠"))
        match = await people.find(fold(asked), None if handle_only else bare(asked))
        if match.known:
            return _found(match.known)
        if match.people:
            return Choice(match.people, near=False)
        if operator and not handle_only and fold_name(asked):
            waiting = await self._store.candidates.named(fold_name(asked), MOST)
            if waiting:
                return Unconfirmed(waiting)
        near = await people.near(bare(asked)) if bare(asked) else ()
        return Choice(near, near=True) if near else None

    async def show(self, number: int) -> Found | None:
        """The person with this number, tapped on a button; None if the library lost them."""
        known = await self._store.people.numbered(number)
        return _found(known) if known else None

    async def confirm(self, piece_id: int, number: int, now: datetime) -> Found | None:
        """Tell of a candidate from now on; None if the text does not name them any more."""
        person = await self._store.candidates.confirm(piece_id, number, now)
        return None if person is None else await self.show(person)

    async def revoke(self, number: int) -> bool:
        """Tell of somebody confirmed no more; whether there was anybody."""
        return await self._store.candidates.revoke(number)


def _found(known: Known) -> Found | None:
    card = answer(known.evidence)
    return Found(card, known.numbers, known.person) if card else None


def asked_name(name: str) -> str | None:
    """What is asked for: without `@`, spaces and punctuation around it; None if nothing is left."""
    if len(name) > LONGEST * 2:
        return None
    kept = unicodedata.normalize("NFKC", name).strip(" \t\n\r@.,;:!?…\"'«»“”‘’()[]<>")
    if not kept or len(kept) > LONGEST or not kept.isprintable():
        return None
    return kept
