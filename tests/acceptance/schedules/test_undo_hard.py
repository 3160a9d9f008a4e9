"""/undo where it is not simple: channels, several parts, doubt, a kill, what Telegram keeps."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.scene import come, plan, press
from tests.living import ask, bot_process, living, sent, tap

DAY = timedelta(days=1)
SATURDAY = FRIDAY - timedelta(hours=1, minutes=30) + DAY
"""Half past eight in Paris."""
LONG = "And the water went on and on. " * 300
HEAD = "---\nslug: ferry\nkind: essay\ntitle: Ferry\nlanguage: en\nrights: own\n---\n\n"
TEXT = f"{HEAD}Part 1.\n\nPart 2. {LONG}\n\nPart 3.\n\nPart 4.\n"
PARTS = 3
"""The messages of the second fragment."""


@pytest.fixture
async def quay(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A sandbox whose bot is still to come, and the text on disk."""
    (tmp_path / "ferry.md").write_text(TEXT, encoding="utf-8")
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        yield sandbox


@pytest.fixture
async def town(quay: Sandbox, tmp_path: Path) -> AsyncIterator[Sandbox]:
    """The same with a bot."""
    async with living(quay, tmp_path, library=[str(tmp_path / "ferry.md")], language="en"):
        yield quay


def words(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The first seven letters of what the bot has in a chat now."""
    world = sandbox.world
    return [one.text[:7] for one in world.messages(chat) if one.sender == world.bot]


async def placed(sandbox: Sandbox, chat: Chat, label: str) -> Message:
    """A schedule that Alex planned in private for another chat; its card."""
    world = sandbox.world
    private = world.private(world.alex)
    card = await ask(sandbox, world.alex, private, "/schedule ferry every day at 8:30")
    await tap(sandbox, world.alex, card, "Where")
    count = len(sent(sandbox, private))
    world.share(world.alex, label, chat)
    await world.wait(lambda world: len(sent(sandbox, private)) == count + 2)
    return await press(sandbox, world.alex, sent(sandbox, private)[-1], "Confirm")


async def test_in_a_channel(town: Sandbox) -> None:
    """Its admins write it there; whoever planned it is told, and readers see nothing of it."""
    world = town.world
    channel, private = world.add_channel("News", [world.alex]), world.private(world.alex)
    world.bot_rights[channel.id] |= {"can_delete_messages"}
    await placed(town, channel, "In a channel")
    await come(town, channel, SATURDAY, 1)
    count = len(sent(town, private))
    world.say(world.alex, channel, "/undo")
    await world.wait(lambda world: len(sent(town, private)) > count and not world.messages(channel))
    said = sent(town, private)[-1]
    assert said.text == (
        "News\nFragment 1 of Ferry is taken back. It comes again on Sunday 29 November, 8:30."
    )
    assert [button.text for button in said.buttons] == ["Skip one"]
    await come(town, channel, SATURDAY + DAY, 2)
    assert words(town, channel) == ["Part 1."]


async def test_nobody_can_be_told_of_a_channel(town: Sandbox) -> None:
    """Nothing was posted, so nobody drives anything: the channel itself hears it."""
    world = town.world
    channel = world.add_channel("News", [world.alex])
    answer = await ask(town, world.alex, channel, "/annuler")
    assert answer.text == "Nothing has been posted here that I could take back."


async def test_two_at_once_in_a_channel(town: Sandbox) -> None:
    """The answer is not in the channel; the second still takes nothing more."""
    world = town.world
    channel = world.add_channel("News", [world.alex, world.camille])
    private = world.private(world.alex)
    await placed(town, channel, "In a channel")
    await come(town, channel, SATURDAY, 1)
    await come(town, channel, SATURDAY + DAY, 1 + PARTS)
    count = len(sent(town, private))
    world.say(world.alex, channel, "/undo")
    world.say(world.camille, channel, "/undo")
    await world.wait(lambda world: len(sent(town, private)) == count + 2)
    assert "has just been taken back" in sent(town, private)[-1].text
    assert words(town, channel) == ["Part 1."]


async def test_no_right_in_a_channel(town: Sandbox) -> None:
    """It stays, and so does the place; once a person has deleted it, it comes again."""
    world = town.world
    channel, private = world.add_channel("News", [world.alex]), world.private(world.alex)
    await placed(town, channel, "In a channel")
    await come(town, channel, SATURDAY, 1)
    world.mute(channel)
    count = len(sent(town, private))
    world.say(world.alex, channel, "/undo")
    await world.wait(lambda world: len(sent(town, private)) > count)
    stays = sent(town, private)[-1]
    assert stays.text == (
        "News\nFragment 1 of Ferry stays as it is. Telegram does not let me delete it here. "
        "Delete it yourself, then tap the button: it comes again later."
    )
    assert words(town, channel) == ["Part 1."]
    world.delete(sent(town, channel)[0])
    world.unmute(channel)
    gone = await press(town, world.alex, stays, "I have deleted it")
    assert gone.text.endswith("It comes again on Sunday 29 November, 8:30.")
    await come(town, channel, SATURDAY + DAY, 2)
    assert words(town, channel) == ["Part 1."]


async def test_all_parts_go(town: Sandbox) -> None:
    """A fragment of several messages goes whole, and comes again whole."""
    world = town.world
    group = world.group
    await plan(town, world.camille, group, "ferry every day at 8:30")
    await come(town, group, SATURDAY, 2)
    await come(town, group, SATURDAY + DAY, 2 + PARTS)
    answer = await ask(town, world.camille, group, "/undo")
    assert answer.text.startswith("Fragment 2 of Ferry is taken back.")
    assert words(town, group) == ["Ferry\nE", "Part 1.", "Fragmen"]
    await come(town, group, SATURDAY + 2 * DAY, 3 + 2 * PARTS)
    assert len(words(town, group)) == 3 + PARTS


async def test_half_a_fragment_goes(town: Sandbox) -> None:
    """What Telegram had let in of it goes, and the whole of it comes next."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    first = await ask(town, alex, private, "/read ferry")
    count = [0]

    def second(params: object) -> bool:
        count[0] += 1
        return count[0] == 2

    town.faults.add(Fault("sendMessage", Kind.ERROR, when=second, status=400, description="No"))
    world.tap(alex, first, "Next")
    await world.wait(lambda world: count[0] == 2)
    answer = await ask(town, alex, private, "/undo")
    assert answer.text == "Fragment 2 of Ferry is taken back. It comes again when you tap Next."
    assert words(town, private) == ["Part 1.", "Fragmen"]
    world.tap(alex, answer, "Next")
    await world.wait(lambda world: len(words(town, private)) == 2 + PARTS)


async def test_a_post_in_doubt(town: Sandbox) -> None:
    """Nobody knows whether it is there: that is said, and nothing is deleted."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    first = await ask(town, alex, private, "/read ferry from 3")
    town.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET))
    world.tap(alex, first, "Next")
    await world.wait(lambda world: words(town, private) == ["Part 3.", "Part 4."])
    answer = await ask(town, alex, private, "/undo")
    assert answer.text == (
        "I do not know yet whether fragment 4 of Ferry has arrived. Once it has, /undo takes it "
        "back."
    )
    assert words(town, private)[:2] == ["Part 3.", "Part 4."]


async def test_the_end_of_a_reading(town: Sandbox) -> None:
    """The last fragment goes, and the reading is alive again, to its end once more."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    await ask(town, alex, private, "/read ferry from 4")
    answer = await ask(town, alex, private, "/undo")
    assert answer.text == "Fragment 4 of Ferry is taken back. It comes again when you tap Next."
    again = await tap(town, alex, answer, "Next")
    assert again.text.startswith("Part 4.\n\nfragment 4 of 4, the end")


async def test_at_a_pace(town: Sandbox) -> None:
    """It comes again after its usual wait, not at once."""
    world = town.world
    group = world.add_group("Circle", [world.alex])
    await ask(town, world.alex, group, "/read ferry from 3")
    answer = await ask(town, world.alex, group, "/undo")
    assert answer.text == "Fragment 3 of Ferry is taken back. It comes again in 5 minutes."
    assert [button.text for button in answer.buttons] == ["Next", "Pause", "Stop"]
    town.clock.advance(290)
    await ask(town, world.alex, group, "/help@feuilleton_sandbox_bot")
    assert words(town, group)[0] == "Fragmen"
    town.clock.advance(15)
    await world.wait(lambda world: "Part 3." in words(town, group))


async def test_one_topic_only(town: Sandbox) -> None:
    """What was posted in another topic of the forum stays."""
    world = town.world
    forum = world.add_group("Forum", [world.alex], is_forum=True)
    topics = [world.add_topic(forum), world.add_topic(forum)]
    for topic in topics:
        count = len(sent(town, forum))
        world.say(world.alex, forum, "/read ferry", thread_id=topic)
        await world.wait(lambda world, count=count: len(sent(town, forum)) > count)
    world.say(world.alex, forum, "/undo", thread_id=topics[0])
    await world.wait(lambda world: len(sent(town, forum)) == 3)
    left = [one for one in world.messages(forum) if one.text.startswith("Part 1.")]
    assert [one.thread_id for one in left] == [topics[1]]


async def test_another_text_goes_on_here(town: Sandbox) -> None:
    """What was read before keeps its place, and does not push the present one away."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    await ask(town, alex, private, "/read ferry from 3")
    await ask(town, alex, private, "/stop")
    answer = await ask(town, alex, private, "/undo")
    assert answer.text.endswith("It comes again when /read takes the text up.")
    assert (await tap(town, alex, answer, "Resume")).text.startswith("Part 3.")


async def test_killed_between_two_deletions(quay: Sandbox, tmp_path: Path) -> None:
    """The next process deletes the rest before anything else; nothing is lost or doubled."""
    world = quay.world
    alex, private = world.alex, world.private(world.alex)
    changes = {"LIBRARY": str(tmp_path / "ferry.md"), "LANGUAGE": "en"}
    async with bot_process(quay, tmp_path, **changes) as bot:
        first = await ask(quay, alex, private, "/read ferry")
        world.tap(alex, first, "Next")
        await world.wait(lambda world: len(words(quay, private)) == 1 + PARTS)
        count = [0]

        def second(params: object) -> bool:
            count[0] += 1
            return count[0] == 2

        hang = quay.faults.add(Fault("deleteMessage", Kind.HANG, when=second))
        world.say(alex, private, "/undo")
        await hang.reached()
        await bot.kill()
    assert len(words(quay, private)) == PARTS
    async with bot_process(quay, tmp_path, **changes):
        await world.wait(lambda world: words(quay, private) == ["Part 1.", "Fragmen"])
        answer = sent(quay, private)[-1]
        assert answer.text.startswith("Fragment 2 of Ferry is taken back.")
        world.tap(alex, answer, "Next")
        await world.wait(lambda world: len(words(quay, private)) == 2 + PARTS)


async def test_telegram_cannot_be_reached(town: Sandbox) -> None:
    """It says so, posts nothing meanwhile, and takes it back as soon as it can."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    await ask(town, alex, private, "/read ferry from 3")
    broken = town.faults.add(
        Fault("deleteMessage", Kind.ERROR, times=None, status=502, description="Bad Gateway")
    )
    answer = await ask(town, alex, private, "/undo")
    assert answer.text.startswith("I cannot reach Telegram just now, or it asks me to wait.")
    waits = await ask(town, alex, private, "/next")
    assert waits.text == "One moment, the last fragment is being taken back."
    town.faults.clear(broken)
    town.clock.advance(11)
    await world.wait(lambda world: sent(town, private)[-1].text.endswith("when you tap Next."))
    assert "Part 3." not in words(town, private)
    again = await ask(town, alex, private, "/next")
    assert again.text.startswith("Part 3.")


async def test_written_while_the_next_one_came(town: Sandbox) -> None:
    """Who wants fragment 1 away does not lose fragment 2, which they had not seen."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    first = await ask(town, alex, private, "/read ferry from 3")
    slow = town.faults.add(Fault("sendMessage", Kind.SLOW))
    world.tap(alex, first, "Next")
    await slow.reached()
    world.say(alex, private, "/undo")
    await slow.accept()
    await world.wait(lambda world: len(words(town, private)) == 3)
    answer = sent(town, private)[-1]
    assert answer.text == (
        "Fragment 4 of Ferry has come while you wrote. To take it back, write /undo once more."
    )
    assert (await ask(town, alex, private, "/undo")).text.startswith("Fragment 4 of Ferry is taken")


async def test_a_group_that_got_another_id(town: Sandbox) -> None:
    """Nobody knows the message any more: that is said, and the place stays until it is gone."""
    world = town.world
    group = world.add_group("Old", [world.alex], kind="group")
    await ask(town, world.alex, group, "/read ferry")
    new = world.migrate(group)
    answer = await ask(town, world.alex, new, "/undo")
    assert answer.text == (
        "Fragment 1 of Ferry stays as it is. I do not know which message it is. "
        "Delete it yourself, then tap the button: it comes again later."
    )


async def test_paused_held_and_over(town: Sandbox) -> None:
    """When it comes again is said as it is, with the button that changes it."""
    world = town.world
    group = world.add_group("Quay", [world.alex])
    card = await plan(town, world.alex, group, "ferry every day at 8:30")
    await come(town, group, SATURDAY, 2)
    await press(town, world.alex, card, "Pause")
    answer = await ask(town, world.alex, group, "/undo")
    assert answer.text.endswith("is taken back. It comes again when the schedule is resumed.")
    await press(town, world.alex, answer, "Resume")
    await come(town, group, SATURDAY + DAY, 4)
    await ask(town, world.alex, group, "/hold")
    answer = await ask(town, world.alex, group, "/undo")
    assert answer.text.endswith("It comes again when the hold ends: /hold off")
    assert (await press(town, world.alex, answer, "Resume")).text.startswith("What is planned goes")


async def test_no_date_is_left(town: Sandbox) -> None:
    """A fragment for one date: its schedule is alive again, to be given another."""
    world = town.world
    group = world.add_group("Quay", [world.alex])
    await plan(town, world.alex, group, "ferry on 28 November at 8:30")
    await come(town, group, SATURDAY, 2)
    answer = await ask(town, world.alex, group, "/undo")
    assert answer.text.endswith("No date is left on which it would come again: /schedule adds one.")
    days = await press(town, world.alex, answer, "Edit")
    hours = await press(town, world.alex, days, "Choose the hour")
    planned = await press(town, world.alex, hours, "9:00")
    assert planned.text.endswith("Planned. Next fragment: Saturday 28 November, 9:00.")


async def test_a_late_reader_waits(town: Sandbox) -> None:
    """Who follows and has read what was taken back gets it no second time, and misses nothing."""
    world = town.world
    group = world.add_group("Quay", [world.alex], [world.camille])
    private = world.private(world.camille)
    await plan(town, world.alex, group, "ferry from 3 every day at 8:30")
    await come(town, group, SATURDAY, 2)
    link = sent(town, group)[-1].buttons[0].value
    world.follow(world.camille, link)
    await world.wait(lambda world: len(sent(town, private)) == 1)
    for _ in range(2):
        await ask(town, world.camille, private, "/suite")
    await town.world.wait(lambda world: "Part 3." in words(town, private))
    await ask(town, world.alex, group, "/undo")
    waits = await ask(town, world.camille, private, "/suite")
    assert "Quay" in waits.text
    await come(town, group, SATURDAY + DAY, 4)
    assert words(town, private).count("Part 3.") == 1


async def test_accepted_and_then_killed(quay: Sandbox, tmp_path: Path) -> None:
    """The deletion was done, its answer lost: the next process finds it gone, and goes back."""
    world = quay.world
    alex, private = world.alex, world.private(world.alex)
    changes = {"LIBRARY": str(tmp_path / "ferry.md"), "LANGUAGE": "en"}
    async with bot_process(quay, tmp_path, **changes) as bot:
        await ask(quay, alex, private, "/read ferry from 3")
        hang = quay.faults.add(Fault("deleteMessage", Kind.ACCEPT_THEN_HANG))
        world.say(alex, private, "/undo")
        await hang.reached()
        await bot.kill()
    async with bot_process(quay, tmp_path, **changes):
        await world.wait(lambda world: words(quay, private) == ["Fragmen"])
        assert (await ask(quay, alex, private, "/next")).text.startswith("Part 3.")


async def test_said_where_it_was_planned(town: Sandbox) -> None:
    """In private there is nothing to take back: it is said where there is."""
    world = town.world
    channel, private = world.add_channel("News", [world.alex]), world.private(world.alex)
    await placed(town, channel, "In a channel")
    answer = await ask(town, world.alex, private, "/undo")
    assert answer.text == (
        "Nothing has been posted here that I could take back. "
        "What is planned here comes in News: write /undo there."
    )


async def test_the_group_of_a_channel(town: Sandbox) -> None:
    """The channel's command comes into its group as well, where nobody has said it."""
    world = town.world
    channel, private = world.add_channel("News", [world.alex]), world.private(world.alex)
    group = world.add_group("Talk", [world.alex])
    world.link(channel, group)
    await placed(town, channel, "In a channel")
    await come(town, channel, SATURDAY, 1)
    count = len(sent(town, private))
    world.say(world.alex, channel, "/undo")
    await world.wait(lambda world: len(sent(town, private)) > count)
    assert (await ask(town, world.alex, group, "/next")).text.startswith("No text is being read")
    assert len(sent(town, group)) == 1
