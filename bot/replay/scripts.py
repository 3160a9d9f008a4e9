"""Pieces out of the store, ready for posting."""

from bot.delivery.message import Offer
from bot.delivery.render import Script, title_of
from bot.model import Run
from bot.store.store import Store
from content.fragments import steps


class Scripts:
    """Makes scripts from stored pieces."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, run: Run) -> Script:
        """The script of the piece that a run reads."""
        return await self.load(run.piece_id)

    async def load(self, piece_id: int) -> Script:
        """The script of a stored piece; LookupError if it is gone."""
        stored = await self._store.pieces.get(piece_id)
        if stored is None:
            raise LookupError(f"piece {piece_id} is not in the library")
        return Script(piece_id, stored.piece, steps(stored.piece.fragments), stored.handles)

    async def offer(self, run: Run) -> Offer | None:
        """A text to read next: one that was not read here yet, if there is one."""
        found = await self._store.pieces.unread(run.target, run.piece_id)
        if found is None:
            return None
        return Offer(found, title_of((await self.load(found)).piece))
