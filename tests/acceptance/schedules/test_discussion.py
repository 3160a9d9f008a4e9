"""What others said about a text goes under the channel's post, where the channel has a group."""

from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from content.model import Rights
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.scene import press, shown
from tests.acceptance.schedules.tides import (
    COMMENT,
    DAILY,
    DAY,
    LINES,
    MORNING,
    OWN,
    SAID,
    UNDER,
    Quay,
    over,
    planned,
    post_of,
    quay,
    said,
    scene,
    to,
    to_the_end,
    under,
    until,
    words_of,
    written,
)
from tests.living import ask, living, sent


@pytest.fixture
def text(tmp_path: Path) -> str:
    """The thread, with the right to publish it."""
    return written(tmp_path, *SAID)


async def test_replies_go_under_the_post(tmp_path: Path, text: str) -> None:
    """A morning for each: the author's words in the channel, others' under what they follow."""
    async with scene(tmp_path, text, DAILY) as (sandbox, place):
        await to_the_end(sandbox, place)
        assert said(sandbox, place.channel) == OWN
        assert under(sandbox, place) == UNDER


async def test_all_at_a_time(tmp_path: Path, text: str) -> None:
    """What comes in one go waits for Telegram to bring the post into the group."""
    async with scene(tmp_path, text, f"{DAILY}, 6 at a time") as (sandbox, place):
        sandbox.clock.set(MORNING)
        await until(sandbox, place, len(LINES))
        await over(sandbox, place)
        assert said(sandbox, place.channel) == OWN
        assert under(sandbox, place) == UNDER


async def test_a_long_comment_stays_together(tmp_path: Path) -> None:
    """All its messages are under the same post, and what follows is in the channel."""
    long = " ".join(["It goes on and on."] * 400)
    thread = (SAID[0], (COMMENT, "noor_b", long), SAID[5])
    path = written(tmp_path, *thread)
    async with scene(tmp_path, path, f"{DAILY}, 3 at a time") as (sandbox, place):
        sandbox.clock.set(MORNING)
        await sandbox.world.wait(lambda _: len(sent(sandbox, place.channel)) == 2)
        parts = sent(sandbox, place.group)
        assert len(parts) > 1
        assert {post_of(sandbox, part) for part in parts} == {"The tide is out."}
        assert "".join(part.text for part in parts).count("It goes on and on.") == 400
        assert said(sandbox, place.channel) == ["The tide is out.", "The tide is in."]


async def test_begun_in_the_channel_it_ends_there(tmp_path: Path) -> None:
    """A group that refuses one message of a fragment gets none of the others."""
    thread = (SAID[0], (COMMENT, "noor_b", " ".join(["It goes on."] * 600)), SAID[3])
    path = written(tmp_path, *thread)
    async with scene(tmp_path, path, f"{DAILY}, 3 at a time") as (sandbox, place):
        refused = Fault("sendMessage", Kind.ERROR, when=to(place.group), status=400)
        sandbox.faults.add(refused)
        sandbox.clock.set(MORNING)
        await sandbox.world.wait(lambda _: sent(sandbox, place.group))
        words = "".join(message.text for message in sent(sandbox, place.channel))
        assert words.count("It goes on.") == 600
        (last,) = sent(sandbox, place.group)
        assert words_of(last) == "Six and a half."
        assert last.reply_to is not None
        copy = sandbox.world.message(place.group, last.reply_to)
        assert copy is not None
        assert copy.text == sent(sandbox, place.channel)[-1].text


async def test_another_group_begins_with_the_next_post(tmp_path: Path, text: str) -> None:
    """Whoever reads the channel does not see the old one any more."""
    async with scene(tmp_path, text, DAILY) as (sandbox, place):
        world = sandbox.world
        sandbox.clock.set(MORNING)
        await until(sandbox, place, 1)
        other = world.add_group("Newer talk", [world.alex])
        world.link(place.channel, other)
        now = Quay(place.channel, other)
        for day in range(1, 6):
            sandbox.clock.set(MORNING + day * DAY)
            await until(sandbox, now, day + 1)
        assert said(sandbox, place.channel) == [*LINES[:3], OWN[2]]
        assert said(sandbox, place.group) == []
        assert under(sandbox, now) == UNDER[1:]


async def test_without_a_group_all_is_in_the_channel(tmp_path: Path, text: str) -> None:
    """As in every other chat."""
    async with scene(tmp_path, text, DAILY) as (sandbox, place):
        sandbox.world.linked.clear()
        await to_the_end(sandbox, place)
        assert said(sandbox, place.channel) == LINES
        assert said(sandbox, place.group) == []


