"""A text is planned in a chat, by a sentence or by buttons, and comes at its times."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import come, first_lines, plan, press
from tests.living import ask, living, tap

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TEXT = "\n\n".join(f"Paragraph {number}." for number in range(1, 6))


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A group, a bot with a text of five paragraphs and one of two, on a Friday at ten in Paris."""
    text, other = tmp_path / "ferry.txt", tmp_path / "quay.txt"
    text.write_text(TEXT, encoding="utf-8")
    other.write_text("A bell on the quay.\n\nA second bell.", encoding="utf-8")
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        async with living(sandbox, tmp_path, library=[str(text), str(other)], language="en"):
            yield sandbox


async def test_a_sentence_is_shown_back_and_confirmed(sandbox: Sandbox) -> None:
    """The card says rule, zone and the next three posts; after Confirm each morning has one."""
    camille, group = sandbox.world.camille, sandbox.world.group
    card = await ask(sandbox, camille, group, "/schedule ferry every day at 8:30")
    assert card.text == (
        "Paragraph 1.\nEvery day at 8:30 (Paris time)\n\n"
        "What comes next:\n"
        "Saturday 28 November, 8:30: fragment 1\n"
        "Sunday 29 November, 8:30: fragment 2\n"
        "Monday 30 November, 8:30: fragment 3"
    )
    all_dates = await tap(sandbox, camille, card, "All dates")
    assert all_dates.text.endswith(
        "Wednesday 2 December, 8:30: fragment 5\nThat is all of this text."
    )
    planned = await press(sandbox, camille, card, "Confirm")
    assert planned.text.endswith("Planned. Next fragment: Saturday 28 November, 8:30.")
    for day in range(5):
        lines = await come(sandbox, group, MORNING + day * DAY, 3 + day)
        assert lines[2:] == [f"Paragraph {number}." for number in range(1, day + 2)]
    # Whatever else was due would come before the answer to a later question.
    sandbox.clock.set(MORNING + 6 * DAY)
    asked = 1
    while not (await ask(sandbox, camille, group, "/schedule")).text.startswith("Nothing is"):
        asked += 1
    assert len(first_lines(sandbox, group)) == 7 + asked


async def test_buttons_alone_are_enough(sandbox: Sandbox) -> None:
    """Days, then the hour, then Confirm; nothing has to be written but the name."""
    camille, group = sandbox.world.camille, sandbox.world.group
    question = await ask(sandbox, camille, group, "/schedule ferry")
    assert "On which days?" in question.text
    for day in ("Sat", "Sun"):
        question = await press(sandbox, camille, question, f"✓ {day}")
    question = await press(sandbox, camille, question, "Choose the hour")
    card = await press(sandbox, camille, question, "18:00")
    assert "On weekdays at 18:00" in card.text
    assert "Friday 27 November, 18:00: fragment 1" in card.text
    assert "Monday 30 November, 18:00: fragment 2" in card.text
    await press(sandbox, camille, card, "Confirm")
    lines = await come(sandbox, group, FRIDAY.replace(hour=17), 2)
    assert lines[1:] == ["Paragraph 1."]


async def test_what_is_planned_can_be_changed_by_buttons(sandbox: Sandbox) -> None:
    """Skip, pause, resume, edit and delete; a change of the rule keeps the place."""
    camille, group = sandbox.world.camille, sandbox.world.group
    await plan(sandbox, camille, group, "ferry every day at 8:30")
    await come(sandbox, group, MORNING, 2)
    listed = await ask(sandbox, camille, group, "/schedule")
    assert "1 of 5 posted" in listed.text
    listed = await press(sandbox, camille, listed, "Skip one")
    assert "Sunday 29 November, 8:30: fragment 3" in listed.text
    listed = await press(sandbox, camille, listed, "Pause")
    assert "Paused." in listed.text
    sandbox.clock.set(MORNING + 2 * DAY)
    listed = await press(sandbox, camille, listed, "Resume")
    assert "Tuesday 1 December, 8:30: fragment 3" in listed.text
    days = await press(sandbox, camille, listed, "Edit")
    hours = await press(sandbox, camille, days, "Choose the hour")
    changed = await press(sandbox, camille, hours, "12:00")
    assert "Next fragment: Monday 30 November, 12:00" in changed.text
    lines = await come(sandbox, group, datetime(2026, 11, 30, 11, tzinfo=UTC), 4)
    assert lines[-1] == "Paragraph 3."
    listed = await ask(sandbox, camille, group, "/schedule")
    question = await press(sandbox, camille, listed, "Delete")
    gone = await press(sandbox, camille, question, "Delete")
    assert "is deleted" in gone.text
    answer = await ask(sandbox, camille, group, "/schedule")
    assert answer.text.startswith("Nothing is planned here.")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ferry every blue moon", "I do not understand “every blue”."),
        ("ferry at 9:00", "“at 9:00”: on which days?"),
        ("ferry every day", "“every day”: at what time?"),
        ("ferry cron 1 2", "“cron 1 2” is no rule of cron"),
        ("nothing every day at 9", "No text fits nothing every day at 9."),
    ],
)
async def test_what_is_not_understood_is_refused_with_examples(
    sandbox: Sandbox, words: str, why: str
) -> None:
    """One line says why, and sentences that are understood follow."""
    camille, group = sandbox.world.camille, sandbox.world.group
    answer = await ask(sandbox, camille, group, f"/schedule {words}")
    assert answer.text.startswith(why)


