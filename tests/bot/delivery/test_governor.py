"""Turns: one at a time in a chat, the bot's rate kept, a chat that must wait waits alone."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.governor import PER_SECOND, Bucket, Governor


class Time:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


@given(st.lists(st.floats(0, 2), min_size=40, max_size=120))
def test_no_second_sees_more_than_the_rate_and_its_burst(gaps: list[float]) -> None:
    """Whenever tokens are asked for, their uses never pass 30 in a second plus the burst."""
    bucket, now, uses = Bucket(), 0.0, []
    for gap in gaps:
        now += gap * gap / 20
        uses.append(now + bucket.take(now))
    for first in uses:
        assert sum(first <= use < first + 1 for use in uses) <= PER_SECOND + bucket.burst


async def test_a_chat_sends_one_message_at_a_time_in_order() -> None:
    """Whoever came first is through before the next one begins."""
    governor, seen = Governor(Time().monotonic), []

    async def send(name: int) -> None:
        async with governor.slot(1):
            seen.append((name, "begins"))
            await asyncio.sleep(0)
            seen.append((name, "ends"))

    await asyncio.gather(*(send(name) for name in range(4)))
    assert seen == [(name, when) for name in range(4) for when in ("begins", "ends")]


async def test_a_held_chat_waits_and_the_others_do_not() -> None:
    """retry_after counts for the chat that got it."""
    time = Time()
    governor = Governor(time.monotonic, time.sleep)
    governor.hold(1, 30.0)
    async with governor.slot(2):
        assert time.now == 0
    async with governor.slot(1):
        assert time.now == 30.0


async def test_a_failed_send_frees_the_chat() -> None:
    """An error inside a turn ends the turn."""
    governor = Governor(Time().monotonic)
    with pytest.raises(RuntimeError, match="broken"):
        async with governor.slot(1):
            raise RuntimeError("broken")
    async with asyncio.timeout(5), governor.slot(1):
        pass
