"""The use case behind /who: a name as people type it, and the answer of the library."""

import unicodedata

from bot.store import Store
from content.mentions import fold
from content.who import WhoCard, answer

# Mastodon's `@user@host` is the longest sort of handle.
LONGEST = 100


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


def asked_name(name: str) -> str | None:
    """What is asked for: without `@`, spaces and punctuation around it; None if nothing is left."""
    if len(name) > LONGEST * 2:
        return None
    kept = unicodedata.normalize("NFKC", name).strip(" \t\n\r@.,;:!?…\"'«»“”‘’()[]<>")
    if not kept or len(kept) > LONGEST or not kept.isprintable():
        return None
    return kept
