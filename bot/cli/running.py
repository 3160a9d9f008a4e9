"""The commands that keep a bot running: run, sandbox, doctor, migrate."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import click
from pydantic import SecretStr

from bot import log
from bot.app import run as run_bot
from bot.cli.lines import counted, say
from bot.sandbox.server import Sandbox
from bot.settings import Settings, load
from bot.store.sqlite import ProcessLock
from bot.store.store import Store

SANDBOX_PORT = 8081


def until_told(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Run until done; the first SIGTERM or Ctrl-C asks it to stop."""

    async def guarded() -> None:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, stop.set)
        await work

    asyncio.run(guarded())


def in_sandbox(settings: Settings, sandbox: Sandbox) -> Settings:
    """The settings of a bot that lives in this sandbox, where Camille is an operator by default."""
    return settings.model_copy(
        update={
            "telegram_bot_token": SecretStr(sandbox.token),
            "telegram_api_url": sandbox.url,
            "clock_url": f"{sandbox.url}/clock",
            "operators": settings.operators or (sandbox.world.camille.id,),
        }
    )


async def _open_once(url: str) -> None:
    """Bring the database of `url` up to date; StartError if a bot is running on it."""
    store = await Store.open(url, alone=True)
    await store.close()


async def _with_sandbox(settings: Settings, port: int, stop: asyncio.Event) -> None:
    # Whoever starts a second bot should hear of the first one, and not of its port.
    await _open_once(settings.database_url)
    async with Sandbox(port) as sandbox:

        def ready() -> None:
            click.echo(
                f"Feuilleton plays in the sandbox. Open {sandbox.url}/ in a browser. Ctrl-C ends."
            )

        await run_bot(in_sandbox(settings, sandbox), stop, ready)


@click.command(short_help="Run the bot in Telegram or, without a token, in the sandbox.")
def run() -> None:
    """Run the bot: in Telegram with TELEGRAM_BOT_TOKEN, else in the sandbox."""
    settings = load()
    log.setup(settings)
    stop = asyncio.Event()
    if settings.telegram_bot_token is None:
        until_told(_with_sandbox(settings, SANDBOX_PORT, stop), stop)
    else:
        until_told(run_bot(settings, stop), stop)


@click.command(short_help="Run the bot in a local stand-in for Telegram.")
@click.option(
    "--port",
    default=SANDBOX_PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Where the page is; 0 takes any free port.",
)
def sandbox(port: int) -> None:
    """Run the bot in a local stand-in for Telegram, with a chat page. Needs no token."""
    settings = load()
    log.setup(settings)
    stop = asyncio.Event()
    until_told(_with_sandbox(settings, port, stop), stop)


@click.command()
def migrate() -> None:
    """Bring the database to this version's form."""
    asyncio.run(_open_once(load().database_url))
    click.echo("The database is up to date.")


@click.command()
@click.option("--running", is_flag=True, help="Fail unless a bot is running on this database.")
def doctor(running: bool) -> None:
    """Check settings and database, and whether a bot is running."""
    settings = load()
    click.echo("settings: well formed")

    async def look() -> tuple[Path, int, int | None]:
        store = await Store.open(settings.database_url)
        try:
            _, texts = await store.pieces.list(limit=1)
            return store.database.path, texts, ProcessLock.holder(store.database.path)
        finally:
            await store.close()

    path, texts, pid = asyncio.run(look())
    say(f"database: {path} is readable and holds {counted(texts, 'text', 'texts')}")
    click.echo(f"bot: running, process {pid}" if pid else "bot: not running")
    if running and not pid:
        sys.exit(1)


COMMANDS = (run, sandbox, migrate, doctor)
