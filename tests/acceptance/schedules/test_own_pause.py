"""A reader pauses until a date: by hand, by itself, and what a schedule brings."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import plan, press
from tests.living import ask, sent, tap

MONDAY = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
"""Eight in Paris."""
MINUTE = timedelta(minutes=1)


def posted(town: Sandbox, chat: Chat) -> list[str]:
    """The fragments that came, by their last line but the words about the pace."""
    texts = [message.text for message in sent(town, chat)]
    return [text.rsplit("\n", 1)[-1] for text in texts if "\nfragment " in text]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/pause until Monday", "Paused. Next fragment: Monday 30 November, 8:00."),
        ("/pause jusqu'à lundi", "Paused. Next fragment: Monday 30 November, 8:00."),
        ("/pause until 30 November at 8:00", "Paused. Next fragment: Monday 30 November, 8:00."),
    ],
)
async def test_a_reading_that_goes_by_itself_rests(town: Sandbox, words: str, said: str) -> None:
    """Nothing until that morning, whatever is asked for meanwhile; then it goes on at its pace."""
    alex, chat = town.world.alex, town.world.private(town.world.alex)
    await ask(town, alex, chat, "/read ferry every 10 min")
    paused = await ask(town, alex, chat, words)
    assert paused.text == said
    assert [one.text for one in paused.buttons] == ["Resume"]
    assert [entity.kind for entity in paused.entities] == ["date_time"]
    await ask(town, alex, chat, "/next")
    town.clock.set(MONDAY - MINUTE)
    await ask(town, alex, chat, "/help")
    assert posted(town, chat) == ["fragment 1 of 5, the next one in 10 minutes", "fragment 2 of 5"]
    town.clock.set(MONDAY)
    await town.world.wait(lambda world: posted(town, chat)[2:] == ["fragment 3 of 5"])
    town.clock.set(MONDAY + 11 * MINUTE)
    await town.world.wait(lambda world: posted(town, chat)[3:] == ["fragment 4 of 5"])


async def test_by_hand_one_fragment_comes_then(town: Sandbox) -> None:
    """With its button, and no other before somebody taps that."""
    alex, chat = town.world.alex, town.world.private(town.world.alex)
    await ask(town, alex, chat, "/read ferry")
    await ask(town, alex, chat, "/pause until Monday")
    town.clock.set(MONDAY)
    await town.world.wait(lambda world: posted(town, chat)[1:] == ["fragment 2 of 5"])
    town.clock.set(MONDAY + timedelta(days=3))
    await ask(town, alex, chat, "/help")
    newest = next(one for one in reversed(sent(town, chat)) if "fragment 2" in one.text)
    assert (await tap(town, alex, newest, "Next")).text.endswith("fragment 3 of 5")
    assert len(posted(town, chat)) == 3


async def test_resume_ends_it_early_and_once(town: Sandbox) -> None:
    """The next fragment comes at once; a second tap brings no other, and Monday brings none."""
    alex, chat = town.world.alex, town.world.private(town.world.alex)
    await ask(town, alex, chat, "/read ferry every 1 h")
    paused = await ask(town, alex, chat, "/pause until Monday")
    taps = [town.world.tap(alex, paused, "Resume") for _ in range(2)]
    await town.world.wait(lambda world: all(one.answer for one in taps))
    assert [text.split(",")[0] for text in posted(town, chat)] == [
        *("fragment 1 of 5", "fragment 2 of 5")
    ]


async def test_by_hand_resume_brings_the_next_one(town: Sandbox) -> None:
    """And that date brings none."""
    alex, chat = town.world.alex, town.world.private(town.world.alex)
    await ask(town, alex, chat, "/read ferry")
    paused = await ask(town, alex, chat, "/pause until Monday")
    await tap(town, alex, paused, "Resume")
    town.clock.set(MONDAY + MINUTE)
    await ask(town, alex, chat, "/help")
    assert posted(town, chat) == ["fragment 1 of 5", "fragment 2 of 5"]


async def test_what_is_planned_in_private_waits_as_well(town: Sandbox) -> None:
    """It comes on that day at its own hour, before the reading goes on; Resume frees both."""
    alex, chat = town.world.alex, town.world.private(town.world.alex)
    await plan(town, alex, chat, "lamp every day at 7:30")
    await ask(town, alex, chat, "/read ferry")
    paused = await ask(town, alex, chat, "/pause until Monday")
    assert paused.text == (
        "Paused. Next fragment: Monday 30 November, 8:00; "
        "what is planned here: from Monday 30 November on."
    )
    town.clock.set(MONDAY - timedelta(days=2))
    listed = await ask(town, alex, chat, "/schedule")
    assert "Monday 30 November, 7:30: fragment 1" in listed.text
    town.clock.set(MONDAY - 29 * MINUTE)
    await town.world.wait(lambda world: len(posted(town, chat)) == 2)
    assert sent(town, chat)[-1].text.startswith("The lamp, part 1.")
    town.clock.set(MONDAY)
    await town.world.wait(lambda world: posted(town, chat)[2:] == ["fragment 2 of 5"])


@pytest.mark.parametrize("how", ["Resume", "/resume"])
async def test_only_what_is_planned(town: Sandbox, how: str) -> None:
    """Without a reading that alone is held, and goes on by the button or the command."""
    alex, chat = town.world.alex, town.world.private(town.world.alex)
    await plan(town, alex, chat, "lamp every day at 8:30")
    paused = await ask(town, alex, chat, "/pause until Monday")
    assert paused.text == "Paused. What is planned here comes again from Monday 30 November on."
    if how == "Resume":
        on = await press(town, alex, paused, how)
    else:
        on = await ask(town, alex, chat, how)
    assert on.text == "What is planned goes on here."
    listed = await ask(town, alex, chat, "/schedule")
    assert "Saturday 28 November, 8:30: fragment 1" in listed.text


async def test_in_a_group_only_the_reading_rests(town: Sandbox) -> None:
    """Whoever drives it may; what is planned there has /hold."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "lamp every day at 8:30")
    await ask(town, camille, group, "/read ferry")
    paused = await ask(town, camille, group, "/pause until Monday")
    assert paused.text == "En pause. Prochain fragment\u00a0: lundi 30 novembre, 8\u00a0h."
    refused = await ask(town, town.world.alex, group, "/pause until Monday")
    assert "admins" in refused.text
    listed = await ask(town, camille, group, "/schedule")
    assert "samedi 28 novembre, 8\u00a0h\u00a030\u00a0: fragment 1" in listed.text
    await tap(town, camille, paused, "Reprendre")
    assert posted(town, group)[-1] == "fragment 2 sur 5"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("until the cows come home", "I do not understand “until the cows come home”."),
        ("until 1 January 2020", "“until 1 January 2020” is in the past."),
        ("jusqu'au 31 février", "There is no such date: 31 février."),
        ("please", "I do not understand “please”."),
    ],
)
async def test_other_words_pause_nothing(town: Sandbox, words: str, why: str) -> None:
    """One line says why, words that are understood follow, and the reading goes on."""
    alex, chat = town.world.alex, town.world.private(town.world.alex)
    await ask(town, alex, chat, "/read ferry every 10 min")
    answer = await ask(town, alex, chat, f"/pause {words}")
    assert answer.text.startswith(why)
    assert "/pause until Monday" in answer.text
    town.clock.advance(600)
    await town.world.wait(lambda world: len(posted(town, chat)) == 2)


async def test_with_nothing_to_pause(town: Sandbox) -> None:
    """Said in one sentence, as without a date."""
    alex, chat = town.world.alex, town.world.private(town.world.alex)
    answer = await ask(town, alex, chat, "/pause until Monday")
    assert answer.text == "No text is being read here. Choose one:"
