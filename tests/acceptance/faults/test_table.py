"""Every fault of a post, at every fragment, in four kinds of places: nothing twice, nothing lost.

The judge is the transcript of the server.
"""

import sqlite3
from dataclasses import dataclass

import pytest

from bot.model import RunState
from bot.replay.engine import LEASE_SECONDS
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.params import Params
from tests.acceptance.faults.chaos import chaos
from tests.acceptance.faults.lives import POINTS, SETTLE, Death, Hours, Life
from tests.acceptance.faults.town import PACE, STEPS, Place, living_town

PATIENCE_SECONDS = 0.2
PLACES = ("private", "group", "topic", "channel")
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Case:
    """A fault that meets every fragment once, in one place."""

    name: str
    kind: Kind
    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None

    def fault(self, place: Place) -> Fault:
        """Armed for the next post there."""

        def here(params: Params) -> bool:
            same = params.number("chat_id") == place.chat.id
            return same and params.number("message_thread_id") == place.topic

        return Fault(
            "sendMessage",
            self.kind,
            when=here,
            status=self.status,
            description=self.description,
            retry_after=self.retry_after,
        )


CASES = (
    Case("accepted, then reset", Kind.ACCEPT_THEN_RESET),
    Case("accepted, then silence", Kind.ACCEPT_THEN_HANG),
    Case("accepted, and the answer cut", Kind.CUT_JSON),
    Case("accepted late, before anybody looks", Kind.ACCEPT_LATE),
    Case("reset before it was read", Kind.RESET),
    Case("silence", Kind.HANG),
    Case("bad gateway", Kind.ERROR, 502, "Bad Gateway"),
    Case("out of order", Kind.ERROR, 500, "Internal Server Error"),
    Case("told to wait for an hour", Kind.ERROR, 429, "Too Many Requests: retry after 3600", 3600),
)


@pytest.mark.acceptance
@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_fault_at_every_fragment(case: Case, name: str) -> None:
    """It is met at each fragment of one place, while the other places go on."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        place = next(one for one in town.places if one.name == name)
        runs = await town.begin(life.store, life.hours)
        met = 0
        for _ in range(ROUNDS):
            if len(town.steps(place)) == met < STEPS:
                met += 1
                fault = town.sandbox.faults.add(case.fault(place))
            town.talk()
            await life.hear(town.heard())
            await life.pass_time((case.retry_after or PACE) + 1)
            await fault.accept()
            if await ended(life, [run.id for run in runs]):
                break
        assert met == STEPS
        for one in town.places:
            assert town.steps(one) == town.shown(one) == list(range(STEPS)), one.name
        assert town.questions() == []


@pytest.mark.acceptance
@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("point", POINTS)
async def test_killed_at_every_fragment(point: str, name: str) -> None:
    """The bot dies at this point of each fragment of one place; the next start goes on."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        place = next(one for one in town.places if one.name == name)
        runs = [run.id for run in await town.begin(life.store, life.hours)]
        for step in range(STEPS):
            await life.end()
            await life.start(Death(point, chat=place.chat.id))
            town.talk()
            await life.hear(town.heard())
            await life.recover()
            await life.pass_time(PACE + 1)
            assert life.death.is_dead
            await life.end()
            await life.start(Death())
            await life.hear(town.heard())
            await life.recover()
            bot_id = town.sandbox.world.bot.id
            while len(town.steps(place)) == step or await life.store.doubts.waiting(bot_id):
                await life.pass_time(PACE / 4)
        for _ in range(STEPS):
            await life.pass_time(PACE + 1)
        assert await ended(life, runs)
        for one in town.places:
            assert town.steps(one) == town.shown(one) == list(range(STEPS)), one.name
        assert town.questions() == []


async def ended(life: Life, runs: list[int]) -> bool:
    """Whether the text is read to its end everywhere."""
    found = [await life.store.runs.get(run) for run in runs]
    return all(run is not None and run.state is RunState.ENDED for run in found)


