"""A message in each chat tells what has come there, and keeps itself up to date."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import come, plan, press, shown
from tests.living import ask, living, sent, tap

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TEXT = "\n\n".join(f"Paragraph {number} of the crossing." for number in range(1, 4))


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text of three fragments."""
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
async def sandbox(tmp_path: Path, text: Path) -> AsyncIterator[Sandbox]:
    """A bot with that text."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        async with living(sandbox, tmp_path, library=[str(text)], language="en"):
            yield sandbox


async def wanted(sandbox: Sandbox, chat: Chat, words: str) -> tuple[Message, Message]:
    """Plan, and ask for the contents: the card and the message that tells them."""
    camille = sandbox.world.camille
    card = await plan(sandbox, camille, chat, words)
    count = len(sent(sandbox, chat))
    await press(sandbox, camille, card, "Contents")
    await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) > count)
    return card, sent(sandbox, chat)[count]


async def reads(sandbox: Sandbox, message: Message, words: str) -> Message:
    """Wait until a message has these words."""
    await sandbox.world.wait(lambda world: words in shown(sandbox, message).text)
    return shown(sandbox, message)


def addresses(message: Message) -> list[str]:
    """Where its links lead."""
    return [one.value for one in message.entities if one.kind == "text_link"]


async def test_it_tells_what_came_and_what_comes(sandbox: Sandbox) -> None:
    """Pinned without a sound; each fragment is a link to its message; then the end."""
    world, group = sandbox.world, sandbox.world.group
    world.let_in(group, world.bot, {"can_pin_messages"})
    _, told = await wanted(sandbox, group, "ferry every day at 8:30")
    assert told.text == (
        "Paragraph 1 of the crossing.\n0 of 3 posted\n\nNext fragment: Saturday 28 November, 8:30."
    )
    assert told.silent
    await world.wait(lambda world: world.pinned(group) is not None)
    pinned = world.pinned(group)
    assert pinned is not None
    assert pinned.message_id == told.message_id
    await come(sandbox, group, MORNING, 3)
    one = await reads(sandbox, told, "1 of 3 posted")
    assert one.text.endswith(
        "1. Paragraph 1 of the crossing.\n\nNext fragment: Sunday 29 November, 8:30."
    )
    await come(sandbox, group, MORNING + DAY, 4)
    await reads(sandbox, told, "2 of 3 posted")
    await come(sandbox, group, MORNING + 2 * DAY, 5)
    end = await reads(sandbox, told, "The end.")
    assert "3 of 3 posted" in end.text
    fragments = [message.message_id for message in sent(sandbox, group)[2:5]]
    base = f"https://t.me/c/{-group.id - 10**12}"
    assert addresses(end) == [f"{base}/{number}" for number in fragments]
    assert [button.text for row in end.reply_markup for button in row] == ["From the start"]
    assert len(sent(sandbox, group)) == 5


async def test_it_follows_what_people_change(sandbox: Sandbox) -> None:
    """A pause, a skip and the end of it all; without contents the message goes."""
    world, group = sandbox.world, sandbox.world.group
    card, told = await wanted(sandbox, group, "ferry every day at 8:30")
    await press(sandbox, world.camille, card, "Pause")
    await reads(sandbox, told, "Paused.")
    await press(sandbox, world.camille, card, "Resume")
    await reads(sandbox, told, "Next fragment: Saturday 28 November, 8:30.")
    await press(sandbox, world.camille, card, "Skip one")
    await reads(sandbox, told, "1 of 3 posted")
    off = await press(sandbox, world.camille, card, "No contents")
    assert "[Contents]" in buttons(off)
    await world.wait(
        lambda world: told.message_id not in [one.message_id for one in world.messages(group)]
    )
    on = await press(sandbox, world.camille, card, "Contents")
    assert "[No contents]" in buttons(on)
    again = await newest(sandbox, group, 3)
    await press(sandbox, world.camille, card, "Delete")
    await press(sandbox, world.camille, card, "Delete")
    await reads(sandbox, again, "Nothing more comes here.")


async def test_what_is_taken_back_is_not_told_any_more(sandbox: Sandbox) -> None:
    """It comes again, and is told then."""
    world, group = sandbox.world, sandbox.world.group
    _, told = await wanted(sandbox, group, "ferry every day at 8:30")
    await come(sandbox, group, MORNING, 3)
    await reads(sandbox, told, "1 of 3 posted")
    await ask(sandbox, world.camille, group, "/undo")
    assert "1. Paragraph" not in (await reads(sandbox, told, "0 of 3 posted")).text
    await come(sandbox, group, MORNING + DAY, 5)
    one = await reads(sandbox, told, "1 of 3 posted")
    assert addresses(one)[0].endswith(f"/{sent(sandbox, group)[-1].message_id}")


async def test_late_readers_are_told_nothing(sandbox: Sandbox) -> None:
    """Whoever goes along with a group gets its fragments, and no message of contents."""
    world, group = sandbox.world, sandbox.world.group
    alex, private = world.alex, world.private(world.alex)
    await wanted(sandbox, group, "ferry every day at 8:30")
    await come(sandbox, group, MORNING, 3)
    link = next(
        str(button.value)
        for row in sent(sandbox, group)[-1].reply_markup
        for button in row
        if button.text == "From the start"
    )
    world.follow(alex, link)
    first = await newest(sandbox, private, 1)
    caught_up = await tap(sandbox, alex, first, "Next")
    await press(sandbox, alex, caught_up, "Send it to me, too")
    await come(sandbox, group, MORNING + DAY, 4)
    await newest(sandbox, private, 3)
    # Whatever else there was to say would have been said by now.
    await ask(sandbox, alex, private, "/help")
    assert not any("posted" in one.text for one in world.messages(private))


async def test_a_public_group_has_public_links(sandbox: Sandbox) -> None:
    """Where the group has a name, its messages are found by it."""
    world = sandbox.world
    group = world.add_group("Old town", admins=[world.camille], username="old_town")
    _, told = await wanted(sandbox, group, "ferry every day at 8:30")
    await come(sandbox, group, MORNING, 3)
    one = await reads(sandbox, told, "1 of 3 posted")
    assert addresses(one) == [f"https://t.me/old_town/{sent(sandbox, group)[-1].message_id}"]


async def test_whoever_deletes_it_gets_no_other_one(sandbox: Sandbox) -> None:
    """It is not sent again; the fragments go on."""
    world, group = sandbox.world, sandbox.world.group
    _, told = await wanted(sandbox, group, "ferry every day at 8:30")
    world.delete(told)
    for day in range(3):
        await come(sandbox, group, MORNING + day * DAY, 3 + day)
    await ask(sandbox, world.camille, group, "/schedule")
    assert len(sent(sandbox, group)) == 6


async def test_a_start_tells_what_has_come_meanwhile(tmp_path: Path, text: Path) -> None:
    """A bot that was stopped finds the message again, and brings it up to date."""
    async with Sandbox() as sandbox:
        group = sandbox.world.group
        sandbox.clock.set(FRIDAY)
        async with living(sandbox, tmp_path, library=[str(text)], language="en"):
            _, told = await wanted(sandbox, group, "ferry every day at 8:30")
        sandbox.clock.set(MORNING + timedelta(hours=1))
        async with living(sandbox, tmp_path, library=[str(text)], language="en"):
            await come(sandbox, group, MORNING + timedelta(hours=1), 3)
            await reads(sandbox, told, "1 of 3 posted")
        assert len(sent(sandbox, group)) == 3


def buttons(message: Message) -> str:
    """The buttons under a message."""
    return " ".join(f"[{button.text}]" for row in message.reply_markup for button in row)


async def newest(sandbox: Sandbox, chat: Chat, count: int) -> Message:
    """The message of that number, once it has come."""
    await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) >= count)
    return sent(sandbox, chat)[count - 1]
