"""What the outbox does in chosen chats: asks for them, pins, sends files, and tells rights."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.delivery.outbox import Rights
from bot.delivery.post import ChatRequest, Post, Rich, bold, fill, moment
from bot.delivery.rights import EVERYTHING, rights_of
from bot.delivery.telegram import TelegramOutbox
from bot.model import Refusal, Refused, Sent, Target
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.people import EDIT, PIN, POST, Chat
from bot.sandbox.server import Sandbox
from tests.bot.delivery.test_telegram import outbox_to

AT = datetime(2027, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A running sandbox, in which Camille has started the bot."""
    async with Sandbox() as running:
        world = running.world
        world.say(world.camille, world.private(world.camille), "/start")
        yield running


@pytest.fixture
async def outbox(sandbox: Sandbox) -> AsyncIterator[TelegramOutbox]:
    """The only sender, to that sandbox."""
    async with outbox_to(sandbox.url, sandbox.token) as sender:
        yield sender


def to(sandbox: Sandbox, chat: Chat) -> Target:
    """Where a chat's posts go."""
    return Target(sandbox.world.bot.id, chat.id)


async def test_a_moment_goes_out_in_utf_16_units(sandbox: Sandbox, outbox: TelegramOutbox) -> None:
    """With its instant and format, in a message and in an edit of it."""
    private = sandbox.world.private(sandbox.world.camille)
    body = fill("📅 {when}, {title}", when=moment(AT, "Monday, 9:00 UTC"), title=bold("Œuvre"))
    sent = await outbox.say(to(sandbox, private), Post(body))
    assert isinstance(sent, Sent)
    for form in ("wDt", "r"):
        (_, message) = sandbox.world.messages(private)
        when, title = message.entities
        assert (when.kind, when.offset, when.length) == ("date_time", 3, 16)
        assert (when.unix_time, when.value) == (int(AT.timestamp()), form)
        assert (title.kind, title.offset) == ("bold", 21)
        body = fill("📅 {when}, {title}", when=moment(AT, "Monday, 9:00 UTC", "r"), title=bold("Œ"))
        await outbox.edit(to(sandbox, private), sent.message_id, Post(body))


async def test_a_chat_is_asked_for(sandbox: Sandbox, outbox: TelegramOutbox) -> None:
    """Only channels and groups that fit are offered; the buttons can be taken away."""
    world = sandbox.world
    channel = world.add_channel("Letters", admins=[world.camille])
    world.add_channel("Theirs", admins=[world.alex], subscribers=[world.camille])
    world.add_group("Theirs as well", admins=[world.alex], members=[world.camille])
    asks = (ChatRequest(1, "A channel", channel=True), ChatRequest(2, "A group", channel=False))
    target = to(sandbox, world.private(world.camille))
    for label, fitting in (("A channel", channel), ("A group", world.group)):
        assert isinstance(await outbox.say(target, Post(Rich("Where to?"), asks=asks)), Sent)
        request = world.key(world.camille, label).request
        assert request is not None
        assert world.fitting(world.camille, request) == [fitting]
        world.share(world.camille, label, fitting)
        assert world.keyboards == {}
    await outbox.say(target, Post(Rich("Where to?"), asks=asks))
    await outbox.say(target, Post(Rich("Never mind."), closes=True))
    assert world.keyboards == {}
    refused = await outbox.say(to(sandbox, world.group), Post(Rich("Where to?"), asks=asks))
    assert isinstance(refused, Refused)


async def test_a_post_is_pinned_and_unpinned(sandbox: Sandbox, outbox: TelegramOutbox) -> None:
    """Where the bot may; elsewhere it is a refusal that says why."""
    world = sandbox.world
    target = to(sandbox, world.group)
    sent = await outbox.say(target, Post(Rich("Every Monday")))
    assert isinstance(sent, Sent)
    refused = await outbox.pin(target, sent.message_id)
    assert isinstance(refused, Refused)
    assert refused.why is Refusal.NO_RIGHT
    world.let_in(world.group, world.camille, {PIN})
    assert await outbox.pin(target, sent.message_id) == sent
    assert sandbox.calls[-1].params.flag("disable_notification")
    pinned = world.pinned(world.group)
    assert pinned is not None
    assert pinned.message_id == sent.message_id
    assert await outbox.unpin(target, sent.message_id) == sent
    assert world.pinned(world.group) is None