@pytest.mark.acceptance
async def test_a_doubt_waits_for_the_settle_time() -> None:
    """Nobody looks before, and nothing else is posted there."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        await town.begin(life.store, life.hours)
        private = town.places[0]
        town.sandbox.faults.add(Case("silence", Kind.HANG).fault(private))
        await life.pass_time(0)
        await life.pass_time(SETTLE - 1)
        edits = [call for call in town.sandbox.calls if call.method == "editMessageText"]
        assert (edits, town.steps(private)) == ([], [])
        await life.pass_time(1)
        assert town.steps(private) == [0]


class Frozen(Death):
    """Nobody dies, but once the process stands still between the claim and the wire."""

    def __init__(self, hours: Hours) -> None:
        super().__init__()
        self.hours = hours
        self.times = 1

    def meet(self, point: str, chat: int = 0) -> None:
        if point == "claimed" and self.times:
            self.times -= 1
            self.hours.seconds += 2 * LEASE_SECONDS


@pytest.mark.acceptance
async def test_frozen_longer_than_its_lease() -> None:
    """The old intent is given back, and the step comes once all the same."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        await town.begin(life.store, life.hours)
        await life.end()
        frozen = Frozen(life.hours)
        await life.start(frozen)
        await life.hear(town.heard())
        for _ in range(STEPS):
            await life.pass_time(PACE + 1)
        assert frozen.times == 0
        first = [(await life.store.journal.history(run))[0] for run in range(1, 5)]
        # Claimed, given back, claimed again.
        assert 4 in [entry.delivery.fence for entry in first]
        for place in town.places:
            assert town.steps(place) == town.shown(place) == list(range(STEPS)), place.name


@pytest.mark.acceptance
async def test_out_of_order_for_ten_minutes() -> None:
    """One chat waits, the others go on, and then it does, too."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        await town.begin(life.store, life.hours)
        group = town.places[1]
        bad = Case("bad gateway", Kind.ERROR, 502, "Bad Gateway").fault(group)
        bad.times = None
        town.sandbox.faults.add(bad)
        for _ in range(10):
            await life.pass_time(PACE + 1)
        asked = [call for call in town.sandbox.calls if call.params.number("chat_id") < 0]
        sends = [call for call in asked if call.method == "sendMessage" and not call.answer["ok"]]
        assert 4 <= len(sends) <= 10
        assert [len(town.steps(place)) for place in town.places] == [STEPS, 0, STEPS, STEPS]
        town.sandbox.faults.clear()
        for _ in range(STEPS + 2):
            await life.pass_time(PACE + 1)
        assert town.steps(group) == list(range(STEPS))


class Locked(Death):
    """Nobody dies, but once another program locks the database right after a post was sent."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.other: sqlite3.Connection | None = None
        self.path = path

    def meet(self, point: str, chat: int = 0) -> None:
        if point == "sent" and self.other is None:
            self.other = sqlite3.connect(self.path, isolation_level=None)
            self.other.execute("BEGIN IMMEDIATE")


@pytest.mark.acceptance
async def test_a_post_that_could_not_be_written_down() -> None:
    """It is in the chat and the journal does not know: given up after a while, it is found."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        await town.begin(life.store, life.hours)
        await life.end()
        lock = Locked(str(life.store.database.path))
        await life.start(lock)
        await life.hear(town.heard())
        await life.pass_time(0)
        assert lock.other is not None
        lock.other.close()
        before = {place.name: town.steps(place) for place in town.places}
        assert [0] in before.values()
        for _ in range(4 + STEPS):
            await life.pass_time(PACE + 1)
        for place in town.places:
            assert town.steps(place) == town.shown(place) == list(range(STEPS)), place.name
        assert town.questions() == []


@pytest.mark.acceptance
async def test_chaos() -> None:
    """A short one with a seed of its own; `make chaos` goes on for long."""
    counted = await chaos(60, seed=20260301)
    assert counted["killed"] > 0
    assert counted["stories"] > 3
