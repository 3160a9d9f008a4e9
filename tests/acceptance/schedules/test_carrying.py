"""A reading or schedule changes machines: exported on one installation, it goes on on another."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import come, plan, press
from tests.living import ask, bot_process, living, sent, tap
from tests.process import ended

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)
"""Half past eight in New York."""
DAY = timedelta(days=1)
PARAGRAPH = re.compile(r"(The ferry, part \d\.)\n\nfragment \d (?:of|sur) 5")
FERRY = "\n\n".join(f"The ferry, part {number}." for number in range(1, 6))
ALL = [f"The ferry, part {number}." for number in range(1, 6)]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Telegram, as both installations see it, on a Friday at ten in Paris."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        yield sandbox


@pytest.fixture
def text(tmp_path: Path) -> str:
    """A text of five paragraphs."""
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    return str(path)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of the first installation."""
    (tmp_path / "old").mkdir()
    return tmp_path / "old"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The folder of the second."""
    (tmp_path / "new").mkdir()
    return tmp_path / "new"


def parts(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that came into a chat, whichever installation sent them."""
    found = (PARAGRAPH.match(message.text) for message in sent(sandbox, chat))
    return [one[1] for one in found if one is not None]


async def feuilleton(sandbox: Sandbox, folder: Path, *words: str) -> tuple[int, str]:
    """Run a command of an installation: its exit code, and what it said."""
    settings = {
        "TELEGRAM_BOT_TOKEN": sandbox.token,
        "TELEGRAM_API_URL": sandbox.url,
        "CLOCK_URL": f"{sandbox.url}/clock",
    }
    code, process = await ended(folder, *words, **settings)
    assert "Traceback" not in process.output
    return code, process.output


async def until(sandbox: Sandbox, chat: Chat, instant: datetime, count: int) -> None:
    """Let it be a time, and wait for so many fragments."""
    sandbox.clock.set(instant)
    await sandbox.world.wait(lambda world: len(parts(sandbox, chat)) >= count)


async def test_a_schedule(sandbox: Sandbox, text: str, old: Path, new: Path) -> None:
    """Two mornings here, the other three there: each fragment once, to the last."""
    world, group = sandbox.world, sandbox.world.group
    async with living(sandbox, old, library=[text], language="en"):
        await ask(sandbox, world.camille, group, f"/settings@{world.bot.username} zone New York")
        await plan(sandbox, world.camille, group, "ferry every day at 8:30")
        for day in range(2):
            await until(sandbox, group, MORNING + day * DAY, 1 + day)
    code, said = await feuilleton(sandbox, old, "export")
    assert (code, said) == (
        0,
        f"schedule-1  The ferry, part 1.  chat {group.id}  fragment 3 of 5\n",
    )
    code, said = await feuilleton(sandbox, old, "export", "schedule-1", "--out", "moved.json")
    assert code == 0
    assert said.startswith("It still goes on here, until you stop it with /schedule and Delete")
    moved = str(old / "moved.json")

    code, said = await feuilleton(sandbox, new, "import", moved)
    assert code == 1
    assert "reads what is not in the library here: ferry. Import that first" in said
    assert (await feuilleton(sandbox, new, "export"))[1].startswith("Nothing is being read here")

    code, said = await feuilleton(sandbox, new, "import", moved, text)
    assert code == 0
    there = "schedule-1 goes on here with fragment 3 of 5, The ferry, part 1., on Sun 2026-11-29"
    assert there in said
    code, said = await feuilleton(sandbox, new, "import", moved)
    assert (code, said) == (0, f"{moved}: this schedule is here already; nothing was changed.\n")

    async with living(sandbox, new, language="en"):
        for day in range(2, 5):
            await until(sandbox, group, MORNING + day * DAY, 1 + day)
            assert parts(sandbox, group) == ALL[: day + 1]
        sandbox.clock.set(MORNING + 7 * DAY)
        # Whatever else was due would come before the answer to a later question.
        while not (await ask(sandbox, world.camille, group, "/schedule")).text.startswith("Noth"):
            pass
    assert parts(sandbox, group) == ALL
    code, said = await feuilleton(sandbox, new, "import", moved)
    assert "nothing was changed" in said


async def test_a_reading_by_hand(sandbox: Sandbox, text: str, old: Path, new: Path) -> None:
    """The button under the last fragment leads on, although another machine had sent it."""
    world = sandbox.world
    alex, chat = world.alex, world.private(world.alex)
    async with living(sandbox, old, library=[text], language="en"):
        first = await ask(sandbox, alex, chat, "/read ferry by hand")
        await tap(sandbox, alex, first, "Next")
    code, said = await feuilleton(sandbox, old, "export", "1")
    file, _, beside = said.partition("\n}\n")
    assert json.loads(f"{file}}}")["feuilleton"] == "reading"
    assert "/stop in chat" in beside
    (old / "reading").write_text(f"{file}}}")
    code, said = await feuilleton(sandbox, new, "import", text, str(old / "reading"))
    assert code == 0, said
    assert "reading 1 goes on here with fragment 3 of 5, The ferry, part 1., when somebody" in said
    async with living(sandbox, new, language="en"):
        for number in range(3, 6):
            message = sent(sandbox, chat)[-1]
            await tap(sandbox, alex, message, "Next")
            assert parts(sandbox, chat) == ALL[:number]
    assert parts(sandbox, chat) == ALL


