"""Sending, editing, deleting, and answering taps."""

from datetime import timedelta

from bot.sandbox import keyboards, texts
from bot.sandbox.answers import bad_request
from bot.sandbox.entities import units
from bot.sandbox.messages import Answer, Keyboard, Message
from bot.sandbox.methods import chats
from bot.sandbox.params import Params
from bot.sandbox.people import EDIT, POST, Chat
from bot.sandbox.reply_keyboards import ReplyKeyboard
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

LONGEST_ANSWER = 200
#: Telegram names no time; its servers take answers for some minutes.
QUERY_LIFE = timedelta(minutes=15)
MOST_DELETED = 100
DELETABLE = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


async def send_message(world: World, params: Params) -> object:
    """Post a text; it is read before the chat is looked at, as on the real server."""
    text, entities = _text(params)
    markup, below = keyboards.markups(params.json("reply_markup", "reply keyboard markup"))
    chat = chats.writable(world, params)
    if below:
        _check_askable(chat, below)
    thread_id = chats.thread(world, params, chat)
    if chats.is_mute(world, chat):
        raise bad_request("not enough rights to send text messages to the chat")
    chats.postable(world, chat, thread_id)
    message = world.post(
        chat,
        text,
        entities,
        reply_markup=markup,
        link_preview_options=_preview(params),
        reply_to=replied(world, params, chat),
        thread_id=thread_id,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
    )
    if below:
        world.put_keyboard(chat, below)
    return world.shape(message)


async def edit_message_text(world: World, params: Params) -> object:
    """Replace text and buttons; buttons that are not sent again disappear."""
    text, entities = _text(params)
    markup = _keyboard(params)
    message = _editable(world, params)
    if message.document:
        raise bad_request("there is no text in the message to edit")
    if (text, entities, markup) == (message.text, message.entities, message.reply_markup):
        raise bad_request(NOT_MODIFIED)
    preview = _preview(params)
    changed = world.edit(
        message,
        text=text,
        entities=entities,
        reply_markup=markup,
        link_preview_options=preview,
    )
    return world.shape(changed)


async def edit_message_reply_markup(world: World, params: Params) -> object:
    """Replace the buttons; without any they disappear."""
    markup = _keyboard(params)
    message = _editable(world, params)
    if markup == message.reply_markup:
        raise bad_request(NOT_MODIFIED)
    return world.shape(world.edit(message, reply_markup=markup))


async def delete_message(world: World, params: Params) -> object:
    """The bot's own messages anywhere, people's in private chats and where it is an admin."""
    chat = chats.alive(world, params)
    message = there(world, params, chat, "message to delete")
    _check_deletable(world, message)
    world.delete(message)
    return True


async def delete_messages(world: World, params: Params) -> object:
    """Up to a hundred at once: all of them or none; those that are not there are passed over."""
    chat = chats.alive(world, params)
    numbers = params.json("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST_DELETED:
        raise bad_request("too many messages to delete")
    found = [world.found(chat, number) for number in dict.fromkeys(numbers)]
    doomed = [message for message in found if message is not None]
    for message in doomed:
        _check_deletable(world, message)
    for message in doomed:
        world.delete(message)
    return True


async def answer_callback_query(world: World, params: Params) -> object:
    """Answer a tap once, while it is fresh."""
    query = world.queries.get(params.text("callback_query_id"))
    text = params.text("text")
    if query is None or query.answer or world.clock.now() - query.date > QUERY_LIFE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if units(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    world.answer(query, Answer(text, params.flag("show_alert")))
    return True


def _text(params: Params) -> texts.Text:
    entities = params.json("entities", "entities")
    return texts.sent(params.text("text"), params.text("parse_mode"), entities)


def _keyboard(params: Params) -> Keyboard:
    return keyboards.keyboard(params.json("reply_markup", "reply keyboard markup"))


def _preview(params: Params) -> Json | None:
    options = params.json("link_preview_options", "link preview options")
    if options is None:
        return {"is_disabled": True} if params.flag("disable_web_page_preview") else None
    if not isinstance(options, dict):
        raise bad_request("object expected as link preview options")
    return options


def replied(world: World, params: Params, chat: Chat) -> int | None:
    """The message that this one answers; 400 if the bot finds none."""
    reply = params.json("reply_parameters", "reply parameters")
    if reply is None:
        reply = {
            "message_id": params.number("reply_to_message_id"),
            "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
        }
    if not isinstance(reply, dict):
        raise bad_request("object expected as reply parameters")
    number = reply.get("message_id")
    if not number:
        return None
    if world.found(chat, number) is not None:
        return int(number)
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _editable(world: World, params: Params) -> Message:
    chat = chats.editable(world, params)
    message = there(world, params, chat, "message to edit")
    own = message.sender == world.bot
    if chat.is_channel:
        own = world.may(chat, EDIT) or (own and world.may(chat, POST))
    if message.forwarded or not own:
        raise bad_request("message can't be edited")
    return message


def _check_askable(chat: Chat, below: ReplyKeyboard) -> None:
    if chat.is_channel:
        raise bad_request("inline keyboard expected")
    if not chat.is_private and any(key.request for key in below.keys):
        raise bad_request("chats can be requested in private chats only")


def _check_deletable(world: World, message: Message) -> None:
    if not (message.chat.is_private or _deletable(world, message)):
        raise bad_request("message can't be deleted")
    if world.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")


def _deletable(world: World, message: Message) -> bool:
    own = message.sender == world.bot
    if message.chat.is_channel:
        own = own and world.may(message.chat, POST)
    return own or world.may(message.chat, "can_delete_messages")


def there(world: World, params: Params, chat: Chat, what: str) -> Message:
    """The message named by `message_id`; 400 if the bot finds none."""
    if not params.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = world.found(chat, params.number("message_id"))
    if message is None:
        raise bad_request(f"{what} not found")
    return message
