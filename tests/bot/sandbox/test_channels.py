"""Channels: who posts there, in whose name, and who may change what."""

import aiohttp
import pytest
from telegram import ChatMemberAdministrator, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.sandbox.messages import Kind
from bot.sandbox.server import Sandbox

Bot = ExtBot[None]
NEXT = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="next:3")]])


async def test_the_bots_post_is_the_channels(sandbox: Sandbox, bot: Bot) -> None:
    """Nobody is named, and the ids count densely from one."""
    world = sandbox.world
    channel = world.add_channel("Night letters", admins=[world.camille])
    world.say(world.alex, world.private(world.alex), "hello")
    posts = [await bot.send_message(channel.id, text, reply_markup=NEXT) for text in "ab"]
    assert [post.message_id for post in posts] == [1, 2]
    assert posts[0].from_user is None
    assert posts[0].sender_chat is not None
    assert posts[0].sender_chat.id == posts[0].chat_id == channel.id
    assert (posts[0].chat.type, posts[0].chat.title) == ("channel", "Night letters")
    sent = world.transcript(channel)
    assert [(event.kind, event.who) for event in sent] == [(Kind.SENT, world.bot)] * 2
    world.tap(world.camille, world.messages(channel)[0], "Next")
    (_, update) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert update.callback_query.message.message_id == 1


async def test_an_administrators_post_is_an_update(sandbox: Sandbox, bot: Bot) -> None:
    """It comes as `channel_post`; who only reads the channel cannot post."""
    world = sandbox.world
    channel = world.add_channel("Night letters", [world.camille], [world.alex])
    world.say(world.camille, channel, "Good evening")
    with pytest.raises(ValueError, match="Alex is no administrator of Night letters"):
        world.say(world.alex, channel, "Good evening to you")
    (update,) = await bot.get_updates()
    assert update.message is None
    assert update.channel_post is not None
    assert update.channel_post.text == "Good evening"
    assert update.channel_post.from_user is None
    assert update.channel_post.sender_chat is not None
    assert update.channel_post.sender_chat.id == channel.id


async def test_who_may_edit_overwrites_what_others_posted(sandbox: Sandbox, bot: Bot) -> None:
    """So a probe there would destroy; without the right it is refused, the own post is not."""
    world = sandbox.world
    for may_edit, text in ((True, "mine"), (False, "theirs")):
        channel = world.add_channel("Letters", admins=[world.camille], may_edit=may_edit)
        theirs = world.say(world.camille, channel, "theirs")
        own = await bot.send_message(channel.id, "own")
        if may_edit:
            await bot.edit_message_text("mine", channel.id, theirs.message_id)
        else:
            with pytest.raises(BadRequest, match=r"(?i)^message can't be edited$"):
                await bot.edit_message_text("mine", channel.id, theirs.message_id)
        there = world.message(channel, theirs.message_id)
        assert there is not None
        assert there.text == text
        assert await own.edit_text("own again")
        with pytest.raises(BadRequest, match=r"(?i)^message can't be deleted$"):
            await bot.delete_message(channel.id, theirs.message_id)
        assert await own.delete()


async def test_rights_are_told(sandbox: Sandbox, bot: Bot) -> None:
    """The bot has two, an administrator all."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.camille, world.alex], may_edit=False)
    found = await bot.get_chat_administrators(channel.id)
    assert [one.user.id for one in found] == [world.camille.id, world.alex.id, world.bot.id]
    own = await bot.get_chat_member(channel.id, world.bot.id)
    alex = await bot.get_chat_member(channel.id, world.alex.id)
    assert isinstance(own, ChatMemberAdministrator)
    assert isinstance(alex, ChatMemberAdministrator)
    assert (own.can_post_messages, own.can_edit_messages, own.can_delete_messages) == (
        True,
        False,
        False,
    )
    assert alex.can_edit_messages
    assert (await bot.get_chat(channel.id)).type == "channel"


async def test_without_its_right_the_bot_cannot_post(sandbox: Sandbox, bot: Bot) -> None:
    """Three things that administrators can take away, each with its words."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.camille])
    sent = await bot.send_message(channel.id, "one")
    world.bot_rights[channel.id].clear()
    with pytest.raises(BadRequest, match=r"(?i)^need administrator rights in the channel chat$"):
        await bot.send_message(channel.id, "two")
    with pytest.raises(BadRequest, match=r"(?i)^message can't be edited$"):
        await sent.edit_text("three")
    world.members[channel.id][world.bot.id] = "kicked"
    with pytest.raises(Forbidden, match=r"(?i)^forbidden: bot was kicked from the channel chat$"):
        await bot.send_message(channel.id, "four")


async def test_the_page_shows_channels(
    sandbox: Sandbox, bot: Bot, http: aiohttp.ClientSession
) -> None:
    """Each administrator sees the channel and may post; posts carry its title."""
    world = sandbox.world
    channel = world.add_channel("Night letters", admins=[world.camille])
    await bot.send_message(channel.id, "Good evening")
    query = {"person": world.camille.id, "chat": channel.id}
    async with http.post(f"{sandbox.url}/api/say", json=query | {"text": "hi", "reply_to": 1}) as x:
        assert x.status == 200
    async with http.get(f"{sandbox.url}/api/chat", params=query) as answer:
        shown = (await answer.json())["messages"]
    assert [one["from"]["first_name"] for one in shown] == ["Night letters"] * 2
    assert shown[1]["reply_to_message"]["from"]["first_name"] == "Night letters"
    async with http.get(f"{sandbox.url}/api/state") as answer:
        views = (await answer.json())["views"]
    assert (views[-1]["chat"]["title"], views[-1]["last"]["text"]) == ("Night letters", "hi")
    assert views[-1]["last"]["from"]["first_name"] == "Night letters"
