"""forwardMessage: what goes along, what is refused, and how the transcript tells."""

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginUser,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.sandbox.messages import Kind
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.conftest import Ask

Bot = ExtBot[None]
NEXT = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="next:3")]])
LINK = InlineKeyboardMarkup([[InlineKeyboardButton("Source", url="https://example.org/")]])


async def test_words_go_along_and_buttons_do_not(opened: Sandbox, bot: Bot) -> None:
    """The origin is told; buttons that are links alone would stay."""
    world = opened.world
    bold = MessageEntity("bold", 0, 4)
    for markup, kept in ((NEXT, None), (LINK, LINK)):
        sent = await bot.send_message(
            world.group.id, "Tide tables", entities=[bold], reply_markup=markup
        )
        forward = await bot.forward_message(
            world.camille.id, world.group.id, sent.message_id, disable_notification=True
        )
        assert (forward.text, forward.entities) == ("Tide tables", (bold,))
        assert forward.reply_markup == kept
        assert isinstance(forward.forward_origin, MessageOriginUser)
        assert forward.forward_origin.sender_user.id == world.bot.id
        assert forward.forward_origin.date == sent.date
    last = world.transcript()[-1]
    assert (last.kind, last.chat) == (Kind.SENT, world.private(world.camille))
    assert last.message.silent
    assert last.message.forwarded is not None
    assert last.message.forwarded.chat == world.group
    assert world.transcript(world.group)[-1].message.forwarded is None


async def test_a_forward_of_a_forward_tells_the_first_origin(sandbox: Sandbox, bot: Bot) -> None:
    """Also into a topic, and out of a channel, which is named with the number of its post."""
    world = sandbox.world
    channel = world.add_channel("Night letters", admins=[world.camille])
    forum = world.add_group("Book club", admins=[world.camille], is_forum=True)
    topic = world.add_topic(forum)
    said = world.say(world.camille, channel, "Good evening")
    once = await bot.forward_message(world.group.id, channel.id, said.message_id)
    twice = await bot.forward_message(
        forum.id, world.group.id, once.message_id, message_thread_id=topic
    )
    assert twice.message_thread_id == topic
    assert isinstance(twice.forward_origin, MessageOriginChannel)
    assert twice.forward_origin.chat.id == channel.id
    assert twice.forward_origin.message_id == said.message_id
    with pytest.raises(BadRequest, match=r"(?i)^message can't be edited$"):
        await twice.edit_text("Good morning")
    assert await twice.delete()


async def test_what_cannot_be_forwarded(sandbox: Sandbox, bot: Bot, ask: Ask) -> None:
    """Nothing there, no chat, protected, and a person who has not written yet."""
    world = sandbox.world
    protected = world.add_group("Vault", admins=[world.camille], is_protected=True)
    secret = await bot.send_message(protected.id, "secret")
    assert secret.has_protected_content
    own = await bot.send_message(world.group.id, "own", protect_content=True)
    plain = await bot.send_message(world.group.id, "plain")
    with pytest.raises(BadRequest, match=r"(?i)^message to forward not found$"):
        await bot.forward_message(world.group.id, world.group.id, 99)
    with pytest.raises(BadRequest, match=r"(?i)^chat not found$"):
        await bot.forward_message(world.group.id, 12, 1)
    with pytest.raises(
        BadRequest, match=r"(?i)^message has protected content and can't be forwarded$"
    ):
        await bot.forward_message(world.group.id, protected.id, secret.message_id)
    with pytest.raises(BadRequest, match=r"(?i)^the message can't be forwarded$"):
        await bot.forward_message(world.group.id, world.group.id, own.message_id)
    with pytest.raises(Forbidden, match=r"(?i)bot can't initiate conversation with a user$"):
        await bot.forward_message(world.alex.id, world.group.id, plain.message_id)
    status, answer = await ask("forwardMessage", chat_id=world.group.id, message_id=1)
    assert status == 400
    assert answer["description"] == 'Bad Request: parameter "from_chat_id" is required'
    assert [event.text for event in world.transcript()] == ["secret", "own", "plain"]
