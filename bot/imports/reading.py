"""Reads small files whole, in processes of their own once there are many."""

import asyncio
import os
import signal
from asyncio import Task
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from bot.sources import Found, ImportProblem, Source, texts_in
from content.parse import sha256_of
from content.readers import Unreadable, read
from content.warnings import suggested

Read = tuple[Found | ImportProblem, ...]
"""The texts of one source, and what is wrong with it."""

# To start the processes takes as long as to read some hundred small files.
MANY = 300
# The first ones are read here: where little has changed since the last time there are no others.
FEW = 64
# One process stores what the others read; more of them would wait for it.
MOST_PROCESSES = 4


class Reader:
    """Reads batches of files; after `close` its processes have ended."""

    def __init__(self, files: int) -> None:
        """Prepare for so many files."""
        found = min(os.cpu_count() or 1, MOST_PROCESSES)
        self._processes = found if files >= MANY else 1
        self._pool: ProcessPoolExecutor | None = None
        self._taken = 0

    @property
    def ahead(self) -> int:
        """How many batches should be under way, so that no process waits for work."""
        return 1 if self._processes == 1 else 2 * self._processes

    def start(self, batch: Sequence[Source]) -> "Task[list[Read]]":
        """Begin to read; the task gives what is in each file, in their order."""
        return asyncio.create_task(self._read(batch))

    async def close(self) -> None:
        """End the processes as soon as they have read what is under way."""
        if self._pool is not None:
            await asyncio.to_thread(self._pool.shutdown, cancel_futures=True)

    async def _read(self, batch: Sequence[Source]) -> list[Read]:
        self._taken += len(batch)
        if self._processes == 1 or self._taken <= FEW:
            return await asyncio.to_thread(read_all, batch)
        pool = self._pool = self._pool or _processes(self._processes)
        try:
            return await asyncio.wrap_future(_submit(pool, batch))
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
            return [await _read_alone(source) for source in batch]


async def _read_alone(source: Source) -> Read:
    """Read one file of a batch whose process has ended, to find out which of them ends it."""
    pool = _processes(1)
    try:
        return (await asyncio.wrap_future(_submit(pool, [source])))[0]
    except BrokenProcessPool:
        return (ImportProblem(source[0], None, "ends the process that reads it; left out."),)
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)


def _processes(number: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_follow)


def _submit(pool: ProcessPoolExecutor, batch: Sequence[Source]) -> "Future[list[Read]]":
    # Ctrl-C reaches every process of a terminal. This one alone answers: the others, which are
    # started here, inherit that it is blocked.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(read_all, batch)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _follow() -> None:
    """End with the process that started this one, even if it is killed."""
    parent = parent_process()
    assert parent is not None  # noqa: S101 - this is run in children only

    def follow() -> None:
        parent.join()
        os._exit(1)

    Thread(target=follow, daemon=True).start()


def read_all(batch: Sequence[Source]) -> list[Read]:
    """What is in each of some files."""
    return [tuple(_texts(path, source)) for path, source in batch]


def _texts(path: str, source: Path | bytes) -> Iterator[Found | ImportProblem]:
    try:
        for one in texts_in(path, source):
            yield one if isinstance(one, ImportProblem) else noted(one)
    except Exception as error:  # a fault of ours in one file must not keep the others out
        yield ImportProblem(path, None, f"cannot be read; please report it: {error!r}.")


def noted(found: Found) -> Found:
    """A text with the note that its words suggest, and without what is not stored."""
    parsed = replace(found.parsed, piece=suggested(found.parsed.piece), regions=())
    return replace(found, text="", parsed=parsed)


def is_text(source: Path | bytes, sha256: str) -> bool:
    """Whether a source is the plain text that was parsed with this hash."""
    try:
        return sha256_of(read(source).text) == sha256
    except Unreadable:
        return False
