"""What the harder scenes of /undo share: a text with a long fragment, and schedules elsewhere."""

from datetime import UTC, datetime, timedelta

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import press
from tests.living import ask, sent, tap

DAY = timedelta(days=1)
SATURDAY = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
"""Half past eight in Paris."""
LONG = "And the water went on and on. " * 300
HEAD = "---\nslug: ferry\nkind: essay\ntitle: Ferry\nlanguage: en\nrights: own\n---\n\n"
TEXT = f"{HEAD}Part 1.\n\nPart 2. {LONG}\n\nPart 3.\n\nPart 4.\n"
PARTS = 3
"""The messages of the second fragment."""


def words(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The first seven letters of what the bot has in a chat now."""
    world = sandbox.world
    return [one.text[:7] for one in world.messages(chat) if one.sender == world.bot]


async def placed(sandbox: Sandbox, chat: Chat, label: str) -> Message:
    """A schedule that Alex planned in private for another chat; its card."""
    world = sandbox.world
    private = world.private(world.alex)
    card = await ask(sandbox, world.alex, private, "/schedule ferry every day at 8:30")
    await tap(sandbox, world.alex, card, "Where")
    count = len(sent(sandbox, private))
    world.share(world.alex, label, chat)
    await world.wait(lambda world: len(sent(sandbox, private)) == count + 2)
    return await press(sandbox, world.alex, sent(sandbox, private)[-1], "Confirm")
