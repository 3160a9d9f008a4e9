"""The bot's lists of commands, one for each scope and language."""

import re
from typing import Any

from bot.sandbox.answers import Refused, bad_request

Commands = tuple[tuple[str, str], ...]
SIMPLE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
OF_A_CHAT = ("chat", "chat_administrators", "chat_member")
MOST = 100
_NAME = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"|[a-z]{2}")


class CommandLists:
    """What setMyCommands stored; getMyCommands reads exactly one list, without falling back."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], Commands] = {}

    def put(self, scope: str, language: str, commands: Commands) -> None:
        """Store a list; an empty one removes it."""
        self._lists[scope, language] = commands

    def get(self, scope: str, language: str) -> Commands:
        """The list stored under exactly this scope and language."""
        return self._lists.get((scope, language), ())

    def shown(self, scopes: tuple[str, ...], language: str) -> Commands:
        """What a person's app shows: the first list found, the narrower scope first."""
        for scope in scopes:
            for code in (language, ""):
                if commands := self.get(scope, code):
                    return commands
        return ()


def scope_name(scope: object) -> str:
    """A BotCommandScope as one word, such as `chat:-1001:`; 400 when it is none."""
    if scope is None:
        return "default"
    if not isinstance(scope, dict):
        raise _bad_scope("BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in SIMPLE:
        return str(kind)
    if kind not in OF_A_CHAT:
        raise _bad_scope("unsupported type specified")
    if not scope.get("chat_id"):
        raise _bad_scope("empty chat_id specified")
    if kind == "chat_member" and not scope.get("user_id"):
        raise _bad_scope("invalid user_id specified")
    return f"{kind}:{scope['chat_id']}:{scope.get('user_id', '')}"


def language(code: str) -> str:
    """An empty code or two letters; 400 otherwise."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def commands(sent: object) -> Commands:
    """The commands of a request in order, checked one by one."""
    if sent is None:
        return ()
    if not isinstance(sent, list):
        raise bad_request("expected an Array of BotCommand")
    if len(sent) > MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return tuple(_command(item) for item in sent)


def _command(item: Any) -> tuple[str, str]:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if not isinstance(item.get(field), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    name = item["command"].strip().removeprefix("/")
    description = item["description"].strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return name, description


def _bad_scope(reason: str) -> Refused:
    return bad_request(f"can't parse BotCommandScope: {reason}")
