"""New rules of time zones: what older ones set is set anew, once, and nothing else is touched."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.model import Run, RunState
from bot.plans import Chat, Due, PlanState
from bot.rules import Rhythm, Rule
from bot.schedule.almanac import follow_zones, rules_of, set_anew
from bot.scripts import Scripts
from bot.store.store import Store
from tests.bot.schedule.test_ticks import DUE, due, script
from tests.bot.store.plans import due_of, seated
from tests.bot.store.samples import BOT, TARGET
from tests.prepared import prepared

BEFORE = DUE - timedelta(hours=10)
HOUR = timedelta(hours=1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    store = await Store.open(prepared(tmp_path / "bot.db"))
    yield store
    await store.close()


class Stopped(Clock):
    """It is always ten in the evening before."""

    def now(self) -> datetime:
        """That instant."""
        return BEFORE

    def monotonic(self) -> float:
        """No time passes."""
        return 0.0


@pytest.mark.parametrize("by", [HOUR, -HOUR, HOUR / 2, 3 * HOUR])
def test_an_hour_that_moved(by: timedelta) -> None:
    """It comes at the local time of its rule, whatever was stored."""
    assert set_anew(due(wake_at=DUE + by), script(), BEFORE) == DUE


LEFT = (
    due(),
    due(wake_at=None),
    due(wake_at=BEFORE - HOUR),
    due(wake_at=DUE + 4 * HOUR),
    due(wake_at=DUE + HOUR, state=PlanState.PAUSED),
    due(wake_at=DUE + HOUR, goal=3),
    due(wake_at=DUE + HOUR, rule=Rule(Rhythm())),
    due(wake_at=DUE + HOUR, rule=None),
)


@pytest.mark.parametrize("one", LEFT)
def test_what_stays(one: Due) -> None:
    """What is right, rests, is overdue, begun or waits for something else."""
    assert set_anew(one, script(), BEFORE) is None


def test_what_is_in_doubt_stays() -> None:
    """Until somebody knows."""
    one = due(wake_at=DUE + HOUR)
    doubtful = replace(one, run=replace(one.run, state=RunState.UNKNOWN))
    assert set_anew(doubtful, script(), BEFORE) is None


async def test_at_a_start_after_the_rules_changed(store: Store) -> None:
    """Only seats of that zone move; a second start finds nothing."""
    paris = await seated(store, wake_at=DUE + HOUR)
    other = replace(TARGET, chat_id=-1007)
    await store.chats.keep(BOT, other.chat_id, Chat("Asia/Kolkata"))
    abroad = await seated(store, paris.run.piece_id, home=other, wake_at=DUE + HOUR)
    await store.zones.keep({"Asia/Kolkata": rules_of("Asia/Kolkata"), "Europe/Paris": "older"})
    await start(store)
    moved = (await due_of(store, paris.run)).run
    assert moved.wake_at == DUE
    assert (await due_of(store, abroad.run)).run == abroad.run
    assert await store.zones.known() == {
        zone: rules_of(zone) for zone in ("Asia/Kolkata", "Europe/Paris")
    }
    await store.schedules.postpone([(moved, DUE + HOUR)])
    await start(store)
    assert (await run_of(store, paris)).wake_at == DUE + HOUR


async def start(store: Store) -> None:
    """What a start does."""
    await follow_zones(store, Scripts(store), Stopped(), BOT)


async def run_of(store: Store, due: Due) -> Run:
    """The run as it is stored now."""
    return (await due_of(store, due.run)).run


def test_the_rules_are_those_that_python_goes_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine's own files first, then the package."""
    package = rules_of("Europe/Paris")
    own = tmp_path / "Europe" / "Paris"
    own.parent.mkdir()
    own.write_bytes(b"TZif2 other rules")
    monkeypatch.setattr("bot.schedule.almanac.TZPATH", (str(tmp_path),))
    assert rules_of("Europe/Paris") != package
