"""How a reading or schedule comes in from another installation, and goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.carrying.codec import CarryError
from bot.carrying.form import Carried, Reading
from bot.carrying.places import Landmarks
from bot.carrying.unpacking import due_at, kept_of, plan_of
from bot.clock import Clock
from bot.delivery.render import Script, title_of
from bot.model import Cursor, RunState
from bot.plans import Chat, SeatState
from bot.scripts import Scripts
from bot.store.arriving import Brought, Coming, Denial
from bot.store.kept import Kept
from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in: its number here, and how many chats it has; `number` None: it was here already.

    `title`, `step` (from 0) and `steps` are of the text that the first chat is at, `due` is when
    the earliest post comes, None if none does by itself.
    """

    number: int | None
    chats: int = 0
    title: str = ""
    step: int = 0
    steps: int = 0
    due: datetime | None = None


class Arrivals:
    """Takes in what was exported. Raises StoreError."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._scripts = Scripts(store)
        self._clock = clock

    async def bring(self, carried: Carried, bot_id: int) -> Arrived:
        """Let it go on here with the very next fragment, all of it or nothing.

        CarryError if a text is missing or is another one, if a post is in doubt that nobody could
        look for here, or if something else is being read in that chat.
        """
        now, numbers = self._clock.now(), await self._texts(carried)
        scripts = {
            slug: await self._scripts.load(numbers[slug])
            for slug in {reading.text for reading in carried.readings}
        }
        plan = plan_of(carried.schedule, bot_id, numbers) if carried.schedule else None
        settled = {one.chat: one.settings for one in carried.chats}
        # What is settled here already counts.
        here = await self._store.chats.among(bot_id, {one.chat for one in carried.readings})
        chats = settled | here
        marks = {slug: Landmarks(script.piece) for slug, script in scripts.items()}
        kept = []
        for reading in carried.readings:
            script = scripts[reading.text]
            await self._check_doubt(reading, carried, script, bot_id)
            cursor = _cursor(reading, marks[reading.text])
            one = kept_of(reading, plan, bot_id, script.piece_id, cursor)
            chat = chats.get(reading.chat, Chat())
            due = due_at(one, plan, chat, script, now, resting=reading.resting)
            kept.append(replace(one, run=replace(one.run, wake_at=due)))
        coming = Coming(bot_id, plan, tuple(kept), settled)
        match await self._store.carrying.bring(coming, lambda here: _is_ahead(kept, here), now):
            case Denial.KNOWN:
                return Arrived(None)
            case Denial.OCCUPIED:
                raise CarryError(
                    f"another text is being read here in chat {kept[0].run.target.chat_id}:"
                    " /stop it there, then import this again."
                )
            case Brought(number):
                return _arrived(number, kept, scripts.values())

    async def _texts(self, carried: Carried) -> dict[str, int]:
        """The numbers that the texts of a file have here, by slug."""
        slugs = [text.slug for text in carried.texts]
        found = await self._store.pieces.summaries(slugs)
        missing = [slug for slug in slugs if slug not in found]
        if missing:
            raise CarryError(
                f"reads what is not in the library here: {', '.join(missing)}."
                " Import that first, then this again."
            )
        return {slug: one.id for slug, one in found.items()}

    async def _check_doubt(
        self, reading: Reading, carried: Carried, script: Script, bot_id: int
    ) -> None:
        """A post in doubt can be looked for only by the bot that sent it, with its very words."""
        if reading.open_post is None:
            return
        (here,) = (await self._store.pieces.editions((script.piece_id,))).values()
        there = {text.slug: text.sha256 for text in carried.texts}[reading.text]
        if bot_id != carried.bot or here != there:
            what = "under another bot" if bot_id != carried.bot else f"with another {reading.text}"
            raise CarryError(
                f"has a post in chat {reading.chat} that may have arrived or not, and {what} it"
                " cannot be looked for: start the bot where this was exported, let it find out, and"
                " export it again."
            )


def _arrived(number: int, kept: Sequence[Kept], scripts: Iterable[Script]) -> Arrived:
    going = [one for one in kept if one.seat is None or one.seat.state is SeatState.ACTIVE]
    if not going:
        return Arrived(number)
    first = going[0].run
    script = next(one for one in scripts if one.piece_id == first.piece_id)
    due = min((one.run.wake_at for one in going if one.run.wake_at is not None), default=None)
    step, steps = first.cursor.step, len(script.steps)
    return Arrived(number, len(going), title_of(script.piece), step, steps, due)


def _cursor(reading: Reading, landmarks: Landmarks) -> Cursor:
    found = landmarks.cursor_at(reading.place)
    if found is None:
        raise CarryError(
            f"stands in {reading.text} where the text of that name here has nothing alike: import"
            f" the one that was read there (`feuilleton write {reading.text}` writes it), then"
            " this again."
        )
    return found


def _is_ahead(coming: Sequence[Kept], here: Sequence[Kept]) -> bool:
    """Whether what is over here has come no further in any chat than what comes in.

    A schedule may come back to the place where it was deleted; a stopped reading, which its own
    chat can take up again, only if it has come further elsewhere.
    """
    known = {one.run.target: _place(one) for one in here}
    furthest = max(known.values())
    behind = [_place(one) >= known.get(one.run.target, furthest) for one in coming]
    if any(one.seat is None for one in coming):
        return all(_place(one) > furthest for one in coming)
    return all(behind)


def _place(kept: Kept) -> tuple[int, Cursor]:
    item = kept.seat.item if kept.seat else 0
    if kept.run.state is RunState.ENDED:
        return item + 1, Cursor()
    return item, kept.run.cursor
