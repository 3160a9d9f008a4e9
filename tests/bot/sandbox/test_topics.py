"""Topics that are closed, opened again and deleted while the bot posts there."""

import pytest
from telegram import Update
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from bot.sandbox.topics import GENERAL

Bot = ExtBot[None]
CLOSED = r"(?i)^TOPIC_CLOSED$"


@pytest.fixture
def forum(sandbox: Sandbox) -> Chat:
    """A forum whose creator is Camille."""
    world = sandbox.world
    return world.add_group("Book club", [world.camille], [world.alex], is_forum=True)


def happened(updates: tuple[Update, ...]) -> list[tuple[str, int | None]]:
    """What the service messages say, and in which topic."""
    told = [update.message for update in updates if update.message]
    return [
        ("closed" if one.forum_topic_closed else "reopened", one.message_thread_id)
        for one in told
        if one.forum_topic_closed or one.forum_topic_reopened
    ]


async def test_a_closed_topic_takes_nothing(sandbox: Sandbox, bot: Bot, forum: Chat) -> None:
    """Other topics do, an administrator writes on, and all is well once it is open again."""
    world = sandbox.world
    topic, other = world.add_topic(forum), world.add_topic(forum)
    assert topic > GENERAL
    sent = await bot.send_message(forum.id, "one", message_thread_id=topic)
    world.close_topic(forum, topic)
    with pytest.raises(BadRequest, match=CLOSED):
        await bot.send_message(forum.id, "two", message_thread_id=topic)
    with pytest.raises(BadRequest, match=CLOSED):
        await bot.forward_message(forum.id, forum.id, sent.message_id, message_thread_id=topic)
    for free in (other, None):
        assert await bot.send_message(forum.id, "elsewhere", message_thread_id=free)
    assert await sent.edit_text("one, corrected")
    world.members[forum.id][world.bot.id] = "administrator"
    assert await bot.send_message(forum.id, "as an admin", message_thread_id=topic)
    world.members[forum.id][world.bot.id] = "member"
    world.reopen_topic(forum, topic)
    assert await bot.send_message(forum.id, "two", message_thread_id=topic)
    assert happened(await bot.get_updates()) == [("closed", topic), ("reopened", topic)]


async def test_general_can_be_closed_too(sandbox: Sandbox, bot: Bot, forum: Chat) -> None:
    """It is where a message goes that names no topic, and it has no number."""
    world = sandbox.world
    topic = world.add_topic(forum)
    world.close_topic(forum, GENERAL)
    with pytest.raises(BadRequest, match=CLOSED):
        await bot.send_message(forum.id, "one")
    with pytest.raises(BadRequest, match=r"(?i)^message thread not found$"):
        await bot.send_message(forum.id, "one", message_thread_id=GENERAL)
    assert await bot.send_message(forum.id, "one", message_thread_id=topic)
    assert happened(await bot.get_updates()) == [("closed", None)]


async def test_a_deleted_topic_is_not_found(sandbox: Sandbox, bot: Bot, forum: Chat) -> None:
    """Its messages are gone, other topics' are not, and nobody tells the bot."""
    world = sandbox.world
    topic, other = world.add_topic(forum), world.add_topic(forum)
    sent = await bot.send_message(forum.id, "one", message_thread_id=topic)
    kept = await bot.send_message(forum.id, "two", message_thread_id=other)
    world.delete_topic(forum, topic)
    with pytest.raises(BadRequest, match=r"(?i)^message thread not found$"):
        await bot.send_message(forum.id, "three", message_thread_id=topic)
    with pytest.raises(BadRequest, match=r"(?i)^message to edit not found$"):
        await sent.edit_text("one, corrected")
    assert [one.message_id for one in world.messages(forum)] == [kept.message_id]
    assert await bot.get_updates() == ()


async def test_for_a_minute_its_server_may_remember(
    sandbox: Sandbox, bot: Bot, forum: Chat
) -> None:
    """Then Telegram itself says that the topic is deleted."""
    world = sandbox.world
    topic = world.add_topic(forum)
    world.delete_topic(forum, topic, remembered=True)
    with pytest.raises(BadRequest, match=r"(?i)^TOPIC_DELETED$"):
        await bot.send_message(forum.id, "one", message_thread_id=topic)
    sandbox.clock.advance(60)
    with pytest.raises(BadRequest, match=r"(?i)^message thread not found$"):
        await bot.send_message(forum.id, "one", message_thread_id=topic)
