"""The use case behind /who: a name as people type it, and the answer of the library."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.pieces import Summary
from bot.store.store import Store
from content.mentions import fold
from content.who import WhoCard, answer

# Mastodon's `@user@host` is the longest sort of handle.
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, with the library's line for every text it names, by slug."""

    card: WhoCard
    texts: Mapping[str, Summary]


class Who:
    """Answers who somebody is from the stored index."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def ask(self, name: str) -> WhoCard | None:
        """The card of the person printed as `name`; None for nobody, and for what is no name."""
        asked = asked_name(name)
        if asked is None:
            return None
        return answer(asked, await self._store.people.evidence(fold(asked)))

    async def find(self, name: str) -> Found | None:
        """As `ask`, with what is needed to show the texts."""
        card = await self.ask(name)
        if card is None:
            return None
        return Found(card, await self._store.pieces.summaries(text.slug for text in card.texts))


def asked_name(name: str) -> str | None:
    """What is asked for: without `@`, spaces and punctuation around it; None if nothing is left."""
    if len(name) > LONGEST * 2:
        return None
    kept = unicodedata.normalize("NFKC", name).strip(" \t\n\r@.,;:!?…\"'«»“”‘’()[]<>")
    if not kept or len(kept) > LONGEST or not kept.isprintable():
        return None
    return kept
