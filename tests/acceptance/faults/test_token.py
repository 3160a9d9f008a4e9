"""A token that Telegram knows no more, and a token that two installations use."""

from pathlib import Path

import pytest

from bot.sandbox.faults import ANY, Fault, Kind
from bot.sandbox.server import Sandbox
from tests.living import ask, bot_process, sent

TEXT = "\n\n".join(f"Paragraph number {word}." for word in ("one", "two", "three"))


@pytest.fixture
def library(tmp_path: Path) -> str:
    """A text of three fragments."""
    path = tmp_path / "three.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


async def test_a_revoked_token_ends_the_bot(library: str, tmp_path: Path) -> None:
    """One line, no traceback, an exit code; the next start goes on with the same fragment."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=library) as process:
        alex, chat = sandbox.world.alex, sandbox.world.private(sandbox.world.alex)
        await ask(sandbox, alex, chat, "/read three every 1 h")
        sandbox.faults.add(Fault(ANY, Kind.UNAUTHORIZED, times=None))
        sandbox.clock.advance(3600)
        assert await process.end() == 1
        assert "Put the new token of @BotFather there" in process.output
        assert "Traceback" not in process.output
        assert sandbox.token not in process.output
        sandbox.faults.clear()
        await process.start()
        await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) == 2)
        assert sent(sandbox, chat)[1].text.startswith("Paragraph number two.")


async def test_two_installations(library: str, tmp_path: Path) -> None:
    """After three conflicts it neither polls nor posts, and the operator hears of it."""
    async with Sandbox() as sandbox:
        noa = sandbox.world.add_person("Noa", "noa_runs")
        operators = str(noa.id)
        async with bot_process(sandbox, tmp_path, LIBRARY=library, OPERATORS=operators) as process:
            private = sandbox.world.private(noa)
            await ask(sandbox, noa, private, "/read three every 1 h")
            conflict = Fault("getUpdates", Kind.ERROR, times=None, status=409, description=TAKEN)
            sandbox.faults.add(conflict)
            sandbox.world.say(noa, private, "/help")
            await process.says("stopped reading and posting")
            await sandbox.world.wait(lambda world: "my token" in sent(sandbox, private)[-1].text)
            polls = [call for call in sandbox.calls if call.method == "getUpdates"]
            conflicts = [poll for poll in polls if poll.answer and not poll.answer["ok"]]
            # The library asks once more as it stops.
            assert len(conflicts) in (3, 4)
            sandbox.clock.advance(7200)
            posts = len(sent(sandbox, private))
            sandbox.faults.clear()
            await process.kill()
            assert len(sent(sandbox, private)) == posts
            await process.start()
            await sandbox.world.wait(
                lambda world: sent(sandbox, private)[-1].text.startswith("Paragraph number two.")
            )


TAKEN = "Conflict: terminated by other getUpdates request"
