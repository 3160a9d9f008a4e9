"""The bot, alive: in this process for most tests, as a process of its own where it is killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.app import run
from bot.sandbox.messages import Kind, Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from bot.settings import Settings


def settings_for(sandbox: Sandbox, folder: Path, **changes: object) -> Settings:
    """Settings of a bot that lives in the sandbox and keeps its database in `folder`."""
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(sandbox.token),
        telegram_api_url=sandbox.url,
        clock_url=f"{sandbox.url}/clock",
        database_url=f"sqlite+aiosqlite:///{folder}/bot.db",
        **changes,
    )


@asynccontextmanager
async def living(sandbox: Sandbox, folder: Path, **changes: object) -> AsyncIterator[None]:
    """The bot in this process, stopped at the end; if it dies, so does the test."""
    stop = asyncio.Event()
    task = asyncio.create_task(run(settings_for(sandbox, folder, **changes), stop))
    try:
        yield
    finally:
        stop.set()
        await task


class BotProcess:
    """The bot as a process of its own, to be killed and started again."""

    def __init__(self, sandbox: Sandbox, folder: Path, **environment: str) -> None:
        self._folder = folder
        self._environment = {
            "PATH": os.environ["PATH"],
            "TELEGRAM_BOT_TOKEN": sandbox.token,
            "TELEGRAM_API_URL": sandbox.url,
            "CLOCK_URL": f"{sandbox.url}/clock",
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db",
            **environment,
        }
        self._process: asyncio.subprocess.Process | None = None
        self.errors = ""

    async def start(self) -> None:
        """Start it; what it says is kept in `errors` when it ends."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=self._folder,
            env={**self._environment, "PYTHONPATH": os.getcwd()},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def end(self, sent: signal.Signals | None = None) -> int:
        """Send a signal, wait for the end, and give the exit code."""
        assert self._process is not None
        if sent is not None:
            self._process.send_signal(sent)
        output, _ = await self._process.communicate()
        self.errors += output.decode()
        code = self._process.returncode
        self._process = None
        assert code is not None
        return code

    async def kill(self) -> None:
        """kill -9."""
        await self.end(signal.SIGKILL)

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid


@asynccontextmanager
async def bot_process(
    sandbox: Sandbox, folder: Path, **environment: str
) -> AsyncIterator[BotProcess]:
    """A started process; whatever state it is in at the end, it goes."""
    process = BotProcess(sandbox, folder, **environment)
    await process.start()
    try:
        yield process
    finally:
        if process._process is not None:
            await process.kill()


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
