"""Killed in the middle of a send, the reading waits and asks; the chat decides what is true."""

from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from tests.living import ask, bot_process, sent, tap
from tests.process import Feuilleton

TEXT = "\n\n".join(f"Paragraph number {word}." for word in ("one", "two", "three", "four"))


@pytest.fixture
def library(tmp_path: Path) -> str:
    """A text of four fragments."""
    path = tmp_path / "four.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def paragraphs(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that are in the chat, in order."""
    return [m.text.split("\n")[0] for m in sent(sandbox, chat) if m.text.startswith("Paragraph")]


async def interrupt(sandbox: Sandbox, process: Feuilleton, kind: Kind) -> Message:
    """Read one fragment, kill the bot while it sends the second, start it: the question."""
    alex = sandbox.world.alex
    chat = sandbox.world.private(alex)
    first = await ask(sandbox, alex, chat, "/read four")
    fault = sandbox.faults.add(Fault("sendMessage", kind))
    sandbox.world.tap(alex, first, "Next")
    await fault.reached()
    await process.kill()
    count = len(sent(sandbox, chat))
    await process.start()
    await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) > count)
    return sent(sandbox, chat)[-1]


async def test_a_post_that_arrived_is_not_sent_again(library: str, tmp_path: Path) -> None:
    """It arrived: the reading goes on after it."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=library) as process:
        question = await interrupt(sandbox, process, Kind.ACCEPT_THEN_HANG)
        assert "fragment 2 of 4" in question.text
        query = sandbox.world.tap(sandbox.world.alex, question, "It arrived")
        await sandbox.world.wait(lambda world: query.answer is not None)
        await sandbox.world.wait(lambda world: current(sandbox, question).buttons[0].text == "Next")
        await tap(sandbox, sandbox.world.alex, current(sandbox, question), "Next")
        assert [p[17:-1] for p in paragraphs(sandbox, question.chat)] == ["one", "two", "three"]


async def test_a_post_that_is_missing_is_sent_once(library: str, tmp_path: Path) -> None:
    """Send it: the fragment comes, and a second tap on the answer brings nothing."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=library) as process:
        question = await interrupt(sandbox, process, Kind.HANG)
        alex = sandbox.world.alex
        first = sandbox.world.tap(alex, question, "Send it")
        second = sandbox.world.tap(alex, question, "Send it")
        await sandbox.world.wait(lambda world: first.answer and second.answer)
        assert [p[17:-1] for p in paragraphs(sandbox, question.chat)] == ["one", "two"]
        again = await ask(sandbox, alex, question.chat, "/next")
        assert again.text.startswith("Paragraph number three.")


async def test_in_doubt_nothing_else_is_posted(library: str, tmp_path: Path) -> None:
    """Neither /next nor an old button posts before the question is answered."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=library) as process:
        question = await interrupt(sandbox, process, Kind.HANG)
        alex: Person = sandbox.world.alex
        for command in ("/next", "/pause", "/resume", "/stop", "/read four"):
            repeated = await ask(sandbox, alex, question.chat, command)
            assert repeated.text == question.text
        await sandbox.world.wait(
            lambda world: open_questions(sandbox, question) == [repeated.message_id]
        )
        old = next(m for m in sandbox.world.messages(question.chat) if "fragment 1 of 4" in m.text)
        query = sandbox.world.tap(alex, old, "Next")
        await sandbox.world.wait(lambda world: query.answer is not None)
        assert [p[17:-1] for p in paragraphs(sandbox, question.chat)] == ["one"]


def open_questions(sandbox: Sandbox, question: Message) -> list[int]:
    """The messages on which the question can be answered."""
    messages = sandbox.world.messages(question.chat)
    return [m.message_id for m in messages if m.text == question.text and m.buttons]


def current(sandbox: Sandbox, message: Message) -> Message:
    """The message as it stands now."""
    found = sandbox.world.message(message.chat, message.message_id)
    assert found is not None
    return found
