"""How long a start takes, until the page answers and until the bot is ready; then /start itself."""

import asyncio
import re
import socket
import tempfile
from collections import defaultdict
from pathlib import Path
from time import perf_counter

import aiohttp

from benchmarks import FEUILLETON, HEADER, ROOT, logged, machine, program, row
from bot import log
from bot.cli.running import SANDBOX_PORT
from bot.sandbox.server import Sandbox
from bot.settings import Settings, load

STARTS = 5
ANSWERS = 50
# The governor lets 30 messages a second pass; faster questions would measure its queue.
PAUSE_SECONDS = 0.1
SANDBOX = (FEUILLETON, "sandbox", "--port", "0")
MAKE_RUN = ("make", "--no-print-directory", "run")


async def start(command: tuple[str, ...], cwd: Path, database: Path) -> tuple[float, float]:
    """Milliseconds from the start of a command to the page's first 200, and to a ready bot."""
    began = perf_counter()
    async with program(*command, cwd=cwd, database=database) as process:
        # The first line that names an address; `make` may say something before it.
        while (said := await process.stdout.readline()) and b"http://" not in said:
            pass
        try:
            (url,) = re.findall(r"http://\S+", said.decode())
            async with aiohttp.ClientSession() as session, session.get(url) as answer:
                answer.raise_for_status()
        except (ValueError, aiohttp.ClientConnectionError):
            await logged(process, "ready")  # It died: this says why.
            raise
        page = perf_counter() - began
        await logged(process, "ready")
        return page * 1000, (perf_counter() - began) * 1000


async def starts() -> None:
    """Print how long starts take; what is compared takes turns, since a machine has its moods."""
    pages: dict[str, list[float]] = defaultdict(list)
    bots: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        old = here / "old.db"
        await start(SANDBOX, here, old)
        reason = why_not_make()
        for number in range(STARTS):
            runs = {
                "feuilleton sandbox": (SANDBOX, here, old),
                "feuilleton sandbox, new database": (SANDBOX, here, here / f"{number}.db"),
                "make run, new database": (MAKE_RUN, ROOT, here / f"{number}m.db"),
            }
            for name, (command, cwd, database) in runs.items():
                if command is MAKE_RUN and reason:
                    continue
                page, bot = await start(command, cwd, database)
                pages[name].append(page)
                bots[name].append(bot)
    for name, took in pages.items():
        print(row(f"{name}: page answers", "ms", took, 5000))
        print(row(f"{name}: bot ready", "ms", bots[name], 5000))
    if reason:
        print(f"make run: not measured, {reason}")


async def answers() -> None:
    """Print how long /start takes, from the saying to the bot's message in the chat."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox() as sandbox:
            world, chat = sandbox.world, sandbox.world.private(sandbox.world.alex)
            settings = {
                "TELEGRAM_BOT_TOKEN": sandbox.token,
                "TELEGRAM_API_URL": sandbox.url,
                "CLOCK_URL": f"{sandbox.url}/clock",
            }
            where = Path(folder)
            bot = program(FEUILLETON, "run", cwd=where, database=where / "bot.db", **settings)
            async with bot as process:
                await logged(process, "ready")
                for _ in range(ANSWERS):
                    await asyncio.sleep(PAUSE_SECONDS)
                    count = len(world.messages(chat)) + 1
                    began = perf_counter()
                    world.say(world.alex, chat, "/start")
                    await world.wait(lambda _, count=count: len(world.messages(chat)) > count)
                    took.append((perf_counter() - began) * 1000)
    print(row("/start answered by a bot in its own process", "ms", took, 100))


def why_not_make() -> str | None:
    """Why `make run` cannot be measured here, if it cannot."""
    if load(ROOT / ".env").telegram_bot_token is not None:
        return "a token is set, and it would go to Telegram"
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", SANDBOX_PORT)) == 0:
            return f"port {SANDBOX_PORT} is taken"
    return None


async def main() -> None:
    """Print the table."""
    log.setup(Settings(_env_file=None, log_level="ERROR"))
    print(machine())
    print(HEADER)
    await starts()
    await answers()


if __name__ == "__main__":
    asyncio.run(main())
