"""What others said about a text goes under the channel's post, where the channel has a group."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.params import Params
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from content.formats.canonical import write
from content.model import Author, Fragment, FragmentKind, Piece, PieceKind, Rights, Source
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.scene import press, shown
from tests.living import ask, bot_process, living, sent, tap

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MORNING = FRIDAY - timedelta(hours=1, minutes=30) + DAY
"""Half past eight in Paris, on Saturday."""
REPLY, COMMENT, TWEET = FragmentKind.REPLY, FragmentKind.COMMENT, FragmentKind.TWEET
SAID = (
    (TWEET, "mira_k", "The tide is out."),
    (REPLY, "noor_b", "For how long?"),
    (REPLY, "mira_k", "For six hours."),
    (COMMENT, "till_v", "Six and a half."),
    (COMMENT, "noor_b", "I have seen seven."),
    (TWEET, "mira_k", "The tide is in."),
)
LINES = [words for _, _, words in SAID]
OWN = ["The tide is out.", "For six hours.", "The tide is in."]
OTHERS = ["For how long?", "Six and a half.", "I have seen seven."]
UNDER = [(OWN[0], OTHERS[0]), (OWN[1], OTHERS[1]), (OWN[1], OTHERS[2])]
DAILY = "every day at 8:30"


class Quay(NamedTuple):
    """A channel, and the group that talks about it."""

    channel: Chat
    group: Chat


def written(*said: tuple[FragmentKind, str, str], rights: Rights = Rights.OWN) -> str:
    """A thread with what others said about it, and with the author's own answer to one of them."""
    fragments = tuple(Fragment(kind, words, handle=handle) for kind, handle, words in said)
    author = Author("Mira", "mira_k")
    return write(
        Piece(
            *("tide", PieceKind.THREAD, "Tide", author, None, "en", fragments, Source("")),
            rights=rights,
        )
    )


@pytest.fixture
def text(tmp_path: Path) -> str:
    """The thread, with the right to publish it."""
    path = tmp_path / "tide.md"
    path.write_text(written(*SAID), encoding="utf-8")
    return str(path)


def quay(sandbox: Sandbox) -> Quay:
    """A channel of Alex whose group has the bot."""
    world = sandbox.world
    channel = world.add_channel("Tides", [world.alex])
    group = world.add_group("Talk of tides", [world.alex], [world.camille])
    world.link(channel, group)
    return Quay(channel, group)


@asynccontextmanager
async def scene(
    folder: Path,
    text: str,
    words: str,
    *others: str,
    privacy: bool = False,
    settle: timedelta = timedelta(0),
) -> AsyncIterator[tuple[Sandbox, Quay]]:
    """A bot in this process, and the thread planned for the channel."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        sandbox.world.privacy = privacy
        rules = {"language": "en", "settle_seconds": settle.total_seconds()}
        async with living(sandbox, folder, library=[text, *others], **rules):
            place = quay(sandbox)
            await planned(sandbox, place.channel, words)
            yield sandbox, place


async def planned(sandbox: Sandbox, channel: Chat, words: str) -> None:
    """Alex plans the thread for a channel."""
    world = sandbox.world
    private = world.private(world.alex)
    card = await ask(sandbox, world.alex, private, f"/schedule tide {words}")
    await tap(sandbox, world.alex, card, "Where")
    count = len(sent(sandbox, private))
    world.share(world.alex, "In a channel", channel)
    await world.wait(lambda _: len(sent(sandbox, private)) == count + 2)
    card = await press(sandbox, world.alex, sent(sandbox, private)[-1], "Confirm")
    if "Planned." not in card.text:
        await press(sandbox, world.alex, card, "Yes, post it")


def said(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The fragments that the bot put into a chat, in order."""
    found = [message.text.split("\n") for message in sent(sandbox, chat)]
    return [line for lines in found for line in lines if line in LINES]


def under(sandbox: Sandbox, place: Quay) -> list[tuple[str, str]]:
    """Each comment of the bot in the group, after the post of the channel that it is under."""
    return [(post_of(sandbox, one), words_of(one)) for one in sent(sandbox, place.group)]


def post_of(sandbox: Sandbox, comment: Message) -> str:
    """The words of the channel's post in whose thread a comment is."""
    assert comment.reply_to is not None
    assert comment.thread_id == comment.reply_to
    copy = sandbox.world.message(comment.chat, comment.reply_to)
    assert copy is not None
    assert copy.automatic
    return words_of(copy)


