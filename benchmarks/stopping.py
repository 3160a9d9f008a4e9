"""How long the bot takes to end after SIGTERM and after Ctrl-C, whatever it is doing."""

import asyncio
import signal
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks import FEUILLETON, HEADER, logged, machine, program, row
from bot import log
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from bot.settings import defaults

TIMES = 5
AIM_MS = 3000
SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def polling(sandbox: Sandbox) -> None:
    """Nothing happens."""


async def waiting(sandbox: Sandbox) -> None:
    """A fragment is due in an hour."""
    world, chat = sandbox.world, sandbox.world.private(sandbox.world.alex)
    world.say(world.alex, chat, "/read bus every 1 h")
    await world.wait(lambda _: len(world.messages(chat)) == 2)


async def hanging(sandbox: Sandbox) -> None:
    """A post is taken and never answered."""
    fault = sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_HANG))
    sandbox.world.say(sandbox.world.alex, sandbox.world.private(sandbox.world.alex), "/read bus")
    await fault.reached()


async def stopped(busy: Callable[[Sandbox], Awaitable[None]], told: signal.Signals) -> float:
    """Milliseconds from the signal to the end of a bot that is busy with something."""
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
                await busy(sandbox)
                begun = time.perf_counter()
                process.send_signal(told)
                code = await process.wait()
                took = (time.perf_counter() - begun) * 1000
    if code:
        raise SystemExit(f"it ended with {code} after {told.name}")
    return took


async def main() -> None:
    """Print the table."""
    log.setup(defaults(log_level="ERROR"))
    print(machine())
    print(f"{FEUILLETON} run, against a sandbox in another process, from the signal to its end")
    print(HEADER)
    for name, busy in (("polling", polling), ("waiting", waiting), ("sending hangs", hanging)):
        for told in SIGNALS:
            took = [await stopped(busy, told) for _ in range(TIMES)]
            print(row(f"{told.name} while {name}", "ms", took, AIM_MS))


if __name__ == "__main__":
    asyncio.run(main())
