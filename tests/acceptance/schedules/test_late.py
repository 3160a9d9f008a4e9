"""Readers who come late: from the start in private, at their own pace, then with the others."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import come, first_lines, plan, press, shown
from tests.living import ask, living, sent, tap

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
COUNT = 7
TEXT = "\n\n".join(f"Paragraph {number}." for number in range(1, COUNT + 1))
CAUGHT_UP = (
    "You have caught up: the next one comes in Reading circle on Wednesday 2 December, 8:30."
)
PARAGRAPH = re.compile(r"Paragraph \d+\.")


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A group that has had four of seven fragments, one each morning."""
    text = tmp_path / "ferry.txt"
    text.write_text(TEXT, encoding="utf-8")
    async with Sandbox() as sandbox:
        world = sandbox.world
        sandbox.clock.set(FRIDAY)
        async with living(sandbox, tmp_path, library=[str(text)], language="en"):
            await plan(sandbox, world.camille, world.group, "ferry every day at 8:30")
            for day in range(4):
                await come(sandbox, world.group, MORNING + day * DAY, 2 + day)
            yield sandbox


def address(message: Message) -> str:
    """Where the button of a planned fragment leads."""
    buttons = [one for row in message.reply_markup for one in row]
    (button,) = [one for one in buttons if one.text == "From the start"]
    return str(button.value)