async def test_only_drivers_plan(sandbox: Sandbox) -> None:
    """Somebody who is no admin is told so, and plans nothing."""
    alex, group = sandbox.world.alex, sandbox.world.group
    answer = await ask(sandbox, alex, group, "/schedule ferry every day at 8:30")
    assert "admins" in answer.text


async def test_one_text_follows_another(sandbox: Sandbox) -> None:
    """Two texts, two rounds: each goes on where the one before ended, a fragment a morning."""
    camille, group = sandbox.world.camille, sandbox.world.group
    words = "quay + ferry, 2 rounds every day at 8:30, 2 at a time"
    card = await ask(sandbox, camille, group, f"/schedule {words}")
    assert "2 texts: A bell on the quay. and Paragraph 1. · 2 rounds" in card.text
    await press(sandbox, camille, card, "Confirm")
    expected = ["A bell on the quay.", "A second bell."]
    expected += [f"Paragraph {number}." for number in range(1, 6)]
    counts = [2, 4, 6, 7, 9, 11, 13, 14]
    for day, count in enumerate(counts):
        lines = await come(sandbox, group, MORNING + day * DAY, 1 + count)
        assert lines[1:] == (expected * 2)[:count]


async def test_what_stands_still_says_why_and_can_go_on(sandbox: Sandbox) -> None:
    """Muted, then allowed again: the list says so, and Retry lets it go on in time."""
    world = sandbox.world
    camille, group = world.camille, world.group
    planned = await plan(sandbox, camille, group, "ferry every day at 8:30")
    assert planned.buttons[-1].text == "Tell me in private"
    await come(sandbox, group, MORNING, 2)
    world.mute(group)
    sandbox.clock.set(MORNING + DAY)
    stood = world.private(camille)
    world.say(camille, stood, "/start notices")
    await world.wait(lambda world: any("arrêt" in m.text for m in world.messages(stood)))
    world.unmute(group)
    lines = await come(sandbox, group, MORNING + DAY + timedelta(minutes=5), 3)
    assert lines[-1] == "Paragraph 2."


async def test_a_text_that_was_not_named_is_asked_for(sandbox: Sandbox) -> None:
    """A sentence alone is no wish for the whole library."""
    camille, group = sandbox.world.camille, sandbox.world.group
    asked = await ask(sandbox, camille, group, "/schedule every day except Sunday at 8:30")
    assert asked.text == "Which text shall come?"
    card = await press(sandbox, camille, asked, "A bell on the quay.")
    assert "Every day except Sunday at 8:30 (Paris time)" in card.text
    assert "2 texts" not in card.text


@pytest.mark.parametrize("rule", ["original rhythm", "each fragment on its date at 9:00"])
async def test_a_text_without_dates_says_so(sandbox: Sandbox, rule: str) -> None:
    """A rule that asks for the source's dates finds none; nobody need wonder whence they come."""
    camille, group = sandbox.world.camille, sandbox.world.group
    missing = "This text tells no dates of its own: it comes a day apart."
    assert missing in (await ask(sandbox, camille, group, f"/schedule ferry {rule}")).text
    card = await ask(sandbox, camille, group, "/schedule ferry every day at 9:00")
    assert missing not in card.text


async def test_two_who_pause_at_once_keep_the_buttons(sandbox: Sandbox) -> None:
    """The second tap finds it done, and takes nothing away."""
    world = sandbox.world
    planned = await plan(sandbox, world.camille, world.group, "ferry every day at 8:30")
    taps = [world.tap(world.camille, planned, "Pause") for _ in range(2)]
    await world.wait(lambda _: all(one.answer is not None for one in taps))
    resumed = await press(sandbox, world.camille, planned, "Resume")
    assert "Paused." not in resumed.text


async def test_an_edit_may_be_left(sandbox: Sandbox) -> None:
    """Back shows the schedule as it is; nothing has changed."""
    camille = sandbox.world.camille
    planned = await plan(sandbox, camille, sandbox.world.group, "ferry every day at 8:31")
    days = await press(sandbox, camille, planned, "Edit")
    assert sum("✓" in button.text for row in days.reply_markup for button in row) == 7
    assert "Every day at 8:31" in (await press(sandbox, camille, days, "Back")).text


async def test_edit_begins_with_the_days_there_are(sandbox: Sandbox) -> None:
    """Whoever wants another hour does not choose the days again."""
    camille = sandbox.world.camille
    planned = await plan(sandbox, camille, sandbox.world.group, "ferry Monday and Thursday at 8:30")
    days = await press(sandbox, camille, planned, "Edit")
    ticked = [button.text for row in days.reply_markup for button in row if "✓" in button.text]
    assert ticked == ["✓ Mon", "✓ Thu"]
    hours = await press(sandbox, camille, days, "Choose the hour")
    changed = await press(sandbox, camille, hours, "12:00")
    assert "On Monday and Thursday at 12:00" in changed.text
