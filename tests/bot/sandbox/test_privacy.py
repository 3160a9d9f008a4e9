"""Privacy mode: what a bot in a group hears, and what it finds."""

import pytest
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.server import Sandbox

Bot = ExtBot[None]
ME = "@Feuilleton_Sandbox_Bot"


@pytest.fixture
def sandbox(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose bot is in privacy mode."""
    sandbox.world.privacy = True
    return sandbox


async def heard(bot: Bot) -> list[str | None]:
    """The words of the updates; None for a service message."""
    return [update.message.text for update in await bot.get_updates() if update.message]


async def test_only_what_is_for_the_bot_is_heard(sandbox: Sandbox, bot: Bot) -> None:
    """Commands at the beginning, its name, answers to it, and service messages."""
    world = sandbox.world
    assert not (await bot.get_me()).can_read_all_group_messages
    sent = await bot.send_message(world.group.id, "Read on?")
    said = world.say(world.alex, world.group, "nothing to do with it")
    for text in (
        "/next",
        f"/next{ME}",
        "/next@other_club_bot",
        "see /next",
        f"😀 {ME}",
        "@al_x",
    ):
        world.say(world.alex, world.group, text)
    world.say(world.alex, world.group, "an answer to it", reply_to=sent.message_id)
    world.say(world.camille, world.group, "an answer to Alex", reply_to=said)
    world.say(world.camille, world.private(world.camille), "in private")
    world.kick(world.group)
    assert await heard(bot) == [
        "/next",
        f"/next{ME}",
        f"😀 {ME}",
        "an answer to it",
        "in private",
        None,
    ]


async def test_an_administrator_hears_all(sandbox: Sandbox, bot: Bot) -> None:
    """And so does a bot in a channel."""
    world = sandbox.world
    world.members[world.group.id][world.bot.id] = "administrator"
    channel = world.add_channel("Letters", admins=[world.camille])
    world.say(world.alex, world.group, "nothing to do with it")
    world.say(world.camille, channel, "nor this")
    first, second = await bot.get_updates()
    assert (first.message is not None, second.channel_post is not None) == (True, True)


async def test_what_was_not_heard_is_not_found(sandbox: Sandbox, bot: Bot) -> None:
    """A probe cannot tell it from nothing at all; what was heard can be told."""
    world = sandbox.world
    group = world.group
    unheard = world.say(world.alex, group, "nothing to do with it")
    told = world.say(world.alex, group, "/next")
    with pytest.raises(BadRequest, match=r"(?i)^message to edit not found$"):
        await bot.edit_message_text("x", group.id, unheard.message_id)
    with pytest.raises(BadRequest, match=r"(?i)^message to delete not found$"):
        await bot.delete_message(group.id, unheard.message_id)
    with pytest.raises(BadRequest, match=r"(?i)^message to forward not found$"):
        await bot.forward_message(group.id, group.id, unheard.message_id)
    with pytest.raises(BadRequest, match=r"(?i)^message to be replied not found$"):
        await bot.send_message(group.id, "x", reply_to_message_id=unheard.message_id)
    with pytest.raises(BadRequest, match=r"(?i)^message can't be edited$"):
        await bot.edit_message_text("x", group.id, told.message_id)
