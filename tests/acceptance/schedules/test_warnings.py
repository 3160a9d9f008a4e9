"""Whoever planned it is told in private before something comes, once, and may hold it there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import come, plan, press
from tests.acceptance.schedules.test_fourteen_mornings import restarted
from tests.living import ask, bot_process, sent, tap, toast

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
"""Half past eight in Paris."""
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LEAD = 15 * MINUTE


async def warning_wanted(town: Sandbox, words: str, lead: str = "15 minutes") -> Message:
    """Camille, who has started the bot, plans in the group and wants to be warned; the list."""
    world = town.world
    await ask(town, world.camille, world.private(world.camille), "/start notices")
    await plan(town, world.camille, world.group, words)
    listed = await ask(town, world.camille, world.group, "/schedule")
    asked = await press(town, world.camille, listed, "Warn before")
    return await press(town, world.camille, asked, lead)


def warnings(town: Sandbox, part: str = "cela paraît") -> list[Message]:
    """The warnings that Camille got."""
    private = town.world.private(town.world.camille)
    return [one for one in sent(town, private) if part in one.text]


async def warned(town: Sandbox, at: datetime, count: int) -> Message:
    """Let it be a time, and give the newest of so many warnings."""
    town.clock.set(at)
    await town.world.wait(lambda world: len(warnings(town)) == count)
    return warnings(town)[-1]


async def nothing_more(town: Sandbox, chat: Chat, count: int) -> None:
    """Whatever else was to be said would have been, before the answer to a later question."""
    await ask(town, town.world.camille, chat, "/help@feuilleton_sandbox_bot")
    assert len(warnings(town)) == count


async def test_each_morning_has_its_warning(town: Sandbox) -> None:
    """What, where, when and its first words, a quarter of an hour before; the group sees none."""
    group = town.world.group
    card = await warning_wanted(town, "ferry every day at 8:30, 2 at a time")
    assert "Warning: 15 minutes before." in card.text
    await nothing_more(town, group, 0)
    first = await warned(town, SATURDAY - LEAD, 1)
    assert first.text == (
        "The ferry, part 1., fragments 1 à 2 sur 5\u00a0: cela paraît dans Reading circle "
        "le samedi 28 novembre, 8\u00a0h\u00a030.\n\nThe ferry, part 1."
    )
    assert [one.text for one in first.buttons] == ["Suspendre"]
    assert "date_time" in [entity.kind for entity in first.entities]
    await come(town, group, SATURDAY, len(sent(town, group)) + 2)
    second = await warned(town, SATURDAY + DAY - LEAD, 2)
    assert "fragments 3 à 4 sur 5" in second.text
    assert not any("cela paraît" in one.text for one in sent(town, group))


async def test_hold_and_resume_from_private(town: Sandbox) -> None:
    """Held it does not come; resumed it comes at its next time, after a new warning."""
    world = town.world
    camille, group = world.camille, world.group
    await warning_wanted(town, "ferry every day at 8:30")
    told = await warned(town, SATURDAY - LEAD, 1)
    held = await press(town, camille, told, "Suspendre")
    assert held.text == (
        "The ferry, part 1. est en pause\u00a0: rien n’en paraît jusqu’à la reprise."
    )
    town.clock.set(SATURDAY + MINUTE)
    listed = await ask(town, camille, group, "/schedule")
    assert "Paused." in listed.text
    assert "0 of 5 posted" in listed.text
    on = await press(town, camille, held, "Reprendre")
    assert on.text == (
        "The ferry, part 1. reprend. Prochain fragment\u00a0: "
        "dimanche 29 novembre, 8\u00a0h\u00a030."
    )
    assert [one.text for one in on.buttons] == ["Suspendre"]
    await warned(town, SATURDAY + DAY - LEAD, 2)
    lines = await come(town, group, SATURDAY + DAY, len(sent(town, group)) + 1)
    assert lines[-1] == "The ferry, part 1."


async def test_resumed_in_time_it_comes_without_another_warning(town: Sandbox) -> None:
    """Of one due time there is one warning, whatever happens in between."""
    camille, group = town.world.camille, town.world.group
    await warning_wanted(town, "ferry every day at 8:30")
    told = await warned(town, SATURDAY - LEAD, 1)
    held = await press(town, camille, told, "Suspendre")
    await press(town, camille, held, "Reprendre")
    await come(town, group, SATURDAY, len(sent(town, group)) + 1)
    await nothing_more(town, group, 1)


async def test_who_may_no_more_holds_nothing(town: Sandbox) -> None:
    """The rights are those of the moment of the tap."""
    world = town.world
    group = world.add_group("Pier", admins=[world.camille, world.alex])
    private = world.private(world.alex)
    await ask(town, world.alex, private, "/start notices")
    card = await plan(town, world.alex, group, "ferry every day at 8:30")
    await press(town, world.alex, await press(town, world.alex, card, "Warn before"), "15 minutes")
    town.clock.set(SATURDAY - LEAD)
    await world.wait(lambda world: len(sent(town, private)) == 2)
    told = sent(town, private)[-1]
    assert told.text.startswith("The ferry, part 1., fragment 1 of 5: it comes in Pier on Saturday")
    world.members[group.id][world.alex.id] = "member"
    assert await toast(town, world.alex, told, "Hold") == (
        "Only admins of the chat in which it was planned may do this."
    )
    lines = await come(town, group, SATURDAY, len(sent(town, group)) + 1)
    assert lines[-1] == "The ferry, part 1."


async def test_no_warning_of_what_does_not_come(town: Sandbox) -> None:
    """Held, paused until a date, in quiet hours: then it is told when it really comes."""
    camille, group = town.world.camille, town.world.group
    await warning_wanted(town, "ferry every day at 8:30", "1 hour")
    await ask(town, camille, group, "/hold until 29 November")
    town.clock.set(SATURDAY)
    await nothing_more(town, group, 0)
    await ask(town, camille, group, "/schedule ferry pause until 30 November")
    town.clock.set(SATURDAY + DAY)
    await nothing_more(town, group, 0)
    await ask(town, camille, group, "/settings@feuilleton_sandbox_bot quiet 22:00-9:00")
    town.clock.set(SATURDAY + 2 * DAY - 30 * MINUTE - MINUTE)
    await nothing_more(town, group, 0)
    told = await warned(town, SATURDAY + 2 * DAY - 30 * MINUTE, 1)
    assert "le lundi 30 novembre, 9\u00a0h." in told.text


async def test_planned_later_than_the_warning_it_is_told_at_once(town: Sandbox) -> None:
    """Somebody who wants a day of warning for tomorrow morning has it now."""
    await warning_wanted(town, "ferry every day at 8:30", "1 day")
    told = await warned(town, FRIDAY + MINUTE, 1)
    assert "le samedi 28 novembre, 8\u00a0h\u00a030." in told.text
    listed = await ask(town, town.world.camille, town.world.group, "/schedule")
    asked = await press(town, town.world.camille, listed, "Warn before")
    off = await press(town, town.world.camille, asked, "Never")
    assert "Warning" not in off.text
    await come(town, town.world.group, SATURDAY, len(sent(town, town.world.group)) + 1)
    await nothing_more(town, town.world.group, 1)


async def test_who_has_not_started_the_bot_is_not_written_to(town: Sandbox) -> None:
    """Nor is anybody else in their place; the post comes all the same."""
    world = town.world
    await plan(town, world.camille, world.group, "ferry every day at 8:30")
    listed = await ask(town, world.camille, world.group, "/schedule")
    asked = await press(town, world.camille, listed, "Warn before")
    card = await press(town, world.camille, asked, "15 minutes")
    assert "Tell me in private" in [one.text for one in card.buttons]
    town.clock.set(SATURDAY - LEAD)
    await come(town, world.group, SATURDAY, len(sent(town, world.group)) + 1)
    await nothing_more(town, world.group, 0)


async def test_many_chats_are_one_warning(town: Sandbox) -> None:
    """Groups that have joined: how many, what comes in all of them, and Hold for all of them."""
    world = town.world
    private = world.private(world.alex)
    card = await ask(town, world.alex, private, "/schedule ferry every day at 8:30")
    invitation = await tap(town, world.alex, card, "More groups")
    groups = [world.add_group(f"Pier {number}", [world.alex]) for number in range(5)]
    for group in groups:
        world.follow(world.alex, invitation.text.split()[-1], group)
        await world.wait(lambda world, group=group: sent(town, group))
    card = await press(town, world.alex, card, "Confirm")
    card = await press(town, world.alex, card, "Yes, post it")
    await press(town, world.alex, await press(town, world.alex, card, "Warn before"), "1 hour")
    count = len(sent(town, private))
    town.clock.set(SATURDAY - 60 * MINUTE)
    await world.wait(lambda world: len(sent(town, private)) > count)
    told = sent(town, private)[-1]
    assert told.text.startswith("The ferry, part 1., fragment 1 of 5: it comes in 5 chats on")
    held = await press(town, world.alex, told, "Hold")
    town.clock.set(SATURDAY + MINUTE)
    await press(town, world.alex, held, "Resume")
    count = len(sent(town, private))
    town.clock.set(SATURDAY + DAY - 60 * MINUTE)
    await world.wait(lambda world: len(sent(town, private)) > count)
    town.clock.set(SATURDAY + DAY)
    await world.wait(lambda world: all(len(sent(town, group)) == 2 for group in groups))
    assert len(sent(town, private)) == count + 1


async def test_killed_around_a_warning(tmp_path: Path) -> None:
    """Killed before, it is told after the start; killed after it or while it is said, not again."""
    text = "\n\n".join(f"The ferry, part {number}." for number in range(1, 6))
    (tmp_path / "ferry.txt").write_text(text, encoding="utf-8")
    library = str(tmp_path / "ferry.txt")
    async with Sandbox() as town:
        town.clock.set(FRIDAY)
        async with bot_process(town, tmp_path, LIBRARY=library, LANGUAGE="en") as process:
            await process.says("ready")
            await warning_wanted(town, "ferry every day at 8:30")
            await process.kill()
            town.clock.set(SATURDAY - LEAD + MINUTE)
            await restarted(process)
            await town.world.wait(lambda world: len(warnings(town)) == 1)
            await restarted(process)
            group = town.world.group
            await come(town, group, SATURDAY, len(sent(town, group)) + 1)
            await nothing_more(town, group, 1)
            said = town.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_HANG))
            town.clock.set(SATURDAY + DAY - LEAD)
            await said.reached()
            await restarted(process)
            await nothing_more(town, group, 2)
            await warned(town, SATURDAY + 2 * DAY - LEAD, 3)
        assert "Traceback" not in process.output
