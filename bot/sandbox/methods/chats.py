"""Chats and their members, and which of them the bot may write to."""

from bot.sandbox import shapes
from bot.sandbox.answers import Refused, bad_request, forbidden
from bot.sandbox.params import Params
from bot.sandbox.people import POST, Chat
from bot.sandbox.topics import GENERAL
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


def readable(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat, if the bot may look into it; 403 for a supergroup or channel it is not in."""
    chat = known(world, params, name)
    if chat.kind != "group":
        _inside(world, chat)
    return chat


def editable(world: World, params: Params) -> Chat:
    """The chat, if the bot may change its messages; also one that was upgraded."""
    chat = known(world, params)
    _inside(world, chat)
    return chat


def alive(world: World, params: Params) -> Chat:
    """The chat, if the bot is in it; 400 that names the next one when it was upgraded."""
    chat = known(world, params)
    if chat.id in world.migrated:
        raise Refused(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=world.migrated[chat.id],
        )
    _inside(world, chat)
    return chat


def writable(world: World, params: Params) -> Chat:
    """The chat, if the bot may send there now; 403 otherwise."""
    chat = alive(world, params)
    if chat.id in world.blocked:
        raise forbidden("bot was blocked by the user")
    if chat.id not in world.opened:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def _inside(world: World, chat: Chat) -> None:
    status = world.status(chat, world.bot)
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if status == "left" and not chat.is_private:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def thread(world: World, params: Params, chat: Chat) -> int | None:
    """The topic named by `message_thread_id`; 400 when the chat has no such topic."""
    if not params.text("message_thread_id"):
        return None
    number = params.number("message_thread_id")
    if number not in world.topics.get(chat.id, ()) and not world.remembers(chat, number):
        raise bad_request("message thread not found")
    return number


def postable(world: World, chat: Chat, thread_id: int | None) -> None:
    """400 where the bot may not put a message into a chat that it may write to."""
    if chat.is_channel and not world.may(chat, POST):
        raise bad_request("need administrator rights in the channel chat")
    if thread_id and world.remembers(chat, thread_id):
        raise bad_request("TOPIC_DELETED")
    is_admin = world.status(chat, world.bot) == "administrator"
    if (chat.id, thread_id or GENERAL) in world.closed and not is_admin:
        raise bad_request("TOPIC_CLOSED")


def is_mute(world: World, chat: Chat) -> bool:
    """Whether the bot is restricted in a group, or members may not write there."""
    status = world.status(chat, world.bot)
    gives = chat.is_private or "can_send_messages" in world.permissions[chat.id]
    return status == "restricted" or (status == "member" and not gives)


async def get_chat(world: World, params: Params) -> object:
    """All the sandbox knows about a chat."""
    return world.full_chat(readable(world, params))


async def get_chat_member(world: World, params: Params) -> object:
    """One person's place in a chat; somebody who is not there has left."""
    chat = alive(world, params)
    person = world.people.get(params.number("user_id"))
    if person is None:
        raise bad_request("user not found")
    return shapes.member(person, world.status(chat, person), world.rights(chat, person))


async def get_chat_administrators(world: World, params: Params) -> object:
    """The creator and the administrators of a group; bots other than this one are not there."""
    chat = alive(world, params)
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
