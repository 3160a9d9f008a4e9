"""Is a post there? A bot cannot read a chat, but it can ask about one message number after another.

Editing a message into what it is already changes nothing, and the answer says whose it is: "not
modified" is the post, "can't be edited" is somebody else's, "not found" is none. In a channel an
edit could overwrite what another admin wrote, so there each message is shown to an operator for a
moment instead. What the answers mean is known from the code of Telegram's open server
(https://github.com/tdlib/telegram-bot-api), not from Telegram itself.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.delivery.numbers import SHARED, counter_of
from bot.delivery.outbox import Copied, Outbox, Sight
from bot.delivery.post import Post, Rich
from bot.model import Busy, Outcome, Refused, Sent, Target, Unknown

LOOKS = 400
"""Messages to ask about; more was written since than can be looked through."""
MISSES = 100
"""Numbers in a row without a message, after the newest that is known: the chat ends here."""
RETRY_SECONDS = 30.0
MARK = "…"


@dataclass(frozen=True, slots=True)
class Found:
    """The post is there, under this number."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Absent:
    """The post is surely not there."""


@dataclass(frozen=True, slots=True)
class Untold:
    """The chat cannot tell."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Nobody answered; look again in so many seconds."""

    seconds: float


Finding = Found | Absent | Untold | Later


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post that went out after message `base_id` of its chat; 0 is not known.

    Unless the process that sent it had `heard` of that message itself, messages of the bot may lie
    above it of which nobody knows any more: then nothing is edited, and a miss tells nothing.
    `witness` is the chat of an operator who has started the bot, if there is one, and `end` a
    number given out later than the post's, where private chats count together. `due` says since
    when, so that what people wait for goes before.
    """

    target: Target
    post: Post
    base_id: int
    heard: bool
    witness: Target | None
    end: int | None
    due: datetime


class Shown(StrEnum):
    """What stands under a number."""

    SAME = "same"
    CHANGED = "changed"
    """A message of the bot that was something else, and now is the post."""
    OTHER = "other"
    NONE = "none"


ANSWERS = (
    ("not modified", Shown.SAME),
    ("can't be edited", Shown.OTHER),
    ("not found", Shown.NONE),
)


async def look(outbox: Outbox, wanted: Wanted) -> Finding:
    """Look for a post in its chat."""
    if not wanted.base_id:
        return Untold("nothing is known of the chat before this post")
    sight = await outbox.sight(wanted.target)
    if not isinstance(sight, Sight):
        return _not_now(sight)
    if sight is Sight.CHANNEL and wanted.witness is None:
        return Untold("in a channel an operator's chat is needed to look")
    if not wanted.heard and wanted.witness is None:
        return Untold("an operator's chat is needed to look at what came before a start")
    found = await _walk(outbox, wanted, sight)
    if not isinstance(found, Absent):
        return found
    if not wanted.heard:
        return Untold("nobody knows how much was written in the chat before a start")
    if sight is Sight.PART:
        return Untold("in this group the bot sees only a part of the messages")
    if counter_of(wanted.target.chat_id) == SHARED and wanted.end is None:
        return Untold("without an operator's chat nobody knows which messages came since")
    return found


async def mark(outbox: Outbox, witness: Target) -> int | Finding | None:
    """A number that is taken now where private chats count; None if the witness is gone.

    It is that of a message without a sound to an operator, which is taken away at once.
    """
    shown = await outbox.say(witness, Post(Rich(MARK), silent=True))
    if not isinstance(shown, Sent):
        return None if isinstance(shown, Refused) else _not_now(shown)
    await outbox.delete(witness, shown.message_id)
    return shown.message_id


async def _walk(outbox: Outbox, wanted: Wanted, sight: Sight) -> Finding:
    """Ask about one number after another, up to the end, or until many in a row have no message.

    Absent if none of them is the post.
    """
    chat, newest = wanted.target.chat_id, outbox.numbers.newest(wanted.target.chat_id)
    changed: list[int] = []
    number, looks, misses = wanted.base_id + 1, 0, 0
    while misses < MISSES and (wanted.end is None or number < wanted.end):
        if not outbox.numbers.is_known(chat, number):
            looks += 1
            if looks > LOOKS:
                return Untold("too much was written in the chat since")
            shown = await _show(outbox, wanted, sight, number)
            if not isinstance(shown, Shown):
                return shown
            if shown is Shown.SAME:
                return await _found(outbox, wanted, number, changed)
            if shown is Shown.CHANGED:
                changed.append(number)
            beyond = wanted.end is None and number > newest
            misses = misses + 1 if beyond and shown is Shown.NONE else 0
        number += 1
    return await _found(outbox, wanted, changed.pop(), changed) if changed else Absent()


async def _show(outbox: Outbox, wanted: Wanted, sight: Sight, number: int) -> Shown | Finding:
    if (sight is Sight.CHANNEL or not wanted.heard) and wanted.witness is not None:
        return await _shown_to(outbox, wanted, wanted.witness, number)
    outcome = await outbox.edit(wanted.target, number, wanted.post, wanted.due)
    if isinstance(outcome, Sent):
        return Shown.CHANGED
    if isinstance(outcome, Refused):
        for words, shown in ANSWERS:
            if words in outcome.reason:
                return shown
    return _not_now(outcome)


async def _shown_to(
    outbox: Outbox, wanted: Wanted, witness: Target, number: int
) -> Shown | Finding:
    copied = await outbox.forward(wanted.target, number, witness)
    if isinstance(copied, Copied):
        await outbox.delete(witness, copied.message_id)
        return Shown.SAME if copied.text == wanted.post.body.text.strip() else Shown.OTHER
    if isinstance(copied, Refused) and "not found" in copied.reason:
        return Shown.NONE
    return _not_now(copied)


async def _found(outbox: Outbox, wanted: Wanted, number: int, changed: list[int]) -> Finding:
    """The post stands under a number; other messages that were made into it go."""
    for other in changed:
        await outbox.delete(wanted.target, other)
    outbox.numbers.saw(wanted.target.chat_id, number)
    return Found(number)


def _not_now(outcome: Outcome | Copied) -> Finding:
    match outcome:
        case Busy(retry_after=seconds):
            return Later(max(seconds, RETRY_SECONDS))
        case Refused(reason=reason):
            return Untold(f"Telegram refused to look ({reason})")
        case Unknown() | Sent() | Copied():
            return Later(RETRY_SECONDS)
