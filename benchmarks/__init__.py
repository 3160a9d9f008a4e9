"""What the benchmarks share: the machine, a program in a folder of its own, a printed row."""

import asyncio
import json
import os
import platform
import signal
import statistics
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
FEUILLETON = str(Path(sys.executable).with_name("feuilleton"))
GUARD_SECONDS = 60
HEADER = f"{'':50} {'n':>4} {'median':>9} {'worst':>9}  aim"


def machine() -> str:
    """Processor, cores, what else keeps them busy, and Python."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    return (
        f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"
    )


def row(name: str, unit: str, values: Sequence[float], aim: float | None = None) -> str:
    """One line of a table; `aim` is what the median should stay under."""
    middle, worst = statistics.median(values), max(values)
    figures = f"{name:50} {len(values):4} {middle:6.0f} {unit:2} {worst:6.0f} {unit:2}"
    if aim is None:
        return figures
    return f"{figures}  < {aim:.0f} {unit}: {'met' if middle < aim else 'MISSED'}"


@asynccontextmanager
async def program(
    *command: str, cwd: Path, database: Path, **environment: str
) -> AsyncIterator[Process]:
    """Start a command that sees no settings but these; it and its children end with the block."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    settings = {"DATABASE_URL": f"sqlite+aiosqlite:///{database}", "LOG_FORMAT": "json"}
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=cwd,
        env={**kept, **settings, **environment},
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), GUARD_SECONDS)


async def logged(process: Process, event: str) -> None:
    """Wait until the program has logged this event."""
    said = []
    async with asyncio.timeout(GUARD_SECONDS):
        while line := await process.stderr.readline():
            said.append(line.decode())
            try:
                if json.loads(line)["event"] == event:
                    return
            except ValueError:
                continue
    raise SystemExit(f"it ended before it said {event!r}:\n{''.join(said)}")
