"""Turns on the event loop: one at a time in a chat, gone callers hold nobody, waits are told."""

import asyncio

import pytest

from bot.clock import SystemClock
from bot.delivery.governor import WHOLE_BOT, Governor
from bot.delivery.turns import SEVERAL

NOW = SystemClock().monotonic


async def test_a_chat_sends_one_message_at_a_time_in_order() -> None:
    """Whoever came first is through before the next one begins."""
    governor, seen = Governor(NOW), []

    async def send(name: int) -> None:
        async with governor.slot(1):
            seen.append((name, "begins"))
            await asyncio.sleep(0)
            seen.append((name, "ends"))

    await asyncio.gather(*(send(name) for name in range(4)))
    assert seen == [(name, when) for name in range(4) for when in ("begins", "ends")]


async def test_a_chat_has_a_second_for_itself() -> None:
    """The timer of the loop gives the turn, with nothing else happening."""
    governor = Governor(NOW)
    times = []
    for _ in range(2):
        async with governor.slot(1) as ticket:
            governor.use(ticket)
            times.append(NOW())
    assert times[1] - times[0] >= 1.0


async def test_a_long_wait_delays_no_shorter_one() -> None:
    """The timer that is set for one chat is set anew for another that may go sooner, and back."""
    governor = Governor(NOW)

    async def send(chat: int) -> int:
        async with governor.slot(chat):
            return chat

    governor.hold(1, 3600)
    waiting = asyncio.create_task(send(1))
    await asyncio.sleep(0)
    for chat, seconds in ((2, 0.05), (3, 0.1)):
        governor.hold(chat, seconds)
    async with asyncio.timeout(5):
        assert await asyncio.gather(send(3), send(2)) == [3, 2]
    assert not waiting.done()
    waiting.cancel()


async def test_a_failed_send_frees_the_chat() -> None:
    """An error inside a turn ends the turn."""
    governor = Governor(NOW)
    with pytest.raises(RuntimeError, match="broken"):
        async with governor.slot(1):
            raise RuntimeError("broken")
    async with asyncio.timeout(5), governor.slot(1):
        pass


async def test_who_is_cancelled_while_waiting_holds_nobody_up() -> None:
    """The next one of the chat comes after the first all the same."""
    governor = Governor(NOW)

    async def wait() -> None:
        async with governor.slot(1):
            pytest.fail("was cancelled")

    async with governor.slot(1):
        gone = asyncio.create_task(wait())
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.wait([gone])
    async with asyncio.timeout(5), governor.slot(1):
        pass


async def test_waits_are_told() -> None:
    """So that they can be kept for the next process; several at once are one for all."""
    told = []
    governor = Governor(NOW, held=lambda chat, seconds: told.append((chat, seconds)))
    for chat in range(1, SEVERAL + 1):
        governor.hold(chat, 30.0)
    *each, (whole, seconds) = told
    assert each == [(chat, 30.0) for chat in range(1, SEVERAL + 1)]
    assert (whole, round(seconds)) == (WHOLE_BOT, 30)
    again = Governor(NOW)
    again.restore([(1, 30.0)], [])
    assert 29 < again.wait_of(1) <= 30
    assert again.wait_of(2) == 0
    again.restore([(WHOLE_BOT, 20.0)], [])
    assert 19 < again.wait_of(2) <= 20
