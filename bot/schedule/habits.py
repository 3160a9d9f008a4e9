"""What people settle for a chat: its zone, language, quiet hours, distance, and holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.model import Run, RunState, Target
from bot.plans import Chat, Due, Window
from bot.schedule.pinning import Pinning
from bot.schedule.settled import due_again, held_longer
from bot.scripts import Scripts
from bot.store.chats import EVERYWHERE
from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class Habit:
    """What holds in a chat: `chat` is what it settled, `zone` that or the usual one.

    `held_until` is the end of a hold that lasts, whoever began it.
    """

    chat: Chat
    zone: str
    held_until: datetime | None


class Habits:
    """Settings as people change them; what is planned follows at once."""

    def __init__(
        self,
        store: Store,
        scripts: Scripts,
        pinning: Pinning,
        clock: Clock,
        zone: str,
        on_due: Callable[..., None],
    ) -> None:
        self._store = store
        self._pinning = pinning
        self._scripts = scripts
        self._clock = clock
        self._zone = zone
        self._on_due = on_due

    async def of(self, target: Target) -> Habit:
        """What holds in a chat now."""
        chat = await self._store.chats.get(target.bot_id, target.chat_id)
        everywhere = await self._store.chats.get(target.bot_id, EVERYWHERE)
        held = held_longer(chat, everywhere).held_until
        lasts = held is not None and held > self._clock.now()
        return Habit(chat, chat.zone or self._zone, held if lasts else None)

    async def language(self, target: Target) -> str | None:
        """The language that a chat has settled."""
        return (await self._store.chats.get(target.bot_id, target.chat_id)).language

    async def set_zone(self, target: Target, zone: str) -> None:
        """Another zone: what is planned comes at the same local times there."""
        await self._settle(target, lambda chat: replace(chat, zone=zone))

    async def set_quiet(self, target: Target, quiet: Window | None) -> None:
        """Other quiet hours, or none: what they kept waiting comes."""
        await self._settle(target, lambda chat: replace(chat, quiet=quiet))

    async def set_language(self, target: Target, language: str) -> None:
        """Another language, for answers and for what is planned from now on."""
        await self._settle(target, lambda chat: replace(chat, language=language))

    async def set_distance(self, target: Target, seconds: float) -> None:
        """Another least time between two planned posts."""
        await self._settle(target, lambda chat: replace(chat, distance=seconds))

    async def hold(self, target: Target, until: datetime) -> None:
        """Nothing that is planned comes in a chat before an instant."""
        await self._settle(target, lambda chat: replace(chat, held_until=until))

    async def rest(self, target: Target, until: datetime) -> bool:
        """As `hold`, where something that is planned comes; whether anything does."""
        if not await self._store.schedules.seated(target.bot_id, target.chat_id):
            return False
        await self.hold(target, until)
        return True

    async def hold_everywhere(self, bot_id: int, until: datetime) -> None:
        """Nothing that is planned comes anywhere before an instant."""
        await self._hold_everywhere(bot_id, until)

    async def release(self, target: Target) -> None:
        """End the hold of a chat: what is planned goes on by its rule."""
        await self._settle(target, lambda chat: replace(chat, held_until=None))

    async def release_everywhere(self, bot_id: int) -> None:
        """End the hold of everything; chats that are held themselves stay so."""
        await self._hold_everywhere(bot_id, None)

    async def _hold_everywhere(self, bot_id: int, until: datetime | None) -> None:
        dues = await self._store.schedules.seated(bot_id)
        before = await self._store.chats.get(bot_id, EVERYWHERE)
        everywhere = replace(before, held_until=until)
        await self._store.chats.keep(bot_id, EVERYWHERE, everywhere)
        await self._wake((_under(one, before), held_longer(one.chat, everywhere)) for one in dues)

    async def _settle(self, target: Target, change: Callable[[Chat], Chat]) -> None:
        bot_id, chat_id = target.bot_id, target.chat_id
        dues = await self._store.schedules.seated(bot_id, chat_id)
        chat = change(await self._store.chats.get(bot_id, chat_id))
        await self._store.chats.keep(bot_id, chat_id, chat)
        everywhere = await self._store.chats.get(bot_id, EVERYWHERE)
        wanted = held_longer(chat, everywhere)
        await self._wake((_under(one, everywhere), wanted) for one in dues)

    async def _wake(self, changed: Iterable[tuple[Due, Chat]]) -> None:
        """Set anew when each of these runs is due, where its settings move it."""
        going = [(due, chat) for due, chat in changed if due.run.state is not RunState.ENDED]
        scripts = await self._scripts.load_all({due.run.piece_id for due, _ in going})
        now = self._clock.now()
        wakes: list[tuple[Run, datetime | None]] = []
        for due, chat in going:
            script = scripts.get(due.run.piece_id)
            if script is None:
                continue
            wake_at = due_again(due, chat, script, now)
            if wake_at != due.run.wake_at:
                wakes.append((due.run, wake_at))
        if wakes:
            await self._store.schedules.wake(wakes)
            self._on_due()
        for due, _ in going:
            if due.schedule.contents:
                self._pinning.posted(due.run)


def _under(due: Due, everywhere: Chat) -> Due:
    """The run with what held it so far, in its chat or everywhere."""
    return replace(due, chat=held_longer(due.chat, everywhere))
