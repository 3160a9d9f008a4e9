"""Whatever order claims, outcomes, words and restarts come in: nothing twice, nothing lost."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.model import (
    Busy,
    Claim,
    Cursor,
    Delivery,
    Outcome,
    Refused,
    Run,
    RunState,
    Sent,
    Settlement,
    Unknown,
    Verdict,
)
from bot.store.claims import claim
from bot.store.settlements import settle
from bot.store.store import Store
from bot.store.tables import OPEN, DeliveryState
from tests.bot.store.samples import BOT, LATER, NOW, again, start
from tests.prepared import prepared

STEPS = 3
CAUSES = st.integers(0, 5).map("tap:{}".format)
OUTCOMES = st.sampled_from([Sent(1), Refused("no"), Busy(1, "flood"), Unknown("cut")])


class Replay(RuleBasedStateMachine):
    """One run, with orders and outcomes that may be old, doubled or out of order.

    The model is a list: what is in the chat for sure. A step in doubt is not in it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.runs: list[Run] = []
        self.open: list[Delivery] = []
        self.arrived: list[Cursor] = []

    def do(self, work: Any) -> Any:
        """Wait for a coroutine."""
        return self.loop.run_until_complete(work)

    @property
    def run(self) -> Run:
        """The run as it is stored."""
        return self.do(again(self.store, self.runs[0]))

    @initialize()
    def begin(self) -> None:
        """A fresh store with one run."""
        url = prepared(Path(self.folder.name) / "law.db")
        self.store: Store = self.do(Store.open(url))
        self.runs.append(self.do(start(self.store)))

    @rule(cause=CAUSES, age=st.integers(0, 3), twice=st.booleans())
    def order(self, cause: str, age: int, twice: bool) -> None:
        """Claim the step that the run stood at, now or some changes ago, maybe twice at once."""
        before = self.run
        self.runs.append(before)
        seen = self.runs[max(0, len(self.runs) - 1 - age)]
        after = Cursor(seen.cursor.step + 1)
        wanted = Claim(seen, cause, after, after.step == STEPS, None)
        answers = self.do(self._claim([wanted, wanted] if twice else [wanted]))
        made = [answer for answer in answers if isinstance(answer, Delivery)]
        assert len(made) <= 1
        if made:
            assert before.state is RunState.IDLE
            assert made[0].cursor == before.cursor == seen.cursor
            self.open.append(made[0])

    async def _claim(self, wanted: list[Claim]) -> list[Any]:
        async with self.store.database.write() as connection:
            return list(await connection.run_sync(claim, wanted, NOW))

    @rule(outcome=OUTCOMES, index=st.integers(0, 20))
    def settle(self, outcome: Outcome, index: int) -> None:
        """Settle some delivery of any age."""
        if not self.open:
            return
        delivery = self.open[index % len(self.open)]
        history = self._history()
        under_way = any(
            entry.delivery == delivery and entry.state is DeliveryState.SENDING for entry in history
        )
        if under_way and isinstance(outcome, Sent):
            self.arrived.append(delivery.cursor)
        self.do(self._settle(Settlement(delivery, outcome, LATER)))
        if not under_way:
            assert self._history() == history

    async def _settle(self, settlement: Settlement) -> None:
        async with self.store.database.write() as connection:
            await connection.run_sync(settle, [settlement, settlement])

    @rule(verdict=st.sampled_from(list(Verdict)), stale=st.booleans())
    def word(self, verdict: Verdict, stale: bool) -> None:
        """A person says whether the post in doubt is there."""
        before = self.run
        doubt = self.do(self.store.doubts.of(before.id))
        fence = before.fence - 1 if stale else before.fence
        after = self.do(self.store.journal.resolve(before.id, fence, verdict, LATER))
        assert (after is not None) == (before.state is RunState.UNKNOWN and not stale)
        if after is not None and verdict is not Verdict.MISSING:
            self.arrived.append(doubt.delivery.cursor)

    @rule()
    def stop_and_resume(self) -> None:
        """Stopped and taken up again, the run stands where it stood."""
        before = self.run
        stopped = self.do(self.store.runs.stop(before, NOW))
        resumed = self.do(self.store.runs.resume(stopped, NOW))
        assert (resumed.cursor, resumed.state) == (before.cursor, before.state)

    @rule()
    def restart(self) -> None:
        """The process was killed: what it was sending is in doubt."""
        before = self.run
        interrupted = self.do(self.store.journal.interrupt(BOT, LATER))
        assert bool(interrupted) == (before.state is RunState.SENDING)
        assert self.run.cursor == before.cursor

    def _history(self) -> Any:
        return self.do(self.store.journal.history(self.runs[0].id))

    @invariant()
    def nothing_twice_and_nothing_missing(self) -> None:
        """What arrived or was left is every step, once, and the run stands behind it."""
        if not self.runs:
            return
        run, history = self.run, self._history()
        assert self.arrived == [Cursor(step) for step in range(len(self.arrived))]
        in_flight = [entry for entry in history if entry.state in OPEN]
        assert len(in_flight) == (run.state in (RunState.SENDING, RunState.UNKNOWN))
        assert run.cursor.step == len(self.arrived) + len(in_flight)
        assert (run.state is RunState.ENDED) == (len(self.arrived) == STEPS)
        counted = [entry for entry in history if entry.state is not DeliveryState.REFUSED]
        causes = [(entry.delivery.cause, entry.delivery.cursor.part) for entry in counted]
        assert len(causes) == len(set(causes))
        assert len({entry.delivery.cursor for entry in counted}) == len(counted)

    def teardown(self) -> None:
        """Leave nothing open."""
        if self.runs:
            self.do(self.store.close())
        self.loop.close()
        self.folder.cleanup()


TestReplay = Replay.TestCase
TestReplay.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
