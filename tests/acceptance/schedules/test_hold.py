"""What is planned is held, for a while or until somebody says otherwise, and nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import come, first_lines, plan, press
from tests.living import ask

SATURDAY = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)


async def test_held_until_somebody_resumes_it(town: Sandbox) -> None:
    """Three mornings without a post; then the next morning has the first fragment."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    held = await ask(town, camille, group, "/hold")
    assert held.text == (
        "Nothing that is planned is posted until you resume it: /hold off\n"
        "Nothing is lost: it goes on afterwards."
    )
    for day in range(3):
        town.clock.set(SATURDAY + day * DAY)
        listed = await ask(town, camille, group, "/schedule")
        assert "Nothing that is planned is posted" in listed.text
        assert "0 of 5 posted" in listed.text
    town.clock.set(SATURDAY + timedelta(days=2, hours=1))
    on = await press(town, camille, held, "Resume")
    assert on.text == "What is planned goes on here."
    lines = await come(town, group, SATURDAY + 3 * DAY, 6)
    assert lines[-1] == "The ferry, part 1."
    assert (await ask(town, camille, group, "/hold off")).text == "Nothing is held here."


@pytest.mark.parametrize("words", ["until 1 December", "jusqu'au 1er décembre", "2026-12-01"])
async def test_held_until_a_date(town: Sandbox, words: str) -> None:
    """It goes on by itself, on that morning; the list says so."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    held = await ask(town, camille, group, f"/hold {words}")
    assert "held until Tuesday 1 December, 0:00." in held.text
    listed = await ask(town, camille, group, "/schedule")
    assert "held until Tuesday 1 December, 0:00." in listed.text
    assert "Tuesday 1 December, 8:30: fragment 1" in listed.text
    town.clock.set(SATURDAY + DAY)
    assert "0 of 5 posted" in (await ask(town, camille, group, "/schedule")).text
    lines = await come(town, group, SATURDAY + 3 * DAY, 5)
    assert lines[-1] == "The ferry, part 1."
    town.clock.set(SATURDAY + timedelta(days=3, hours=1))
    assert "held" not in (await ask(town, camille, group, "/schedule")).text


async def test_what_comes_once_comes_after_the_hold(town: Sandbox) -> None:
    """Its date is past, it is not lost."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry on 28 November at 8:30")
    await ask(town, camille, group, "/suspendre")
    town.clock.set(SATURDAY + timedelta(minutes=5))
    assert "0 of 5" in (await ask(town, camille, group, "/schedule")).text
    town.world.say(camille, group, "/suspendre reprendre")
    await come(town, group, SATURDAY + timedelta(minutes=6), 5)
    assert "The ferry, part 1." in first_lines(town, group)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("until the cows come home", "I do not understand “until the cows come home”."),
        ("until 31 February", "There is no such date: 31 February."),
        ("until 1 January 2020", "“until 1 January 2020” is in the past."),
    ],
)
async def test_other_words_hold_nothing(town: Sandbox, words: str, why: str) -> None:
    """One line says why, and words that are understood follow."""
    camille, group = town.world.camille, town.world.group
    answer = await ask(town, camille, group, f"/hold {words}")
    assert answer.text.startswith(why)
    assert "/hold until 3 January" in answer.text
    assert (await ask(town, camille, group, "/hold off")).text == "Nothing is held here."


async def test_operators_hold_everything(town: Sandbox) -> None:
    """In private, with a word more; a group's own admins cannot end that."""
    world = town.world
    camille, group, private = world.camille, world.group, world.private(world.camille)
    await plan(town, camille, group, "ferry every day at 8:30")
    held = await ask(town, camille, private, "/suspendre partout")
    assert "Cela vaut partout." in held.text
    answer = await ask(town, camille, group, "/hold off")
    assert answer.text.startswith("Whoever looks after the library holds all chats")
    town.clock.set(SATURDAY)
    assert "0 of 5 posted" in (await ask(town, camille, group, "/schedule")).text
    town.clock.set(SATURDAY + timedelta(hours=1))
    await press(town, camille, held, "Reprendre")
    lines = await come(town, group, SATURDAY + DAY, 4)
    assert lines[-1] == "The ferry, part 1."


async def test_nobody_else_holds_everything(town: Sandbox) -> None:
    """Neither in private without being an operator, nor in a group."""
    world = town.world
    private = await ask(town, world.alex, world.private(world.alex), "/hold everywhere")
    group = await ask(town, world.camille, world.group, "/hold everywhere")
    for answer in (private, group):
        assert answer.text == "Only whoever looks after the library may do this."
