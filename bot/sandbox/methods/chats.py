"""Chats and their members, and which of them the bot may write to."""

from bot.sandbox import shapes
from bot.sandbox.answers import bad_request, forbidden
from bot.sandbox.params import Params
from bot.sandbox.people import POST, Chat
from bot.sandbox.world import World

ACTIONS = frozenset(
    (
        *("typing", "choose_sticker", "find_location", "upload_photo", "upload_document"),
        *("record_video", "record_voice", "record_video_note"),
        *("upload_video", "upload_voice", "upload_video_note"),
    )
)


def known(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat named by this parameter; 400 when there is none."""
    if not params.text(name):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(params.number(name))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def writable(world: World, params: Params) -> Chat:
    """The chat, if the bot may send there now; 403 otherwise."""
    chat = known(world, params)
    if chat.id in world.blocked:
        raise forbidden("bot was blocked by the user")
    if chat.id not in world.opened:
        raise forbidden("bot can't initiate conversation with a user")
    if not chat.is_private and world.status(chat, world.bot) not in ("member", "administrator"):
        if world.status(chat, world.bot) == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def postable(world: World, chat: Chat) -> None:
    """400 where the bot may not put a message into a chat that it may write to."""
    if chat.is_channel and not world.may(chat, POST):
        raise bad_request("need administrator rights in the channel chat")


def thread(world: World, params: Params, chat: Chat) -> int | None:
    """The topic named by `message_thread_id`; 400 when the chat has no such topic."""
    if not params.text("message_thread_id"):
        return None
    number = params.number("message_thread_id")
    if number not in world.topics.get(chat.id, ()):
        raise bad_request("message thread not found")
    return number


async def get_chat(world: World, params: Params) -> object:
    """All the sandbox knows about a chat."""
    return shapes.full_chat(known(world, params))


async def get_chat_member(world: World, params: Params) -> object:
    """One person's place in a chat; somebody who is not there has left."""
    chat = known(world, params)
    person = world.people.get(params.number("user_id"))
    if person is None:
        raise bad_request("user not found")
    return shapes.member(person, world.status(chat, person), world.rights(chat, person))


async def get_chat_administrators(world: World, params: Params) -> object:
    """The creator and the administrators of a group; bots other than this one are not there."""
    chat = known(world, params)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    places = [(world.people[number], at) for number, at in world.members[chat.id].items()]
    return [
        shapes.member(person, status, world.rights(chat, person))
        for person, status in places
        if status in ("creator", "administrator")
    ]


async def send_chat_action(world: World, params: Params) -> object:
    """Checked and not shown."""
    chat = writable(world, params)
    thread(world, params, chat)
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True
