"""Messages above the chat: who may put them there, and what getChat and the updates say."""

import pytest
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.people import EDIT, PIN, POST
from bot.sandbox.server import Sandbox

Bot = ExtBot[None]
NO_RIGHT = r"(?i)^not enough rights to manage pinned messages in the chat$"


async def test_a_group_is_told_what_is_pinned(sandbox: Sandbox, bot: Bot) -> None:
    """A plain member may not; an administrator may, once, and the service message is an update."""
    world = sandbox.world
    sent = await bot.send_message(world.group.id, "Every Monday at nine")
    with pytest.raises(BadRequest, match=NO_RIGHT):
        await sent.pin()
    world.let_in(world.group, world.camille, {PIN})
    assert await sent.pin(disable_notification=True)
    assert await sent.pin()
    assert [bool(one.service) for one in world.messages(world.group)] == [False, True]
    (*_, update) = await bot.get_updates()
    assert update.message is not None
    assert update.message.message_id == sent.message_id + 1
    assert update.message.pinned_message is not None
    assert update.message.pinned_message.message_id == sent.message_id
    chat = await bot.get_chat(world.group.id)
    assert chat.pinned_message is not None
    assert chat.pinned_message.text == "Every Monday at nine"


async def test_a_group_may_let_its_members_pin(sandbox: Sandbox, bot: Bot) -> None:
    """It is one of the group's permissions."""
    sandbox.world.permissions[sandbox.world.group.id].add(PIN)
    sent = await bot.send_message(sandbox.world.group.id, "one")
    assert await sent.pin()


async def test_in_a_channel_pinning_goes_with_editing(sandbox: Sandbox, bot: Bot) -> None:
    """And the service message is the channel's."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.camille], may_edit=False)
    sent = await bot.send_message(channel.id, "one")
    with pytest.raises(BadRequest, match=NO_RIGHT):
        await sent.pin()
    world.bot_rights[channel.id] = {POST, EDIT}
    await sent.pin()
    (update,) = await bot.get_updates()
    assert update.channel_post is not None
    assert update.channel_post.pinned_message is not None


async def test_the_newest_pin_that_is_there_is_shown(opened: Sandbox, bot: Bot) -> None:
    """Unpinned and deleted ones give way to the one before; in private nobody is told."""
    chat_id = opened.world.camille.id
    one, two, three = [await bot.send_message(chat_id, text) for text in ("1", "2", "3")]
    for message in (one, two, three):
        await message.pin()
    await three.delete()
    assert await shown(bot, chat_id) == "2"
    await bot.unpin_chat_message(chat_id)
    assert await shown(bot, chat_id) == "1"
    await one.unpin()
    assert await shown(bot, chat_id) is None
    assert len(opened.world.messages(opened.world.private(opened.world.camille))) == 3
    with pytest.raises(BadRequest, match=r"(?i)^message to unpin not found$"):
        await bot.unpin_chat_message(chat_id)
    with pytest.raises(BadRequest, match=r"(?i)^message to pin not found$"):
        await three.pin()


async def shown(bot: Bot, chat_id: int) -> str | None:
    """The words above the chat."""
    message = (await bot.get_chat(chat_id)).pinned_message
    return message.text if message else None


async def test_a_service_message_is_not_pinned(sandbox: Sandbox, bot: Bot) -> None:
    """Only what somebody has said."""
    world = sandbox.world
    world.kick(world.group)
    world.restore(world.group)
    world.let_in(world.group, world.camille, {PIN})
    with pytest.raises(BadRequest, match=r"(?i)^message can't be pinned$"):
        await bot.pin_chat_message(world.group.id, world.messages(world.group)[-1].message_id)
