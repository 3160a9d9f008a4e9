"""pinChatMessage and unpinChatMessage."""

from bot.sandbox.answers import bad_request
from bot.sandbox.methods import chats
from bot.sandbox.methods.messages import there
from bot.sandbox.params import Params
from bot.sandbox.people import Chat
from bot.sandbox.world import World


async def pin_chat_message(world: World, params: Params) -> object:
    """Groups and channels get a service message; `disable_notification` shows nowhere here."""
    chat = _pinnable(world, params)
    message = there(world, params, chat, "message to pin")
    if message.service:
        raise bad_request("message can't be pinned")
    world.pin(message, world.bot)
    return True


async def unpin_chat_message(world: World, params: Params) -> object:
    """The message that is named, else the one that was pinned last."""
    chat = _pinnable(world, params)
    if params.text("message_id"):
        world.unpin(there(world, params, chat, "message to unpin"))
        return True
    newest = world.pinned(chat)
    if newest is None:
        raise bad_request("message to unpin not found")
    world.unpin(newest)
    return True


def _pinnable(world: World, params: Params) -> Chat:
    chat = chats.writable(world, params)
    if not world.may_pin(chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
