"""`feuilleton demo`: a short scene in the sandbox, judged by what came into the chat."""

import asyncio
import tempfile
from pathlib import Path

import click

from bot import log
from bot.app import run as run_bot
from bot.cli.running import in_sandbox
from bot.errors import StartError
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from bot.settings import Settings

PATIENCE_SECONDS = 20.0


class Stage:
    """People who write and tap, and the answers they wait for."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._world = sandbox.world

    async def say(self, person: Person, chat: Chat, text: str) -> Message:
        """Write, print it, and give the bot's answer."""
        click.echo(f"{person.first_name}: {text}")
        before = len(self._world.messages(chat)) + 1
        self._world.say(person, chat, text)
        return await self._answer(chat, before)

    async def tap(self, person: Person, message: Message, label: str) -> Message:
        """Tap a button, print it, and give the message that follows."""
        click.echo(f"{person.first_name} taps [{label}]")
        before = len(self._world.messages(message.chat))
        self._world.tap(person, message, label)
        return await self._answer(message.chat, before)

    async def _answer(self, chat: Chat, before: int) -> Message:
        def came(_: object) -> bool:
            return len(self._world.messages(chat)) > before

        await self._world.wait(came, PATIENCE_SECONDS)
        message = self._world.messages(chat)[before]
        for line in message.text.splitlines():
            click.echo(f"    {line}")
        labels = [button.text for button in message.buttons]
        if labels:
            click.echo("    " + " ".join(f"[{label}]" for label in labels))
        click.echo()
        return message


def expect(truth: bool, what: str) -> None:
    """Stop the scene with one line if something expected did not come."""
    if not truth:
        raise StartError(f"the scene went wrong: {what}")


async def play(sandbox: Sandbox) -> None:
    """Read a thread, ask who somebody is, read on in the group."""
    stage, world = Stage(sandbox), sandbox.world
    camille, alex = world.camille, world.alex
    private = world.private(alex)
    hello = await stage.say(alex, private, "/start")
    expect(bool(hello.buttons), "/start offers a text")
    first = await stage.tap(alex, hello, hello.buttons[0].text)
    expect("fragment 1 of" in first.text, "the first fragment came")
    second = await stage.tap(alex, first, "Next")
    expect("fragment 2 of" in second.text, "the second fragment came")
    bonjour = await stage.say(camille, world.private(camille), "/start")
    expect("Bonjour" in bonjour.text, "Camille is greeted in French")
    premier = await stage.tap(camille, bonjour, bonjour.buttons[0].text)
    expect("fragment 1 sur" in premier.text, "the first fragment came in French")


async def scene(folder: Path) -> None:
    """Sandbox and bot, from start to stop, with nothing left behind."""
    async with Sandbox() as sandbox:
        database = f"sqlite+aiosqlite:///{folder}/demo.db"
        settings = in_sandbox(Settings(_env_file=None, database_url=database), sandbox)
        stop = asyncio.Event()
        bot = asyncio.create_task(run_bot(settings, stop))
        try:
            await play(sandbox)
        finally:
            stop.set()
            await bot


@click.command(short_help="Play a short scene in the sandbox and print it.")
def demo() -> None:
    """Play a short scene in the sandbox and print it; exit 1 if something did not come."""
    log.setup(Settings(_env_file=None, log_level="ERROR"))
    with tempfile.TemporaryDirectory() as folder:
        try:
            asyncio.run(scene(Path(folder)))
        except (TimeoutError, LookupError) as error:
            raise StartError(f"the scene went wrong: {error}") from error
    click.echo("Every expected message came.")
