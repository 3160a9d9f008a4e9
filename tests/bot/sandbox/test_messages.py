"""Sending, editing, deleting and answering, with a real PTB bot."""

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.sandbox.messages import Kind
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.conftest import Ask

Bot = ExtBot[None]
NEXT = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="next:3")]])


async def test_a_message_arrives_as_it_was_sent(opened: Sandbox, bot: Bot) -> None:
    """Text, entities, buttons and options are in the chat, and in the answer."""
    world = opened.world
    bold = MessageEntity("bold", 0, 4)
    sent = await bot.send_message(
        world.camille.id,
        "  Tide tables  ",
        entities=[MessageEntity("bold", 2, 4)],
        reply_markup=NEXT,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
        reply_parameters=ReplyParameters(1),
    )
    there = world.messages(world.private(world.camille))[-1]
    assert sent.text == there.text == "Tide tables"
    assert sent.entities == (bold,)
    assert there.entities[0].as_json() == {"type": "bold", "offset": 0, "length": 4}
    assert sent.reply_markup == NEXT
    assert there.button("Next").value == "next:3"
    assert there.link_preview_options == {"is_disabled": True}
    assert there.silent
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"
    assert there.sender == world.bot


@pytest.mark.parametrize(("sent", "silent"), [("true", True), ("1", True), ("false", False)])
async def test_flags_are_words(opened: Sandbox, ask: Ask, sent: str, silent: bool) -> None:
    """The word false is false, as Telegram reads it."""
    await ask("sendMessage", chat_id=opened.world.camille.id, text="a", disable_notification=sent)
    assert opened.world.messages(opened.world.private(opened.world.camille))[-1].silent is silent


async def test_nobody_is_written_to_before_they_wrote(sandbox: Sandbox, bot: Bot) -> None:
    """A private chat opens with the person's first message."""
    with pytest.raises(Forbidden, match=r"(?i)bot can't initiate conversation with a user"):
        await bot.send_message(sandbox.world.alex.id, "hello?")
    sandbox.world.say(sandbox.world.alex, sandbox.world.private(sandbox.world.alex), "hi")
    assert (await bot.send_message(sandbox.world.alex.id, "hello")).text == "hello"


async def test_a_person_can_block_the_bot(opened: Sandbox, bot: Bot) -> None:
    """Blocked is a 403 and an update; unblocked works again."""
    world = opened.world
    world.block(world.camille)
    with pytest.raises(Forbidden, match=r"(?i)bot was blocked by the user"):
        await bot.send_message(world.camille.id, "are you there?")
    world.unblock(world.camille)
    assert await bot.send_message(world.camille.id, "welcome back")
    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_editing_replaces_and_says_when_nothing_changes(opened: Sandbox, bot: Bot) -> None:
    """The same text, entities and keyboard again is "not modified": how a probe recognises it."""
    world = opened.world
    sent = await bot.send_message(world.camille.id, "<b>One</b>", "HTML", reply_markup=NEXT)
    with pytest.raises(
        BadRequest, match=r"(?i)message is not modified: specified new message content"
    ):
        await sent.edit_text("<b>One</b>", "HTML", reply_markup=NEXT)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await sent.edit_reply_markup(NEXT)
    await sent.edit_text("<i>One</i>", "HTML", reply_markup=NEXT)
    without = await sent.edit_reply_markup(None)
    assert not isinstance(without, bool)
    assert without.reply_markup is None
    assert without.edit_date is not None
    there = world.messages(world.private(world.camille))[-1]
    assert not there.rewritten
    await sent.edit_text("Two")
    assert world.messages(there.chat)[-1].rewritten
    kinds = [event.kind for event in world.transcript(there.chat)]
    assert kinds == [Kind.SAID, Kind.SENT, *[Kind.EDITED] * 3]


async def test_an_edit_without_buttons_takes_them_away(opened: Sandbox, bot: Bot) -> None:
    """As on Telegram, a keyboard that is not sent again is gone."""
    sent = await bot.send_message(opened.world.camille.id, "One", reply_markup=NEXT)
    edited = await sent.edit_text("One")
    assert not isinstance(edited, bool)
    assert edited.reply_markup is None


async def test_a_deleted_message_is_gone(opened: Sandbox, bot: Bot) -> None:
    """It is in the transcript only, and cannot be deleted again."""
    chat = opened.world.private(opened.world.camille)
    sent = await bot.send_message(chat.id, "oops")
    assert await sent.delete()
    assert opened.world.message(chat, sent.message_id) is None
    assert opened.world.transcript(chat)[-1].kind is Kind.DELETED
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await sent.delete()
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await sent.edit_text("again")


