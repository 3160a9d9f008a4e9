"""The big buttons below a private chat; some of them ask for a chat."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.answers import Refused, bad_request
from bot.sandbox.people import ADMIN_RIGHTS

LONGEST_PLACEHOLDER = 64
FLAGS = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")
#: What a button may ask for besides; the bot asks for chats alone.
OTHERS = ("request_contact", "request_location", "request_poll", "request_users", "web_app")


@dataclass(frozen=True, slots=True)
class Request:
    """The chats that a button asks for; None is "whichever"."""

    number: int
    is_channel: bool
    is_forum: bool | None
    person_rights: frozenset[str]
    bot_rights: frozenset[str]
    bot_is_member: bool
    title: bool

    def as_json(self) -> dict[str, Any]:
        """What the page needs of a KeyboardButtonRequestChat."""
        return {"request_id": self.number, "chat_is_channel": self.is_channel}


@dataclass(frozen=True, slots=True)
class Key:
    """One big button: it writes its own text, or asks for a chat."""

    text: str
    request: Request | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape of a KeyboardButton."""
        return {"text": self.text} | (
            {"request_chat": self.request.as_json()} if self.request else {}
        )


@dataclass(frozen=True, slots=True)
class ReplyKeyboard:
    """The rows below the chat; without any it takes away those that are there."""

    rows: tuple[tuple[Key, ...], ...] = ()
    one_time: bool = False
    placeholder: str = ""

    @property
    def keys(self) -> tuple[Key, ...]:
        """All big buttons in reading order."""
        return tuple(key for row in self.rows for key in row)

    def as_json(self) -> dict[str, Any]:
        """The shape of a ReplyKeyboardMarkup."""
        rows = [[key.as_json() for key in row] for row in self.rows]
        return {"keyboard": rows, "input_field_placeholder": self.placeholder}


def reply_keyboard(markup: dict[str, Any]) -> ReplyKeyboard | None:
    """A ReplyKeyboardMarkup or ReplyKeyboardRemove; None if it has no button; 400 when wrong."""
    if markup.get("remove_keyboard") is True:
        return ReplyKeyboard()
    rows = markup.get("keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    for flag in FLAGS:
        if not isinstance(markup.get(flag, False), bool):
            raise bad_request(f'Field "{flag}" must be of type Boolean')
    placeholder = markup.get("input_field_placeholder", "")
    if not isinstance(placeholder, str) or len(placeholder) > LONGEST_PLACEHOLDER:
        raise bad_request("invalid input field placeholder specified")
    keys = tuple(tuple(_key(item) for item in row) for row in rows if row)
    asked = [key.request.number for row in keys for key in row if key.request]
    if len(asked) != len(set(asked)):
        # Telegram says so in its documentation, and answers nothing.
        raise _unreadable("request_id must be unique within the message")
    return ReplyKeyboard(keys, bool(markup.get("one_time_keyboard")), placeholder) if keys else None


def _key(item: object) -> Key:
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, dict):
        raise _unreadable("KeyboardButton must be an Object")
    text = item.get("text")
    if not isinstance(text, str):
        raise _unreadable('Can\'t find field "text"')
    if not text.strip():
        raise bad_request("keyboard button text must be non-empty")
    if any(item.get(name) for name in OTHERS):
        raise bad_request("the sandbox knows buttons that ask for chats only")
    asked = item.get("request_chat")
    return Key(text, None if asked is None else _request(asked))


def _request(asked: object) -> Request:
    if not isinstance(asked, dict):
        raise _unreadable("KeyboardButtonRequestChat must be an Object")
    number, is_channel = asked.get("request_id"), asked.get("chat_is_channel")
    if not isinstance(number, int) or isinstance(number, bool):
        raise _unreadable('Field "request_id" must be of type Number')
    if not isinstance(is_channel, bool):
        raise _unreadable('Field "chat_is_channel" must be of type Boolean')
    person, bot = _rights(asked, "user"), _rights(asked, "bot")
    if not bot <= person:
        raise bad_request("BOT_ADMIN_RIGHTS_INVALID")
    return Request(
        number,
        is_channel,
        asked.get("chat_is_forum"),
        person,
        bot,
        bool(asked.get("bot_is_member")),
        bool(asked.get("request_title")),
    )


def _rights(asked: dict[str, Any], whose: str) -> frozenset[str]:
    named = asked.get(f"{whose}_administrator_rights")
    if named is None:
        return frozenset()
    if not isinstance(named, dict):
        raise _unreadable("ChatAdministratorRights must be an Object")
    return frozenset(right for right in ADMIN_RIGHTS if named.get(right) is True)


def _unreadable(reason: str) -> Refused:
    return bad_request(f"can't parse keyboard button: {reason}")
