"""2,000 messages at once to a server that answers after 500 ms, with the limits off.

256 connections carry them, so nobody is done before 8 answers, which is 4 s.
"""

import argparse
import asyncio
import math
import statistics
import time
from collections import defaultdict

from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.ext import ExtBot

from benchmarks import machine
from benchmarks.peers.rig import BOT_ID, TOKEN, WORDS, Served, rig, served
from bot.delivery.post import Post, Rich
from bot.delivery.transport import POSTS_AT_ONCE
from bot.delivery.windows import UNLIMITED
from bot.model import Sent, Target

SENDS, LATENCY, ROUNDS = 2_000, 0.5, 3
BOUND = math.ceil(SENDS / POSTS_AT_ONCE) * LATENCY
CHATS = range(1, SENDS + 1)


async def ours(server: Served) -> None:
    """Answers to people, through governor and outbox."""
    async with rig(server.url, UNLIMITED, steps=1) as bot:
        said = (bot.outbox.say(Target(1, chat), Post(Rich(WORDS))) for chat in CHATS)
        assert all(isinstance(one, Sent) for one in await asyncio.gather(*said))


async def whole(server: Served) -> None:
    """Due readings, with the journal."""
    async with rig(server.url, UNLIMITED, steps=3) as bot:
        await bot.begin(CHATS, 3600.0)
        for _ in range(2):  # A look takes 1,000.
            await bot.ticker.tick(BOT_ID)
        while bot.ticker._ticking:
            await bot.ticker.finish()
            await bot.ticker.tick(BOT_ID)


async def aiogram(server: Served) -> None:
    """With as many connections as ours."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url), limit=POSTS_AT_ONCE)
    async with AiogramBot(TOKEN, session=session) as bot:
        await asyncio.gather(*(bot.send_message(chat, WORDS) for chat in CHATS))


async def ptb(server: Served) -> None:
    """As it is by default, but patient with its pool, or most would be lost."""
    async with ExtBot(TOKEN, base_url=f"{server.url}/bot") as bot:
        patient = {"pool_timeout": 300, "read_timeout": 300, "connect_timeout": 300}
        await asyncio.gather(*(bot.send_message(chat, WORDS, **patient) for chat in CHATS))


SENDERS = {
    "Feuilleton, answers": ours,
    "Feuilleton, due readings": whole,
    "aiogram": aiogram,
    "PTB default": ptb,
}


async def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = asked.parse_args().rounds
    print(machine())
    took: dict[str, list[float]] = defaultdict(list)
    async with served() as server:
        for _ in range(rounds):
            for name, sender in SENDERS.items():
                await server.rules(latency=LATENCY)
                began = time.perf_counter()
                await sender(server)
                took[name].append(time.perf_counter() - began)
                count = len((await server.record())["messages"])
                assert count == SENDS, f"{name}: {count} messages"
    print(f"{SENDS} at once, {LATENCY * 1000:.0f} ms latency, bound {BOUND:.1f} s")
    for name, values in took.items():
        middle = statistics.median(values)
        print(f"{name:28} {middle:6.1f} s  {middle / BOUND:5.2f} of the bound")


if __name__ == "__main__":
    asyncio.run(main())
