"""Every captured text, by hand and paced, in private, in a group and in a topic, through kills."""

import asyncio
import json
import re
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.messages import Kind, Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from content.fragments import steps
from content.model import Piece
from content.parse import parse
from content.readers import read
from content.slugs import slug_of
from content.warnings import suggested
from tests.living import ask, bot_process, living
from tests.process import Feuilleton

KILLS = 4
MINUTE = 60


def folded(text: str) -> str:
    """Text as Telegram leaves it: white space at the seams of messages is not kept."""
    return re.sub(r"\s+", " ", text).strip()


@dataclass
class Place:
    """One reading: who reads what, where, and whether it goes by itself."""

    sandbox: Sandbox
    person: Person
    chat: Chat
    piece: Piece
    paced: bool
    topic: int | None = None
    steps: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        fragments = self.piece.fragments
        self.steps = [
            [folded(fragment.text) for fragment in fragments[step.first : step.last]]
            for step in steps(fragments)
        ]

    def begin(self) -> None:
        """Ask for the text."""
        how = "every 1 min" if self.paced else "by hand"
        order = f"/read {self.piece.slug} {how}"
        self.sandbox.world.say(self.person, self.chat, order, thread_id=self.topic)

    def mine(self) -> list[Message]:
        """What the bot sent here, in order."""
        events = self.sandbox.world.transcript(self.chat)
        return [
            event.message
            for event in events
            if event.kind is Kind.SENT and event.message.thread_id == self.topic
        ]

    def posted(self) -> list[str]:
        """The steps that are here: one ends where its position stands."""
        found, begun = [], ""
        for message in self.mine():
            begun += " " + message.text
            if re.search(rf"fragment {len(found) + 1} of {len(self.steps)}\b", message.text):
                found.append(folded(begun))
                begun = ""
        return found

    def has(self, count: int) -> bool:
        """Whether so many steps, or all there are, have come."""
        return len(self.posted()) >= min(count, len(self.steps))

    def tap_next(self) -> None:
        """Turn the page by hand."""
        newest = self.mine()[-1]
        if not self.paced and any(button.text == "Next" for button in newest.buttons):
            self.sandbox.world.tap(self.person, newest, "Next")

    def judge(self) -> None:
        """Every step once, in order, whole; nobody pinged."""
        posted = self.posted()
        assert len(posted) == len(self.steps)
        for wanted, step in zip(self.steps, posted, strict=True):
            place = 0
            for text in wanted:
                place = step.index(text, place) + len(text)
        kinds = {entity.kind for message in self.mine() for entity in message.entities}
        assert not kinds & {"mention", "text_mention"}


def places(sandbox: Sandbox, piece: Piece, number: int) -> list[Place]:
    """Six readings of one text, each in a chat or topic of its own."""
    world = sandbox.world
    reader = world.add_person(f"Reader {number}", f"reader_{number}", "en")
    other = world.add_person(f"Other {number}", f"other_{number}", "en")
    forum = world.add_group(f"Forum {number}", admins=[reader], is_forum=True)
    groups = [world.add_group(f"Group {number} {n}", admins=[reader]) for n in range(2)]
    return [
        Place(sandbox, reader, world.private(reader), piece, paced=False),
        Place(sandbox, other, world.private(other), piece, paced=True),
        Place(sandbox, reader, groups[0], piece, paced=False),
        Place(sandbox, reader, groups[1], piece, paced=True),
        Place(sandbox, reader, forum, piece, paced=False, topic=world.add_topic(forum)),
        Place(sandbox, reader, forum, piece, paced=True, topic=world.add_topic(forum)),
    ]


async def settled(database: Path) -> None:
    """Wait until no post is on its way: what is killed then was between two posts."""
    with sqlite3.connect(database) as connection:
        count = "SELECT count(*) FROM run WHERE state = 'sending'"
        # The database of another process gives no event to wait for.
        while connection.execute(count).fetchone()[0]:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def everybody_has(count: int, everywhere: list[Place]) -> None:
    """Wait until so many steps have come everywhere; looks only at those that still wait."""
    waiting = list(everywhere)

    def complete(_: object) -> bool:
        while waiting and waiting[-1].has(count):
            waiting.pop()
        return not waiting

    await everywhere[0].sandbox.world.wait(complete, timeout=120)


async def begin_all(everywhere: list[Place]) -> None:
    """Ask for every text; where its words suggest a content note, read it anyway."""
    for place in everywhere:
        place.begin()
    asked = [place for place in everywhere if suggested(place.piece).note]
    world = everywhere[0].sandbox.world
    await world.wait(lambda _: all(place.mine() for place in asked), timeout=120)
    for place in asked:
        world.tap(place.person, place.mine()[0], "Read anyway")


async def read_all(everywhere: list[Place], process: Feuilleton, database: Path) -> None:
    """Turn every page in rounds; in some of them the bot is killed and started again."""
    sandbox = everywhere[0].sandbox
    rounds = max(len(place.steps) for place in everywhere)
    killed = {rounds * n // (KILLS + 2) for n in range(1, KILLS + 1)}
    for count in range(1, rounds + 1):
        await everybody_has(count, everywhere)
        await settled(database)
        if count in killed:
            await process.kill()
            await process.start()
        sandbox.clock.advance(MINUTE)
        for place in everywhere:
            place.tap_next()


def gold_people(corpus: Path) -> list[dict[str, Any]]:
    """Everybody whom the gold labels give a handle, with every spelling."""
    files = [corpus / "seeds.gold.json", *sorted((corpus / "real").glob("*.gold.json"))]
    labels = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    documents = [document for label in labels for document in label.get("documents", [label])]
    return [
        one for document in documents for one in document["mentions"] if not one.get("optional")
    ]


@pytest.mark.acceptance
async def test_who_is_everybody(corpus: Path, tmp_path: Path) -> None:
    """Each gold handle, under every spelling, in both languages: that person, nobody else."""
    people = gold_people(corpus)
    assert len(people) > 20
    library = (corpus / "seeds", corpus / "real")
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=library):
        world = sandbox.world
        for person in people:
            for spelling in {person["handle"], *person["variants"]}:
                name = spelling.lstrip("@")
                for asker, words in ((world.alex, "who is @{}"), (world.camille, "qui est @{} ?")):
                    chat = world.private(asker)
                    answer = await ask(sandbox, asker, chat, words.format(name))
                    assert f"@{person['handle']}" in answer.text.split("\n")[0]


@pytest.mark.acceptance
async def test_every_text_is_read_to_its_end_everywhere(corpus: Path, tmp_path: Path) -> None:
    """Twelve texts, six readings each, at the same time, killed four times between posts."""
    paths = [*sorted((corpus / "seeds").glob("*.txt")), *sorted((corpus / "real").glob("*.txt"))]
    assert len(paths) == 12
    folders = f"{corpus}/seeds," + ",".join(str(path) for path in paths[5:])
    async with (
        Sandbox() as sandbox,
        bot_process(sandbox, tmp_path, LIBRARY=folders) as process,
    ):
        everywhere = [
            place
            for number, path in enumerate(paths)
            for place in places(sandbox, parse(read(path), slug_of(path.stem)).piece, number)
        ]
        await begin_all(everywhere)
        await read_all(everywhere, process, tmp_path / "bot.db")
        for place in everywhere:
            place.judge()
