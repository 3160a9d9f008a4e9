"""Pieces out of the store, ready for posting."""

from collections.abc import Collection

from bot.delivery.message import Offer
from bot.delivery.render import Script, title_of
from bot.model import Run
from bot.store.store import Store
from content.fragments import steps

KEPT = 256


class Scripts:
    """Makes scripts, and keeps the latest ones as long as their pieces stay the same."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[int, tuple[str, Script]] = {}

    async def of(self, run: Run) -> Script:
        """The script of the piece that a run reads."""
        return await self.load(run.piece_id)

    async def load(self, piece_id: int) -> Script:
        """The script of a stored piece; LookupError if it is gone."""
        found = await self.load_all((piece_id,))
        if piece_id not in found:
            raise LookupError(f"piece {piece_id} is not in the library")
        return found[piece_id]

    async def load_all(self, piece_ids: Collection[int]) -> dict[int, Script]:
        """The scripts of those pieces that are there, by number."""
        found = {}
        for piece_id, edition in (await self._store.pieces.editions(piece_ids)).items():
            kept = self._kept.pop(piece_id, None)
            if kept is None or kept[0] != edition:
                stored = await self._store.pieces.get(piece_id)
                if stored is None:
                    continue
                parts = steps(stored.piece.fragments)
                kept = edition, Script(piece_id, stored.piece, parts, stored.accounts)
            self._kept[piece_id] = kept
            found[piece_id] = kept[1]
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return found

    async def offer(self, run: Run) -> Offer | None:
        """A text to read next: one that was not read here yet, if there is one."""
        found = await self._store.pieces.unread(run.target, run.piece_id, run.language)
        if found is None:
            return None
        return Offer(found, title_of((await self.load(found)).piece))
