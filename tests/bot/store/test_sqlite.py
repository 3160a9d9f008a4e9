"""One process at a time may post from a database file."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.store.store import Store

ROOT = Path(__file__).parents[3]


def output_of(code: str, url: str) -> subprocess.CompletedProcess[str]:
    """Run some lines of Python in a process of their own."""
    command = [sys.executable, "-c", code, url]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


async def test_a_second_process_is_told_the_first_ones_pid(url: str) -> None:
    """Another process that wants to post gets one line with the pid of this one."""
    store = await Store.open(url, alone=True)
    code = (
        "import asyncio, sys; from bot.store.store import Store\n"
        "from bot.errors import StartError\n"
        "try: asyncio.run(Store.open(sys.argv[1], alone=True))\n"
        "except StartError as error: print(error)"
    )
    said = (await asyncio.to_thread(output_of, code, url)).stdout
    assert f"process {os.getpid()}" in said
    assert said.count("\n") == 1
    await store.close()


async def test_a_dead_process_holds_nothing(url: str) -> None:
    """Killed with kill -9, the first process lets the next one in."""
    code = (
        "import asyncio, os, signal, sys; from bot.store.store import Store\n"
        "asyncio.run(Store.open(sys.argv[1], alone=True)); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert (await asyncio.to_thread(output_of, code, url)).returncode == -9
    store = await Store.open(url, alone=True)
    await store.close()


async def test_closing_lets_the_next_one_in(url: str) -> None:
    """The lock ends with the store, and a failed start leaves none."""
    first = await Store.open(url, alone=True)
    with pytest.raises(StartError, match="already runs"):
        await Store.open(url, alone=True)
    await first.close()
    second = await Store.open(url, alone=True)
    await second.close()


async def test_who_only_reads_needs_no_lock(url: str) -> None:
    """The command line looks into the library while the bot runs."""
    bot = await Store.open(url, alone=True)
    reader = await Store.open(url)
    assert await reader.pieces.list() == ((), 0)
    await reader.close()
    await bot.close()
