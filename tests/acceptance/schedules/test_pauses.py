"""One schedule rests until a date, by buttons or by a sentence, and goes on by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import come, first_lines, plan, press, shown
from tests.living import ask, sent

SATURDAY = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
"""Half past eight in Paris."""
DAY = timedelta(days=1)


def posted(town: Sandbox, chat: Chat) -> list[str]:
    """The fragments that came, without cards that begin with the title of a text."""
    texts = [message.text for message in sent(town, chat)]
    return [text.split("\n")[0] for text in texts if "\nfragment " in text]


async def test_under_pause_there_are_dates(town: Sandbox) -> None:
    """Until Monday by a tap: nothing on Saturday and Sunday, the first fragment on Monday."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    listed = await ask(town, camille, group, "/schedule")
    paused = await press(town, camille, listed, "Pause")
    assert "Paused." in paused.text
    assert "Until another date: /schedule ferry pause until 3 January" in paused.text
    assert [one.text for one in paused.buttons][:5] == [
        *("Resume", "Skip one", "Until Monday", "For a week", "For four weeks")
    ]
    resting = await press(town, camille, paused, "Until Monday")
    assert "Paused until Monday 30 November.\nWhat comes next:\nMonday 30" in resting.text
    assert [one.text for one in resting.buttons][:2] == ["Resume", "Skip one"]
    for day in range(2):
        town.clock.set(SATURDAY + day * DAY)
        listed = await ask(town, camille, group, "/schedule")
        assert "Paused until Monday 30 November." in listed.text
        assert "0 of 5 posted" in listed.text
    lines = await come(town, group, SATURDAY + 2 * DAY, 5)
    assert lines[-1] == "The ferry, part 1."
    listed = await ask(town, camille, group, "/schedule")
    assert "Paused" not in listed.text
    assert "1 of 5 posted" in listed.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/schedule ferry pause until 1 December", "Paused until Tuesday 1 December."),
        ("/programmer ferry pause jusqu'au 1er décembre", "Paused until Tuesday 1 December."),
        ("/schedule pause until Tuesday", "Paused until Tuesday 1 December."),
        ("/schedule ferry pause until 1 December at 8:30", "until Tuesday 1 December, 8:30."),
    ],
)
async def test_until_a_date_by_a_sentence(town: Sandbox, words: str, said: str) -> None:
    """It goes on with the very post that is due when the pause ends; Resume ends it early."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    answer = await ask(town, camille, group, words)
    assert said in answer.text
    assert "Tuesday 1 December, 8:30: fragment 1" in answer.text
    town.clock.set(SATURDAY + DAY)
    assert "0 of 5 posted" in (await ask(town, camille, group, "/schedule")).text
    lines = await come(town, group, SATURDAY + 3 * DAY, 4)
    assert lines[-1] == "The ferry, part 1."


async def test_resume_ends_it_early(town: Sandbox) -> None:
    """Edited meanwhile it still rests, at its new hour; after Resume it comes on the next day."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    resting = await ask(town, camille, group, "/schedule ferry pause until 12 December")
    days = await press(town, camille, resting, "Edit")
    hours = await press(town, camille, days, "Choose the hour")
    edited = await press(town, camille, hours, "9:00")
    assert "Next fragment: Saturday 12 December, 9:00" in edited.text
    on = await press(town, camille, edited, "Resume")
    assert "Saturday 28 November, 9:00: fragment 1" in on.text
    assert "Paused" not in on.text
    await come(town, group, SATURDAY + timedelta(minutes=30), 3)
    assert first_lines(town, group)[-1] == "The ferry, part 1."


async def test_a_hold_beside_it_lasts_as_long_as_it_lasts(town: Sandbox) -> None:
    """The later end counts, whichever of the two is taken away."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    await ask(town, camille, group, "/schedule ferry pause until 30 November")
    await ask(town, camille, group, "/hold until 2 December")
    listed = await ask(town, camille, group, "/schedule")
    assert "Paused until Monday 30 November." in listed.text
    assert "held until Wednesday 2 December, 0:00." in listed.text
    assert "Wednesday 2 December, 8:30: fragment 1" in listed.text
    await ask(town, camille, group, "/hold off")
    listed = await ask(town, camille, group, "/schedule")
    assert "Monday 30 November, 8:30: fragment 1" in listed.text
    await ask(town, camille, group, "/settings@feuilleton_sandbox_bot zone London")
    town.clock.set(SATURDAY + timedelta(hours=2))
    listed = await ask(town, camille, group, "/schedule")
    assert "Monday 30 November, 8:30: fragment 1" in listed.text
    assert "0 of 5 posted" in listed.text


async def test_what_comes_once_comes_after_its_pause(town: Sandbox) -> None:
    """Whether the pause had an end or somebody ended it, the only date is not lost."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry on 28 November at 8:30")
    await plan(town, camille, group, "lamp on 28 November at 8:30")
    await ask(town, camille, group, "/schedule ferry pause until 30 November at 9:00")
    lamp = await ask(town, camille, group, "/schedule lamp pause")
    town.clock.set(SATURDAY + timedelta(hours=1))
    await ask(town, camille, group, "/settings@feuilleton_sandbox_bot quiet 21:00-7:00")
    assert posted(town, group) == []
    await press(town, camille, lamp, "Resume")
    await town.world.wait(lambda world: posted(town, group) == ["The lamp, part 1."])
    town.clock.set(SATURDAY + timedelta(days=2, minutes=30))
    await town.world.wait(lambda world: posted(town, group)[1:] == ["The ferry, part 1."])


async def test_which_of_several(town: Sandbox) -> None:
    """Two schedules of one text: the bot asks, and pauses the one that is chosen."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    await plan(town, camille, group, "lamp every day at 8:30")
    asked = await ask(town, camille, group, "/schedule pause until Monday")
    assert asked.text == "Which one shall be paused?"
    await press(town, camille, asked, "The lamp, part 1. · every day at 8:30")
    assert "Paused until Monday 30 November." in shown(town, asked).text
    lines = await come(town, group, SATURDAY, 4)
    assert lines[-1] == "The ferry, part 1."


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ferry pause until the cows come home", "I do not understand “until the cows come home”."),
        ("ferry pause until 1 January 2020", "“until 1 January 2020” is in the past."),
        ("lamp pause until Monday", "Nothing of lamp is planned here."),
        ("lamp pause", "No text fits lamp pause."),
    ],
)
async def test_other_words_pause_nothing(town: Sandbox, words: str, why: str) -> None:
    """One line says why, and the schedule goes on."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    answer = await ask(town, camille, group, f"/schedule {words}")
    assert answer.text.startswith(why)
    assert "Paused" not in (await ask(town, camille, group, "/schedule")).text


async def test_the_example_names_the_text_it_stands_under(town: Sandbox) -> None:
    """Whoever copies it pauses this text, not another."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "lamp every day at 8:30")
    paused = await ask(town, camille, group, "/schedule lamp pause")
    example = "/schedule lamp pause until 3 January"
    assert f"Until another date: {example}" in paused.text
    assert "Paused until Sunday 3 January." in (await ask(town, camille, group, example)).text
