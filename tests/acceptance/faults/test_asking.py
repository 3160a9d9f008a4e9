"""A doubt in a group, from the lost post to the word of one person in private."""

from pathlib import Path

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.living import ask, living, sent, toast


def words(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that are there, in order."""
    texts = [message.text.split("\n")[0] for message in sent(sandbox, chat)]
    return [text[17:-1] for text in texts if text.startswith("Paragraph number")]


async def question(sandbox: Sandbox, chat: Chat) -> Message:
    """What somebody is asked in private."""
    await sandbox.world.wait(
        lambda world: any("cannot tell whether" in m.text for m in sent(sandbox, chat))
    )
    return sent(sandbox, chat)[-1]


async def test_from_the_group_to_one_person_and_back(library: str, tmp_path: Path) -> None:
    """The group hears only what it asks; whoever is asked may answer, others may not."""
    async with (
        Sandbox() as sandbox,
        living(sandbox, tmp_path, library=(Path(library),), settle_seconds=0),
    ):
        world = sandbox.world
        world.privacy = True
        group = world.add_group("Evenings", admins=[world.alex], kind="supergroup")
        first = await ask(sandbox, world.alex, group, "/read three by hand")
        sandbox.faults.add(Fault("sendMessage", Kind.RESET))
        told = await toast(sandbox, world.alex, first, "Next")
        assert "am looking whether" in told
        reply = await ask(sandbox, world.alex, group, "/next")
        while "am looking whether" in reply.text:
            reply = await ask(sandbox, world.alex, group, "/next")
        assert "I ask somebody in private" in reply.text
        (link,) = reply.buttons
        assert link.text == "Tell me in private"
        assert str(link.value).endswith("?start=notices")
        assert words(sandbox, group) == ["one"]
        private = world.private(world.alex)
        world.say(world.alex, private, "/start notices")
        asked = await question(sandbox, private)
        assert "Evenings" in asked.text
        assert "Paragraph number two." in asked.text
        assert any("needs a word" in message.text for message in sent(sandbox, private))
        query = world.tap(world.alex, asked, "Send it")
        await world.wait(lambda _: query.answer is not None)
        await world.wait(lambda _: words(sandbox, group) == ["one", "two"])
        current = world.message(private, asked.message_id)
        assert current is not None
        assert current.buttons == ()
        assert current.text == "Good: fragment 2 is sent now."


async def test_only_who_may_settles_it(library: str, tmp_path: Path) -> None:
    """A button that somebody else got hold of does nothing."""
    async with (
        Sandbox() as sandbox,
        living(sandbox, tmp_path, library=(Path(library),), settle_seconds=0),
    ):
        world = sandbox.world
        world.privacy = True
        private = world.private(world.alex)
        stranger = world.add_person("Sam", "sam_passes")
        await ask(sandbox, world.alex, private, "/start")
        hello = await ask(sandbox, stranger, world.private(stranger), "/start")
        group = world.add_group("Evenings", admins=[world.alex], kind="supergroup")
        first = await ask(sandbox, world.alex, group, "/read three by hand")
        sandbox.faults.add(Fault("sendMessage", Kind.RESET))
        world.tap(world.alex, first, "Next")
        asked = await question(sandbox, private)
        world.edit(hello, reply_markup=asked.reply_markup)
        stolen = world.message(hello.chat, hello.message_id)
        assert stolen is not None
        await toast(sandbox, stranger, stolen, "Send it")
        assert words(sandbox, group) == ["one"]
        query = world.tap(world.alex, asked, "It arrived")
        await world.wait(lambda _: query.answer is not None)
        again = await ask(sandbox, world.alex, group, "/next")
        assert again.text.startswith("Paragraph number three.")


async def test_a_tap_on_the_post_in_doubt(library: str, tmp_path: Path) -> None:
    """Somebody who may not turn the page taps on it: it is found all the same."""
    async with (
        Sandbox() as sandbox,
        living(sandbox, tmp_path, library=(Path(library),), settle_seconds=60),
    ):
        world = sandbox.world
        group = world.add_group("Evenings", [world.alex], [world.camille], kind="supergroup")
        first = await ask(sandbox, world.alex, group, "/read three by hand")
        sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET))
        await toast(sandbox, world.alex, first, "Next")
        await toast(sandbox, world.camille, sent(sandbox, group)[-1], "Next")
        sandbox.clock.advance(60)
        reply = await ask(sandbox, world.alex, group, "/next")
        while "am looking whether" in reply.text:
            reply = await ask(sandbox, world.alex, group, "/next")
        assert words(sandbox, group) == ["one", "two", "three"]
