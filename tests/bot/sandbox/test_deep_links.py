"""Links that bring something along: into the private chat, into a group, into a channel."""

import pytest
from telegram import ChatMemberAdministrator
from telegram.ext import ExtBot

from bot.sandbox.people import PIN, POST
from bot.sandbox.server import Sandbox

Bot = ExtBot[None]
ME = "https://t.me/feuilleton_sandbox_bot"


async def test_start_opens_the_private_chat(sandbox: Sandbox, bot: Bot) -> None:
    """And says the command with what the link brings."""
    world = sandbox.world
    assert world.follow(world.alex, f"{ME}?start=text-5") == world.private(world.alex)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert (update.message.chat.type, update.message.text) == ("private", "/start text-5")


async def test_startgroup_adds_the_bot_and_starts_it_there(sandbox: Sandbox, bot: Bot) -> None:
    """The updates come in Telegram's order; the command names the bot, so privacy hides nothing."""
    world = sandbox.world
    world.privacy = True
    group = world.add_group("Poets", admins=[world.alex])
    world.members[group.id].pop(world.bot.id)
    world.follow(world.alex, f"{ME}?startgroup=join-1-2", group)
    added, told, started = await bot.get_updates()
    assert added.my_chat_member is not None
    assert added.my_chat_member.from_user.id == world.alex.id
    assert added.my_chat_member.old_chat_member.status == "left"
    assert added.my_chat_member.new_chat_member.status == "member"
    assert told.message is not None
    assert [one.id for one in told.message.new_chat_members] == [world.bot.id]
    assert started.message is not None
    assert started.message.text == "/start@feuilleton_sandbox_bot join-1-2"


async def test_a_bot_that_is_there_is_started_only(sandbox: Sandbox, bot: Bot) -> None:
    """A plain member may do that as well."""
    world = sandbox.world
    world.follow(world.alex, f"{ME}?startgroup=x", world.group)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start@feuilleton_sandbox_bot x"


async def test_rights_come_from_who_has_them(sandbox: Sandbox, bot: Bot) -> None:
    """With `admin=` only the creator's groups are offered, and the bot has just these rights."""
    world = sandbox.world
    address = f"{ME}?startgroup=x&admin=pin_messages+delete_messages"
    with pytest.raises(ValueError, match="Alex cannot add the bot there"):
        world.follow(world.alex, address, world.group)
    world.follow(world.camille, address, world.group)
    member = await bot.get_chat_member(world.group.id, world.bot.id)
    assert isinstance(member, ChatMemberAdministrator)
    assert (member.can_pin_messages, member.can_delete_messages) == (True, True)
    assert (member.can_change_info, member.can_post_messages) == (False, None)


async def test_startchannel_makes_it_an_administrator(sandbox: Sandbox, bot: Bot) -> None:
    """Nothing is said there; groups are not offered, and without rights nothing is."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.camille])
    world.kick(channel)
    world.updates.drop()
    address = f"{ME}?startchannel&admin=post_messages"
    with pytest.raises(ValueError, match="cannot add the bot there"):
        world.follow(world.camille, address, world.group)
    world.follow(world.camille, address, channel)
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "administrator"
    assert world.messages(channel) == ()
    assert (world.may(channel, POST), world.may(channel, PIN)) == (True, False)
    with pytest.raises(ValueError, match="say admin="):
        world.follow(world.camille, f"{ME}?startchannel", channel)


@pytest.mark.parametrize(
    "address",
    [
        "https://t.me/another_bot?start=a",
        "https://example.org/feuilleton_sandbox_bot?start=a",
        ME,
        f"{ME}?start=a.b",
        f"{ME}?start={'a' * 65}",
        f"{ME}?startgroup=a&admin=dance",
    ],
)
async def test_other_links_open_nothing(sandbox: Sandbox, address: str) -> None:
    """Not this bot's, no door, a payload that Telegram ignores, rights that there are not."""
    with pytest.raises(ValueError, match=r"no|another"):
        sandbox.world.follow(sandbox.world.alex, address, sandbox.world.group)
    assert sandbox.world.transcript() == ()
