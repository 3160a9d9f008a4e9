"""CPU a post of the whole path, beside what a bare send of two libraries takes, 64 at a time.

Ours is all that a due post takes: look what is due, render, claim on disk, send, settle on disk.
The others only send a text. They take turns, and Python looks for garbage as seldom for all of
them. Taking the buttons off the message before comes later, at most 25 times a second, so it has a
line of its own: a reading by the clock takes both.
"""

import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.ext import ExtBot

from benchmarks import machine
from benchmarks.peers.rig import BOT_ID, TOKEN, WORDS, Rig, Served, rig, served
from bot import garbage
from bot.delivery.windows import UNLIMITED
from bot.model import Target

AT_ONCE, WAVES, ROUNDS = 64, 24, 7
CHATS = range(1, AT_ONCE + 1)
SOON = 0.001
Wave = Callable[[], Awaitable[object]]


@asynccontextmanager
async def feuilleton(url: str) -> AsyncIterator[Wave]:
    """Everything."""
    async with rig(url, UNLIMITED) as ours:
        await ours.begin(CHATS, SOON)
        yield lambda: _tick(ours)


@asynccontextmanager
async def buttons(url: str) -> AsyncIterator[Wave]:
    """What is left for later."""
    async with rig(url, UNLIMITED) as ours:
        yield lambda: asyncio.gather(
            *(ours.outbox.set_buttons(Target(BOT_ID, chat), 1, ()) for chat in CHATS)
        )


async def _tick(ours: Rig) -> None:
    await ours.ticker.tick(BOT_ID)
    await ours.ticker.finish()


@asynccontextmanager
async def aiogram(url: str) -> AsyncIterator[Wave]:
    """A bare send."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with AiogramBot(TOKEN, session=session) as bot:
        yield lambda: asyncio.gather(*(bot.send_message(chat, WORDS) for chat in CHATS))


@asynccontextmanager
async def ptb(url: str) -> AsyncIterator[Wave]:
    """A bare send, with all as it is by default."""
    async with ExtBot(TOKEN, base_url=f"{url}/bot") as bot:
        yield lambda: asyncio.gather(*(bot.send_message(chat, WORDS) for chat in CHATS))


OURS, LATER = "Feuilleton, whole path", "Feuilleton, old buttons later"
SENDERS = {"aiogram, bare": aiogram, "PTB default, bare": ptb, OURS: feuilleton, LATER: buttons}


async def cpu_of(server: Served, sender: Callable[..., object], waves: int) -> float:
    """Microseconds of CPU a post; the first wave opens the connections and does not count."""
    await server.rules()
    async with sender(server.url) as wave:
        garbage.settle()
        await wave()
        began = time.process_time()
        for _ in range(waves):
            await wave()
        took = time.process_time() - began
    record = await server.record()
    count = record["edits"] if sender is buttons else len(record["messages"])
    assert count == AT_ONCE * (waves + 1), f"{count} arrived"
    return took / AT_ONCE / waves * 1e6


async def main() -> None:
    """Print the table."""
    print(machine())
    took: dict[str, list[float]] = defaultdict(list)
    async with served() as server:
        for _ in range(ROUNDS):
            for name, sender in SENDERS.items():
                waves = WAVES if sender is not ptb else WAVES // 4
                took[name].append(await cpu_of(server, sender, waves))
    print(f"{AT_ONCE} at a time, median of {ROUNDS} interleaved rounds")
    middle = {name: statistics.median(values) for name, values in took.items()}
    ours = middle[OURS]
    for name, value in middle.items():
        print(f"{name:28} {value:7.0f} µs CPU a post   ours is {ours / value:5.2f} of it")
    print(f"aim: 1.25 of aiogram {_met(ours / middle['aiogram, bare'], 1.25)}; ", end="")
    print(f"1/8 of PTB {_met(ours / middle['PTB default, bare'], 1 / 8)}")


def _met(value: float, aim: float) -> str:
    return "met" if value <= aim else "MISSED"


if __name__ == "__main__":
    asyncio.run(main())
