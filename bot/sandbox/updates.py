"""The queue of updates and its long polling: offsets confirm, one poller at a time."""

from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.answers import Refused
from bot.sandbox.bell import Bell

LONGEST_POLL = 50
MOST_AT_ONCE = 100
#: What a bot gets only when it asks for it by name.
ON_REQUEST = frozenset(("chat_member", "message_reaction", "message_reaction_count"))


@dataclass(frozen=True, slots=True)
class Update:
    """One update: `kind` is the name of its field, `content` what stands there."""

    update_id: int
    kind: str
    content: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The shape of an Update."""
        return {"update_id": self.update_id, self.kind: self.content}


class Updates:
    """Keeps what is not confirmed, and all that ever was, so that a test can repeat one.

    Ids count up from `first_id`.
    """

    def __init__(self, first_id: int) -> None:
        self.allowed: tuple[str, ...] = ()
        self._history: dict[int, Update] = {}
        self._waiting: list[Update] = []
        self._repeated: list[Update] = []
        self.changed = Bell()
        self._poller = 0
        self._pollers = 0
        self._closed = False
        self._next_id = first_id

    @property
    def pending(self) -> int:
        """How many are not confirmed yet."""
        return len(self._waiting)

    @property
    def polling(self) -> bool:
        """Whether somebody waits for an update right now."""
        return self._pollers > 0

    @property
    def last_id(self) -> int:
        """The id of the newest update, so that a test can repeat it."""
        return self._next_id - 1

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queue an update and return its id; None if the bot did not ask for this kind."""
        if kind not in self.allowed if self.allowed else kind in ON_REQUEST:
            return None
        update = Update(self._next_id, kind, content)
        self._next_id += 1
        self._history[update.update_id] = update
        self._waiting.append(update)
        self.changed.ring()
        return update.update_id

    def repeat(self, update_id: int) -> None:
        """Deliver this update once more, confirmed or not; LookupError if there was none."""
        if update_id not in self._history:
            raise LookupError(f"there was no update {update_id}")
        self._repeated.append(self._history[update_id])
        self.changed.ring()

    def swap(self) -> None:
        """Let the two newest change places: what came last is delivered first.

        The ids stay in order, since the last one of an answer confirms all before it. LookupError
        if fewer than two wait.
        """
        if len(self._waiting) < 2:
            raise LookupError(f"{len(self._waiting)} updates wait, not two")
        one, other = self._waiting[-2:]
        self._waiting[-2:] = [replace(other, update_id=one.update_id)]
        self._waiting.append(replace(one, update_id=other.update_id))
        for update in self._waiting[-2:]:
            self._history[update.update_id] = update

    def drop(self) -> None:
        """Forget all that waits."""
        self._waiting.clear()
        self._repeated.clear()

    def close(self) -> None:
        """The server stops: whoever polls gets an empty answer now."""
        self._closed = True
        self.changed.ring()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Confirm what is below `offset`; wait for something to give, at most so many seconds."""
        self._poller += 1
        me = self._poller
        self.changed.ring()
        self._confirm(offset)
        self._pollers += 1
        try:
            await self._something(me, seconds)
        finally:
            self._pollers -= 1
            self.changed.ring()
        return self._take(limit)

    async def _something(self, me: int, seconds: float) -> None:
        """Return when there is something to give or it is time; 409 when another one polls."""
        in_time = True
        while in_time and not (self._waiting or self._repeated or self._closed):
            in_time = await self.changed.wait_past(self.changed.version, seconds)
            if me != self._poller:
                raise Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset > 0:
            self._waiting = [update for update in self._waiting if update.update_id >= offset]

    def _take(self, limit: int) -> list[Update]:
        # Repeated ones first: the last id of an answer is what the bot confirms next.
        repeated, self._repeated = self._repeated[:limit], self._repeated[limit:]
        return repeated + self._waiting[: limit - len(repeated)]
