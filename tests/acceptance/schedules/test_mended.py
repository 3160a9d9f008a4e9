"""A text is corrected after some of it was posted: its driver may have the posts edited."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.library import Library
from bot.sandbox.faults import Fault
from bot.sandbox.faults import Kind as Wrong
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from bot.store.store import Store
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.scene import come, plan, press
from tests.living import ask, bot_process, living, sent, tap

DAY = timedelta(days=1)
SATURDAY = FRIDAY - timedelta(hours=1, minutes=30) + DAY
"""Half past eight in Paris."""
HEAD = "---\nslug: ferry\nkind: essay\ntitle: Ferry\nlanguage: en\nrights: own\n---\n\n"
WORDS = (
    "The first boat leaves at dawn.",
    "Nobody wayts for the second.",
    "The third is always late.",
    "The last one has no lights.",
)
MENDED = (WORDS[0], "Nobody waits for the second.", *WORDS[2:])
LONG = "It rained on the pier all day. " * 300


class Shelf:
    """The file of a text that is corrected now and then."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ferry.md"
        self.write(WORDS)

    def write(self, words: tuple[str, ...], head: str = HEAD) -> None:
        """One paragraph, one fragment."""
        self.path.write_text(head + "\n\n".join(words) + "\n", encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """The text as it was first."""
    return Shelf(tmp_path)


def now(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The first lines of the fragments that are in a chat, as they are now."""
    found = [one.text for one in sandbox.world.messages(chat) if "\nfragment " in one.text]
    return [text.split("\n")[0] for text in found]


async def told(sandbox: Sandbox, chat: Chat, count: int) -> Message:
    """The newest message of a chat, once there were so many."""
    await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) == count)
    return sent(sandbox, chat)[-1]


async def test_a_reading_in_private(tmp_path: Path, shelf: Shelf) -> None:
    """The reader is asked once; the message is edited in its place, and its buttons stay."""
    async with Sandbox() as sandbox:
        world = sandbox.world
        alex, chat = world.alex, world.private(world.alex)
        async with living(sandbox, tmp_path, library=[shelf.path]):
            await tap(sandbox, alex, await ask(sandbox, alex, chat, "/read ferry"), "Next")
        shelf.write(MENDED)
        async with living(sandbox, tmp_path, library=[shelf.path]):
            notice = await told(sandbox, chat, 3)
            assert notice.text == (
                "Ferry was corrected. 1 fragment posted here has other words now. "
                "Correct it there, too?"
            )
            done = await tap(sandbox, alex, notice, "Correct them")
            assert done.text == "Ferry: 1 fragment is corrected here."
            assert now(sandbox, chat) == list(MENDED[:2])
            second = world.messages(chat)[2]
            assert [button.text for button in second.buttons] == ["Next", "Stop"]
            assert (await tap(sandbox, alex, second, "Next")).text.startswith(WORDS[2])
        async with living(sandbox, tmp_path, library=[shelf.path]):
            assert (await ask(sandbox, alex, chat, "/next")).text.startswith(WORDS[3])


async def test_left_as_they_are(tmp_path: Path, shelf: Shelf) -> None:
    """Who says no is not asked again, in French."""
    async with Sandbox() as sandbox:
        world = sandbox.world
        camille, chat = world.camille, world.private(world.camille)
        async with living(sandbox, tmp_path, library=[shelf.path]):
            await tap(sandbox, camille, await ask(sandbox, camille, chat, "/lire ferry"), "Suite")
        shelf.write(MENDED)
        async with living(sandbox, tmp_path, library=[shelf.path]):
            notice = await told(sandbox, chat, 3)
            assert notice.text == (
                "Ferry a été corrigé. 1 fragment envoyé ici a maintenant un autre texte. "
                "Le corriger là aussi\u00a0?"
            )
            left = await press(sandbox, camille, notice, "Laisser")
            assert left.text == "Bien, rien ne change."
        async with living(sandbox, tmp_path, library=[shelf.path]):
            await ask(sandbox, camille, chat, "/suite")
        assert now(sandbox, chat) == list(WORDS[:3])


async def test_a_schedule_in_a_group(tmp_path: Path, shelf: Shelf) -> None:
    """Whoever planned it is asked in private; a fragment put in before moves nothing wrongly."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        world = sandbox.world
        alex, private = world.alex, world.private(world.alex)
        group = world.add_group("Harbour", [alex])
        async with living(sandbox, tmp_path, library=[shelf.path], language="en"):
            await ask(sandbox, alex, private, "/start")
            await plan(sandbox, alex, group, "ferry every day at 8:30")
            for day in range(2):
                await come(sandbox, group, SATURDAY + day * DAY, 2 + day)
        shelf.write(("A word before.", *MENDED))
        async with living(sandbox, tmp_path, library=[shelf.path], language="en"):
            notice = await told(sandbox, private, 2)
            assert notice.text.startswith("Ferry was corrected. 1 fragment posted in Harbour has")
            done = await tap(sandbox, alex, notice, "Correct them")
            assert done.text == "Ferry: 1 fragment is corrected in Harbour."
            assert now(sandbox, group) == list(MENDED[:2])
            mended = world.messages(group)[-1]
            assert mended.text.endswith("fragment 3 of 5")
            assert [button.text for button in mended.buttons] == ["From the start"]
            await come(sandbox, group, SATURDAY + 2 * DAY, 4)
            assert now(sandbox, group) == list(MENDED[:3])


async def test_one_notice_for_many_chats(tmp_path: Path, shelf: Shelf) -> None:
    """A channel and a group of one schedule: told once, edited in both."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        world = sandbox.world
        alex, private = world.alex, world.private(world.alex)
        channel, group = world.add_channel("News", [alex]), world.add_group("Harbour", [alex])
        async with living(sandbox, tmp_path, library=[shelf.path], language="en"):
            card = await ask(sandbox, alex, private, "/schedule ferry every day at 8:30")
            for label, chat in (("In a channel", channel), ("In a group", group)):
                await tap(sandbox, alex, card, "Where")
                count = len(sent(sandbox, private))
                world.share(alex, label, chat)
                card = await told(sandbox, private, count + 2)
            await press(sandbox, alex, card, "Confirm")
            for day in range(2):
                await come(sandbox, channel, SATURDAY + day * DAY, 1 + day)
                await world.wait(lambda _, day=day: len(now(sandbox, group)) == 1 + day)
        shelf.write(MENDED)
        count = len(sent(sandbox, private))
        async with living(sandbox, tmp_path, library=[shelf.path], language="en"):
            notice = await told(sandbox, private, count + 1)
            assert "2 fragments posted in 2 chats have other words now." in notice.text
            done = await tap(sandbox, alex, notice, "Correct them")
            assert done.text == "Ferry: 2 fragments are corrected in 2 chats."
        assert now(sandbox, channel) == now(sandbox, group) == list(MENDED[:2])


async def test_what_cannot_be_corrected_is_counted(tmp_path: Path, shelf: Shelf) -> None:
    """One fragment is gone, one takes more messages now: both stay, and the answer says so."""
    async with Sandbox() as sandbox:
        world = sandbox.world
        alex, chat = world.alex, world.private(world.alex)
        async with living(sandbox, tmp_path, library=[shelf.path]):
            await ask(sandbox, alex, chat, "/read ferry")
            for _ in range(2):
                await ask(sandbox, alex, chat, "/next")
        shelf.write((f"{WORDS[0]} {LONG}", MENDED[1], WORDS[3]))
        async with living(sandbox, tmp_path, library=[shelf.path]):
            done = await tap(sandbox, alex, await told(sandbox, chat, 4), "Correct them")
            assert done.text.split("\n")[0] == "Ferry: 1 fragment is corrected here."
            assert done.text.split("\n")[1].startswith("2 stay as they were:")
            assert now(sandbox, chat) == [WORDS[0], MENDED[1], WORDS[2]]


async def test_nothing_to_tell(tmp_path: Path, shelf: Shelf) -> None:
    """Only what is still to come was corrected, then the very words that were posted came back."""
    async with Sandbox() as sandbox:
        world = sandbox.world
        alex, chat = world.alex, world.private(world.alex)
        async with living(sandbox, tmp_path, library=[shelf.path]):
            await tap(sandbox, alex, await ask(sandbox, alex, chat, "/read ferry"), "Next")
        shelf.write((*WORDS[:3], "The last one has no lights at all."))
        async with living(sandbox, tmp_path, library=[shelf.path]):
            await ask(sandbox, alex, chat, "/help")
        for first in ("The first boat leaves at noon.", WORDS[0]):
            shelf.write((first, *WORDS[1:]))
            await imported(tmp_path, shelf.path)
        async with living(sandbox, tmp_path, library=[shelf.path]):
            await ask(sandbox, alex, chat, "/next")
            while await noted(tmp_path, world.bot.id) and not told_of(sandbox, chat):
                await ask(sandbox, alex, chat, "/help")
        assert not told_of(sandbox, chat)


async def test_spoilers_and_note_stay(tmp_path: Path, shelf: Shelf) -> None:
    """What went out under a spoiler is edited under a spoiler, below the same note."""
    head = HEAD.replace("rights: own", "rights: own\nnote: storms")
    shelf.write(WORDS, head)
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        world = sandbox.world
        alex, private = world.alex, world.private(world.alex)
        group = world.add_group("Harbour", [alex])
        async with living(sandbox, tmp_path, library=[shelf.path], language="en"):
            await ask(sandbox, alex, private, "/start")
            await plan(sandbox, alex, group, "ferry every day at 8:30")
            await come(sandbox, group, SATURDAY, 2)
        before = world.messages(group)[-1]
        shelf.write(("The first boat leaves at noon.", *WORDS[1:]), head)
        async with living(sandbox, tmp_path, library=[shelf.path], language="en"):
            await tap(sandbox, alex, await told(sandbox, private, 2), "Correct them")
        after = world.messages(group)[-1]
        assert after.text == before.text.replace("dawn", "noon")
        assert after.text.startswith("Before you read:")
        assert [one.kind for one in after.entities] == [one.kind for one in before.entities]
        assert "spoiler" in [one.kind for one in after.entities]
        assert after.reply_markup == before.reply_markup


async def test_killed_in_the_middle(tmp_path: Path, shelf: Shelf) -> None:
    """The next process goes on with what is left, and tells how it ended."""
    changes = {"LIBRARY": str(shelf.path), "LANGUAGE": "en"}
    async with Sandbox() as sandbox:
        world = sandbox.world
        alex, chat = world.alex, world.private(world.alex)
        async with bot_process(sandbox, tmp_path, **changes):
            await tap(sandbox, alex, await ask(sandbox, alex, chat, "/read ferry"), "Next")
        shelf.write(("The first boat leaves at noon.", *MENDED[1:]))
        async with bot_process(sandbox, tmp_path, **changes) as bot:
            notice = await told(sandbox, chat, 3)
            count = [0]

            def third(params: object) -> bool:
                # The first one takes the place of the question.
                count[0] += 1
                return count[0] == 3

            hang = sandbox.faults.add(Fault("editMessageText", Wrong.HANG, when=third))
            world.tap(alex, notice, "Correct them")
            await hang.reached()
            await bot.kill()
        async with bot_process(sandbox, tmp_path, **changes):
            done = await told(sandbox, chat, 4)
            assert done.text == "Ferry: 2 fragments are corrected here."
        assert now(sandbox, chat) == ["The first boat leaves at noon.", MENDED[1]]


async def test_imported_while_the_bot_runs(tmp_path: Path, shelf: Shelf) -> None:
    """Another process replaces the text: told at the next look, and the next fragment is right."""
    async with Sandbox() as sandbox:
        world = sandbox.world
        alex, chat = world.alex, world.private(world.alex)
        async with living(sandbox, tmp_path, library=[shelf.path]):
            await tap(sandbox, alex, await ask(sandbox, alex, chat, "/read ferry"), "Next")
            shelf.write(MENDED)
            await imported(tmp_path, shelf.path)
            sandbox.clock.advance(601)
            await tap(sandbox, alex, await told(sandbox, chat, 3), "Correct them")
            assert now(sandbox, chat) == list(MENDED[:2])


def told_of(sandbox: Sandbox, chat: Chat) -> bool:
    """Whether anybody was told there that a text was corrected."""
    return any("corrected" in one.text for one in sent(sandbox, chat))


async def noted(folder: Path, bot_id: int) -> int:
    """How many posts have other words in the library, as far as the bot knows."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder}/bot.db")
    found = await store.outdated.all(bot_id)
    await store.close()
    return len(found)


async def imported(folder: Path, path: Path) -> None:
    """What `feuilleton import` does, on the same database."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder}/bot.db")
    await Library(store).import_paths([path], SystemClock().now())
    await store.close()
