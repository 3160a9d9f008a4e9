"""Whatever people and machines do, in any order: every step arrives once, and in order.

The engine, the store and the sender are the real ones; the judge is the sandbox's transcript. What
is to be there, and in which order, is known from how the thread was made.
"""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.ext import ExtBot

from bot.clock import ShiftedClock
from bot.delivery import transport
from bot.delivery.governor import Governor
from bot.delivery.telegram import TelegramOutbox
from bot.delivery.windows import UNLIMITED
from bot.model import Target, Verdict
from bot.notices import Notices
from bot.replay.cursor import Answer
from bot.replay.doubts import Doubts, Rules
from bot.replay.engine import Engine
from bot.replay.questions import Questions
from bot.replay.reading import Reading, Start
from bot.replay.standing import Standing
from bot.replay.ticker import Ticker
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from bot.scripts import Scripts
from bot.store.store import Store
from content.parse import parse
from tests.living import sent
from tests.prepared import prepared

HOUR = timedelta(hours=1)
# A question about a post in doubt quotes it, without its position.
STEP = re.compile(r"^Step (\d+), and some words\.\n\nfragment ", re.MULTILINE)
HELLO = 1
"""The message with which the person has started the bot."""
BUTTON = 2
"""Where a tapped button stands; that counts only for a post in doubt."""
ORDERS = (
    "command",
    "tap",
    "double tap",
    "old button",
    "redelivered",
    "stop and go on",
    "by itself",
    "by itself, twice at once",
    "pause and go on",
    "by hand",
    "restart",
    "cut off, arrived",
    "cut off, missing",
)


class Reader:
    """One person, one text, and a bot that may end at any moment."""

    def __init__(self, sandbox: Sandbox, bot: ExtBot[None], url: str, thread: str) -> None:
        self.sandbox = sandbox
        self.chat: Chat = sandbox.world.private(sandbox.world.alex)
        self.target = Target(sandbox.world.bot.id, self.chat.id)
        self.thread = thread
        self.clock = ShiftedClock()
        self._bot, self._url, self._commands = bot, url, 0

    async def start(self) -> Self:
        """Open everything anew, as a process does."""
        self.store = await Store.open(self._url)
        outbox = TelegramOutbox(self._bot, Governor(self.clock.monotonic, UNLIMITED))
        scripts = Scripts(self.store)
        notices = Notices(self.store, outbox, ())
        standing = Standing(self.store, notices, self.clock)
        self.engine = Engine(self.store, outbox, scripts, standing, self.clock)
        self.ticker = Ticker(self.engine, self.store, scripts, standing, self.clock)
        rules = Rules(settle=0, policy="ask")
        questions = Questions(self.store, outbox, scripts, notices, self.clock)
        self.doubts = Doubts(self.store, outbox, self.engine, notices, questions, self.clock, rules)
        self.reading = Reading(self.store, self.engine, self.doubts, scripts, self.clock)
        outbox.numbers.saw(self.chat.id, HELLO)
        for post in await self.store.waits.sent(self.target.bot_id):
            outbox.numbers.know(post.chat_id, post.message_id or 0)
        await self.store.acquaintances.met(self.target.bot_id, self.chat.id, "en")
        await self.engine.recover(self.target.bot_id)
        return self

    async def begin(self) -> None:
        """Import the text and read its first step."""
        await self.store.pieces.add_or_replace(
            parse(self.thread, "text"), lambda *_: lambda c: c, self.clock.now()
        )
        found = await self.store.pieces.by_slug("text")
        assert found is not None
        self.order = Start(self.target, found.id, "en", self.target.chat_id)
        await self.reading.read(self.order, self._cause())

    def _cause(self) -> str:
        self._commands += 1
        return f"cmd:{self._commands}"

    async def _place(self) -> tuple[int, int]:
        run = await self.store.runs.latest(self.target)
        assert run is not None
        return run.id, run.cursor.step

    async def do(self, order: str) -> None:
        """Carry out one order."""
        run, step = await self._place()
        match order:
            case "command":
                await self.reading.next(self.target, self._cause())
            case "tap":
                await self.reading.tap(self.target, run, step, BUTTON)
            case "double tap":
                await asyncio.gather(
                    *(self.reading.tap(self.target, run, step, BUTTON) for _ in range(3))
                )
            case "old button":
                await self.reading.tap(self.target, run, max(0, step - 1), BUTTON)
            case "redelivered":
                cause = self._cause()
                await self.reading.next(self.target, cause)
                await self.reading.next(self.target, cause)
            case "stop and go on":
                await self.reading.stop(self.target)
                await self.reading.tap(self.target, run, step, BUTTON)
                await self.reading.resume(self.target, self._cause())
            case "restart":
                await self.store.close()
                await self.start()
            case "cut off, arrived":
                await self._cut_off(Kind.ACCEPT_THEN_HANG, Verdict.ARRIVED)
            case "cut off, missing":
                await self._cut_off(Kind.HANG, Verdict.MISSING)
            case _:
                await self._pace(order, run)

    async def _pace(self, order: str, run: int) -> None:
        match order:
            case "by itself":
                await self._tick(run)
            case "by itself, twice at once":
                await self._tick(run, looks=2)
            case "pause and go on":
                await self.reading.pause(self.target, run)
                await self.reading.resume(self.target, self._cause(), run)
            case "by hand":
                await self.reading.set_pace(self.target, run, None)
            case _:
                raise AssertionError(f"nobody knows how to {order}")

    async def _tick(self, run: int, looks: int = 1) -> None:
        """Let the reading go by itself, and an hour pass."""
        await self.reading.set_pace(self.target, run, HOUR.total_seconds())
        self.clock.offset += HOUR
        for _ in range(looks):
            await self.ticker.tick(self.target.bot_id)
        await self.ticker.finish()

    async def _cut_off(self, kind: Kind, truth: Verdict) -> None:
        """End the bot while it sends; nothing comes until a person has said what is true."""
        run, _ = await self._place()
        fault = self.sandbox.faults.add(Fault("sendMessage", kind))
        sending = asyncio.create_task(self.reading.next(self.target, self._cause()))
        reached = asyncio.create_task(fault.reached())
        await asyncio.wait((sending, reached), return_when=asyncio.FIRST_COMPLETED)
        self.sandbox.faults.clear()
        sending.cancel()
        reached.cancel()
        await asyncio.gather(sending, reached, return_exceptions=True)
        await self.store.close()
        await self.start()
        doubt = await self.store.doubts.of(run)
        if doubt is None:
            return
        assert (await self.reading.next(self.target, self._cause())).answer is Answer.LOOKING
        await self.doubts.tick(self.target.bot_id)
        await self.doubts.finish()
        found = await self.store.doubts.of(run) is None
        assert found == (truth is Verdict.ARRIVED)
        if found:
            return
        assert (await self.reading.next(self.target, self._cause())).answer is Answer.DOUBT
        reading = await self.store.runs.get(run)
        assert reading is not None
        for _ in range(2):
            await self.reading.settle(reading, doubt.delivery.fence, truth)

    async def finish(self) -> None:
        """Read on to the end."""
        while (await self.reading.next(self.target, self._cause())).answer is Answer.POSTED:
            pass
        await self.store.close()

    def arrived(self) -> list[int]:
        """The steps that are in the chat, in order."""
        texts = [message.text for message in sent(self.sandbox, self.chat)]
        return [int(found[1]) for text in texts if (found := STEP.search(text))]


