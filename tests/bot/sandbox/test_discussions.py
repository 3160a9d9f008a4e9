"""A channel and the group that talks about it; what getChat and getChatMember say of rights."""

import pytest
from telegram import ChatMemberAdministrator, MessageOriginChannel
from telegram.ext import ExtBot

from bot.sandbox.people import EDIT, PIN, POST
from bot.sandbox.server import Sandbox

Bot = ExtBot[None]


async def test_a_post_is_brought_into_the_group(sandbox: Sandbox, bot: Bot) -> None:
    """By Telegram, in the channel's name; answers there are comments in its thread."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.camille])
    world.link(channel, world.group)
    post = await bot.send_message(channel.id, "Chapter one")
    (update,) = await bot.get_updates()
    brought = update.message
    assert brought is not None
    assert (brought.chat_id, brought.text) == (world.group.id, "Chapter one")
    assert brought.is_automatic_forward
    assert brought.sender_chat is not None
    assert brought.sender_chat.id == channel.id
    assert isinstance(brought.forward_origin, MessageOriginChannel)
    assert brought.forward_origin.message_id == post.message_id
    comment = await bot.send_message(
        world.group.id, "Well?", reply_to_message_id=brought.message_id
    )
    answer = world.say(world.alex, world.group, "Well!", reply_to=comment.message_id)
    aside = world.say(world.alex, world.group, "By the way")
    assert comment.message_thread_id == brought.message_id
    assert (answer.thread_id, aside.thread_id) == (brought.message_id, None)
    assert not comment.is_topic_message


async def test_people_are_brought_too_and_told_where_the_bot_is(sandbox: Sandbox, bot: Bot) -> None:
    """The post comes first, then its way into the group; outside the bot hears the first alone."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.camille])
    world.link(channel, world.group)
    world.say(world.camille, channel, "one")
    world.kick(world.group)
    world.updates.drop()
    world.say(world.camille, channel, "two")
    (update,) = await bot.get_updates()
    assert update.channel_post is not None
    assert [one.text for one in world.messages(world.group)][-1] == "two"


async def test_get_chat_tells_what_a_chat_is(sandbox: Sandbox, bot: Bot) -> None:
    """The linked chat from both sides, the group's permissions, its topics and its name."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.camille])
    group = world.add_group("Talk", admins=[world.camille], username="letters_talk")
    forum = world.add_group("Forum", admins=[world.camille], is_forum=True)
    world.link(channel, group)
    assert (await bot.get_chat(channel.id)).linked_chat_id == group.id
    found = await bot.get_chat(group.id)
    assert (found.type, found.title, found.username) == ("supergroup", "Talk", "letters_talk")
    assert (found.linked_chat_id, found.is_forum) == (channel.id, None)
    assert found.permissions is not None
    assert found.permissions.can_send_messages
    assert not found.permissions.can_pin_messages
    assert (await bot.get_chat(forum.id)).is_forum
    with pytest.raises(ValueError, match="Forum cannot talk about Letters"):
        world.link(channel, forum)


async def test_rights_are_those_of_the_kind_of_chat(sandbox: Sandbox, bot: Bot) -> None:
    """In a channel posting and editing, in a group pinning; a person may have fewer than all."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.alex, world.camille])
    group = world.add_group("Talk", admins=[world.alex, world.camille])
    world.person_rights[channel.id, world.camille.id] = {EDIT, "can_delete_messages"}
    world.person_rights[group.id, world.camille.id] = {PIN, "is_anonymous"}
    there = await bot.get_chat_member(channel.id, world.camille.id)
    here = await bot.get_chat_member(group.id, world.camille.id)
    assert isinstance(there, ChatMemberAdministrator)
    assert isinstance(here, ChatMemberAdministrator)
    assert (there.can_post_messages, there.can_edit_messages) == (False, True)
    assert (there.can_delete_messages, there.can_pin_messages) == (True, None)
    assert (here.can_pin_messages, here.can_delete_messages) == (True, False)
    assert (here.is_anonymous, here.can_post_messages) == (True, None)
    assert not world.may(channel, POST, world.camille)
