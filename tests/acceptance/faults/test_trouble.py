"""A machine in trouble: told to stop in the middle of 50 posts, no room on the disk, a lock."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.params import Params
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from tests.living import ask, bot_process, sent

PEOPLE = 50


def words(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that are there, in order."""
    texts = [message.text.split("\n")[0] for message in sent(sandbox, chat)]
    return [text[17:-1] for text in texts if text.startswith("Paragraph number")]


async def test_told_to_stop_in_the_middle_of_50_posts(library: str, tmp_path: Path) -> None:
    """What is on its way settles, nothing else begins, and the next start posts the rest once."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=library) as process:
        people = [sandbox.world.add_person(f"Reader {n}", f"reader_{n}") for n in range(PEOPLE)]
        chats = [sandbox.world.private(person) for person in people]
        for person, chat in zip(people, chats, strict=True):
            sandbox.world.say(person, chat, "/read three every 1 h")
        await sandbox.world.wait(lambda world: all(sent(sandbox, chat) for chat in chats))
        under_way, all_of_them = set[str](), asyncio.Event()

        def counted(params: Params) -> bool:
            under_way.add(params.text("chat_id"))
            if len(under_way) == PEOPLE:
                all_of_them.set()
            return True

        slow = sandbox.faults.add(Fault("sendMessage", Kind.SLOW, times=None, when=counted))
        sandbox.clock.advance(3600)
        await all_of_them.wait()
        ending = asyncio.create_task(process.end(signal.SIGTERM))
        await process.says("stopping")
        await slow.accept()
        async with asyncio.timeout(10):
            assert await ending == 0
        assert "Traceback" not in process.output
        states = sqlite3.connect(tmp_path / "bot.db").execute("SELECT DISTINCT state FROM delivery")
        assert states.fetchall() == [("sent",)]
        sandbox.faults.clear()
        await process.start()
        await process.says("ready")
        sandbox.clock.advance(3600)
        await sandbox.world.wait(lambda world: all(len(sent(sandbox, c)) == 3 for c in chats))
        assert {tuple(words(sandbox, chat)) for chat in chats} == {("one", "two", "three")}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", disk], check=True)


async def begun(sandbox: Sandbox, person: Person, chat: Chat) -> None:
    """One fragment is there, the next one comes in an hour, and nothing else is being done."""
    await ask(sandbox, person, chat, "/read three every 1 h")
    await ask(sandbox, person, chat, "/help")


def fill(path: Path) -> None:
    """Write until there is no room left."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


async def test_no_room_on_the_disk(library: str, small_disk: Path, tmp_path: Path) -> None:
    """Nothing is claimed and nothing posted; with room again it goes on, once."""
    url = f"sqlite+aiosqlite:///{small_disk}/bot.db"
    async with (
        Sandbox() as sandbox,
        bot_process(sandbox, tmp_path, LIBRARY=library, DATABASE_URL=url) as process,
    ):
        alex, chat = sandbox.world.alex, sandbox.world.private(sandbox.world.alex)
        await begun(sandbox, alex, chat)
        filling = small_disk / "filling"
        fill(filling)
        sandbox.clock.advance(3600)
        line = await process.says("No room left for the database")
        assert "free some space on its disk" in line
        assert words(sandbox, chat) == ["one"]
        filling.unlink()
        await sandbox.world.wait(lambda world: len(words(sandbox, chat)) == 2)
        assert words(sandbox, chat) == ["one", "two"]
        assert "Traceback" not in process.output


async def test_a_database_locked_for_long(library: str, tmp_path: Path) -> None:
    """It waits for ten seconds, says one line, and posts once the other program has gone."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=library) as process:
        alex, chat = sandbox.world.alex, sandbox.world.private(sandbox.world.alex)
        await begun(sandbox, alex, chat)
        other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        sandbox.clock.advance(3600)
        await process.says("was locked by another program for over 10 s")
        assert words(sandbox, chat) == ["one"]
        other.execute("ROLLBACK")
        other.close()
        await sandbox.world.wait(lambda world: len(words(sandbox, chat)) == 2)
        assert words(sandbox, chat) == ["one", "two"]
        assert "Traceback" not in process.output
