"""SIGTERM and Ctrl-C, whatever the bot is doing: it ends with 0 and keeps what it has."""

import signal
from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from tests.living import ask, bot_process, sent, tap
from tests.process import Feuilleton, started

SIGNALS = [signal.SIGTERM, signal.SIGINT]
TOKEN = "7654321:a-token-that-nobody-was-ever-given"


@pytest.fixture(params=SIGNALS, ids=["SIGTERM", "Ctrl-C"])
def told(request: pytest.FixtureRequest) -> signal.Signals:
    """How the bot is told to stop."""
    return signal.Signals(request.param)


@pytest.fixture
def library(tmp_path: Path) -> str:
    """A text of three fragments."""
    path = tmp_path / "three.txt"
    path.write_text("Paragraph one.\n\nParagraph two.\n\nParagraph three.", encoding="utf-8")
    return str(path)


async def stopped(process: Feuilleton, told: signal.Signals) -> None:
    """Tell it to stop; it ends well and without a traceback."""
    code = await process.end(told)
    assert code == 0, process.output
    assert "Traceback" not in process.output
    assert "[error" not in process.output
    assert "[critical" not in process.output
    assert "Warning" not in process.output


async def test_while_it_waits_for_updates(told: signal.Signals, tmp_path: Path) -> None:
    """Nothing happens, and a long poll is open."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path) as process:
        await process.says("ready")
        await stopped(process, told)


async def test_while_a_reading_waits(told: signal.Signals, library: str, tmp_path: Path) -> None:
    """A fragment is due in an hour; after the next start it comes at its time, once."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=library) as process:
        alex, chat = sandbox.world.alex, sandbox.world.private(sandbox.world.alex)
        await ask(sandbox, alex, chat, "/read three every 1 h")
        await stopped(process, told)
        await process.start()
        await ask(sandbox, alex, chat, "/help")
        sandbox.clock.advance(3600)
        await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) == 3)
        assert sent(sandbox, chat)[2].text.startswith("Paragraph two.")


async def test_while_a_post_hangs(told: signal.Signals, library: str, tmp_path: Path) -> None:
    """The server took it and does not answer: the next start finds it in the chat."""
    async with (
        Sandbox() as sandbox,
        bot_process(sandbox, tmp_path, LIBRARY=library, SETTLE_SECONDS="0") as process,
    ):
        alex, chat = sandbox.world.alex, sandbox.world.private(sandbox.world.alex)
        fault = sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_HANG))
        sandbox.world.say(alex, chat, "/read three")
        await fault.reached()
        await stopped(process, told)
        await process.start()
        await process.says("was found")
        second = await tap(sandbox, alex, sent(sandbox, chat)[0], "Next")
        assert second.text.startswith("Paragraph two.")
        assert len(sent(sandbox, chat)) == 2


@pytest.mark.parametrize("method", ["getMe", "getUpdates", "setMyCommands"])
async def test_while_the_start_hangs(method: str, tmp_path: Path) -> None:
    """A server that takes a call and never answers does not hold the bot."""
    async with Sandbox() as sandbox:
        fault = sandbox.faults.add(Fault(method, Kind.HANG))
        async with bot_process(sandbox, tmp_path) as process:
            await fault.reached()
            await stopped(process, signal.SIGTERM)


async def test_while_nobody_answers(told: signal.Signals, tmp_path: Path) -> None:
    """The server is not there, and the bot waits before it asks again."""
    nowhere = "http://127.0.0.1:9"
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": nowhere}
    async with started(tmp_path, "run", **environment) as process:
        await process.says("no answer yet")
        await stopped(process, told)


async def test_in_the_sandbox(told: signal.Signals, tmp_path: Path) -> None:
    """Server, page and bot end together."""
    async with started(tmp_path, "sandbox", "--port", "0") as process:
        await process.says("Open http://")
        await stopped(process, told)
