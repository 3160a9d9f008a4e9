"""A broadcast under Telegram's limits, and a hot mix of groups and chats, beside AIORateLimiter.

The server enforces 30 messages a second, 1 a second in a chat and 20 a minute in a group, refuses
the rest with 429, and answers after 40 ms. `--short` takes a tenth of the chats.
"""

import argparse
import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from benchmarks import machine
from benchmarks.peers.rig import TOKEN, WORDS, Served, rig, served, soon
from bot.delivery.windows import FREE

CHATS, SHORT = 2_000, 200
GROUPS, IN_GROUP, PRIVATE, IN_PRIVATE = 20, 25, 60, 10
LATENCY = 0.04
BURST, RATE, MINUTE = 20, 30, 60
AT_ONCE, LATER = 0.001, 3600.0
Orders = Mapping[int, int]
"""How many messages each chat gets."""


def bound(orders: Orders) -> float:
    """Seconds from the first message to the last: evenly 30 a second, or what one chat takes."""
    whole = (sum(orders.values()) - 1) / RATE
    lanes = [_lane(chat, count) for chat, count in orders.items()]
    return max(whole, *lanes)


def _lane(chat: int, count: int) -> float:
    if chat > 0 or count <= BURST:
        return count - 1.0
    return (count - 1) // BURST * MINUTE + (count - 1) % BURST


async def ours(server: Served, orders: Orders) -> None:
    """Readings that are due at once; those of several posts go on as fast as they may."""
    most = max(orders.values())
    async with rig(server.url, FREE, steps=most + 1) as bot:
        await bot.begin(orders, AT_ONCE if most > 1 else LATER, soon(1))
        if most > 1:
            _stop_after(bot, dict(orders))
        bot.alarm.start()
        await server.took(sum(orders.values()))


def _stop_after(bot: Any, left: dict[int, int]) -> None:
    """Let every reading post as many fragments as were ordered, and no more."""
    tick = bot.ticker._tick_one

    async def counted(run: Any, script: Any, of_schedule: Any) -> None:
        chat = run.target.chat_id
        if run.cursor.step < left[chat]:
            await tick(run, script, of_schedule)
        else:
            await bot.store.runs.set_pace(run, None, None)
            bot.ticker._ticking.pop(run.id, None)

    bot.ticker._tick_one = counted


async def limiter(server: Served, orders: Orders) -> None:
    """PTB's own, told to try again."""
    async with ExtBot(
        TOKEN, base_url=f"{server.url}/bot", rate_limiter=AIORateLimiter(max_retries=10)
    ) as bot:

        async def send(chat: int, number: int) -> None:
            try:
                await bot.send_message(chat, f"{number}. {WORDS}")
            except TelegramError as error:
                print(f"lost in {chat}: {error}")

        most = max(orders.values())
        waves = [
            send(chat, number)
            for number in range(1, most + 1)
            for chat, count in orders.items()
            if number <= count
        ]
        await asyncio.gather(*waves)


def told(name: str, orders: Orders, record: Mapping[str, Any], cpu: float) -> None:
    """Print how one sender did."""
    times = [at for at, _, _ in record["messages"]]
    took, least = max(times) - min(times), bound(orders)
    numbers: dict[int, list[int]] = defaultdict(list)
    for _, chat, text in record["messages"]:
        numbers[chat].append(int(text.partition(".")[0]))
    jumbled = sum(found != sorted(found) for found in numbers.values())
    lost = sum(count - len(set(numbers[chat])) for chat, count in orders.items())
    count = sum(orders.values())
    print(
        f"{name:34} {took:7.1f} s  {100 * least / took:5.1f} % of the bound {least:.1f} s  "
        f"{record['refused']:5} x 429  {lost:4} lost  {jumbled:4} chats out of order  "
        f"{1e6 * cpu / count:6.0f} µs CPU a post"
    )


async def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--short", action="store_true")
    few = asked.parse_args().short
    print(machine())
    broadcast = dict.fromkeys(range(1, (SHORT if few else CHATS) + 1), 1)
    mix = dict.fromkeys(range(-GROUPS, 0), IN_GROUP)
    mix |= dict.fromkeys(range(1, PRIVATE + 1), IN_PRIVATE)
    async with served() as server:
        for title, orders in (("one post each", broadcast), ("hot mix", mix)):
            print(f"{title}: {len(orders)} chats, {sum(orders.values())} posts")
            for name, sender in (("Feuilleton", ours), ("AIORateLimiter(max_retries=10)", limiter)):
                await server.rules(limits=True, latency=LATENCY)
                began = time.process_time()
                await sender(server, orders)
                cpu = time.process_time() - began
                told(name, orders, await server.record(), cpu)


if __name__ == "__main__":
    asyncio.run(main())
