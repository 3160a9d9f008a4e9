"""A thread that comes as it came then: in its own rhythm, or on its own days of the year."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import plan
from tests.living import ask, living, sent

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
"""Ten in Paris."""
THREAD = """---
title: The river in March
kind: thread
author: {name: Ana Pereira, handle: ana_p}
language: en
---
[tweet 1/4, Ana Pereira, @ana_p, 2019-03-01]
The water is at the second step.

[tweet 2/4, Ana Pereira, @ana_p, 2019-03-02]
It has taken the third.

[tweet 3/4, Ana Pereira, @ana_p, 2019-03-05]
Nobody sleeps on the quay.

[tweet 4/4, Ana Pereira, @ana_p, 2019-03-12]
It leaves as it came.
"""


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A bot with that thread."""
    text = tmp_path / "river.md"
    text.write_text(THREAD, encoding="utf-8")
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        async with living(sandbox, tmp_path, library=[str(text)], language="en"):
            yield sandbox


def days(*days: int, month: int, hour: int = 9) -> list[datetime]:
    """These days at an hour of UTC, of the next such month."""
    return [datetime(2026 if month > 10 else 2027, month, day, hour, tzinfo=UTC) for day in days]


NOVEMBER, DECEMBER, MARCH = 11, 12, 3
CASES = (
    (
        "river at the rhythm of the original",
        [*days(28, 29, month=NOVEMBER), *days(2, 9, month=DECEMBER)],
    ),
    (
        "river au rythme d'origine",
        [*days(28, 29, month=NOVEMBER), *days(2, 9, month=DECEMBER)],
    ),
    (
        "river at the rhythm of the original, twice as fast",
        [
            *days(28, month=NOVEMBER),
            *days(28, month=NOVEMBER, hour=21),
            *days(30, month=NOVEMBER),
            *days(3, month=DECEMBER, hour=21),
        ],
    ),
    ("river each fragment on its date at 9:00", days(1, 2, 5, 12, month=MARCH, hour=8)),
)


@pytest.mark.parametrize(("words", "expected"), CASES)
async def test_each_fragment_at_its_time(
    sandbox: Sandbox, words: str, expected: list[datetime]
) -> None:
    """Not a minute before, and then at once; the gaps are those of the source's own dates."""
    group = sandbox.world.group
    await plan(sandbox, sandbox.world.camille, group, words)
    for number, at in enumerate(expected, start=1):
        sandbox.clock.set(at - timedelta(minutes=1))
        # An answer that comes proves that the bot has looked.
        await ask(sandbox, sandbox.world.camille, group, "/schedule")
        assert len(fragments(sandbox, group)) == number - 1
        sandbox.clock.set(at + timedelta(seconds=5))
        await sandbox.world.wait(
            lambda world, number=number: len(fragments(sandbox, group)) == number
        )
    assert [text.split("\n")[1] for text in fragments(sandbox, group)] == [
        "The water is at the second step.",
        "It has taken the third.",
        "Nobody sleeps on the quay.",
        "It leaves as it came.",
    ]


def fragments(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that came into a chat."""
    return [one.text for one in sent(sandbox, chat) if one.text.startswith("Ana Pereira · @ana_p")]


async def test_dates_of_several_years_are_told_apart(sandbox: Sandbox) -> None:
    """The text's days are in March, so that those that come are next year's."""
    group = sandbox.world.group
    card = await ask(
        sandbox, sandbox.world.camille, group, "/schedule river each fragment on its date at 9:00"
    )
    assert "Monday 1 March 2027, 9:00: fragment 1" in card.text
