"""The demo: everything expected comes, and anything else ends it with one line."""

import os
from pathlib import Path

import pytest

from bot.cli import scene
from bot.cli.stage import Stage
from bot.errors import StartError
from bot.sandbox.server import Sandbox
from tests.bot.cli.conftest import Feuilleton
from tests.living import living
from tests.process import ended


async def test_the_whole_scene(tmp_path: Path) -> None:
    """As a process: exit code 0, a transcript, nothing left behind, whatever is set elsewhere."""
    elsewhere = {"LIBRARY": "nowhere", "LANGUAGE": "fr", "TELEGRAM_BOT_TOKEN": "nonsense"}
    code, process = await ended(tmp_path, "demo", **elsewhere)
    assert code == 0, process.output
    assert process.errors == ""
    lines = [line.strip() for line in process.output.splitlines()]
    for words in ("fragment 1 of 17", "fragment 8 sur 8, fin", "Every expected message came."):
        assert words in lines
    assert max(map(len, process.output.splitlines())) <= 90
    assert os.listdir(tmp_path) == []


async def test_another_answer_than_expected(tmp_path: Path) -> None:
    """The line says what was expected."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path):
        alex = sandbox.world.alex
        stage = Stage(sandbox)
        with pytest.raises(StartError, match="expected that “Goodbye” came"):
            await stage.say(alex, sandbox.world.private(alex), "/start", "Goodbye")


async def test_a_message_that_nobody_expected(tmp_path: Path) -> None:
    """A fragment that comes twice is a fault, too."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path):
        alex = sandbox.world.alex
        stage = Stage(sandbox)
        await stage.say(alex, sandbox.world.private(alex), "/start", "Hello")
        stage.end()
        sandbox.world.post(sandbox.world.private(alex), "Once more", ())
        with pytest.raises(StartError, match="no message came unasked"):
            stage.end()


async def test_an_answer_in_another_chat(tmp_path: Path) -> None:
    """It has to come where it was asked for."""
    async with Sandbox() as sandbox:
        world = sandbox.world
        stage = Stage(sandbox)
        world.post(world.private(world.camille), "Here", ())
        with pytest.raises(StartError, match="where it was asked for"):
            await stage.say(world.alex, world.private(world.alex), "/start", "Here")


def test_no_answer(monkeypatch: pytest.MonkeyPatch, feuilleton: Feuilleton) -> None:
    """A bot that says nothing ends the demo with exit code 1 and one line."""

    async def silent(*_: object) -> None:
        """Never start."""

    monkeypatch.setattr(scene, "run_bot", silent)
    monkeypatch.setattr("bot.cli.stage.PATIENCE_SECONDS", 0.01)
    done = feuilleton("demo")
    assert done.code == 1
    assert done.err.startswith("feuilleton: the scene went wrong: not within 0.01 s")