def paragraphs(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that came into a chat, in order."""
    return [line for line in first_lines(sandbox, chat) if PARAGRAPH.fullmatch(line)]


async def start(sandbox: Sandbox, link: str) -> Message:
    """Alex, who is in the group, follows the link; what the bot sends then."""
    private = sandbox.world.private(sandbox.world.alex)
    count = len(sent(sandbox, private))
    sandbox.world.follow(sandbox.world.alex, link)
    await sandbox.world.wait(lambda world: len(sent(sandbox, private)) > count)
    return sent(sandbox, private)[-1]


async def caught_up(sandbox: Sandbox) -> Message:
    """Alex comes on the fourth day, and reads all four; what is said then."""
    message = await start(sandbox, address(sent(sandbox, sandbox.world.group)[-1]))
    for _ in range(4):
        message = await tap(sandbox, sandbox.world.alex, message, "Next")
    return message


async def test_a_late_reader_catches_up_and_goes_on_with_the_others(sandbox: Sandbox) -> None:
    """1 to 4 at the reader's own pace, then word of it; from the fifth on it comes there too."""
    world = sandbox.world
    private = world.private(world.alex)
    told = await caught_up(sandbox)
    assert told.text == CAUGHT_UP
    joined = await press(sandbox, world.alex, told, "Send it to me, too")
    assert joined.text == "Good. What comes in Reading circle now comes here, too."
    for day in range(4, COUNT):
        count = len(sent(sandbox, private)) + 1
        await come(sandbox, world.group, MORNING + day * DAY, 2 + day)
        await come(sandbox, private, MORNING + day * DAY, count)
        # The first line of the card, which the group has had besides, is the title.
        assert paragraphs(sandbox, private) == paragraphs(sandbox, world.group)[1:]
    assert paragraphs(sandbox, private) == [f"Paragraph {n}." for n in range(1, COUNT + 1)]


async def test_nothing_more_comes_to_a_reader_who_leaves(sandbox: Sandbox) -> None:
    """A button under the word that one has joined takes it back; the group goes on."""
    world = sandbox.world
    private = world.private(world.alex)
    joined = await press(sandbox, world.alex, await caught_up(sandbox), "Send it to me, too")
    await press(sandbox, world.alex, joined, "No more of it here")
    await come(sandbox, world.group, MORNING + 4 * DAY, 6)
    await ask(sandbox, world.alex, private, "/help")
    assert len(paragraphs(sandbox, private)) == 4


async def test_whoever_left_may_come_back(sandbox: Sandbox) -> None:
    """From the start once more, over what came meanwhile, and along with the others again."""
    world = sandbox.world
    private = world.private(world.alex)
    joined = await press(sandbox, world.alex, await caught_up(sandbox), "Send it to me, too")
    await press(sandbox, world.alex, joined, "No more of it here")
    await come(sandbox, world.group, MORNING + 4 * DAY, 6)
    message = await start(sandbox, address(sent(sandbox, world.group)[-1]))
    while message.text.startswith("Paragraph"):
        message = await tap(sandbox, world.alex, message, "Next")
    await press(sandbox, world.alex, message, "Send it to me, too")
    count = len(sent(sandbox, private)) + 1
    await come(sandbox, world.group, MORNING + 5 * DAY, 7)
    await come(sandbox, private, MORNING + 5 * DAY, count)
    again = (*range(1, 5), *range(1, 6), 6)
    assert paragraphs(sandbox, private) == [f"Paragraph {n}." for n in again]


async def test_a_reader_may_go_on_alone(sandbox: Sandbox) -> None:
    """Ahead of the group, to the end, without being asked again."""
    world = sandbox.world
    told = await caught_up(sandbox)
    message = await tap(sandbox, world.alex, told, "Go on alone")
    await world.wait(lambda world: shown(sandbox, told).reply_markup == ())
    for _ in range(COUNT - 5):
        message = await tap(sandbox, world.alex, message, "Next")
    assert message.text.startswith(f"Paragraph {COUNT}.")
    assert len(paragraphs(sandbox, world.group)) == 1 + 4


async def test_whoever_waits_reads_on_when_the_group_has_had_more(sandbox: Sandbox) -> None:
    """The Next of the last fragment stays good, and brings what the group has had meanwhile."""
    world = sandbox.world
    private = world.private(world.alex)
    await caught_up(sandbox)
    fourth = shown(sandbox, [m for m in sent(sandbox, private) if PARAGRAPH.match(m.text)][-1])
    await come(sandbox, world.group, MORNING + 4 * DAY, 6)
    fifth = await tap(sandbox, world.alex, fourth, "Next")
    assert fifth.text.startswith("Paragraph 5.")
    again = await tap(sandbox, world.alex, fifth, "Next")
    assert again.text.startswith("You have caught up")


async def test_a_reading_that_goes_by_itself_says_it_once(sandbox: Sandbox) -> None:
    """At its pace it comes up to the group, says so, and rests."""
    world = sandbox.world
    private = world.private(world.alex)
    await start(sandbox, address(sent(sandbox, world.group)[-1]))
    await ask(sandbox, world.alex, private, "/read every 1 h")
    for hour in range(1, 4):
        await come(sandbox, private, MORNING + 3 * DAY + hour * HOUR, 2 + hour)
    for hour in range(4, 9):
        sandbox.clock.set(MORNING + 3 * DAY + hour * HOUR)
        await ask(sandbox, world.alex, private, "/help")
    assert len(paragraphs(sandbox, private)) == 4
    lines = first_lines(sandbox, private)
    assert sum(line.startswith("You have caught up") for line in lines) == 1


async def test_the_link_brought_twice_loses_nothing(sandbox: Sandbox) -> None:
    """The reading goes on; it does not begin anew."""
    link = address(sent(sandbox, sandbox.world.group)[-1])
    await start(sandbox, link)
    assert (await start(sandbox, link)).text.startswith("Paragraph 2.")


async def test_every_fragment_keeps_the_link(sandbox: Sandbox) -> None:
    """It costs nothing to leave it there; the last fragment has it, too."""
    world = sandbox.world
    for day in range(4, COUNT):
        await come(sandbox, world.group, MORNING + day * DAY, 2 + day)
    posts = sent(sandbox, world.group)[1:]
    assert len({address(shown(sandbox, post)) for post in posts}) == 1
    message = await start(sandbox, address(posts[-1]))
    for _ in range(COUNT - 1):
        message = await tap(sandbox, world.alex, message, "Next")
    assert message.text.startswith(f"Paragraph {COUNT}.")


async def test_strangers_read_without_hearing_of_the_group(sandbox: Sandbox) -> None:
    """Whoever is not in the group reads to the end; its name and its times are not told."""
    world = sandbox.world
    stranger = world.add_person("Sam", "sam_passes")
    private = world.private(stranger)
    link = address(sent(sandbox, world.group)[-1])
    world.follow(stranger, link)
    await world.wait(lambda world: len(sent(sandbox, private)) == 1)
    message = sent(sandbox, private)[0]
    for _ in range(4):
        message = await tap(sandbox, stranger, message, "Next")
    assert message.text.startswith("Paragraph 5.")


async def test_what_comes_along_speaks_the_readers_language(sandbox: Sandbox) -> None:
    """The group has English around its fragments, Camille French, also when they come to both."""
    world = sandbox.world
    private = world.private(world.camille)
    world.follow(world.camille, address(sent(sandbox, world.group)[-1]))
    await world.wait(lambda world: len(sent(sandbox, private)) == 1)
    message = sent(sandbox, private)[-1]
    for _ in range(4):
        message = await tap(sandbox, world.camille, message, "Suite")
    await press(sandbox, world.camille, message, "M’envoyer la suite aussi")
    await come(sandbox, world.group, MORNING + 4 * DAY, 6)
    await world.wait(lambda world: len(sent(sandbox, private)) == 6)
    assert "fragment 5 sur 7" in sent(sandbox, private)[-1].text
    assert "fragment 5 of 7" in sent(sandbox, world.group)[-1].text
