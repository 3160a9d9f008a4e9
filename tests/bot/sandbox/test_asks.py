"""Big buttons below a private chat that ask for a chat, and what comes of them."""

from typing import Any

import pytest
from telegram import (
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.people import EDIT, POST
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.conftest import Ask

Bot = ExtBot[None]


def rights(**held: bool) -> ChatAdministratorRights:
    """These rights and no others."""
    every = ChatAdministratorRights.no_rights().to_dict() | held
    # The newest right, which this library does not know and the judge of requests does.
    return ChatAdministratorRights(**every, api_kwargs={"can_send_welcome_messages": False})


def asking(label: str, **request: Any) -> ReplyKeyboardMarkup:
    """One button that asks for a chat."""
    button = KeyboardButton(label, request_chat=KeyboardButtonRequestChat(**request))
    return ReplyKeyboardMarkup(
        [[button]],
        one_time_keyboard=True,
        resize_keyboard=True,
        input_field_placeholder="Choose a channel",
    )


async def test_a_chosen_channel_comes_as_a_service_message(opened: Sandbox, bot: Bot) -> None:
    """With the request's number and the title; the keyboard for one time is gone then."""
    world = opened.world
    channel = world.add_channel("Night letters", admins=[world.camille])
    post = rights(can_post_messages=True)
    keyboard = asking(
        "A channel",
        request_id=7,
        chat_is_channel=True,
        user_administrator_rights=post,
        bot_administrator_rights=post,
        request_title=True,
    )
    await bot.send_message(world.camille.id, "Where to?", reply_markup=keyboard)
    world.share(world.camille, "A channel", channel)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.from_user.id == world.camille.id
    shared = update.message.chat_shared
    assert shared is not None
    assert (shared.request_id, shared.chat_id, shared.title) == (7, channel.id, "Night letters")
    with pytest.raises(LookupError, match="below the chat there are no buttons"):
        world.share(world.camille, "A channel", channel)


async def test_only_fitting_chats_are_offered(opened: Sandbox, bot: Bot) -> None:
    """The person and the bot have the rights that are asked for, and it is of the right kind."""
    world = opened.world
    good = world.add_channel("Good", admins=[world.camille])
    theirs = world.add_channel("Theirs", admins=[world.alex], subscribers=[world.camille])
    mute = world.add_channel("Mute", admins=[world.camille])
    world.mute(mute)
    little = world.add_channel("Little", admins=[world.alex, world.camille])
    world.person_rights[little.id, world.camille.id] = {EDIT}
    post = rights(can_post_messages=True)
    keyboard = asking(
        "A channel",
        request_id=1,
        chat_is_channel=True,
        user_administrator_rights=post,
        bot_administrator_rights=post,
    )
    await bot.send_message(world.camille.id, "Where to?", reply_markup=keyboard)
    request = world.key(world.camille, "A channel").request
    assert request is not None
    assert (request.person_rights, request.bot_rights) == ({POST}, {POST})
    assert world.fitting(world.camille, request) == [good]
    for chat in (theirs, mute, little, world.group, world.private(world.camille)):
        with pytest.raises(ValueError, match="is not among those that fit"):
            world.share(world.camille, "A channel", chat)


async def test_groups_in_which_the_bot_is(opened: Sandbox, bot: Bot) -> None:
    """`bot_is_member` leaves out those that threw it out; a title is told only if asked for."""
    world = opened.world
    gone = world.add_group("Gone", admins=[world.camille])
    world.kick(gone)
    keyboard = asking("A group", request_id=2, chat_is_channel=False, bot_is_member=True)
    await bot.send_message(world.camille.id, "Where to?", reply_markup=keyboard)
    request = world.key(world.camille, "A group").request
    assert request is not None
    assert world.fitting(world.camille, request) == [world.group]
    world.share(world.camille, "A group", world.group)
    (*_, update) = await bot.get_updates()
    assert update.message is not None
    assert update.message.chat_shared is not None
    assert update.message.chat_shared.title is None


async def test_a_keyboard_can_be_taken_away(opened: Sandbox, bot: Bot) -> None:
    """By the next message that says so; one without a keyboard leaves it."""
    world = opened.world
    keyboard = asking("A group", request_id=2, chat_is_channel=False)
    await bot.send_message(world.camille.id, "Where to?", reply_markup=keyboard)
    await bot.send_message(world.camille.id, "Well?")
    assert world.key(world.camille, "A group").request
    await bot.send_message(world.camille.id, "Never mind", reply_markup=ReplyKeyboardRemove())
    assert world.keyboards == {}


async def test_chats_are_asked_for_in_private_only(sandbox: Sandbox, bot: Bot) -> None:
    """A group shows plain big buttons, a channel none, and no edit puts them below a chat."""
    world = sandbox.world
    keyboard = asking("A group", request_id=2, chat_is_channel=False)
    with pytest.raises(BadRequest, match=r"(?i)^chats can be requested in private chats only$"):
        await bot.send_message(world.group.id, "Where to?", reply_markup=keyboard)
    plain = ReplyKeyboardMarkup([["Yes", "No"]])
    await bot.send_message(world.group.id, "Well?", reply_markup=plain)
    channel = world.add_channel("Letters", admins=[world.camille])
    with pytest.raises(BadRequest, match=r"(?i)^inline keyboard expected$"):
        await bot.send_message(channel.id, "Well?", reply_markup=plain)


ASKED = {"request_id": 1, "chat_is_channel": True}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"keyboard": 5}, 'field "keyboard" must be an Array of Arrays'),
    ({"keyboard": [[{"text": " "}]]}, "keyboard button text must be non-empty"),
    ({"keyboard": [["a"]], "input_field_placeholder": "x" * 65}, "invalid input field placeholder"),
    ({"keyboard": [["a"]], "resize_keyboard": "yes"}, 'Field "resize_keyboard" must be of type'),
    ({"keyboard": [[{"text": "a", "request_contact": True}]]}, "that ask for chats only"),
    *(
        ({"keyboard": [[{"text": "a", "request_chat": asked}] * times]}, reason)
        for asked, times, reason in (
            ({}, 1, 'Field "request_id" must be of type Number'),
            ({"request_id": 1}, 1, 'Field "chat_is_channel" must be of type Boolean'),
            (ASKED, 2, "request_id must be unique"),
            (
                ASKED | {"bot_administrator_rights": {"can_post_messages": True}},
                1,
                "BOT_ADMIN_RIGHTS_INVALID",
            ),
        )
    ),
]


@pytest.mark.parametrize(("markup", "reason"), WRONG, ids=lambda value: str(value)[:40])
async def test_a_wrong_keyboard_is_refused(
    opened: Sandbox, ask: Ask, markup: dict[str, Any], reason: str
) -> None:
    """With the reason, and nothing is posted."""
    before = opened.world.transcript()
    params = {"chat_id": opened.world.camille.id, "text": "a", "reply_markup": markup}
    status, answer = await ask("sendMessage", **params)
    assert (status, reason in answer["description"]) == (400, True), answer
    assert opened.world.transcript() == before