@pytest.mark.parametrize("shut", ["thrown out", "muted", "hidden"])
async def test_where_the_bot_cannot_answer(tmp_path: Path, text: str, shut: str) -> None:
    """It is not in the group, may not write there, or sees nothing of it: all in the channel."""
    async with scene(tmp_path, text, DAILY, privacy=shut == "hidden") as (sandbox, place):
        close(sandbox, place, shut)
        await to_the_end(sandbox, place)
        assert said(sandbox, place.channel) == LINES
        assert said(sandbox, place.group) == []


@pytest.mark.parametrize("shut", ["thrown out", "muted"])
async def test_shut_out_in_between(tmp_path: Path, text: str, shut: str) -> None:
    """What can go under the post no more goes into the channel, at its time, once."""
    async with scene(tmp_path, text, DAILY) as (sandbox, place):
        for day in range(3):
            sandbox.clock.set(MORNING + day * DAY)
            await until(sandbox, place, day + 1)
        await ask(sandbox, sandbox.world.camille, place.group, "/library")
        close(sandbox, place, shut)
        await to_the_end(sandbox, place)
        assert said(sandbox, place.group) == ["For how long?"]
        assert said(sandbox, place.channel) == [OWN[0], *LINES[2:]]


async def test_a_refusal_is_for_one(tmp_path: Path, text: str) -> None:
    """Into the channel at once, with the rest of what comes at that time; the next ones answer."""
    async with scene(tmp_path, text, f"{DAILY}, 3 at a time") as (sandbox, place):
        refused = Fault("sendMessage", Kind.ERROR, when=to(place.group), status=400)
        sandbox.faults.add(refused)
        for day in range(2):
            sandbox.clock.set(MORNING + day * DAY)
            await until(sandbox, place, 3 * day + 3)
        await over(sandbox, place)
        assert said(sandbox, place.channel) == [*LINES[:3], OWN[2]]
        assert under(sandbox, place) == UNDER[1:]
        came = [*sent(sandbox, place.channel)[:3], *sent(sandbox, place.group)]
        days = [(message.date - MORNING).days for message in came]
        assert days == [0, 0, 0, 1, 1]


async def test_others_words_of_unknown_rights_stay_out(tmp_path: Path) -> None:
    """Nobody has said that they may be published, neither here nor there."""
    path = written(tmp_path, *SAID, rights=Rights.UNKNOWN)
    async with scene(tmp_path, path, DAILY) as (sandbox, place):
        await to_the_end(sandbox, place, 3)
        assert said(sandbox, place.channel) == OWN
        assert said(sandbox, place.group) == []


async def test_a_start_in_between(tmp_path: Path, text: str) -> None:
    """Where the posts are in the group is kept."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        place = quay(sandbox)
        for day in range(6):
            async with living(sandbox, tmp_path, library=[text], language="en"):
                if day == 0:
                    await planned(sandbox, place.channel, DAILY)
                sandbox.clock.set(MORNING + day * DAY)
                await until(sandbox, place, day + 1)
        assert said(sandbox, place.channel) == OWN
        assert under(sandbox, place) == UNDER


async def test_the_contents_lead_to_the_channel_only(tmp_path: Path, text: str) -> None:
    """Numbers of the group would lead to other messages there."""
    async with scene(tmp_path, text, DAILY) as (sandbox, place):
        world = sandbox.world
        card = sent(sandbox, world.private(world.alex))[-1]
        await press(sandbox, world.alex, card, "Contents")
        await world.wait(lambda _: len(sent(sandbox, place.channel)) == 1)
        (told,) = sent(sandbox, place.channel)
        for day in range(6):
            sandbox.clock.set(MORNING + day * DAY)
            await until(sandbox, place, day + 1)
        await world.wait(lambda _: "The end." in shown(sandbox, told).text)
        numbers = [str(one.message_id) for one in sent(sandbox, place.channel)[1:]]
        links = [one.value for one in shown(sandbox, told).entities if one.kind == "text_link"]
        assert [link.rpartition("/")[2] for link in links] == numbers
        assert under(sandbox, place) == UNDER


async def test_a_brought_post_asks_nothing(tmp_path: Path, text: str) -> None:
    """A channel's words are no question and no command of the group that talks about them."""
    async with scene(tmp_path, text, DAILY) as (sandbox, place):
        for words in ("/read tide", "who is @noor_b", "/library"):
            sandbox.world.say(sandbox.world.alex, place.channel, words)
        answer = await ask(sandbox, sandbox.world.alex, place.group, "who is @noor_b")
        assert answer == sent(sandbox, place.group)[0]
        assert "noor_b" in answer.text
        assert len(sent(sandbox, place.group)) == 1


def close(sandbox: Sandbox, place: Quay, shut: str) -> None:
    """Nothing of the bot can come into the group from now on."""
    match shut:
        case "thrown out":
            sandbox.world.kick(place.group)
        case "muted":
            sandbox.world.mute(place.group)
