"""A comment in a channel's group is taken back, or corrected: there, and nowhere else."""

from pathlib import Path

from bot.sandbox.messages import Kind
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.tides import (
    COMMENT,
    DAILY,
    DAY,
    HOUR,
    LINES,
    MORNING,
    OWN,
    SAID,
    UNDER,
    over,
    planned,
    quay,
    said,
    scene,
    under,
    until,
    written,
)
from tests.living import living, sent, tap


async def test_undo_takes_it_out_of_the_group(tmp_path: Path) -> None:
    """It is what the channel's schedule posted last; then it comes there again, at its time."""
    async with scene(tmp_path, written(tmp_path, *SAID), DAILY) as (sandbox, place):
        world, private = sandbox.world, sandbox.world.private(sandbox.world.alex)
        world.bot_rights[place.channel.id] |= {"can_delete_messages"}
        for day in range(4):
            sandbox.clock.set(MORNING + day * DAY)
            await until(sandbox, place, day + 1)
        gone = sent(sandbox, place.group)[-1]
        count = len(sent(sandbox, private))
        sandbox.clock.set(MORNING + 3 * DAY + HOUR)
        world.say(world.alex, place.channel, "/undo")
        await world.wait(lambda _: len(sent(sandbox, private)) > count)
        assert world.message(place.group, gone.message_id) is None
        here = [one.text.split("\n") for one in world.messages(place.channel)]
        assert [line for lines in here for line in lines if line in LINES] == OWN[:2]
        for day in range(4, 7):
            sandbox.clock.set(MORNING + day * DAY)
            await until(sandbox, place, day + 1)
        await over(sandbox, place)
        assert said(sandbox, place.channel) == OWN
        assert under(sandbox, place) == [*UNDER[:2], *UNDER[1:]]


async def test_a_correction_edits_it_in_the_group(tmp_path: Path) -> None:
    """Under its number the channel has another message, which stays as it is."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        world, place = sandbox.world, quay(sandbox)
        text = written(tmp_path, *SAID)
        async with living(sandbox, tmp_path, library=[text], language="en"):
            await planned(sandbox, place.channel, DAILY)
            for day in range(4):
                sandbox.clock.set(MORNING + day * DAY)
                await until(sandbox, place, day + 1)
        written(tmp_path, *SAID[:3], (COMMENT, "till_v", "Six and a quarter."), *SAID[4:])
        private = world.private(world.alex)
        count = len(sent(sandbox, private))
        async with living(sandbox, tmp_path, library=[text], language="en"):
            await world.wait(lambda _: len(sent(sandbox, private)) > count)
            await tap(sandbox, world.alex, sent(sandbox, private)[count], "Correct them")
            edited = [event for event in world.transcript() if event.kind is Kind.EDITED]
            (change,) = [event for event in edited if event.chat in place]
            assert change.chat == place.group
            assert "Six and a quarter." in change.text
            comment = sent(sandbox, place.group)[-1]
            assert change.message.message_id == comment.message_id
