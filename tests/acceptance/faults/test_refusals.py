"""What Telegram refuses stands still, says so to one person in private, and goes on afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.living import ask, living, sent, tap

WORDS = ("one", "two", "three")
TEXT = "\n\n".join(f"Paragraph number {word}." for word in WORDS)


@asynccontextmanager
async def reading(folder: Path) -> AsyncIterator[Sandbox]:
    """A bot with a text of three fragments; Alex has started it."""
    path = folder / "three.txt"
    path.write_text(TEXT, encoding="utf-8")
    async with Sandbox() as sandbox, living(sandbox, folder, library=(path,)):
        alex = sandbox.world.alex
        await ask(sandbox, alex, sandbox.world.private(alex), "/start")
        yield sandbox


async def begin(sandbox: Sandbox, chat: Chat, topic: int | None = None) -> None:
    """The first fragment is there, and the next one comes in an hour."""
    count = len(sent(sandbox, chat))
    sandbox.world.say(sandbox.world.alex, chat, "/read three every 1 h", thread_id=topic)
    await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) > count)


def words(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that are there, in order."""
    texts = [message.text.split("\n")[0] for message in sent(sandbox, chat)]
    return [text[17:-1] for text in texts if text.startswith("Paragraph number")]


async def notice(sandbox: Sandbox) -> Message:
    """What Alex is told in private."""
    private = sandbox.world.private(sandbox.world.alex)
    await sandbox.world.wait(lambda world: "stands still" in sent(sandbox, private)[-1].text)
    return sent(sandbox, private)[-1]


async def until(sandbox: Sandbox, chat: Chat, count: int) -> None:
    """So many fragments are there."""
    await sandbox.world.wait(lambda world: len(words(sandbox, chat)) == count)


async def test_blocked_and_back(tmp_path: Path) -> None:
    """The reading waits without a word, and goes on when the person comes back."""
    async with reading(tmp_path) as sandbox:
        alex = sandbox.world.alex
        private = sandbox.world.private(alex)
        await begin(sandbox, private)
        sandbox.world.block(alex)
        await refused(sandbox, 403, "Forbidden: bot was blocked by the user")
        sandbox.world.unblock(alex)
        await until(sandbox, private, 2)
        sandbox.clock.advance(3600)
        await until(sandbox, private, 3)
        assert words(sandbox, private) == list(WORDS)


async def refused(sandbox: Sandbox, status: int, description: str) -> None:
    """An hour later Telegram says no to the next fragment."""
    no = Fault("sendMessage", Kind.ERROR, status=status, description=description)
    sandbox.faults.add(no)
    sandbox.clock.advance(3600)
    await no.reached()


@pytest.mark.parametrize(
    ("kind", "away", "back", "why"),
    [
        ("supergroup", "kick", "restore", "I am not there any more"),
        ("group", "kick", "restore", "I am not there any more"),
        ("supergroup", "mute", "unmute", "I may not write there"),
    ],
)
async def test_thrown_out_and_back(
    tmp_path: Path, kind: str, away: str, back: str, why: str
) -> None:
    """Whoever began it is told once, and it goes on by itself."""
    async with reading(tmp_path) as sandbox:
        world = sandbox.world
        group = world.add_group("Evenings", admins=[world.alex], kind=kind)
        await begin(sandbox, group)
        getattr(world, away)(group)
        sandbox.clock.advance(3600)
        told = await notice(sandbox)
        assert why in told.text
        assert "Evenings" in told.text
        getattr(world, back)(group)
        await until(sandbox, group, 2)
        sandbox.clock.advance(3600)
        await until(sandbox, group, 3)
        assert words(sandbox, group) == list(WORDS)


async def test_a_closed_topic(tmp_path: Path) -> None:
    """Nothing goes to General; Retry, or the topic's opening, lets it go on."""
    async with reading(tmp_path) as sandbox:
        world = sandbox.world
        forum = world.add_group("Forum", admins=[world.alex], is_forum=True)
        topic = world.add_topic(forum)
        await begin(sandbox, forum, topic)
        world.close_topic(forum, topic)
        sandbox.clock.advance(3600)
        told = await notice(sandbox)
        assert "topic is closed" in told.text
        world.reopen_topic(forum, topic)
        await until(sandbox, forum, 2)
        world.close_topic(forum, topic)
        sandbox.clock.advance(3600)
        await world.wait(lambda _: len(sent(sandbox, told.chat)) == 3)
        again = await notice(sandbox)
        query = world.tap(world.alex, again, "Retry")
        await world.wait(lambda _: query.answer is not None)
        assert query.answer is not None
        assert "topic is closed" in query.answer.text
        assert len(words(sandbox, forum)) == 2
        world.closed.clear()
        query = world.tap(world.alex, again, "Retry")
        await until(sandbox, forum, 3)
        assert {message.thread_id for message in sent(sandbox, forum)} == {topic}


async def test_a_deleted_topic(tmp_path: Path) -> None:
    """It stands still and never spills into General."""
    async with reading(tmp_path) as sandbox:
        world = sandbox.world
        forum = world.add_group("Forum", admins=[world.alex], is_forum=True)
        topic = world.add_topic(forum)
        await begin(sandbox, forum, topic)
        world.delete_topic(forum, topic)
        sandbox.clock.advance(3600)
        assert "topic is deleted" in (await notice(sandbox)).text
        assert {message.thread_id for message in sent(sandbox, forum)} == {topic}


@pytest.mark.parametrize("hears", [True, False], ids=["service message", "refusal only"])
async def test_a_group_becomes_a_supergroup(tmp_path: Path, hears: bool) -> None:
    """Its reading follows, and the fragment comes once, in the new chat."""
    async with reading(tmp_path) as sandbox:
        world = sandbox.world
        group = world.add_group("Evenings", admins=[world.alex], kind="group")
        await begin(sandbox, group)
        kept = world.updates.allowed
        if not hears:
            world.updates.allowed = ("callback_query",)
        new = world.migrate(group)
        world.updates.allowed = kept
        sandbox.clock.advance(3600)
        await until(sandbox, new, 1)
        sandbox.clock.advance(3600)
        await until(sandbox, new, 2)
        assert words(sandbox, group) + words(sandbox, new) == list(WORDS)


async def test_a_style_that_is_refused(tmp_path: Path) -> None:
    """The words come without it."""
    async with reading(tmp_path) as sandbox:
        private = sandbox.world.private(sandbox.world.alex)
        await begin(sandbox, private)
        sandbox.faults.add(
            Fault(
                "sendMessage",
                Kind.ERROR,
                status=400,
                description="Bad Request: can't parse entities: something odd",
                when=lambda params: "entities" in params,
            )
        )
        sandbox.clock.advance(3600)
        await until(sandbox, private, 2)
        assert sent(sandbox, private)[-1].entities == ()


async def test_nobody_to_tell(tmp_path: Path) -> None:
    """Where no admin has started the bot it stands still all the same; a tap lets it go on."""
    async with reading(tmp_path) as sandbox:
        world = sandbox.world
        group = world.add_group("Evenings", admins=[world.camille], kind="supergroup")
        first = await ask(sandbox, world.camille, group, "/read three every 1 h")
        await refused(sandbox, 400, "Bad Request: CHAT_WRITE_FORBIDDEN")
        await tap(sandbox, world.camille, first, "Suite")
        assert words(sandbox, group) == ["one", "two"]
