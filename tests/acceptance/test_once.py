"""However often something is tapped or delivered, a fragment comes once."""

from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from tests.living import ask, living, sent, tap, toast

TEXT = "\n\n".join(f"Paragraph number {word}." for word in ("one", "two", "three", "four"))


@pytest.fixture
def library(tmp_path: Path) -> tuple[Path, ...]:
    """A text of four fragments."""
    path = tmp_path / "four.txt"
    path.write_text(TEXT, encoding="utf-8")
    return (path,)


async def test_two_taps_on_one_button_bring_one_fragment(
    library: tuple[Path, ...], tmp_path: Path
) -> None:
    """Both taps are answered; one says that the fragment is there."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=library):
        alex = sandbox.world.alex
        first = await ask(sandbox, alex, sandbox.world.private(alex), "/read four")
        taps = [sandbox.world.tap(alex, first, "Next") for _ in range(3)]
        await sandbox.world.wait(lambda world: all(tap.answer for tap in taps))
        assert len(sent(sandbox, first.chat)) == 2
        assert [bool(tap.answer and tap.answer.text) for tap in taps] == [False, True, True]


async def test_a_text_offered_on_a_button_begins_once(
    library: tuple[Path, ...], tmp_path: Path
) -> None:
    """Two taps on its title bring its first fragment only."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=library):
        alex = sandbox.world.alex
        shown = await ask(sandbox, alex, sandbox.world.private(alex), "/library")
        label = shown.buttons[0].text
        await tap(sandbox, alex, shown, label)
        assert "Next" in await toast(sandbox, alex, shown, label)
        assert len(sent(sandbox, shown.chat)) == 2


async def test_a_redelivered_update_is_done_once(library: tuple[Path, ...], tmp_path: Path) -> None:
    """Telegram may deliver a command and a tap again; nothing comes of it."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=library):
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        first = await ask(sandbox, alex, chat, "/read four")
        await tap(sandbox, alex, first, "Next")
        before = sandbox.world.updates.last_id
        await ask(sandbox, alex, chat, "/next")
        for update_id in range(before - 1, before + 2):
            sandbox.world.repeat_update(update_id)
        await ask(sandbox, alex, chat, "/help")
        texts = [message.text for message in sent(sandbox, chat)]
        assert sum(text.startswith("Paragraph") for text in texts) == 3


async def test_updates_in_the_wrong_order(library: tuple[Path, ...], tmp_path: Path) -> None:
    """Two commands that change places bring two fragments, in order."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=library):
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        first = await ask(sandbox, alex, chat, "/read four")
        sandbox.world.tap(alex, first, "Next")
        sandbox.world.say(alex, chat, "/next")
        sandbox.world.swap_updates()
        await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) >= 2)
        await ask(sandbox, alex, chat, "/help")
        texts = [message.text for message in sent(sandbox, chat)]
        fragments = [text[17:].split(".")[0] for text in texts if text.startswith("Paragraph")]
        assert fragments in (["one", "two"], ["one", "two", "three"])


async def test_a_chat_that_answers_late_holds_no_other(
    library: tuple[Path, ...], tmp_path: Path
) -> None:
    """Somebody else reads on while a post to the first hangs, and that one comes once."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=library):
        world = sandbox.world
        slow_chat, chat = world.private(world.camille), world.private(world.alex)
        begun = await ask(sandbox, world.camille, slow_chat, "/read four")
        slow = Fault("sendMessage", Kind.SLOW, when=lambda p: p.number("chat_id") == slow_chat.id)
        sandbox.faults.add(slow)
        world.tap(world.camille, begun, "Suite")
        await slow.reached()
        message = await ask(sandbox, world.alex, chat, "/read four")
        for _ in range(3):
            message = await tap(sandbox, world.alex, message, "Next")
        assert len(sent(sandbox, slow_chat)) == 1
        await slow.accept()
        await world.wait(lambda _: len(sent(sandbox, slow_chat)) == 2)


async def test_stop_keeps_the_place(library: tuple[Path, ...], tmp_path: Path) -> None:
    """Stopped after two fragments, the text goes on with the third, also by its slug."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=library):
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        first = await ask(sandbox, alex, chat, "/read four")
        second = await tap(sandbox, alex, first, "Next")
        note = await tap(sandbox, alex, second, "Stop")
        assert "fragment 3 of 4" in note.text
        third = await ask(sandbox, alex, chat, "/read four")
        assert third.text.startswith("Paragraph number three.")


async def test_the_end_says_so_and_offers_what_is_next(
    library: tuple[Path, ...], tmp_path: Path
) -> None:
    """The last fragment has no Next; it names the source and another text."""
    other = tmp_path / "other.txt"
    other.write_text("Another text.\n\nWith two paragraphs.", encoding="utf-8")
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=(*library, other)):
        alex = sandbox.world.alex
        last = await ask(sandbox, alex, sandbox.world.private(alex), "/read four from 4")
        assert "the end" in last.text
        assert "Source: " in last.text
        assert [button.text for button in last.buttons] == ["Read “Another text.”", "Library"]
        begun = await tap(sandbox, alex, last, "Read “Another text.”")
        assert begun.text.startswith("Another text.")


async def test_a_text_can_be_read_again(library: tuple[Path, ...], tmp_path: Path) -> None:
    """After its end, and with "from", it starts anew with all its fragments."""
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=library):
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        await ask(sandbox, alex, chat, "/read four from 4")
        message = await ask(sandbox, alex, chat, "/read four")
        for _ in range(3):
            message = await tap(sandbox, alex, message, "Next")
        texts = [message.text.split("\n")[0] for message in sent(sandbox, chat)]
        assert [text[17:-1] for text in texts] == ["four", "one", "two", "three", "four"]