async def test_a_bot_that_is_no_admin_deletes_only_its_own(sandbox: Sandbox, bot: Bot) -> None:
    """In groups other people's messages are not the bot's to delete."""
    world = sandbox.world
    said = world.say(world.alex, world.group, "mine")
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
        await bot.delete_message(world.group.id, said.message_id)
    world.members[world.group.id][world.bot.id] = "administrator"
    assert await bot.delete_message(world.group.id, said.message_id)


async def test_after_two_days_a_message_cannot_be_deleted(opened: Sandbox, bot: Bot) -> None:
    """The limit follows the sandbox's clock."""
    sent = await bot.send_message(opened.world.camille.id, "old")
    opened.clock.advance(48 * 3600 + 1)
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted for everyone"):
        await sent.delete()


async def test_a_tap_is_answered_once(opened: Sandbox, bot: Bot) -> None:
    """The answer is recorded; a second one, or one to an unknown tap, is too late."""
    world = opened.world
    chat = world.private(world.camille)
    await bot.send_message(chat.id, "Read on?", reply_markup=NEXT)
    query = world.tap(world.camille, world.messages(chat)[-1], "Next")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "next:3"
    assert await update.callback_query.answer("Gladly", show_alert=True)
    assert query.answer is not None
    assert (query.answer.text, query.answer.show_alert) == ("Gladly", True)
    for stale in (query.id, "12"):
        with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired"):
            await bot.answer_callback_query(stale)


async def test_an_old_tap_cannot_be_answered(opened: Sandbox, bot: Bot) -> None:
    """After a quarter of an hour it is too late, by the sandbox's clock."""
    world = opened.world
    await bot.send_message(world.camille.id, "Read on?", reply_markup=NEXT)
    query = world.tap(world.camille, world.messages(world.private(world.camille))[-1], "next:3")
    opened.clock.advance(901)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(query.id)


async def test_an_answer_has_at_most_200_characters(opened: Sandbox, bot: Bot) -> None:
    """One more is refused, and the tap can still be answered."""
    world = opened.world
    await bot.send_message(world.camille.id, "Read on?", reply_markup=NEXT)
    query = world.tap(world.camille, world.messages(world.private(world.camille))[-1], "Next")
    with pytest.raises(BadRequest, match=r"(?i)MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query.id, "x" * 201)
    assert await bot.answer_callback_query(query.id, "x" * 200)


async def test_private_chats_share_a_counter_and_supergroups_have_their_own(
    sandbox: Sandbox, bot: Bot
) -> None:
    """Message ids tell the two apart, as a probe for lost messages relies on."""
    world = sandbox.world
    basic = world.add_group("Old friends", admins=[world.camille], kind="group")
    first = world.say(world.camille, world.private(world.camille), "a")
    second = world.say(world.alex, world.private(world.alex), "b")
    third = await bot.send_message(basic.id, "c")
    own = await bot.send_message(world.group.id, "d")
    assert (first.message_id, second.message_id, third.message_id) == (1, 2, 3)
    assert own.message_id == 1
    assert world.group.id < -1_000_000_000_000


async def test_a_topic_must_exist(sandbox: Sandbox, bot: Bot) -> None:
    """A known thread is stored with the message; another one is refused."""
    world = sandbox.world
    forum = world.add_group("Book club", admins=[world.camille], is_forum=True)
    topic = world.add_topic(forum)
    sent = await bot.send_message(forum.id, "here", message_thread_id=topic)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic, True)
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await bot.send_message(forum.id, "nowhere", message_thread_id=topic + 1)
    assert await bot.send_chat_action(forum.id, "typing", message_thread_id=topic)


async def test_a_bot_that_left_cannot_write(sandbox: Sandbox, bot: Bot) -> None:
    """Kicked and gone have their own words."""
    world = sandbox.world
    world.members[world.group.id][world.bot.id] = "kicked"
    with pytest.raises(Forbidden, match=r"(?i)bot was kicked from the supergroup chat"):
        await bot.send_message(world.group.id, "hello")
    del world.members[world.group.id][world.bot.id]
    with pytest.raises(Forbidden, match=r"(?i)bot is not a member of the supergroup chat"):
        await bot.send_message(world.group.id, "hello")