async def test_a_file_is_sent(sandbox: Sandbox, outbox: TelegramOutbox) -> None:
    """To the byte, with a styled caption, and its number is known then."""
    private = sandbox.world.private(sandbox.world.camille)
    content = bytes(range(256))
    sent = await outbox.document(to(sandbox, private), "Œuvre.json", content, bold("All of it"))
    (_, message) = sandbox.world.messages(private)
    assert sent == Sent(message.message_id)
    assert message.document is not None
    assert (message.document.name, message.document.content) == ("Œuvre.json", content)
    assert (message.text, message.entities[0].kind) == ("All of it", "bold")
    sandbox.world.block(sandbox.world.camille)
    refused = await outbox.document(to(sandbox, private), "a.ics", b"x")
    assert isinstance(refused, Refused)
    assert refused.why is Refusal.BLOCKED


async def test_rights_in_a_channel(sandbox: Sandbox, outbox: TelegramOutbox) -> None:
    """The creator has all, a subscriber none, an administrator and the bot what they were given."""
    world = sandbox.world
    channel = world.add_channel("Letters", [world.camille, world.alex])
    noor = world.add_person("Noor", "noor_writes")
    world.members[channel.id][noor.id] = "member"
    world.person_rights[channel.id, world.alex.id] = {EDIT}
    world.bot_rights[channel.id] = {POST}
    assert await outbox.rights(channel.id, world.camille.id) == EVERYTHING
    assert await outbox.rights(channel.id, noor.id) == Rights(is_member=True)
    alex = Rights(is_member=True, is_admin=True, may_edit=True, may_pin=True)
    assert await outbox.rights(channel.id, world.alex.id) == alex
    bot = Rights(is_member=True, is_admin=True, may_post=True)
    assert await outbox.rights(channel.id, world.bot.id) == bot


async def test_rights_in_a_group(sandbox: Sandbox, outbox: TelegramOutbox) -> None:
    """Members have what the group gives, who is muted or outside nothing."""
    world = sandbox.world
    chat_id = world.group.id
    assert await outbox.rights(chat_id, world.bot.id) == Rights(is_member=True, may_post=True)
    world.permissions[chat_id] = {PIN}
    assert await outbox.rights(chat_id, world.alex.id) == Rights(is_member=True, may_pin=True)
    world.mute(world.group)
    assert await outbox.rights(chat_id, world.bot.id) == Rights(is_member=True)
    world.let_in(world.group, world.camille, {PIN})
    mine = Rights(is_member=True, is_admin=True, may_post=True, may_pin=True)
    assert await outbox.rights(chat_id, world.bot.id) == mine
    stranger = world.add_person("Noor", "noor_writes")
    assert await outbox.rights(chat_id, stranger.id) == Rights()
    assert await outbox.rights(world.camille.id, world.bot.id) == EVERYTHING


async def test_rights_that_nobody_tells(sandbox: Sandbox, outbox: TelegramOutbox) -> None:
    """Why, instead of a no that may be wrong."""
    world = sandbox.world
    sandbox.faults.add(Fault("getChatMember", Kind.ERROR, status=429, retry_after=3))
    assert not isinstance(await outbox.rights(world.group.id, world.bot.id), Rights)
    world.kick(world.group)
    told = await outbox.rights(world.group.id, world.bot.id)
    assert isinstance(told, Refused)
    assert told.why is Refusal.REMOVED


def test_somebody_restricted_who_left_is_no_member() -> None:
    """Telegram keeps what they were forbidden."""
    member = {"status": "restricted", "is_member": False, "can_send_messages": True}
    assert rights_of({"type": "supergroup", "permissions": {}}, member) == Rights()
