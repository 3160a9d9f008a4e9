"""What comes next, shown beforehand to one person in private, and counted nowhere."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.scene import plan, press
from tests.living import ask, living, sent, tap, toast

SATURDAY = FRIDAY + timedelta(hours=22, minutes=30)
NOTED = """---
title: The mill
note: speaks of a fire
---

{first}

The mill burned for two days.

Nobody rang the bell.

The miller moved away.
"""


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A bot with a text that has a note and a first fragment of several messages."""
    first = "\n".join(f"The mill stood at the weir in {year}." for year in range(1000, 1120))
    (tmp_path / "mill.md").write_text(NOTED.format(first=first), encoding="utf-8")
    brook = "\n\n".join(f"The brook, part {number}." for number in range(1, 16))
    (tmp_path / "brook.txt").write_text(brook, encoding="utf-8")
    texts = [tmp_path / "mill.md", tmp_path / "brook.txt"]
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        async with living(sandbox, tmp_path, library=texts, language="en"):
            yield sandbox


def looks(messages: list[Message]) -> list[tuple[object, ...]]:
    """What people see of messages, without their buttons."""
    return [(one.text, one.entities) for one in messages]


async def proof(town: Sandbox, card: Message, private: Chat, count: int) -> list[Message]:
    """Tap Proof in the group, and give what comes in private."""
    before = len(sent(town, private))
    assert await toast(town, town.world.camille, card, "Proof") == (
        "The proof is in our private chat."
    )
    await town.world.wait(lambda world: len(sent(town, private)) == before + count)
    return sent(town, private)[before:]


async def test_a_proof_is_what_comes(town: Sandbox) -> None:
    """Note, veil and all messages of the tick, from the draft and from the list alike."""
    world = town.world
    camille, group, private = world.camille, world.group, world.private(world.camille)
    await ask(town, camille, private, "/start notices")
    card = await ask(town, camille, group, "/schedule mill every day at 8:30, 2 at a time")
    shown = [await proof(town, card, private, 4)]
    await press(town, camille, card, "Confirm")
    listed = await ask(town, camille, group, "/schedule")
    shown.append(await proof(town, listed, private, 4))
    for intro, *_ in shown:
        assert "épreuve" in intro.text
        assert "The mill" in intro.text
        assert "Reading circle le samedi 28 novembre, 8\u00a0h\u00a030." in intro.text
        assert "date_time" in [entity.kind for entity in intro.entities]
    assert all(not one.buttons for proofs in shown for one in proofs)
    before = len(sent(town, group))
    town.clock.set(SATURDAY)
    await world.wait(lambda world: len(sent(town, group)) == before + 3)
    came = sent(town, group)[before:]
    assert came[0].text.startswith("Before you read:\n\nspeaks of a fire")
    assert "spoiler" in [entity.kind for entity in came[0].entities]
    assert looks(came) == looks(shown[0][1:]) == looks(shown[1][1:])


async def test_a_proof_moves_nothing(town: Sandbox) -> None:
    """However often it is asked for, the schedule is where it was, and so are its buttons."""
    world = town.world
    camille, group, private = world.camille, world.group, world.private(world.camille)
    await ask(town, camille, private, "/start notices")
    await plan(town, camille, group, "mill every day at 8:30, from fragment 2")
    listed = await ask(town, camille, group, "/schedule")
    for _ in range(2):
        _, only = await proof(town, listed, private, 2)
        assert only.text.startswith("The mill burned")
    paused = await press(town, camille, listed, "Pause")
    intro, only = await proof(town, paused, private, 2)
    assert "le samedi" not in intro.text
    assert only.text.startswith("The mill burned")
    skipped = await press(town, camille, paused, "Skip one")
    _, only = await proof(town, skipped, private, 2)
    assert only.text.startswith("Nobody rang")
    assert len(sent(town, group)) == 2


async def test_in_private_it_simply_comes(town: Sandbox) -> None:
    """Without a veil, as the text itself would; in the language of whoever asks."""
    world = town.world
    private = world.private(world.alex)
    card = await ask(town, world.alex, private, "/schedule mill every day at 8:30, from fragment 2")
    world.tap(world.alex, card, "Proof")
    await world.wait(lambda world: len(sent(town, private)) == 3)
    _, intro, only = sent(town, private)
    assert intro.text == (
        "This is a proof: The mill, as it comes here on Saturday 28 November, 8:30."
    )
    assert only.text.startswith("The mill burned")
    assert "spoiler" not in [entity.kind for entity in only.entities]


async def test_who_has_not_started_the_bot_is_shown_the_way(town: Sandbox) -> None:
    """A line and a link where the tap was; nobody else gets a proof, and strangers none."""
    world = town.world
    camille, group, private = world.camille, world.group, world.private(world.camille)
    card = await ask(town, camille, group, "/schedule mill every day at 8:30")
    answer = await tap(town, camille, card, "Proof")
    assert answer.text == (
        "I may not write to you in private yet. Open our chat, then tap Proof again."
    )
    assert [one.text for one in answer.buttons] == ["Tell me in private"]
    assert "admins" in await toast(town, world.alex, card, "Proof")
    assert sent(town, private) == []


async def test_a_whole_text_is_shown_in_part(town: Sandbox) -> None:
    """The first messages, and how many follow."""
    world = town.world
    private = world.private(world.alex)
    words = "/schedule brook on 28 November at 8:30, the whole text at once"
    card = await ask(town, world.alex, private, words)
    world.tap(world.alex, card, "Proof")
    await world.wait(lambda world: len(sent(town, private)) == 14)
    _, intro, *shown = sent(town, private)
    assert intro.text.endswith("8:30.\n3 more messages follow there.")
    assert [one.text.split("\n")[0] for one in shown] == [
        f"The brook, part {number}." for number in range(1, 13)
    ]
