"""How one schedule comes into other chats, and into many: who takes part, and from where on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from bot.clock import Clock
from bot.delivery.render import Script, title_of
from bot.model import RunState, Target
from bot.plans import Due, PlanState, Schedule, Seat
from bot.schedule.overview import Overview, Planned
from bot.schedule.pinning import Pinning
from bot.schedule.seating import Seating
from bot.scripts import Scripts
from bot.store.schedules import Change
from bot.store.store import Store
from content.model import Rights


class Joined(StrEnum):
    """What became of a chat that wanted to take part."""

    YES = "yes"
    ALREADY = "already"
    NOTHING = "nothing"
    """There is nothing that could come: it is over, without a rule, or had everything there."""


class Joining:
    """The chats of a schedule. Whoever calls has made sure that they may."""

    def __init__(
        self,
        store: Store,
        scripts: Scripts,
        pinning: Pinning,
        clock: Clock,
        on_due: Callable[..., None],
    ) -> None:
        self._store = store
        self._pinning = pinning
        self._scripts = scripts
        self._overview = Overview(store, scripts, clock)
        self._seating = Seating(store, scripts, clock)
        self._clock = clock
        self._on_due = on_due

    async def invited(self, schedule_id: int, key: int) -> Schedule | None:
        """The schedule of a link, if the key is its own."""
        plan = await self._store.schedules.get(schedule_id)
        return plan if plan is not None and plan.key == key else None

    async def join(
        self, schedule_id: int, target: Target, user_id: int, language: str | None = None
    ) -> Joined:
        """Give a chat its own progress, or let it go on if it was taken away.

        `language` is what is spoken there, if that is known; else it is that of the schedule.
        """
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.rule is None or plan.state is PlanState.ENDED:
            return Joined.NOTHING
        before = await self._store.schedules.seats(plan.id)
        known = next((one for one in before if one.target == target), None)
        if known is None:
            answer = await self._begin(plan, target, language or plan.language)
        else:
            answer = await self._again(plan, known)
        if answer is Joined.YES:
            await self._store.schedules.note(plan.id, self._change(user_id, "joined"))
            await self._catch_up(plan, target)
            self._on_due()
            await self._pinning.changed(target.bot_id, plan.id)
        return answer

    async def leave(self, schedule_id: int, seat_id: int, user_id: int) -> bool:
        """Nothing more comes in this chat; what was posted stays. False if nothing would come."""
        found = await self._store.schedules.seat_runs(schedule_id)
        return await self._take(
            schedule_id, [due for due in found if due.seat.id == seat_id], user_id
        )

    async def leave_here(self, schedule_id: int, target: Target, user_id: int) -> bool:
        """As `leave`, said in that chat."""
        found = await self._store.schedules.seat_runs(schedule_id)
        here = [due for due in found if due.seat.target == target]
        return await self._take(schedule_id, here, user_id)

    async def share(self, schedule_id: int, user_id: int, *, shared: bool) -> Planned | None:
        """From now on whoever joins begins where the others are, or else at the beginning."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is PlanState.ENDED:
            return None
        changed = replace(plan, shared=shared)
        await self._store.schedules.change(changed, self._change(user_id, "shared"))
        return await self._overview.of(changed)

    async def unclear(self, plan: Schedule) -> str | None:
        """The title of the first text of which nobody has said that it may be published."""
        for piece_id in dict.fromkeys(plan.playlist.pieces):
            script = await self._script(piece_id)
            if script is not None and script.piece.rights is Rights.UNKNOWN:
                return title_of(script.piece)
        return None

    async def _begin(self, plan: Schedule, target: Target, language: str) -> Joined:
        item, step = 0, plan.start
        if plan.shared:
            item, step = _furthest(await self._store.schedules.seat_runs(plan.id), (item, step))
        try:
            seat = await self._seating.open(plan, target, item, step, language)
        except LookupError:
            return Joined.NOTHING
        return Joined.ALREADY if seat is None else Joined.YES

    async def _again(self, plan: Schedule, left: Seat) -> Joined:
        """A chat that had a seat once: nothing comes there twice."""
        run = await self._store.runs.get(left.run_id)
        script = None if run is None else await self._script(run.piece_id)
        if run is None or script is None:
            return Joined.NOTHING
        if run.state is not RunState.STOPPED:
            return Joined.NOTHING if run.state is RunState.ENDED else Joined.ALREADY
        wake_at = await self._seating.due(plan, left.target, script, run.cursor.step)
        back = await self._store.schedules.come_back(left, wake_at)
        return Joined.YES if back else Joined.ALREADY

    async def _catch_up(self, before: Schedule, target: Target) -> None:
        """Somebody may have let the schedule begin while this chat took its seat without a time."""
        plan = await self._store.schedules.get(before.id)
        if plan is None or before.state is PlanState.ACTIVE or plan.state is not PlanState.ACTIVE:
            return
        for due in await self._store.schedules.seat_runs(plan.id):
            if due.seat.target == target and due.run.wake_at is None:
                script = await self._scripts.of(due.run)
                wake_at = await self._seating.due(plan, target, script, due.run.cursor.step)
                await self._store.schedules.wake([(due.run, wake_at)])

    async def _take(self, schedule_id: int, dues: Sequence[Due], user_id: int) -> bool:
        if dues:
            await self._store.schedules.leave([due.seat for due in dues], self._clock.now())
            await self._store.schedules.note(schedule_id, self._change(user_id, "left"))
            await self._pinning.changed(dues[0].seat.target.bot_id, schedule_id)
        return bool(dues)

    async def _script(self, piece_id: int) -> Script | None:
        return (await self._scripts.load_all((piece_id,))).get(piece_id)

    def _change(self, user_id: int, what: str) -> Change:
        return Change(user_id, what, self._clock.now())


def _furthest(seats: Iterable[Due], beginning: tuple[int, int]) -> tuple[int, int]:
    """The place in the playlist and the step at which the chat is that has seen most."""
    return max([beginning, *(_place(one) for one in seats)])


def _place(due: Due) -> tuple[int, int]:
    if due.run.state is RunState.ENDED:
        return due.seat.item + 1, 0
    return due.seat.item, due.run.cursor.step
