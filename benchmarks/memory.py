"""How much memory the bot takes, as a process of its own: idle, and after a reading."""

import asyncio
import re
import tempfile
from pathlib import Path

from benchmarks import FEUILLETON, HEADER, logged, machine, program, row
from bot import log
from bot.sandbox.server import Sandbox
from bot.settings import Settings

PROCESSES = 3
# What a start leaves behind is freed by then.
SETTLE_SECONDS = 2
STEPS = 12


def memory(pid: int) -> tuple[float, float]:
    """MB in memory: all pages (RSS), and with shared pages counted in shares (PSS)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    figures = dict(re.findall(r"^(Rss|Pss): +(\d+) kB", text, re.MULTILINE))
    return int(figures["Rss"]) / 1024, int(figures["Pss"]) / 1024


async def read_on(sandbox: Sandbox) -> None:
    """Let somebody read some fragments, by taps."""
    world, chat = sandbox.world, sandbox.world.private(sandbox.world.alex)
    world.say(world.alex, chat, "/read bus")
    await world.wait(lambda _: len(world.messages(chat)) > 1)
    for _ in range(STEPS):
        count = len(world.messages(chat))
        query = world.tap(world.alex, world.messages(chat)[-1], "Next")
        await world.wait(
            lambda _, count=count, query=query: (
                query.answer is not None and len(world.messages(chat)) > count
            )
        )


async def measure() -> tuple[tuple[float, float], tuple[float, float]]:
    """Memory of one process, idle after its start and after a reading."""
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox() as sandbox:
            settings = {
                "TELEGRAM_BOT_TOKEN": sandbox.token,
                "TELEGRAM_API_URL": sandbox.url,
                "CLOCK_URL": f"{sandbox.url}/clock",
            }
            where = Path(folder)
            bot = program(FEUILLETON, "run", cwd=where, database=where / "bot.db", **settings)
            async with bot as process:
                await logged(process, "ready")
                await asyncio.sleep(SETTLE_SECONDS)
                idle = memory(process.pid)
                await read_on(sandbox)
                return idle, memory(process.pid)


async def main() -> None:
    """Print the table."""
    log.setup(Settings(_env_file=None, log_level="ERROR"))
    print(machine())
    print(f"{FEUILLETON} run, against a sandbox in another process; the samples")
    print(HEADER)
    measured = [await measure() for _ in range(PROCESSES)]
    print(row("idle, RSS", "MB", [idle[0] for idle, _ in measured], 120))
    print(row("idle, PSS", "MB", [idle[1] for idle, _ in measured]))
    print(row(f"after {STEPS} fragments, RSS", "MB", [after[0] for _, after in measured]))


if __name__ == "__main__":
    asyncio.run(main())
