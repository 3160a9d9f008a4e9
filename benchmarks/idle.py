"""What the bot takes while nothing happens, beside a bare bot of python-telegram-bot.

Both are processes of their own that poll the same server: seconds to ready, memory, CPU a second.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from time import perf_counter

from benchmarks import FEUILLETON, ROOT, logged, machine, program
from benchmarks.memory import memory
from benchmarks.peers.rig import TOKEN, served

ROUNDS, WATCHED, SETTLE = 5, 20.0, 2.0
TICKS = os.sysconf("SC_CLK_TCK")


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def measure(
    command: tuple[str, ...], database: Path, url: str, watched: float
) -> list[float]:
    """Seconds to ready, MB of memory, milliseconds of CPU a second."""
    settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url, "PYTHONPATH": str(ROOT)}
    began = perf_counter()
    async with program(*command, cwd=database.parent, database=database, **settings) as process:
        await logged(process, "ready")
        took = perf_counter() - began
        await asyncio.sleep(SETTLE)
        before = cpu(process.pid)
        await asyncio.sleep(watched)
        used = (cpu(process.pid) - before) / watched
        return [took, memory(process.pid)[0], 1000 * used]


async def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=WATCHED)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    options = asked.parse_args()
    print(machine())
    found: dict[str, list[list[float]]] = defaultdict(list)
    async with served() as server:
        bare = (sys.executable, "-m", "benchmarks.peers.bare", server.url)
        commands = {"Feuilleton": (FEUILLETON, "run"), "bare PTB": bare}
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / "bot.db"
            await measure(commands["Feuilleton"], database, server.url, 0.1)
            for _ in range(options.rounds):
                for name, command in commands.items():
                    found[name].append(
                        await measure(command, database, server.url, options.seconds)
                    )
    middle = {
        name: [statistics.median(one) for one in zip(*rounds, strict=True)]
        for name, rounds in found.items()
    }
    print(
        f"{'median of ' + str(options.rounds) + ', interleaved':28} Feuilleton   bare PTB   ratio"
    )
    names = ("seconds to ready", "memory, MB (RSS)", "CPU a second, ms")
    for number, name in enumerate(names):
        ours, theirs = middle["Feuilleton"][number], middle["bare PTB"][number]
        ratio = f"{ours / theirs:.2f}" if theirs else "-"
        print(f"{name:28} {ours:10.2f} {theirs:10.2f} {ratio:>7}")


if __name__ == "__main__":
    asyncio.run(main())
