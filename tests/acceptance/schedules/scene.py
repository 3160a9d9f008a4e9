"""What the scenes of schedules share: buttons that change their message, and days that pass."""

from datetime import datetime

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from tests.living import ask, sent


async def press(sandbox: Sandbox, person: Person, message: Message, label: str) -> Message:
    """Tap a button, and give the message as it is then."""
    before = shown(sandbox, message)
    query = sandbox.world.tap(person, before, label)
    await sandbox.world.wait(
        lambda world: query.answer is not None and shown(sandbox, message) != before
    )
    return shown(sandbox, message)


def shown(sandbox: Sandbox, message: Message) -> Message:
    """A message as it stands in its chat now."""
    messages = sandbox.world.messages(message.chat)
    return next(one for one in messages if one.message_id == message.message_id)


async def plan(sandbox: Sandbox, person: Person, chat: Chat, words: str) -> Message:
    """Plan by a sentence, and confirm."""
    card = await ask(sandbox, person, chat, f"/schedule {words}")
    return await press(sandbox, person, card, "Confirm")


async def come(sandbox: Sandbox, chat: Chat, instant: datetime, count: int) -> list[str]:
    """Let it be a time, wait for so many messages there ever, and give their first lines."""
    sandbox.clock.set(instant)
    await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) >= count)
    return first_lines(sandbox, chat)


def first_lines(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The first line of every message that the bot ever put into a chat."""
    return [message.text.split("\n")[0] for message in sent(sandbox, chat)]
