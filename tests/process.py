"""`feuilleton` as a process of its own: what it says while it runs, and how it ends."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Far more than anything here takes: a process that never ends fails its test instead of CI.
PATIENCE_SECONDS = 20


class Feuilleton:
    """A command line in a folder, with no other settings than those given; it may start again.

    `output` is what it said on standard output and standard error, `errors` only the latter, of
    all its starts together.
    """

    def __init__(
        self, folder: Path, *arguments: str, prefix: Sequence[str] = (), **environment: str
    ) -> None:
        self._folder = folder
        self._command = (*prefix, sys.executable, "-m", "bot", *arguments)
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db",
            **environment,
        }
        self._process: Process | None = None
        self._readers: tuple[asyncio.Task[None], ...] = ()
        self._news = asyncio.Event()
        self.output = ""
        self.errors = ""

    async def start(self) -> None:
        """Start the process."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, cwd=self._folder, env=self._environment, stdout=PIPE, stderr=PIPE
        )
        streams = (self._process.stdout, self._process.stderr)
        self._readers = tuple(asyncio.create_task(self._read(one)) for one in streams if one)

    async def says(self, words: str) -> str:
        """Wait for a line with these words, and give it; the test fails if the process ends."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self._line(words) is None and not all(one.done() for one in self._readers):
                self._news.clear()
                news = asyncio.create_task(self._news.wait())
                running = [reader for reader in self._readers if not reader.done()]
                await asyncio.wait([news, *running], return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
        found = self._line(words)
        assert found is not None, f"it never said {words!r}, but:\n{self.output}"
        return found

    def _line(self, words: str) -> str | None:
        return next((line for line in self.output.splitlines() if words in line), None)

    async def end(self, sent: signal.Signals | None = None) -> int:
        """Send a signal, if one is given, wait for the end, and give the exit code."""
        assert self._process is not None
        if sent is not None:
            self._process.send_signal(sent)
        async with asyncio.timeout(PATIENCE_SECONDS):
            code = await self._process.wait()
            await asyncio.gather(*self._readers)
        self._process = None
        return code

    async def kill(self) -> None:
        """kill -9, if it is running."""
        if self._process is not None:
            await self.end(signal.SIGKILL)

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    async def _read(self, stream: asyncio.StreamReader) -> None:
        erring = self._process is not None and stream is self._process.stderr
        async for line in stream:
            self.output += line.decode(errors="replace")
            self.errors += line.decode(errors="replace") if erring else ""
            self._news.set()


@asynccontextmanager
async def started(
    folder: Path, *arguments: str, prefix: Sequence[str] = (), **environment: str
) -> AsyncIterator[Feuilleton]:
    """A started process; whatever state it is in at the end, it goes."""
    process = Feuilleton(folder, *arguments, prefix=prefix, **environment)
    await process.start()
    try:
        yield process
    finally:
        await process.kill()


async def ended(
    folder: Path, *arguments: str, prefix: Sequence[str] = (), **environment: str
) -> tuple[int, Feuilleton]:
    """Run a command to its end: its exit code, and what it said."""
    async with started(folder, *arguments, prefix=prefix, **environment) as process:
        return await process.end(), process