@asynccontextmanager
async def reader(thread: str) -> AsyncIterator[Reader]:
    """A reader in a sandbox of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox() as sandbox:
            sandbox.world.say(
                sandbox.world.alex, sandbox.world.private(sandbox.world.alex), "hello"
            )
            request = transport.for_posts()
            # Of its own it would make a client for updates, and load its certificates, each time.
            bot: ExtBot[None] = ExtBot(
                sandbox.token, f"{sandbox.url}/bot", request=request, get_updates_request=request
            )
            async with request:
                url = prepared(Path(folder) / "bot.db")
                yield await Reader(sandbox, bot, url, thread).start()


def thread_of(kinds: list[str]) -> str:
    """A thread in which tweets, replies and prose follow each other like this."""
    tweets = kinds.count("tweet")
    lines = ["---", "kind: thread", "author: {name: Ada Quill, handle: ada_quill}", "---"]
    number = 0
    for step, kind in enumerate(kinds):
        number += kind == "tweet"
        label = {
            "tweet": f"[{number}/{tweets}] ",
            "reply": "[reply, Ben Harrow, @ben_harrow, 2019-04-02] ",
            "prose": "",
        }[kind]
        lines += [f"{label}Step {step}, and some words.", ""]
    return "\n".join(lines)


@pytest.mark.acceptance
@settings(max_examples=300)
@given(
    kinds=st.lists(st.sampled_from(["tweet", "tweet", "reply", "prose"]), min_size=1, max_size=12),
    orders=st.lists(st.sampled_from(ORDERS), max_size=10),
)
async def test_every_step_arrives_once_and_in_order(kinds: list[str], orders: list[str]) -> None:
    """Commands, taps, double taps, ticks, pauses, redeliveries, stops, restarts, cut-off posts."""
    async with reader(thread_of(kinds)) as alex:
        await alex.begin()
        for order in orders:
            await alex.do(order)
        so_far = alex.arrived()
        await alex.finish()
        assert so_far == list(range(len(so_far)))
        assert alex.arrived() == list(range(len(kinds)))
