"""What the bot says about itself, and what it learns about chats."""

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
)
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.server import Sandbox

Bot = ExtBot[None]


async def test_the_bot_reads_all_messages_of_its_groups(sandbox: Sandbox, bot: Bot) -> None:
    """Privacy mode is off, and getMe says so."""
    me = await bot.get_me()
    assert (me.id, me.username) == (sandbox.world.bot.id, sandbox.world.bot.username)
    assert me.can_read_all_group_messages


async def test_commands_are_kept_for_each_scope_and_language(bot: Bot, sandbox: Sandbox) -> None:
    """Each list is read back where it was put, and nowhere else."""
    english = [BotCommand("read", "start a text"), BotCommand("next", "go on")]
    french = [BotCommand("lire", "commencer un texte")]
    private = BotCommandScopeAllPrivateChats()
    group = BotCommandScopeChat(sandbox.world.group.id)
    await bot.set_my_commands(english)
    await bot.set_my_commands(french, scope=private, language_code="fr")
    await bot.set_my_commands(english[:1], scope=group)
    assert await bot.get_my_commands() == tuple(english)
    assert await bot.get_my_commands(scope=private, language_code="fr") == tuple(french)
    assert await bot.get_my_commands(scope=group) == tuple(english[:1])
    assert await bot.get_my_commands(scope=private) == ()
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


async def test_descriptions_fall_back_to_the_one_without_language(bot: Bot) -> None:
    """A language without its own gets the general one; too long ones are refused."""
    await bot.set_my_description("Reads to you.")
    await bot.set_my_description("Vous fait la lecture.", language_code="fr")
    await bot.set_my_short_description("Reads.")
    assert (await bot.get_my_description("fr")).description == "Vous fait la lecture."
    assert (await bot.get_my_description("de")).description == "Reads to you."
    assert (await bot.get_my_short_description()).short_description == "Reads."
    with pytest.raises(BadRequest, match=r"(?i)description is too long"):
        await bot.set_my_description("x" * 513)
    with pytest.raises(BadRequest, match=r"(?i)short description is too long"):
        await bot.set_my_short_description("x" * 121)


async def test_chats_say_what_they_are(sandbox: Sandbox, bot: Bot) -> None:
    """A private chat has its person's name, a group its title; others are not found."""
    world = sandbox.world
    private = await bot.get_chat(world.alex.id)
    group = await bot.get_chat(world.group.id)
    assert (private.type, private.first_name) == ("private", "Alex")
    assert (group.type, group.title) == ("supergroup", "Reading circle")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.get_chat(-100)


async def test_members_have_their_places(sandbox: Sandbox, bot: Bot) -> None:
    """Camille is the creator, Alex and the bot are members, a stranger has left."""
    world = sandbox.world
    stranger = world.add_person("Noor", "noor_writes")
    group = world.group.id
    assert isinstance(await bot.get_chat_member(group, world.camille.id), ChatMemberOwner)
    assert isinstance(await bot.get_chat_member(group, world.alex.id), ChatMemberMember)
    assert isinstance(await bot.get_chat_member(group, world.bot.id), ChatMemberMember)
    assert isinstance(await bot.get_chat_member(group, stranger.id), ChatMemberLeft)
    with pytest.raises(BadRequest, match=r"(?i)user not found"):
        await bot.get_chat_member(group, 5)


async def test_administrators_are_listed(sandbox: Sandbox, bot: Bot) -> None:
    """The first admin of a group is its creator; a private chat has none."""
    world = sandbox.world
    group = world.add_group("Poets", admins=[world.alex, world.camille])
    found = await bot.get_chat_administrators(group.id)
    assert [(one.user.first_name, one.status) for one in found] == [
        ("Alex", "creator"),
        ("Camille", "administrator"),
    ]
    with pytest.raises(BadRequest, match=r"(?i)no administrators in the private chat"):
        await bot.get_chat_administrators(world.camille.id)


async def test_an_unknown_action_is_refused(opened: Sandbox, bot: Bot) -> None:
    """Typing is fine, dancing is not."""
    assert await bot.send_chat_action(opened.world.camille.id, "typing")
    with pytest.raises(BadRequest, match=r"(?i)wrong parameter action in request"):
        await bot.send_chat_action(opened.world.camille.id, "dancing")
