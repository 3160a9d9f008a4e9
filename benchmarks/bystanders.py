"""One chat that is told to wait for 10 s, one that answers after 20 s: what do the others notice?

20 messages a second go to 200 chats in turn, and 20 taps a second are answered. Both are measured
in turns: with all chats well, and with two of them ill. AIORateLimiter holds everybody back only
until any other request that is on its way has ended, which lets them all go again.
"""

import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter, ExtBot

from benchmarks import machine
from benchmarks.peers.rig import TOKEN, WORDS, Served, rig, served
from bot.delivery.post import Post, Rich
from bot.delivery.windows import FREE
from bot.model import Target

CHATS, SECONDS, ROUNDS = 200, 30, 1
EVERY, TAPS = 0.05, 0.05
LATENCY, WAITS, SILENT = 0.04, 1, 2
ILL = {"told_to_wait": {str(WAITS): 10}, "silent": {str(SILENT): 20.0}}
Times = dict[str, list[float]]


async def ours(server: Served, times: Times) -> None:
    """Through the governor and the outbox."""
    async with rig(server.url, FREE, steps=1) as bot:

        async def send(chat: int) -> None:
            await bot.outbox.say(Target(1, chat), Post(Rich(WORDS)))

        await load(send, bot.outbox.acknowledge, times)


async def limiter(server: Served, times: Times) -> None:
    """PTB's own limiter."""
    async with ExtBot(
        TOKEN, base_url=f"{server.url}/bot", rate_limiter=AIORateLimiter(max_retries=10)
    ) as bot:

        async def send(chat: int) -> None:
            await bot.send_message(chat, WORDS)

        await load(send, bot.answer_callback_query, times)


async def load(
    send: Callable[[int], Coroutine[Any, Any, None]],
    tap: Callable[[str], Coroutine[Any, Any, object]],
    times: Times,
) -> None:
    """Send to one chat after the other, and answer taps, for a while."""
    tasks: set[asyncio.Task[None]] = set()
    end, number = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        number += 1
        chat = number % CHATS + 1
        what = "posts" if chat not in (WAITS, SILENT) else "ill"
        tasks.add(asyncio.create_task(_timed(send(chat), times[what])))
        tasks.add(asyncio.create_task(_timed(tap(str(number)), times["taps"])))
        await asyncio.sleep(EVERY)
    _, late = await asyncio.wait(tasks, timeout=12)
    for task in late:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _timed(call: Awaitable[object], times: list[float]) -> None:
    began = time.monotonic()
    try:
        await call
    finally:
        times.append(1000 * (time.monotonic() - began))


async def main() -> None:
    """Print the table."""
    print(machine())
    found: dict[tuple[str, bool], Times] = defaultdict(lambda: defaultdict(list))
    async with served() as server:
        for _ in range(ROUNDS):
            for ill in (False, True):
                for name, sender in (("Feuilleton", ours), ("AIORateLimiter", limiter)):
                    await server.rules(latency=LATENCY, **(ILL if ill else {}))
                    await sender(server, found[name, ill])
    for name in ("Feuilleton", "AIORateLimiter"):
        for what in ("posts", "taps"):
            well, ill = (_most(found[name, one][what]) for one in (False, True))
            print(
                f"{name:16} {what:6} 99 % within {well:6.0f} ms; with two ill chats {ill:6.0f} ms"
            )


def _most(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


if __name__ == "__main__":
    asyncio.run(main())
