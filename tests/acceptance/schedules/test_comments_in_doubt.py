"""A comment that may be in the group or not: the next process goes on, or somebody is asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.tides import (
    DAILY,
    DAY,
    HOUR,
    LINES,
    MORNING,
    OTHERS,
    OWN,
    SAID,
    UNDER,
    Quay,
    over,
    planned,
    quay,
    said,
    scene,
    to,
    under,
    until,
    written,
)
from tests.living import ask, bot_process, sent


@pytest.fixture
def text(tmp_path: Path) -> str:
    """The thread, with the right to publish it."""
    return written(tmp_path, *SAID)


async def test_killed_before_the_answer(tmp_path: Path, text: str) -> None:
    """Nothing was claimed: the next process hears of the post, and answers under it."""
    async with killed(tmp_path, text, Fault("getChat", Kind.HANG)) as (sandbox, place):
        await until(sandbox, place, len(LINES))
        await over(sandbox, place)
        assert said(sandbox, place.channel) == OWN
        assert under(sandbox, place) == UNDER


@pytest.mark.parametrize(
    ("kind", "word"), [(Kind.ACCEPT_THEN_HANG, "It arrived"), (Kind.HANG, "Send it")]
)
async def test_killed_while_it_answers(tmp_path: Path, text: str, kind: Kind, word: str) -> None:
    """Somebody is asked, by the name of the group; nothing in the channel is touched for it."""
    async with killed(tmp_path, text, Fault("sendMessage", kind)) as (sandbox, place):
        await settled(sandbox, place, word)


@pytest.mark.parametrize(
    ("kind", "word"), [(Kind.ACCEPT_THEN_RESET, "It arrived"), (Kind.RESET, "Send it")]
)
async def test_no_answer_from_the_group(tmp_path: Path, text: str, kind: Kind, word: str) -> None:
    """As above, without an end of the process."""
    async with scene(tmp_path, text, f"{DAILY}, 6 at a time") as (sandbox, place):
        sandbox.faults.add(Fault("sendMessage", kind, when=to(place.group)))
        sandbox.clock.set(MORNING)
        await settled(sandbox, place, word)


async def test_a_comment_is_not_met_by_looks_for_others(tmp_path: Path, text: str) -> None:
    """Looking turns own messages into what it looks for: where a comment may be, people say."""
    async with scene(tmp_path, text, DAILY, ferry(tmp_path)) as (sandbox, place):
        world = sandbox.world
        sandbox.clock.set(MORNING)
        await until(sandbox, place, 1)
        await ask(sandbox, world.alex, place.group, "/read ferry every 30h")
        sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET, when=to(place.group)))
        sandbox.clock.set(MORNING + DAY)
        question = await doubted(sandbox, "Tide")
        query = world.tap(world.alex, question, "It arrived")
        await world.wait(lambda _: query.answer is not None)
        sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET, when=to(place.group)))
        sandbox.clock.set(MORNING + timedelta(hours=30))
        await doubted(sandbox, "One ferry")
        assert OTHERS[0] in [line for one in world.messages(place.group) for line in lines_of(one)]


async def test_nor_while_both_are_in_doubt(tmp_path: Path, text: str) -> None:
    """The post of the group went out first, and is not there."""
    library = ferry(tmp_path)
    async with scene(tmp_path, text, DAILY, library, settle=2 * HOUR) as (sandbox, place):
        world = sandbox.world
        for day in range(3):
            sandbox.clock.set(MORNING + day * DAY)
            await until(sandbox, place, day + 1)
        await ask(sandbox, world.alex, place.group, "/read ferry every 23h")
        absent = sandbox.faults.add(Fault("sendMessage", Kind.RESET, when=to(place.group)))
        sandbox.clock.set(MORNING + 3 * DAY - HOUR)
        await absent.reached()
        sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET, when=to(place.group)))
        sandbox.clock.set(MORNING + 3 * DAY)
        await until(sandbox, place, 4)
        sandbox.clock.set(MORNING + 3 * DAY + 2 * HOUR)
        await doubted(sandbox, "Tide")
        await doubted(sandbox, "One ferry")
        assert OTHERS[1] in [line for one in world.messages(place.group) for line in lines_of(one)]


@asynccontextmanager
async def killed(folder: Path, text: str, fault: Fault) -> AsyncIterator[tuple[Sandbox, Quay]]:
    """A process that was killed when its first answer met a fault, and has started again."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        place = quay(sandbox)
        async with bot_process(sandbox, folder, LIBRARY=text, SETTLE_SECONDS="0") as process:
            await planned(sandbox, place.channel, f"{DAILY}, 6 at a time")
            about = place.group if fault.method == "sendMessage" else place.channel
            fault.when = to(about)
            sandbox.faults.add(fault)
            if fault.method == "getChat":
                await deafen(sandbox, place)
            sandbox.clock.set(MORNING)
            await fault.reached()
            await process.kill()
            sandbox.faults.clear()
            await process.start()
            yield sandbox, place


async def deafen(sandbox: Sandbox, place: Quay) -> None:
    """The process hears no more: the poll that waits ends with a word, the next has no answer."""
    silence = sandbox.faults.add(Fault("getUpdates", Kind.HANG, times=None))
    sandbox.world.say(sandbox.world.camille, place.group, "Good morning.")
    await silence.reached()


async def settled(sandbox: Sandbox, place: Quay, word: str) -> None:
    """Answer the question about the first comment, and see that all is there once."""
    world = sandbox.world
    private = world.private(world.alex)
    await world.wait(lambda _: "cut off" in sent(sandbox, private)[-1].text)
    question = sent(sandbox, private)[-1]
    assert "fragment 2 of 6" in question.text
    assert "Talk of tides" in question.text
    world.tap(world.alex, question, word)
    await until(sandbox, place, len(LINES))
    await over(sandbox, place)
    assert said(sandbox, place.channel) == OWN
    assert under(sandbox, place) == UNDER
    touched = {call.method for call in sandbox.calls if to(place.channel)(call.params)}
    assert "sendMessage" in touched
    assert touched <= {"sendMessage", "getChat", "getChatMember", "getChatAdministrators"}


def ferry(folder: Path) -> str:
    """Another text, read in the group."""
    path = folder / "ferry.txt"
    path.write_text("One ferry.\n\nTwo ferries.\n\nThree ferries.", encoding="utf-8")
    return str(path)


async def doubted(sandbox: Sandbox, title: str) -> Message:
    """The question about a post of this text."""
    private = sandbox.world.private(sandbox.world.alex)

    def asked() -> list[Message]:
        found = [one for one in sent(sandbox, private) if "cut off" in one.text]
        return [one for one in found if f" of {title}" in one.text]

    await sandbox.world.wait(lambda _: asked())
    return asked()[-1]


def lines_of(message: Message) -> list[str]:
    """The lines of a message."""
    return message.text.split("\n")
