"""The use case behind /who: a name as people type it, and the answer of the library."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.people import Known
from bot.store.pieces import Summary
from bot.store.store import Store
from content.mentions import fold
from content.spellings import bare
from content.who import WhoCard, answer

# Mastodon's `@user@host` is the longest sort of handle.
LONGEST = 100
MOST = 5
# Texts whose counts an answer shows.
MOST_TEXTS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, with the library's line for every text it shows or quotes, by slug."""

    card: WhoCard
    texts: Mapping[str, Summary]


@dataclass(frozen=True, slots=True)
class Choice:
    """Several people: all of this very name, or (`near`) of a name that is close to it."""

    people: tuple[Known, ...]
    near: bool


class Who:
    """Answers who somebody is from the stored index."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, name: str) -> Found | Choice | None:
        """Whoever is printed as `name`; None for nobody, and for what is no name.

        With an `@` only handles count. People without a handle are not told of.
        """
        asked = asked_name(name)
        if asked is None:
            return None
        people = self._store.people
        handle_only = name.strip().startswith(("@", "＠"))
        known = await people.named(fold(asked), None if handle_only else bare(asked))
        if len(known) == 1:
            return await self._found(asked, known[0])
        if known:
            return Choice(known[:MOST], near=False)
        near = await people.near(bare(asked)) if bare(asked) else ()
        return Choice(near, near=True) if near else None

    async def show(self, number: int) -> Found | None:
        """The person with this number, tapped on a button; None if the library lost them."""
        known = await self._store.people.numbered(number)
        return await self._found(known.handle, known) if known else None

    async def _found(self, asked: str, known: Known) -> Found | None:
        card = answer(asked, await self._store.people.evidence(known.key))
        if card is None:
            return None
        shown = dict.fromkeys(text.slug for text in card.texts[:MOST_TEXTS])
        shown |= dict.fromkeys(quoted.slug for quoted in card.quotations + card.introductions)
        return Found(card, await self._store.pieces.summaries(shown))


def asked_name(name: str) -> str | None:
    """What is asked for: without `@`, spaces and punctuation around it; None if nothing is left."""
    if len(name) > LONGEST * 2:
        return None
    kept = unicodedata.normalize("NFKC", name).strip(" \t\n\r@.,;:!?…\"'«»“”‘’()[]<>")
    if not kept or len(kept) > LONGEST or not kept.isprintable():
        return None
    return kept
