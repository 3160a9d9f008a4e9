"""Files, moments in a text, and many messages deleted at once."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import MessageEntity
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.conftest import Ask

Bot = ExtBot[None]
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)
MOMENT = MessageEntity(MessageEntity.DATE_TIME, 3, 6, unix_time=AT, date_time_format="wDt")


async def test_a_file_has_its_name_its_kind_and_words_under_it(opened: Sandbox, bot: Bot) -> None:
    """The server keeps what was sent to the byte."""
    world = opened.world
    sent = await bot.send_document(
        world.camille.id, b"BEGIN:VCALENDAR", filename="plan.ics", caption="Your plan"
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type) == ("plan.ics", "text/calendar")
    assert (sent.document.file_size, sent.caption, sent.text) == (15, "Your plan", None)
    kept = world.messages(world.private(world.camille))[-1].document
    assert kept is not None
    assert kept.content == b"BEGIN:VCALENDAR"
    with pytest.raises(BadRequest, match=r"(?i)^there is no text in the message to edit$"):
        await sent.edit_text("Another plan")


async def test_a_wrong_file_is_refused(opened: Sandbox, bot: Bot, ask: Ask) -> None:
    """An empty one, none at all, one by number, and a caption that is too long."""
    chat_id = opened.world.camille.id
    with pytest.raises(BadRequest, match=r"(?i)^file must be non-empty$"):
        await bot.send_document(chat_id, b"", filename="plan.ics")
    with pytest.raises(BadRequest, match=r"(?i)^message caption is too long$"):
        await bot.send_document(chat_id, b"x", filename="plan.ics", caption="x" * 1025)
    _, answer = await ask("sendDocument", chat_id=chat_id)
    assert answer["description"] == "Bad Request: there is no document in the request"
    _, answer = await ask("sendDocument", chat_id=chat_id, document="AgAD5")
    assert answer["description"].startswith("Bad Request: the sandbox takes files")


async def test_a_moment_comes_back_as_it_was(opened: Sandbox, bot: Bot) -> None:
    """In a message that is sent, and in one that is edited."""
    chat_id = opened.world.camille.id
    sent = await bot.send_message(chat_id, "At Monday.", entities=[MOMENT])
    assert [(one.unix_time, one.date_time_format) for one in sent.entities] == [(AT, "wDt")]
    edited = await bot.edit_message_text("On Monday.", chat_id, sent.message_id, entities=[MOMENT])
    assert not isinstance(edited, bool)
    assert edited.entities == (MOMENT,)
    with pytest.raises(BadRequest, match=r"(?i)is not modified"):
        await bot.edit_message_text("On Monday.", chat_id, sent.message_id, entities=[MOMENT])


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, 'can\'t parse MessageEntity: Field "unix_time" must be of type Number'),
    ({"unix_time": 0}, "invalid unix time specified"),
    ({"unix_time": 1, "date_time_format": "rt"}, "invalid date-time entity format specified"),
    ({"unix_time": 1, "format": "r"}, "can't parse MessageEntity: unknown field 'format'"),
    ({"unix_time": 1, "date_time_format": 3}, "invalid date-time entity format specified"),
]


@pytest.mark.parametrize(("fields", "reason"), WRONG)
async def test_a_wrong_moment_is_refused(
    opened: Sandbox, ask: Ask, fields: dict[str, Any], reason: str
) -> None:
    """Its instant and its format are checked, and so are the names of its fields."""
    entity = {"type": "date_time", "offset": 0, "length": 2} | fields
    chat_id = opened.world.camille.id
    status, answer = await ask("sendMessage", chat_id=chat_id, text="now", entities=[entity])
    assert status == 400
    assert answer["description"].startswith(f"Bad Request: {reason}")


async def test_many_messages_are_deleted_at_once(sandbox: Sandbox, bot: Bot) -> None:
    """All or none; those that are not there are passed over."""
    world = sandbox.world
    own = [(await bot.send_message(world.group.id, text)).message_id for text in "ab"]
    theirs = world.say(world.alex, world.group, "mine")
    with pytest.raises(BadRequest, match=r"(?i)^message can't be deleted$"):
        await bot.delete_messages(world.group.id, [*own, theirs.message_id])
    assert len(world.messages(world.group)) == 3
    assert await bot.delete_messages(world.group.id, [*own, 99])
    assert world.messages(world.group) == (theirs,)


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [([], "message identifiers are not specified"), ([*range(101)], "too many messages to delete")],
)
async def test_how_many_may_be_deleted(
    sandbox: Sandbox, ask: Ask, numbers: list[int], reason: str
) -> None:
    """One to a hundred."""
    chat_id = sandbox.world.group.id
    _, answer = await ask("deleteMessages", chat_id=chat_id, message_ids=numbers)
    assert answer["description"] == f"Bad Request: {reason}"
