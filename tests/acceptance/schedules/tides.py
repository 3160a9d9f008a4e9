"""A channel whose group talks about it, a thread with others' words, and what came where."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from bot.sandbox.messages import Message
from bot.sandbox.params import Params
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from content.formats.canonical import write
from content.model import Author, Fragment, FragmentKind, Piece, PieceKind, Rights, Source
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.scene import press
from tests.living import ask, living, sent, tap

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


def written(folder: Path, *said: tuple[FragmentKind, str, str], rights: Rights = Rights.OWN) -> str:
    """A thread with what others said about it, in a file of the folder."""
    fragments = tuple(Fragment(kind, words, handle=handle) for kind, handle, words in said)
    author = Author("Mira", "mira_k")
    piece = Piece(
        *("tide", PieceKind.THREAD, "Tide", author, None, "en", fragments, Source("")),
        rights=rights,
    )
    path = folder / "tide.md"
    path.write_text(write(piece), encoding="utf-8")
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


def to(chat: Chat) -> Callable[[Params], bool]:
    """Which requests are about a chat."""
    return lambda params: params.number("chat_id") == chat.id