async def test_a_paced_reading(sandbox: Sandbox, text: str, old: Path, new: Path) -> None:
    """It is due a pace after it came in, and keeps the pace."""
    world, group = sandbox.world, sandbox.world.group
    async with living(sandbox, old, library=[text], language="en"):
        await ask(sandbox, world.camille, group, "/read ferry every 10m")
        await come(sandbox, group, FRIDAY + timedelta(minutes=11), 2)
    await feuilleton(sandbox, old, "export", "1", "--out", "moved.json")
    code, _ = await feuilleton(sandbox, new, "import", text, str(old / "moved.json"))
    assert code == 0
    begun = sandbox.clock.now()
    async with living(sandbox, new, language="en"):
        sandbox.clock.set(begun + timedelta(minutes=9))
        answer = await ask(sandbox, world.alex, group, "/library")
        assert sent(sandbox, group)[-1] == answer
        for number in range(3, 6):
            await until(sandbox, group, begun + timedelta(minutes=11 * (number - 2)), number)
    assert parts(sandbox, group) == ALL


async def test_there_and_back(sandbox: Sandbox, text: str, old: Path, new: Path) -> None:
    """Deleted here, two mornings there, and back: nothing is lost, nothing comes twice."""
    world, group = sandbox.world, sandbox.world.group
    async with living(sandbox, old, library=[text], language="en"):
        card = await plan(sandbox, world.camille, group, "ferry every day at 14:30")
        await until(sandbox, group, MORNING, 1)
        await feuilleton(sandbox, old, "export", "schedule-1", "--out", "there.json")
        sure = await press(sandbox, world.camille, card, "Delete")
        await press(sandbox, world.camille, sure, "Delete")
    there, back = str(old / "there.json"), str(new / "back.json")
    await feuilleton(sandbox, new, "import", text, there)
    async with living(sandbox, new, language="en"):
        for day in (1, 2):
            await until(sandbox, group, MORNING + day * DAY, 1 + day)
        await feuilleton(sandbox, new, "export", "schedule-1", "--out", "back.json")
        listed = await ask(sandbox, world.camille, group, "/schedule")
        sure = await press(sandbox, world.camille, listed, "Delete")
        await press(sandbox, world.camille, sure, "Delete")
    code, said = await feuilleton(sandbox, old, "import", back)
    assert code == 0
    assert "schedule-2 goes on here with fragment 4 of 5" in said
    for file in (there, back):
        assert "nothing was changed" in (await feuilleton(sandbox, old, "import", file))[1]
    async with living(sandbox, old, language="en"):
        for day in (3, 4):
            await until(sandbox, group, MORNING + day * DAY, 1 + day)
    assert parts(sandbox, group) == ALL
    assert "nothing was changed" in (await feuilleton(sandbox, old, "import", there))[1]


@pytest.mark.parametrize("kind", [Kind.ACCEPT_THEN_HANG, Kind.HANG])
async def test_a_post_in_doubt(
    sandbox: Sandbox, text: str, old: Path, new: Path, kind: Kind
) -> None:
    """Killed in the middle of a post and never started again: the other machine looks for it.

    What it does not find may have been followed by words of the first one, so it asks.
    """
    world = sandbox.world
    alex, chat = world.alex, world.private(world.alex)
    operator = {"OPERATORS": str(world.camille.id), "SETTLE_SECONDS": "0"}
    async with bot_process(sandbox, old, LIBRARY=text, **operator) as process:
        await process.says("ready")
        first = await ask(sandbox, alex, chat, "/read ferry by hand")
        fault = sandbox.faults.add(Fault("sendMessage", kind))
        world.tap(alex, first, "Next")
        await fault.reached()
        await process.kill()
    sandbox.faults.clear()

    async def question() -> Message:
        await ask(sandbox, alex, chat, "/next")
        return sent(sandbox, chat)[-1]

    await feuilleton(sandbox, old, "export", "1", "--out", "moved.json")
    code, said = await feuilleton(sandbox, new, "import", text, str(old / "moved.json"))
    assert code == 0, said
    async with bot_process(sandbox, new, **operator) as process:
        await process.says("ready")
        await ask(sandbox, world.camille, world.private(world.camille), "/start")
        if kind is Kind.HANG:
            while "Send it" not in [button.text for button in (await question()).buttons]:
                pass
            world.tap(alex, sent(sandbox, chat)[-1], "Send it")
        await world.wait(lambda world: len(parts(sandbox, chat)) == 2)
        # As long as it looks for the post it says so, and brings nothing.
        while len(parts(sandbox, chat)) < len(ALL):
            await ask(sandbox, alex, chat, "/next")
        assert "Traceback" not in process.output
    assert parts(sandbox, chat) == ALL
