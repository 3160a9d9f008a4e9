"""Killed in the middle of a send, the bot looks in the chat; where that cannot tell, it asks."""

from contextlib import AbstractAsyncContextManager
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


def alone(
    sandbox: Sandbox, folder: Path, library: str, **environment: str
) -> AbstractAsyncContextManager[Feuilleton]:
    """A bot that looks for what is in doubt without waiting."""
    return bot_process(sandbox, folder, LIBRARY=library, SETTLE_SECONDS="0", **environment)


def paragraphs(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that are in the chat, in order."""
    return [m.text.split("\n")[0] for m in sent(sandbox, chat) if m.text.startswith("Paragraph")]


async def interrupt(sandbox: Sandbox, process: Feuilleton, kind: Kind) -> Chat:
    """Read one fragment, kill the bot while it sends the second, and start it again."""
    alex = sandbox.world.alex
    chat = sandbox.world.private(alex)
    first = await ask(sandbox, alex, chat, "/read four")
    fault = sandbox.faults.add(Fault("sendMessage", kind))
    sandbox.world.tap(alex, first, "Next")
    await fault.reached()
    await process.kill()
    await process.start()
    return chat


async def asked(sandbox: Sandbox, chat: Chat) -> Message:
    """The question whether the post arrived."""
    await sandbox.world.wait(lambda world: "Send it" in labels(sandbox, sent(sandbox, chat)[-1]))
    return sent(sandbox, chat)[-1]


async def test_a_post_that_arrived_is_found(library: str, tmp_path: Path) -> None:
    """Nobody is asked: the reading goes on after it, and its button works."""
    async with Sandbox() as sandbox, alone(sandbox, tmp_path, library) as process:
        chat = await interrupt(sandbox, process, Kind.ACCEPT_THEN_HANG)
        await process.says("was found")
        await tap(sandbox, sandbox.world.alex, sent(sandbox, chat)[1], "Next")
        assert [p[17:-1] for p in paragraphs(sandbox, chat)] == ["one", "two", "three"]
        assert len(sent(sandbox, chat)) == 3


async def test_a_tap_on_its_button_proves_it(library: str, tmp_path: Path) -> None:
    """Long before anybody looks."""
    async with (
        Sandbox() as sandbox,
        bot_process(sandbox, tmp_path, LIBRARY=library, SETTLE_SECONDS="3600") as process,
    ):
        chat = await interrupt(sandbox, process, Kind.ACCEPT_THEN_HANG)
        await tap(sandbox, sandbox.world.alex, sent(sandbox, chat)[1], "Next")
        assert [p[17:-1] for p in paragraphs(sandbox, chat)] == ["one", "two", "three"]


async def test_before_the_look_somebody_who_waits_is_told(library: str, tmp_path: Path) -> None:
    """And nothing is posted meanwhile."""
    async with (
        Sandbox() as sandbox,
        bot_process(sandbox, tmp_path, LIBRARY=library, SETTLE_SECONDS="3600") as process,
    ):
        chat = await interrupt(sandbox, process, Kind.HANG)
        told = await ask(sandbox, sandbox.world.alex, chat, "/next")
        assert "am looking whether" in told.text
        assert [p[17:-1] for p in paragraphs(sandbox, chat)] == ["one"]


async def test_with_an_operator_a_missing_post_is_sent(library: str, tmp_path: Path) -> None:
    """A marker in the operator's chat, gone at once, shows how far the numbers have come."""
    async with Sandbox() as sandbox:
        camille = sandbox.world.camille
        operators = str(camille.id)
        async with alone(sandbox, tmp_path, library, OPERATORS=operators) as process:
            await ask(sandbox, camille, sandbox.world.private(camille), "/start")
            chat = await interrupt(sandbox, process, Kind.HANG)
            await sandbox.world.wait(lambda world: len(paragraphs(sandbox, chat)) == 2)
            assert [p[17:-1] for p in paragraphs(sandbox, chat)] == ["one", "two"]
            marks = sent(sandbox, sandbox.world.private(camille))[1:]
            assert [(mark.text, mark.silent) for mark in marks] == [("…", True)]
            assert sandbox.world.message(marks[0].chat, marks[0].message_id) is None


async def test_without_one_the_reader_says_that_it_is_missing(library: str, tmp_path: Path) -> None:
    """Send it: the fragment comes, and a second tap on the answer brings nothing."""
    async with Sandbox() as sandbox, alone(sandbox, tmp_path, library) as process:
        chat = await interrupt(sandbox, process, Kind.HANG)
        question = await asked(sandbox, chat)
        assert "fragment 2 of 4" in question.text
        alex = sandbox.world.alex
        first = sandbox.world.tap(alex, question, "Send it")
        second = sandbox.world.tap(alex, question, "Send it")
        await sandbox.world.wait(lambda world: first.answer and second.answer)
        assert [p[17:-1] for p in paragraphs(sandbox, chat)] == ["one", "two"]
        again = await ask(sandbox, alex, chat, "/next")
        assert again.text.startswith("Paragraph number three.")


async def test_or_that_it_arrived(library: str, tmp_path: Path) -> None:
    """It arrived: the reading goes on after it."""
    async with Sandbox() as sandbox, alone(sandbox, tmp_path, library) as process:
        question = await asked(sandbox, await interrupt(sandbox, process, Kind.HANG))
        query = sandbox.world.tap(sandbox.world.alex, question, "It arrived")
        await sandbox.world.wait(lambda world: query.answer is not None)
        await sandbox.world.wait(lambda world: "Next" in labels(sandbox, question))
        await tap(sandbox, sandbox.world.alex, current(sandbox, question), "Next")
        assert [p[17:-1] for p in paragraphs(sandbox, question.chat)] == ["one", "three"]


@pytest.mark.parametrize(
    ("policy", "there"), [("skip", ["one", "three"]), ("resend", ["one", "two"])]
)
async def test_the_operator_may_choose_for_all(
    library: str, tmp_path: Path, policy: str, there: list[str]
) -> None:
    """With DOUBT nobody is asked where the chat cannot tell."""
    async with Sandbox() as sandbox, alone(sandbox, tmp_path, library, DOUBT=policy) as process:
        chat = await interrupt(sandbox, process, Kind.HANG)
        await process.says("a post is in doubt")
        alex = sandbox.world.alex
        if policy == "resend":
            await sandbox.world.wait(lambda world: len(paragraphs(sandbox, chat)) == 2)
        else:
            await ask(sandbox, alex, chat, "/next")
        assert [p[17:-1] for p in paragraphs(sandbox, chat)] == there


async def test_in_doubt_nothing_else_is_posted(library: str, tmp_path: Path) -> None:
    """Neither /next nor an old button posts before the question is answered."""
    async with Sandbox() as sandbox, alone(sandbox, tmp_path, library) as process:
        question = await asked(sandbox, await interrupt(sandbox, process, Kind.HANG))
        alex: Person = sandbox.world.alex
        for command in ("/next", "/pause", "/resume", "/read four"):
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


def labels(sandbox: Sandbox, message: Message) -> list[str]:
    """The buttons of a message as it stands now."""
    return [button.text for button in current(sandbox, message).buttons]


def current(sandbox: Sandbox, message: Message) -> Message:
    """The message as it stands now."""
    found = sandbox.world.message(message.chat, message.message_id)
    assert found is not None
    return found
