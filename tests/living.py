"""The bot, alive: in this process for most tests, as a process of its own where it is killed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from unittest.mock import patch

from pydantic import SecretStr

from bot.app import run
from bot.sandbox.messages import Kind, Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from bot.schedule import alarm
from bot.settings import Settings
from tests.prepared import prepared
from tests.process import Feuilleton, started


def settings_for(sandbox: Sandbox, folder: Path, **changes: object) -> Settings:
    """Settings of a bot that lives in the sandbox and keeps its database in `folder`."""
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(sandbox.token),
        telegram_api_url=sandbox.url,
        clock_url=f"{sandbox.url}/clock",
        database_url=prepared(folder / "bot.db"),
        **changes,
    )


@asynccontextmanager
async def living(sandbox: Sandbox, folder: Path, **changes: object) -> AsyncIterator[None]:
    """The bot in this process, stopped at the end; if it dies, so does the test.

    It looks at its clock more often: in one scene this is moved many times.
    """
    stop = asyncio.Event()
    with patch.object(alarm, "WATCH_SECONDS", 0.02):
        task = asyncio.create_task(run(settings_for(sandbox, folder, **changes), stop))
        try:
            yield
        finally:
            stop.set()
            await task


def bot_process(
    sandbox: Sandbox, folder: Path, **environment: str
) -> AbstractAsyncContextManager[Feuilleton]:
    """A bot that lives in the sandbox, as a started process; at the end it goes."""
    lives = {
        "DATABASE_URL": prepared(folder / "bot.db"),
        "TELEGRAM_BOT_TOKEN": sandbox.token,
        "TELEGRAM_API_URL": sandbox.url,
        "CLOCK_URL": f"{sandbox.url}/clock",
    }
    return started(folder, "run", **(lives | environment))


def sent(sandbox: Sandbox, chat: Chat) -> list[Message]:
    """Every message the bot ever put into a chat, as it was sent, in order."""
    events = sandbox.world.transcript(chat)
    return [event.message for event in events if event.kind is Kind.SENT]


async def ask(sandbox: Sandbox, person: Person, chat: Chat, text: str) -> Message:
    """Write, and give the first message that the bot sends then."""
    count = len(sent(sandbox, chat))
    sandbox.world.say(person, chat, text)
    await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) > count)
    return sent(sandbox, chat)[count]


async def tap(sandbox: Sandbox, person: Person, message: Message, label: str) -> Message:
    """Tap a button, wait until the tap is answered and a message has come; the last one."""
    count = len(sent(sandbox, message.chat))
    query = sandbox.world.tap(person, message, label)
    await sandbox.world.wait(
        lambda world: query.answer is not None and len(sent(sandbox, message.chat)) > count
    )
    return sent(sandbox, message.chat)[-1]


async def toast(sandbox: Sandbox, person: Person, message: Message, label: str) -> str:
    """Tap a button, and give the words of the bot's answer to the tap."""
    query = sandbox.world.tap(person, message, label)
    await sandbox.world.wait(lambda world: query.answer is not None)
    assert query.answer is not None
    return query.answer.text