def words_of(message: Message) -> str:
    """Which fragment a message is."""
    return next(line for line in message.text.split("\n") if line in LINES)


async def until(sandbox: Sandbox, place: Quay, count: int) -> None:
    """Wait for so many fragments in both chats together."""

    def there() -> int:
        return len(said(sandbox, place.channel)) + len(said(sandbox, place.group))

    await sandbox.world.wait(lambda _: there() >= count)


async def to_the_end(sandbox: Sandbox, place: Quay, mornings: int = 6) -> None:
    """Let mornings pass, one fragment each, and more on which nothing can come."""
    for day in range(mornings):
        sandbox.clock.set(MORNING + day * DAY)
        await until(sandbox, place, day + 1)
    await over(sandbox, place)


async def over(sandbox: Sandbox, place: Quay) -> None:
    """The schedule has ended: whatever came twice has come by now."""
    world = sandbox.world
    private = world.private(world.alex)
    sandbox.clock.set(MORNING + 9 * DAY)
    while "Nothing is" not in (await ask(sandbox, world.alex, private, "/schedule")).text:
        pass


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
    path = tmp_path / "tide.md"
    thread = (SAID[0], (COMMENT, "noor_b", long), SAID[5])
    path.write_text(written(*thread), encoding="utf-8")
    async with scene(tmp_path, str(path), f"{DAILY}, 3 at a time") as (sandbox, place):
        sandbox.clock.set(MORNING)
        await sandbox.world.wait(lambda _: len(sent(sandbox, place.channel)) == 2)
        parts = sent(sandbox, place.group)
        assert len(parts) > 1
        assert {post_of(sandbox, part) for part in parts} == {"The tide is out."}
        assert "".join(part.text for part in parts).count("It goes on and on.") == 400
        assert said(sandbox, place.channel) == ["The tide is out.", "The tide is in."]


async def test_begun_in_the_channel_it_ends_there(tmp_path: Path) -> None:
    """A group that refuses one message of a fragment gets none of the others."""
    path = tmp_path / "tide.md"
    thread = (SAID[0], (COMMENT, "noor_b", " ".join(["It goes on."] * 600)), SAID[3])
    path.write_text(written(*thread), encoding="utf-8")
    async with scene(tmp_path, str(path), f"{DAILY}, 3 at a time") as (sandbox, place):
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
    path = tmp_path / "tide.md"
    path.write_text(written(*SAID, rights=Rights.UNKNOWN), encoding="utf-8")
    async with scene(tmp_path, str(path), DAILY) as (sandbox, place):
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


async def test_killed_before_the_answer(tmp_path: Path, text: str) -> None:
    """Nothing was claimed: the next process answers under the post of the one before."""
    async with killed(tmp_path, text, Fault("getChat", Kind.HANG)) as (sandbox, place):
        await until(sandbox, place, len(LINES))
        await over(sandbox, place)
        assert said(sandbox, place.channel) == OWN
        assert under(sandbox, place) == UNDER


@pytest.mark.parametrize(
    ("kind", "word"), [(Kind.ACCEPT_THEN_HANG, "It arrived"), (Kind.HANG, "Send it")]
)
async def test_killed_while_it_answers(tmp_path: Path, text: str, kind: Kind, word: str) -> None:
    """Somebody is asked, by the name of the group; nothing in the channel is touched for it."""
    async with killed(tmp_path, text, Fault("sendMessage", kind)) as (sandbox, place):
        await settled(sandbox, place, word)


@pytest.mark.parametrize(
    ("kind", "word"), [(Kind.ACCEPT_THEN_RESET, "It arrived"), (Kind.RESET, "Send it")]
)
async def test_no_answer_from_the_group(tmp_path: Path, text: str, kind: Kind, word: str) -> None:
    """As above, without an end of the process."""
    async with scene(tmp_path, text, f"{DAILY}, 6 at a time") as (sandbox, place):
        sandbox.faults.add(Fault("sendMessage", kind, when=to(place.group)))
        sandbox.clock.set(MORNING)
        await settled(sandbox, place, word)


