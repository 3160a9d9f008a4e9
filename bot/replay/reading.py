"""What people do with readings: start, go on, stop, settle a doubt, look at one passage."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.delivery.controls import TOGETHER
from bot.delivery.message import passage
from bot.delivery.post import Post
from bot.delivery.render import Script
from bot.i18n import translator
from bot.model import Cursor, Run, RunState, Target, Verdict
from bot.replay.cursor import Answer, objection
from bot.replay.doubts import Doubts
from bot.replay.engine import Advance, Engine
from bot.scripts import Scripts
from bot.store.store import Store

BY_HAND = 0.0


@dataclass(frozen=True, slots=True)
class Start:
    """An order to read a piece.

    `step` None goes on where it was stopped. `pace` is in seconds, BY_HAND, or None for what is
    usual in this chat. `sure`: somebody was asked and wants it all the same. `follows` is the
    planned run elsewhere that the reader does not want to overtake.
    """

    target: Target
    piece_id: int
    language: str
    started_by: int
    step: int | None = None
    pace: float | None = None
    sure: bool = False
    follows: int | None = None

    @property
    def usual_pace(self) -> float | None:
        """The pace in seconds, None by hand. A group goes by itself: not all there may tap."""
        if self.pace is None:
            return TOGETHER.normal if self.target.chat_id < 0 else None
        return self.pace or None


class Reading:
    """Readings in chats. Every method gives an `Advance` that says how it ended."""

    def __init__(
        self, store: Store, engine: Engine, doubts: Doubts, scripts: Scripts, clock: Clock
    ) -> None:
        self._store = store
        self._engine = engine
        self._doubts = doubts
        self._scripts = scripts
        self._clock = clock

    async def read(self, start: Start, cause: str) -> Advance:
        """Start a piece, or go on with it, and post its next step."""
        async with self._engine.turn(start.target):
            done = await self._store.journal.run_of(start.target.bot_id, cause)
            if done is not None:
                return await self._engine.advance(await self._store.runs.get(done), cause)
            current = await self._store.runs.current(start.target)
            held = await self._objection(start, current)
            if held is not None:
                return held
            run = await self._run_for(start, current)
            return await self._engine.advance(run, cause)

    async def open(self, start: Start) -> Advance:
        """As `read`, for a button that may be tapped twice: the second tap posts nothing."""
        async with self._engine.turn(start.target):
            current = await self._store.runs.current(start.target)
            if current and current.piece_id == start.piece_id and current.cursor != Cursor():
                return Advance(Answer.ALREADY, current)
            held = await self._objection(start, current)
            if held is not None:
                return held
            run = await self._run_for(start, current)
            return await self._engine.advance(run, f"tap:{run.id}:{run.cursor.step}")

    async def _objection(self, start: Start, current: Run | None) -> Advance | None:
        """What has to be asked or settled before this piece is read here."""
        if current is not None and current.state is not RunState.IDLE:
            return await self._stuck(current)
        if start.sure or (current is not None and current.piece_id == start.piece_id):
            return None
        if current is not None:
            return Advance(Answer.OCCUPIED, current)
        begun = await self._store.runs.stopped(start.target, start.piece_id)
        if begun is None or start.step is not None:
            script = await self._scripts.load(start.piece_id)
            if script.piece.note:
                return Advance(Answer.NOTED)
        return None

    async def _run_for(self, start: Start, current: Run | None) -> Run:
        now = self._clock.now()
        if current is not None:
            await self._engine.take_buttons(current)
        # Whoever comes by the same link once more has lost nothing.
        again = start.follows is not None and current and current.follows == start.follows
        if start.step is None or again:
            if current is not None and current.piece_id == start.piece_id:
                return await self._paced(current, start)
            stopped = await self._store.runs.stopped(start.target, start.piece_id)
            if stopped is not None:
                resumed = await self._store.runs.resume(stopped, now)
                return await self._paced(resumed or stopped, start)
        pace = start.usual_pace
        return await self._store.runs.start(
            start.target,
            start.piece_id,
            Cursor(start.step or 0),
            language=start.language,
            started_by=start.started_by,
            pace=pace,
            wake_at=self._due(pace),
            follows=start.follows,
            now=now,
        )

    async def _paced(self, run: Run, start: Start) -> Run:
        """The run at the pace that was asked for, or at its own."""
        pace = run.pace if start.pace is None else start.usual_pace
        return await self._store.runs.set_pace(run, pace, self._due(pace)) or run

    def _due(self, pace: float | None) -> datetime | None:
        return self._clock.now() + timedelta(seconds=pace) if pace else None

    async def set_pace(self, target: Target, run_id: int, pace: float | None) -> Advance:
        """Change how fast a run goes (s, None by hand); it posts next after that time."""
        async with self._engine.turn(target):
            run = await self._own(target, run_id)
            refusal = objection(run, None)
            if refusal or run is None:
                return Advance(refusal or Answer.NOTHING, run)
            changed = await self._store.runs.set_pace(run, pace, self._due(pace)) or run
            self._engine.on_due()
            return Advance(Answer.RESUMED if pace else Answer.BY_HAND, changed)

    async def pause(
        self, target: Target, run_id: int | None = None, until: datetime | None = None
    ) -> Advance:
        """Let the reading here rest, or one run of this chat; it keeps its pace.

        Its next step comes `until`, also by hand, or when somebody resumes it.
        """
        async with self._engine.turn(target):
            run = await self._run_of(target, run_id)
            if run is not None and run.state is RunState.UNKNOWN:
                return await self._stuck(run)
            refusal = objection(run, None)
            if refusal or run is None:
                return Advance(refusal or Answer.NOTHING, run)
            if run.pace is None and until is None:
                return Advance(Answer.BY_HAND, run)
            rested = await self._store.runs.set_pace(run, run.pace, until) or run
            self._engine.on_due()
            return Advance(Answer.PAUSED, rested)

    async def resume(self, target: Target, cause: str, run_id: int | None = None) -> Advance:
        """Let a resting or stopped reading go on, at once."""
        async with self._engine.turn(target):
            run = await self._run_of(target, run_id) or await self._store.runs.latest(target)
            if run is not None and run.state is RunState.STOPPED:
                run = await self._store.runs.resume(run, self._clock.now())
            if run is not None and run.state is RunState.UNKNOWN:
                return await self._stuck(run)
            refusal = objection(run, None)
            if refusal or run is None:
                return Advance(refusal or Answer.NOTHING, run)
            if run_id is not None and self._goes(run):
                return Advance(Answer.ALREADY, run)
            going = await self._store.runs.set_pace(run, run.pace, self._due(run.pace)) or run
            return await self._engine.advance(going, cause)

    def _goes(self, run: Run) -> bool:
        """Whether a run posts at its pace; one that is due later than that rests until then."""
        soon = self._clock.now() + timedelta(seconds=run.pace or 0)
        return run.wake_at is not None and run.wake_at <= soon

    async def next(self, target: Target, cause: str) -> Advance:
        """Post the next step of what is being read here."""
        async with self._engine.turn(target):
            run = await self._store.runs.current(target)
            if run is not None and run.state is not RunState.IDLE:
                return await self._stuck(run)
            return await self._engine.advance(run, cause)

    async def tap(self, target: Target, run_id: int, step: int, message_id: int) -> Advance:
        """Post the step that a Next button stands for, unless it is posted already."""
        async with self._engine.turn(target):
            run = await self._own(target, run_id)
            if run is not None and run.state is RunState.UNKNOWN:
                run = await self._doubts.proved(run, step, message_id)
            if run is not None and run.state is RunState.UNKNOWN:
                return await self._stuck(run)
            return await self._engine.advance(run, f"tap:{run_id}:{step}", step)

    async def alone(self, target: Target, run_id: int, step: int) -> Advance:
        """Post a step ahead of the planned run that this one has followed, and follow no more."""
        async with self._engine.turn(target):
            run = await self._own(target, run_id)
            if run is not None and run.cursor.step == step:
                await self._store.runs.unfollow(run)
                run = replace(run, follows=None)
            return await self._engine.advance(run, f"alone:{run_id}:{step}", step)

    async def stop(self, target: Target, run_id: int | None = None) -> Advance:
        """Stop what is being read here, or one run of this chat; its place is kept."""
        async with self._engine.turn(target):
            run = await self._run_of(target, run_id)
            if run is None:
                return Advance(Answer.NOTHING)
            if run.state in (RunState.IDLE, RunState.UNKNOWN, RunState.RETRACTING):
                # A doubt stays with it, and comes back when it is taken up again.
                run = await self._store.runs.stop(run, self._clock.now()) or run
                await self._engine.take_buttons(run)
            ended = run.state is RunState.ENDED
            return Advance(Answer.OVER if ended else Answer.STOPPED, run)

    async def settle(self, run: Run, fence: int, verdict: Verdict) -> Advance:
        """Take a person's word about a post in doubt; a missing one is sent."""
        async with self._engine.turn(run.target):
            return await self._doubts.settle(run.id, fence, verdict)

    async def retry(self, run: Run, cause: str) -> Advance:
        """Let a run that stands still try again, at once."""
        async with self._engine.turn(run.target):
            return await self._go_on(run.id, cause)

    async def returned(self, bot_id: int, chat_id: int, cause: str) -> None:
        """The bot may write to a chat again: what stands still there goes on."""
        for run in await self._store.runs.here(bot_id, chat_id):
            # A post that is being refused right now will stand still only after its turn.
            async with self._engine.turn(run.target):
                await self._go_on(run.id, f"{cause}:{run.id}")

    async def get(self, run_id: int) -> Run | None:
        """The run with this number."""
        return await self._store.runs.get(run_id)

    async def _go_on(self, run_id: int, cause: str) -> Advance:
        run = await self._store.runs.get(run_id)
        if run is None or run.stands is None:
            return Advance(Answer.ALREADY, run)
        if run.seat_id is not None and self._engine.plans is not None:
            due = await self._engine.plans.returned(run)
            back = await self._store.runs.set_pace(run, None, due)
            self._engine.on_due()
            return Advance(Answer.RESUMED, back)
        going = await self._store.runs.set_pace(run, run.pace, self._due(run.pace))
        result = await self._engine.advance(going, cause)
        if result.refused is not None and result.run is not None:
            why = result.refused.why
            await self._store.runs.stand(result.run, why, self._clock.now())
        return result

    async def passage(
        self, target: Target, piece_id: int, fragment: int, language: str
    ) -> tuple[Post, ...]:
        """The step of a piece in which a fragment stands, to look at without starting anything."""
        try:
            script = await self._scripts.load(piece_id)
        except LookupError:
            return ()
        for number, step in enumerate(script.steps):
            if step.first <= fragment < step.last:
                return passage(script, number, translator(language), target.chat_id < 0)
        return ()

    async def current_piece(self, target: Target) -> int | None:
        """The number of the piece that is being read here."""
        run = await self._store.runs.current(target)
        return run.piece_id if run else None

    async def language(self, target: Target) -> str | None:
        """The language of the newest reading here."""
        run = await self._store.runs.latest(target)
        return run.language if run else None

    async def script(self, piece_id: int) -> Script:
        """A piece with its steps; LookupError if it is not in the library."""
        return await self._scripts.load(piece_id)

    async def _run_of(self, target: Target, run_id: int | None) -> Run | None:
        if run_id is None:
            return await self._store.runs.current(target)
        return await self._own(target, run_id)

    async def _own(self, target: Target, run_id: int) -> Run | None:
        run = await self._store.runs.get(run_id)
        return run if run is not None and run.target == target else None

    async def _stuck(self, run: Run) -> Advance:
        if run.state is RunState.UNKNOWN:
            return await self._doubts.stuck(run)
        return Advance(objection(run, None) or Answer.SENDING, run)
