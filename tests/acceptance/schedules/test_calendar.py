"""Under All dates a button sends every post to come as a calendar file."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import plan, press
from tests.living import ask, living, sent, tap

THURSDAY = datetime(2026, 10, 22, 9, 0, tzinfo=UTC)
TITLED = """---
title: Lamps, oil; and wicks
kind: essay
language: en
---

"""
COUNT = 70
"""More than a message tells."""


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A bot with a long text and a short one, days before the clocks go back."""
    long = TITLED + "\n\n".join(f"Wick number {number} burns." for number in range(1, COUNT + 1))
    (tmp_path / "lamps.md").write_text(long, encoding="utf-8")
    (tmp_path / "quay.txt").write_text("A bell on the quay.\n\nA second bell.", encoding="utf-8")
    texts = [str(tmp_path / "lamps.md"), str(tmp_path / "quay.txt")]
    async with Sandbox() as sandbox:
        sandbox.clock.set(THURSDAY)
        async with living(sandbox, tmp_path, library=texts, language="en"):
            yield sandbox


async def file_of(sandbox: Sandbox, person: Person, chat: Chat, labels: tuple[str, str]) -> Message:
    """Look at all dates of what is planned, and ask for the file."""
    listed = await ask(sandbox, person, chat, "/schedule")
    dates = await tap(sandbox, person, listed, labels[0])
    return await tap(sandbox, person, dates, labels[1])


def dates(message: Message) -> list[tuple[datetime, str, str]]:
    """What a calendar reads: when, what, and by which name it knows it again."""
    assert message.document is not None
    events = Calendar.from_ical(message.document.content).events
    return [(one["dtstart"].dt, str(one["summary"]), str(one["uid"])) for one in events]


async def test_every_post_to_come(sandbox: Sandbox) -> None:
    """All of it, at the local time across the clock change, with title and number and no words."""
    camille, group = sandbox.world.camille, sandbox.world.group
    card = await ask(sandbox, camille, group, "/schedule lamps every day at 8:30")
    listed = await tap(sandbox, camille, card, "All dates")
    draft = await tap(sandbox, camille, listed, "Calendar file")
    await press(sandbox, camille, card, "Confirm")
    message = await file_of(sandbox, camille, group, ("All dates", "Calendar file"))
    assert message.text.startswith("70 dates, to open in a calendar.")
    assert message.document is not None
    assert message.document.name == "lamps.ics"
    assert b"burns" not in message.document.content
    found = dates(message)
    assert found == dates(draft)
    first = datetime(2026, 10, 23, 6, 30, tzinfo=UTC)
    shift = timedelta(hours=1)
    # The clocks go back on the 25th.
    days = [first + timedelta(days=day) for day in range(COUNT)]
    expected = days[:2] + [at + shift for at in days[2:]]
    assert [at for at, _, _ in found] == expected
    assert [what for _, what, _ in found] == [
        f"Lamps, oil; and wicks: fragment {number}" for number in range(1, COUNT + 1)
    ]
    # After two posts and another hour the same fragments are the same dates, moved.
    sandbox.clock.set(datetime(2026, 10, 23, 6, 30, tzinfo=UTC))
    await sandbox.world.wait(lambda world: "fragment 1 of 70" in sent(sandbox, group)[-1].text)
    again = dates(await file_of(sandbox, camille, group, ("All dates", "Calendar file")))
    assert again == found[1:]


async def test_quiet_hours_and_french(sandbox: Sandbox) -> None:
    """What falls into quiet hours stands at their end; the next text of a playlist follows."""
    camille, private = sandbox.world.camille, sandbox.world.private(sandbox.world.camille)
    await ask(sandbox, camille, private, "/reglages silence 22:00-9:00")
    card = await ask(sandbox, camille, private, "/programmer quay + lamps tous les jours à 7h")
    listed = await tap(sandbox, camille, card, "Toutes les dates")
    message = await tap(sandbox, camille, listed, "Fichier calendrier")
    assert message.text.startswith("72 dates, à ouvrir dans un agenda.")
    found = dates(message)
    assert len(found) == 72
    assert {at.hour for at, _, _ in found} == {7, 8}
    assert found[1][1:2] == ("quay\u00a0: fragment 2",)
    assert found[2][1] == "Lamps, oil; and wicks\u00a0: fragment 1"
    assert len({uid for _, _, uid in found}) == 72


async def test_no_end(sandbox: Sandbox) -> None:
    """A schedule without end gives its first two thousand dates, and says so."""
    camille, group = sandbox.world.camille, sandbox.world.group
    await plan(sandbox, camille, group, "quay, without end every 2 hours")
    message = await file_of(sandbox, camille, group, ("All dates", "Calendar file"))
    assert message.text.startswith("2,000 dates")
    assert message.text.endswith("More come after them: this schedule goes on.")
    found = dates(message)
    assert len({uid for _, _, uid in found}) == len(found) == 2_000


async def test_paused(sandbox: Sandbox) -> None:
    """Nothing comes: it is said, and no file is sent."""
    camille, group = sandbox.world.camille, sandbox.world.group
    card = await plan(sandbox, camille, group, "quay every day at 8:30")
    all_dates = await tap(sandbox, camille, card, "All dates")
    listed = await ask(sandbox, camille, group, "/schedule")
    sandbox.world.tap(camille, listed, "Pause")
    query = sandbox.world.tap(camille, all_dates, "Calendar file")
    await sandbox.world.wait(lambda world: query.answer is not None)
    assert query.answer is not None
    assert query.answer.text == "Paused."
    assert all(message.document is None for message in sent(sandbox, group))
