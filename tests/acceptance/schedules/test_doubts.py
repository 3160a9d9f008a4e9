"""A planned post of which nobody knows at first: it is sent, and what follows keeps its time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.quay import HEAD
from tests.acceptance.schedules.scene import first_lines, plan
from tests.acceptance.schedules.tides import to
from tests.living import living

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
PARTS = [f"Part {number}." for number in range(1, 8)]


@pytest.mark.parametrize(("words", "each"), [("", 1), (", 3 at a time", 3)])
@pytest.mark.parametrize("kind", [Kind.RESET, Kind.ACCEPT_THEN_RESET])
async def test_as_many_as_were_planned(tmp_path: Path, words: str, each: int, kind: Kind) -> None:
    """Looked for, sent if it is not there, and then no more than what was due that day."""
    text = tmp_path / "ferry.md"
    text.write_text(HEAD + "\n\n".join(PARTS), encoding="utf-8")
    async with Sandbox() as sandbox:
        world, group = sandbox.world, sandbox.world.group
        sandbox.clock.set(FRIDAY)
        async with living(sandbox, tmp_path, library=[str(text)], language="en", settle_seconds=0):
            await plan(sandbox, world.camille, group, f"ferry every day at 8:30{words}")
            sandbox.faults.add(Fault("sendMessage", kind, when=to(group)))
            for day in range(2):
                sandbox.clock.set(MORNING + day * DAY)
                expected = PARTS[: (day + 1) * each]
                await world.wait(lambda _, expected=expected: parts(sandbox) == expected)
                # Whatever came too early would have come by now.
                sandbox.clock.advance(3600)
                await plan(sandbox, world.camille, group, "ferry on 1 January at 9:00")
                assert parts(sandbox) == expected


def parts(sandbox: Sandbox) -> list[str]:
    """The fragments that are in the group."""
    return [line for line in first_lines(sandbox, sandbox.world.group) if line in PARTS]
