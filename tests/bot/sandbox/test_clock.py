"""The clock that tests and the page move, and the bot follows."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox.clock import VirtualClock
from bot.sandbox.server import Sandbox

EVENING = datetime(2031, 5, 2, 18, 0, tzinfo=UTC)


def test_the_clock_moves_while_monotonic_time_does_not() -> None:
    """As when somebody sets a machine's clock."""
    clock = VirtualClock()
    before, steady = clock.now(), clock.monotonic()
    clock.advance(86_400)
    assert clock.now() - before >= timedelta(days=1)
    assert clock.monotonic() - steady < 86_400
    clock.set(EVENING)
    assert timedelta() <= clock.now() - EVENING < timedelta(hours=1)
    assert clock.version == 2


def test_the_clock_refuses_what_is_no_instant() -> None:
    """A time without offset, or beyond the calendar, is a ValueError and changes nothing."""
    clock = VirtualClock()
    with pytest.raises(ValueError, match="aware"):
        clock.set(EVENING.replace(tzinfo=None))
    with pytest.raises(ValueError, match="years 1 to 9999"):
        clock.advance(400_000_000_000)
    assert (clock.version, clock.offset) == (0, timedelta())


async def test_message_dates_follow_the_clock(sandbox: Sandbox) -> None:
    """A message sent after a move carries the moved time."""
    sandbox.clock.set(EVENING)
    world = sandbox.world
    said = world.say(world.alex, world.group, "good evening")
    assert said.date.date() == EVENING.date()


async def read(http: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    """GET the clock."""
    async with http.get(url) as answer:
        assert answer.status == 200
        state: dict[str, Any] = await answer.json()
        return state


async def test_the_clock_is_read_and_moved_over_http(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    """Each order answers with the new state."""
    url = f"{sandbox.url}/clock"
    assert (await read(http, url))["offset"] == 0
    for order, offset in (({"advance": 600}, 600), ({"advance": -60}, 540), ({"offset": 0}, 0)):
        async with http.post(url, json=order) as answer:
            assert (await answer.json())["offset"] == pytest.approx(offset)
    async with http.post(url, json={"set": EVENING.isoformat()}) as answer:
        state = await answer.json()
    assert state["now"].startswith("2031-05-02T18:")
    assert state["version"] == sandbox.clock.version == 4


WRONG = [
    {},
    {"advance": "soon"},
    {"set": "2031-05-02T18:00"},
    {"set": "noon"},
    {"advance": 1e99},
    [],
]


@pytest.mark.parametrize("order", [*WRONG, {"advance": None}, {"set": 5}], ids=str)
async def test_a_wrong_order_is_refused(
    sandbox: Sandbox, http: aiohttp.ClientSession, order: object
) -> None:
    """400 in one line; the clock stays where it was."""
    async with http.post(f"{sandbox.url}/clock", json=order) as answer:
        assert answer.status == 400
        assert (await answer.text()).startswith("the clock was not moved: ")
    assert sandbox.clock.version == 0


async def test_a_follower_hears_of_a_move_at_once(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    """With the version it knows, the answer comes when that is no longer the clock's."""
    following = asyncio.create_task(read(http, f"{sandbox.url}/clock?version=0&timeout=60"))
    sandbox.clock.advance(3600)
    state = await following
    assert (state["version"], state["offset"]) == (1, 3600)
    behind = await read(http, f"{sandbox.url}/clock?version=0&timeout=60")
    assert behind["version"] == 1


async def test_a_follower_is_answered_when_nothing_moves(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    """After its own timeout, with the version it had."""
    state = await read(http, f"{sandbox.url}/clock?version=0&timeout=0.01")
    assert state["version"] == 0


async def test_a_stop_ends_the_waiting(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    """A follower does not hold the server."""
    following = asyncio.create_task(read(http, f"{sandbox.url}/clock?version=0&timeout=60"))
    while not sandbox.clock.moved.waited_for:  # noqa: ASYNC110 - nothing rings for a waiter
        await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await sandbox.stop()
        assert (await following)["version"] == 0
