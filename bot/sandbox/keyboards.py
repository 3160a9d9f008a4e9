"""The buttons under a message, as strict as Telegram."""

import re
from typing import Any

from bot.sandbox.answers import Refused, bad_request
from bot.sandbox.messages import Button, Keyboard
from bot.sandbox.reply_keyboards import ReplyKeyboard, reply_keyboard

ACTIONS = (
    *("url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "copy_text", "web_app", "login_url", "pay"),
)
MOST_BUTTONS = 100
LONGEST_DATA = 64
SCHEMES = frozenset(("http", "https", "tg", "ton"))
_HOST = re.compile(r"(?i)https?://(?:[\w-]+\.)+[\w-]{2,}(?::\d+)?(?:[/?#].*)?|(?:tg|ton)://.+")


def markups(markup: object) -> tuple[Keyboard, ReplyKeyboard | None]:
    """A `reply_markup` of any kind: the buttons under the message, or those below the chat."""
    if isinstance(markup, dict) and "inline_keyboard" not in markup:
        if "force_reply" in markup:
            raise bad_request("the sandbox forces no replies")
        return (), reply_keyboard(markup)
    return keyboard(markup), None


def keyboard(markup: object) -> Keyboard:
    """The rows of buttons of a `reply_markup`; none when it is absent; 400 when it is wrong."""
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    buttons = tuple(tuple(_button(item) for item in row) for row in rows if row)
    if sum(len(row) for row in buttons) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return buttons


def _button(item: object) -> Button:
    if not isinstance(item, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    text = item.get("text")
    if not isinstance(text, str):
        raise _unreadable('Can\'t find field "text"')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    # An empty link or empty data counts as absent; any other action may have an empty value.
    actions = [name for name in ACTIONS if name in item and (item[name] or name not in ACTIONS[:2])]
    if not actions:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        # Telegram takes the first one and drops the rest; its documentation says exactly one.
        raise _unreadable(f"exactly one action is expected, not {' and '.join(actions)}")
    return Button(text, actions[0], _checked(actions[0], item[actions[0]]))


def _checked(action: str, value: Any) -> Any:
    if action == "callback_data":
        if not isinstance(value, str):
            raise _unreadable('Field "callback_data" must be of type String')
        if len(value.encode()) > LONGEST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        return _link(value)
    return value


def _link(value: object) -> str:
    if not isinstance(value, str):
        raise _unreadable('Field "url" must be of type String')
    link = value.strip()
    reason = f"inline keyboard button URL '{value}' is invalid"
    scheme, separator, _ = link.partition("://")
    if separator and scheme.lower() not in SCHEMES:
        raise bad_request(f"{reason}: Unsupported URL protocol")
    if not separator:
        link = f"http://{link}"
    if not _HOST.fullmatch(link):
        raise bad_request(f"{reason}: Wrong HTTP URL")
    return link


def _unreadable(reason: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {reason}")