async def test_a_comment_is_not_met_by_looks_for_others(tmp_path: Path, text: str) -> None:
    """Looking turns own messages into what it looks for: where a comment may be, people say."""
    async with scene(tmp_path, text, DAILY, ferry(tmp_path)) as (sandbox, place):
        world = sandbox.world
        sandbox.clock.set(MORNING)
        await until(sandbox, place, 1)
        await ask(sandbox, world.alex, place.group, "/read ferry every 30h")
        sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET, when=to(place.group)))
        sandbox.clock.set(MORNING + DAY)
        question = await doubted(sandbox, "Tide")
        query = world.tap(world.alex, question, "It arrived")
        await world.wait(lambda _: query.answer is not None)
        sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET, when=to(place.group)))
        sandbox.clock.set(MORNING + timedelta(hours=30))
        await doubted(sandbox, "One ferry")
        assert OTHERS[0] in [line for one in world.messages(place.group) for line in lines_of(one)]


async def test_nor_while_both_are_in_doubt(tmp_path: Path, text: str) -> None:
    """The post of the group went out first, and is not there."""
    library = ferry(tmp_path)
    async with scene(tmp_path, text, DAILY, library, settle=2 * HOUR) as (sandbox, place):
        world = sandbox.world
        for day in range(3):
            sandbox.clock.set(MORNING + day * DAY)
            await until(sandbox, place, day + 1)
        await ask(sandbox, world.alex, place.group, "/read ferry every 23h")
        absent = sandbox.faults.add(Fault("sendMessage", Kind.RESET, when=to(place.group)))
        sandbox.clock.set(MORNING + 3 * DAY - HOUR)
        await absent.reached()
        sandbox.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET, when=to(place.group)))
        sandbox.clock.set(MORNING + 3 * DAY)
        await until(sandbox, place, 4)
        sandbox.clock.set(MORNING + 3 * DAY + 2 * HOUR)
        await doubted(sandbox, "Tide")
        await doubted(sandbox, "One ferry")
        assert OTHERS[1] in [line for one in world.messages(place.group) for line in lines_of(one)]


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


@asynccontextmanager
async def killed(folder: Path, text: str, fault: Fault) -> AsyncIterator[tuple[Sandbox, Quay]]:
    """A process that was killed when its first answer met a fault, and has started again."""
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        place = quay(sandbox)
        async with bot_process(sandbox, folder, LIBRARY=text, SETTLE_SECONDS="0") as process:
            await planned(sandbox, place.channel, f"{DAILY}, 6 at a time")
            about = place.group if fault.method == "sendMessage" else place.channel
            fault.when = to(about)
            sandbox.faults.add(fault)
            sandbox.clock.set(MORNING)
            await fault.reached()
            await process.kill()
            await process.start()
            yield sandbox, place


async def settled(sandbox: Sandbox, place: Quay, word: str) -> None:
    """Answer the question about the first comment, and see that all is there once."""
    world = sandbox.world
    private = world.private(world.alex)
    await world.wait(lambda _: "cut off" in sent(sandbox, private)[-1].text)
    question = sent(sandbox, private)[-1]
    assert "fragment 2 of 6" in question.text
    assert "Talk of tides" in question.text
    world.tap(world.alex, question, word)
    await until(sandbox, place, len(LINES))
    await over(sandbox, place)
    assert said(sandbox, place.channel) == OWN
    assert under(sandbox, place) == UNDER
    touched = {call.method for call in sandbox.calls if to(place.channel)(call.params)}
    assert "sendMessage" in touched
    assert touched <= {"sendMessage", "getChat", "getChatMember", "getChatAdministrators"}


def ferry(folder: Path) -> str:
    """Another text, read in the group."""
    path = folder / "ferry.txt"
    path.write_text("One ferry.\n\nTwo ferries.\n\nThree ferries.", encoding="utf-8")
    return str(path)


async def doubted(sandbox: Sandbox, title: str) -> Message:
    """The question about a post of this text."""
    private = sandbox.world.private(sandbox.world.alex)

    def asked() -> list[Message]:
        found = [one for one in sent(sandbox, private) if "cut off" in one.text]
        return [one for one in found if f" of {title}" in one.text]

    await sandbox.world.wait(lambda _: asked())
    return asked()[-1]


def lines_of(message: Message) -> list[str]:
    """The lines of a message."""
    return message.text.split("\n")


def close(sandbox: Sandbox, place: Quay, shut: str) -> None:
    """Nothing of the bot can come into the group from now on."""
    match shut:
        case "thrown out":
            sandbox.world.kick(place.group)
        case "muted":
            sandbox.world.mute(place.group)


def to(chat: Chat) -> Callable[[Params], bool]:
    """Which requests are about a chat."""
    return lambda params: params.number("chat_id") == chat.id
