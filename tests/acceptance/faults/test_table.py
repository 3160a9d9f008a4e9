"""Every fault of a post, at every fragment, in four kinds of places: nothing twice, nothing lost.

The judge is the transcript of the server.
"""

from dataclasses import dataclass

import pytest

from bot.model import RunState
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.params import Params
from tests.acceptance.faults.chaos import chaos
from tests.acceptance.faults.lives import POINTS, SETTLE, Death, Life
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
            assert town.steps(one) == list(range(STEPS)), one.name
        assert town.questions() == []


@pytest.mark.acceptance
@pytest.mark.parametrize("point", POINTS)
async def test_killed_at_every_point_of_every_fragment(point: str) -> None:
    """At each fragment the bot dies at this point, each time in another place."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        runs = await town.begin(life.store, life.hours)
        deaths = 0
        for turn in range(ROUNDS):
            await life.end()
            await life.start(Death(point, turn % len(PLACES) + 1))
            town.talk()
            await life.hear(town.heard())
            await life.recover()
            await life.pass_time(PACE / 2)
            deaths += life.death.is_dead
            if await ended(life, [run.id for run in runs]):
                break
        assert deaths >= STEPS
        for place in town.places:
            assert town.steps(place) == list(range(STEPS)), place.name
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


@pytest.mark.acceptance
async def test_chaos() -> None:
    """A short one with a seed of its own; `make chaos` goes on for long."""
    counted = await chaos(60, seed=20260301)
    assert counted["killed"] > 3
