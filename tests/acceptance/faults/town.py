"""Four places in which one text is read at the same time: private, group, topic and channel.

The judge is the transcript of the server, not what the bot has written down.
"""

import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from telegram.ext import ExtBot

from bot.delivery.transport import AiohttpRequest
from bot.model import Cursor, Run, Target
from bot.sandbox.messages import Kind, Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from bot.store.store import Store
from content.parse import parse
from tests.acceptance.faults.lives import Death, Hours, Life
from tests.prepared import prepared

STEPS = 5
PACE = 60.0
TEXT = "\n\n".join(f"Step {step} of a text, and some words more." for step in range(STEPS))
STEP = re.compile(r"^Step (\d+) of a text, and some words more\.\n\nfragment ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, or one topic of it."""

    name: str
    chat: Chat
    topic: int = 0

    def target(self, sandbox: Sandbox) -> Target:
        """Where the bot posts."""
        return Target(sandbox.world.bot.id, self.chat.id, self.topic)


class Town:
    """The places, who talks there, and what has been posted."""

    def __init__(self, sandbox: Sandbox) -> None:
        world = sandbox.world
        self.sandbox = sandbox
        self._told = 0
        self.operator = world.add_person("Noa", "noa_runs")
        camille = world.camille
        forum = world.add_group(
            "Forum", admins=[world.camille], members=[world.alex], is_forum=True
        )
        channel = world.add_channel("Serials", admins=[camille])
        self.places = (
            Place("private", world.private(world.alex)),
            Place("group", world.group),
            Place("topic", forum, world.add_topic(forum)),
            Place("channel", channel),
        )
        world.say(self.operator, world.private(self.operator), "hello")
        world.say(world.camille, world.private(world.camille), "hello")
        self.talk()

    def talk(self) -> None:
        """Everybody says something."""
        world = self.sandbox.world
        for place in self.places:
            speaker = world.camille if place.name in ("channel", "topic") else world.alex
            world.say(speaker, place.chat, "By the way.", thread_id=place.topic or None)

    async def begin(self, store: Store, hours: Hours) -> tuple[Run, ...]:
        """Plan the text everywhere: the first step is due now."""
        now = hours.now()
        stored = await store.pieces.add_or_replace(
            parse(TEXT, "text"), lambda *_: lambda cursor: cursor, now
        )
        return tuple(
            [
                await store.runs.start(
                    place.target(self.sandbox),
                    stored.piece_id,
                    Cursor(),
                    language="en",
                    started_by=self.sandbox.world.camille.id,
                    now=now,
                    pace=PACE,
                    wake_at=now,
                )
                for place in self.places
            ]
        )

    def heard(self) -> Iterator[tuple[int, int]]:
        """Chat and number of what people have written since, as updates tell: each once."""
        events = self.sandbox.world.transcript()
        new, self._told = events[self._told :], len(events)
        for event in new:
            if event.kind is Kind.SAID:
                yield event.chat.id, event.message.message_id

    def posts(self, place: Place) -> list[Message]:
        """What the bot ever put there, in order."""
        events = self.sandbox.world.transcript(place.chat)
        sent = [event.message for event in events if event.kind is Kind.SENT]
        return [one for one in sent if (one.thread_id or 0) == place.topic]

    def steps(self, place: Place) -> list[int]:
        """The steps that are there, in order."""
        found = (STEP.match(message.text) for message in self.posts(place))
        return [int(step[1]) for step in found if step]

    def shown(self, place: Place) -> list[int]:
        """The steps that stand there now, edits and deletions included."""
        messages = self.sandbox.world.messages(place.chat)
        here = [one for one in messages if (one.thread_id or 0) == place.topic]
        found = (STEP.match(message.text) for message in here)
        return [int(step[1]) for step in found if step]

    def questions(self) -> list[Message]:
        """What the bot has asked about posts in doubt, wherever."""
        events = self.sandbox.world.transcript()
        sent = [event.message for event in events if event.kind is Kind.SENT]
        return [message for message in sent if "I cannot tell whether" in message.text]


@asynccontextmanager
async def living_town(
    patience: float, *, operators: bool = True, known: bool = True, privacy: bool = False
) -> AsyncIterator[tuple[Town, Life]]:
    """A town and a bot in it, which waits so many seconds for an answer.

    Unless `known`, nobody has started it; the operator is one only with `operators`.
    """
    request = AiohttpRequest(64, patience)
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox() as sandbox, request:
            sandbox.world.privacy = privacy
            town = Town(sandbox)
            # Of its own it would make a client for updates, and load its certificates, each time.
            bot: ExtBot[None] = ExtBot(
                sandbox.token, f"{sandbox.url}/bot", request=request, get_updates_request=request
            )
            await bot.initialize()
            url = prepared(Path(folder) / "bot.db")
            life = Life(bot, url, Hours(), [town.operator.id] if operators else ())
            await life.start(Death())
            if known:
                await life.hear(town.heard())
            else:
                for chat_id, number in town.heard():
                    life.numbers.saw(chat_id, number)
            try:
                yield town, life
            finally:
                await life.end()
