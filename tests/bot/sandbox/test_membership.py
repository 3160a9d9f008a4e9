"""The bot is thrown out, muted and let in again, and a group becomes a supergroup."""

import pytest
from telegram import ChatMemberAdministrator, ChatMemberRestricted, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.conftest import Ask

Bot = ExtBot[None]


def moves(updates: tuple[Update, ...]) -> list[tuple[str, str]]:
    """From which to which status the bot was put."""
    changes = [update.my_chat_member for update in updates]
    return [(c.old_chat_member.status, c.new_chat_member.status) for c in changes if c]


def place(sandbox: Sandbox, kind: str) -> Chat:
    """A chat of this kind in which the bot may post."""
    world = sandbox.world
    if kind == "channel":
        return world.add_channel("Letters", admins=[world.camille])
    return world.add_group("Circle", admins=[world.camille], members=[world.alex], kind=kind)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_thrown_out_and_back(sandbox: Sandbox, bot: Bot, kind: str) -> None:
    """Whatever the bot tries is a 403 meanwhile, and it hears nothing of what is said."""
    world = sandbox.world
    chat = place(sandbox, kind)
    sent = await bot.send_message(chat.id, "one")
    world.kick(chat)
    world.say(world.camille, chat, "gone at last")
    words = rf"(?i)^forbidden: bot was kicked from the {kind} chat$"
    with pytest.raises(Forbidden, match=words):
        await bot.send_message(chat.id, "two")
    with pytest.raises(Forbidden, match=words):
        await sent.edit_text("two")
    with pytest.raises(Forbidden, match=words):
        await sent.delete()
    with pytest.raises(Forbidden, match=words):
        await bot.send_chat_action(chat.id, "typing")
    world.restore(chat)
    assert (await bot.send_message(chat.id, "three")).text == "three"
    updates = await bot.get_updates()
    back = "administrator" if kind == "channel" else "member"
    assert moves(updates) == [(back, "kicked"), ("kicked", back)]
    told = [update.message for update in updates if update.message]
    assert not any(update.channel_post for update in updates)
    if kind == "channel":
        assert told == []
    else:
        assert [message.text for message in told] == [None, None]
        assert told[0].left_chat_member is not None
        assert told[0].left_chat_member.id == world.bot.id
        assert told[1].new_chat_members[0].id == world.bot.id
        assert told[0].from_user is not None
        assert told[0].from_user.id == world.camille.id


async def test_who_looks_into_a_chat_must_be_there(sandbox: Sandbox, bot: Bot) -> None:
    """A basic group can still be looked at from outside, a supergroup cannot."""
    basic, big = place(sandbox, "group"), place(sandbox, "supergroup")
    there = await bot.send_message(big.id, "there")
    for chat in (basic, big):
        sandbox.world.kick(chat)
    assert (await bot.get_chat(basic.id)).title == "Circle"
    with pytest.raises(Forbidden, match=r"(?i)bot was kicked from the supergroup chat"):
        await bot.get_chat(big.id)
    with pytest.raises(Forbidden, match=r"(?i)bot was kicked from the supergroup chat"):
        await bot.forward_message(sandbox.world.group.id, big.id, there.message_id)


async def test_muted_in_a_supergroup(sandbox: Sandbox, bot: Bot) -> None:
    """Nothing can be posted, and the update says what is allowed."""
    world = sandbox.world
    sent = await bot.send_message(world.group.id, "one")
    world.mute(world.group)
    with pytest.raises(
        BadRequest, match=r"(?i)^not enough rights to send text messages to the chat$"
    ):
        await bot.send_message(world.group.id, "two")
    with pytest.raises(BadRequest, match=r"(?i)^the message can't be forwarded$"):
        await bot.forward_message(world.group.id, world.group.id, sent.message_id)
    own = await bot.get_chat_member(world.group.id, world.bot.id)
    assert isinstance(own, ChatMemberRestricted)
    assert (own.is_member, own.can_send_messages) == (True, False)
    world.say(world.alex, world.group, "quiet here")
    world.unmute(world.group)
    assert await bot.send_message(world.group.id, "three")
    updates = await bot.get_updates()
    assert moves(updates) == [("member", "restricted"), ("restricted", "member")]
    assert [update.message.text for update in updates if update.message] == ["quiet here"]
    with pytest.raises(ValueError, match="is a basic group"):
        world.mute(place(sandbox, "group"))


async def test_muted_in_a_channel(sandbox: Sandbox, bot: Bot) -> None:
    """The bot stays an administrator without the right to post, and gets it again."""
    world = sandbox.world
    chat = place(sandbox, "channel")
    world.mute(chat)
    with pytest.raises(BadRequest, match=r"(?i)^need administrator rights in the channel chat$"):
        await bot.send_message(chat.id, "one")
    world.unmute(chat)
    assert await bot.send_message(chat.id, "two")
    updates = await bot.get_updates()
    assert moves(updates) == [("administrator", "administrator")] * 2
    rights = [update.my_chat_member.new_chat_member for update in updates if update.my_chat_member]
    posts = [one.can_post_messages for one in rights if isinstance(one, ChatMemberAdministrator)]
    assert posts == [False, True]


async def test_a_group_becomes_a_supergroup(sandbox: Sandbox, bot: Bot, ask: Ask) -> None:
    """Both chats tell, the new one counts for itself and has the same members."""
    world = sandbox.world
    old = place(sandbox, "group")
    for text in ("one", "two"):
        sent = await bot.send_message(old.id, text)
    new = world.migrate(old)
    assert (new.kind, new.title, world.members[new.id]) == (
        "supergroup",
        "Circle",
        world.members[old.id],
    )
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(old.id, "three")
    assert caught.value.new_chat_id == new.id
    status, answer = await ask("deleteMessage", chat_id=old.id, message_id=sent.message_id)
    assert (status, answer["parameters"]) == (400, {"migrate_to_chat_id": new.id})
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert (await bot.get_chat(old.id)).type == "group"
    assert await sent.edit_text("still to be edited")
    assert (await bot.send_message(new.id, "three")).message_id == 2
    updates = await bot.get_updates()
    assert moves(updates) == [("left", "member")]
    first, second = (update.message for update in updates if update.message)
    assert (first.chat.id, first.migrate_to_chat_id) == (old.id, new.id)
    assert (second.chat.id, second.migrate_from_chat_id) == (new.id, old.id)
    assert second.message_id == 1
    assert second.sender_chat is not None
    assert second.sender_chat.id == new.id
    with pytest.raises(BadRequest, match=r"(?i)^the message can't be forwarded$"):
        await bot.forward_message(new.id, new.id, second.message_id)
    with pytest.raises(ValueError, match="Circle is a supergroup now"):
        world.say(world.alex, old, "anybody here?")
    for chat in (old, new):
        with pytest.raises(ValueError, match="no basic group any more"):
            world.migrate(chat)


async def test_nobody_does_it_where_nobody_rules(sandbox: Sandbox) -> None:
    """A chat without a creator is an oversight of the test."""
    with pytest.raises(LookupError, match="Ruins has no creator"):
        sandbox.world.kick(sandbox.world.add_group("Ruins"))
