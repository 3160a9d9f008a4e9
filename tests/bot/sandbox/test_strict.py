"""The rules of Telegram, each as a request and the answer it must get."""

from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.conftest import Ask

FISH = "\U0001f41f"  # two UTF-16 units, four bytes


def markup(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


def spans(*entities: dict[str, Any]) -> dict[str, Any]:
    return {"entities": list(entities)}


def bold(offset: int, length: int) -> dict[str, Any]:
    return {"type": "bold", "offset": offset, "length": length}


HTML = {"parse_mode": "HTML"}
UNREADABLE = "can't parse inline keyboard button: "

REFUSED = [
    ({"text": ""}, "message text is empty"),
    ({}, "message text is empty"),
    ({"text": " \n\t "}, "text must be non-empty"),
    ({"text": "<b> </b>", **HTML}, "text must be non-empty"),
    ({"text": "a" * 4097}, "message is too long"),
    ({"text": FISH * 2049}, "message is too long"),
    ({"text": "a" * 32769}, "text is too long"),
    (
        {"text": "*a*", "parse_mode": "MarkdownV2"},
        "the sandbox reads HTML and entities, not Markdown",
    ),
    ({"text": "a", "parse_mode": "wiki"}, "unsupported parse_mode"),
    (
        {"text": "é<blink>a</blink>", **HTML},
        'can\'t parse entities: Unsupported start tag "blink" at byte offset 2',
    ),
    (
        {"text": "<b>a", **HTML},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ({"text": "a</b>", **HTML}, "can't parse entities: Unexpected end tag at byte offset 1"),
    (
        {"text": "<b><i>a</b></i>", **HTML},
        'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    ({"text": "1 < 2", **HTML}, 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    ({"text": "a <b", **HTML}, "can't parse entities: Unclosed start tag at byte offset 2"),
    ({"text": "<a href='x", **HTML}, "can't parse entities: Unclosed start tag at byte offset 0"),
    ({"text": "<b>a</b", **HTML}, "can't parse entities: Unclosed end tag at byte offset 4"),
    (
        {"text": "<span>a</span>", **HTML},
        'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    (
        {"text": "abc", **spans(bold(3, 1))},
        "entity begins after the end of the text at UTF-16 offset 3",
    ),
    (
        {"text": "abc", **spans(bold(1, 3))},
        "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 4",
    ),
    ({"text": f"{FISH}a", **spans(bold(1, 1))}, "entity begins in a middle of a UTF-16 symbol"),
    (
        {"text": f"a{FISH}", **spans(bold(0, 2))},
        "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol",
    ),
    ({"text": "abc", **spans(bold(-1, 1))}, "receive an entity with incorrect offset -1"),
    (
        {"text": "a", **spans({"type": "glitter", "offset": 0, "length": 1})},
        "can't parse MessageEntity: unsupported type specified",
    ),
    ({"text": "a", **markup({"text": "b", "callback_data": "x" * 65})}, "BUTTON_DATA_INVALID"),
    ({"text": "a", **markup({"text": "b", "callback_data": FISH * 17})}, "BUTTON_DATA_INVALID"),
    (
        {"text": "a", **markup({"text": "b"})},
        f"{UNREADABLE}Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"text": "a", **markup({"text": "b", "callback_data": ""})},
        f"{UNREADABLE}Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"text": "a", **markup({"text": "b", "callback_data": "c", "url": "https://example.org"})},
        f"{UNREADABLE}exactly one action is expected, not url and callback_data",
    ),
    (
        {"text": "a", **markup({"text": "", "callback_data": "c"})},
        "inline keyboard button text must be non-empty",
    ),
    (
        {"text": "a", **markup({"text": "b", "url": "javascript:alert(1)"})},
        "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
    ),
    (
        {"text": "a", **markup({"text": "b", "url": "gopher://example.org"})},
        "inline keyboard button URL 'gopher://example.org' is invalid: Unsupported URL protocol",
    ),
    (
        {"text": "a", **markup(*[{"text": "b", "callback_data": "c"}] * 101)},
        "reply markup is too long",
    ),
    ({"text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ({"text": "a", "reply_markup": {"force_reply": True}}, "the sandbox forces no replies"),
    ({"text": "a", "message_thread_id": 99}, "message thread not found"),
    ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"text": "a", "chat_id": 5}, "chat not found"),
    ({"text": "a", "chat_id": ""}, "chat_id is empty"),
]


@pytest.mark.parametrize(("params", "reason"), REFUSED, ids=lambda value: str(value)[:48])
async def test_a_wrong_message_is_refused_with_the_reason(
    opened: Sandbox, ask: Ask, params: dict[str, Any], reason: str
) -> None:
    """What Telegram refuses, the sandbox refuses in the same words, and nothing is posted."""
    before = opened.world.transcript()
    status, answer = await ask("sendMessage", **{"chat_id": opened.world.camille.id, **params})
    assert (status, answer["error_code"]) == (400, 400)
    assert answer["description"] == f"Bad Request: {reason}"
    assert not answer["ok"]
    assert opened.world.transcript() == before


ACCEPTED = [
    {"text": "a" * 4096},
    {"text": FISH * 2048},
    {"text": f"<b>{'&amp;' * 4096}</b>", **HTML},
    {"text": "a", **markup({"text": "b", "callback_data": "x" * 64})},
    {"text": "a", **markup(*[{"text": "b", "callback_data": "c"}] * 100)},
    {"text": "a", **markup({"text": "b", "url": "tg://user?id=1"})},
    {"text": "a", **markup({"text": "b", "url": "example.org/path"})},
    {"text": f"{FISH}a", **spans(bold(2, 1))},
    {"text": "a", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
]


@pytest.mark.parametrize("params", ACCEPTED, ids=lambda value: str(value)[:48])
async def test_what_just_fits_is_accepted(
    opened: Sandbox, ask: Ask, params: dict[str, Any]
) -> None:
    """The limits themselves are allowed."""
    status, answer = await ask("sendMessage", chat_id=opened.world.camille.id, **params)
    assert status == 200, answer
    last = opened.world.messages(opened.world.private(opened.world.camille))[-1]
    assert last.message_id == answer["result"]["message_id"]


EDITS = [
    ("editMessageText", {"message_id": 99, "text": "a"}, "message to edit not found"),
    ("editMessageText", {"message_id": 1, "text": "a"}, "message can't be edited"),
    ("editMessageText", {"text": "a"}, "message identifier is not specified"),
    ("editMessageText", {"message_id": 2, "text": ""}, "message text is empty"),
    ("editMessageReplyMarkup", {"message_id": 99}, "message to edit not found"),
    ("editMessageReplyMarkup", {"message_id": 1}, "message can't be edited"),
    ("deleteMessage", {"message_id": 99}, "message to delete not found"),
]


@pytest.mark.parametrize(("method", "params", "reason"), EDITS)
async def test_a_wrong_edit_is_refused_with_the_reason(
    opened: Sandbox, ask: Ask, method: str, params: dict[str, Any], reason: str
) -> None:
    """Message 1 is Camille's, 2 is the bot's, 99 does not exist."""
    camille = opened.world.camille.id
    await ask("sendMessage", chat_id=camille, text="first")
    status, answer = await ask(method, chat_id=camille, **params)
    assert (status, answer["description"]) == (400, f"Bad Request: {reason}")


def command(name: str, description: str = "what it does") -> dict[str, str]:
    return {"command": name, "description": description}


COMMANDS = [
    ({"commands": [command("")]}, "command must be non-empty"),
    ({"commands": [command("a" * 33)]}, "command length must not exceed 32"),
    ({"commands": [command("Read")]}, "BOT_COMMAND_INVALID"),
    ({"commands": [command("bibliothèque")]}, "BOT_COMMAND_INVALID"),
    ({"commands": [command("read", " ")]}, "command description must be non-empty"),
    ({"commands": [command("a", "x" * 257)]}, "command description length must not exceed 256"),
    ({"commands": [command(f"c{n}") for n in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
    ({"commands": [command("a")], "language_code": "french"}, "invalid language code specified"),
    (
        {"commands": [command("a")], "scope": {"type": "everywhere"}},
        "can't parse BotCommandScope: unsupported type specified",
    ),
    (
        {"commands": [command("a")], "scope": {"type": "chat"}},
        "can't parse BotCommandScope: empty chat_id specified",
    ),
]


@pytest.mark.parametrize(("params", "reason"), COMMANDS, ids=lambda value: str(value)[:48])
async def test_wrong_commands_are_refused_with_the_reason(
    ask: Ask, params: dict[str, Any], reason: str
) -> None:
    """Names of 1 to 32 of a-z, 0-9 and _, descriptions of 1 to 256, at most a hundred."""
    status, answer = await ask("setMyCommands", **params)
    assert (status, answer["description"]) == (400, f"Bad Request: {reason}")


async def test_an_unknown_method_is_not_found(ask: Ask) -> None:
    """Whatever the sandbox does not know is a 404, so that nothing passes by chance."""
    assert await ask("sendHologram") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )


async def test_a_wrong_token_is_unauthorized(ask: Ask) -> None:
    """As Telegram answers a revoked token."""
    status, answer = await ask("getMe", token="1234567:wrong")
    assert (status, answer["description"]) == (401, "Unauthorized")


async def test_method_names_have_no_case(ask: Ask, sandbox: Sandbox) -> None:
    """`GETME` is `getMe`."""
    status, answer = await ask("GETME")
    assert (status, answer["result"]["id"]) == (200, sandbox.world.bot.id)
