"""The judge of requests: it looks at all that the bot sends, and finds what is wrong."""

import json

import aiohttp
import pytest
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.delivery import transport
from bot.sandbox.server import Sandbox
from tests.schema import Judge, faults

BUTTON = {"text": "Next", "callback_data": "n"}


@pytest.mark.parametrize(
    ("params", "fault"),
    [
        ({"message_thread_id": "first"}, "message_thread_id: Input should be a valid integer"),
        ({"disable_notification": "1"}, "disable_notification: Input should be a valid boolean"),
        ({"entities": '[{"type": "bold"}]'}, "entities.0.offset: Field required"),
        ({"silent": "true"}, "unknown key silent"),
        (
            {"reply_markup": json.dumps({"inline_keyboard": [[BUTTON | {"colour": "red"}]]})},
            "reply_markup.inline_keyboard.0.0: unknown key colour",
        ),
    ],
)
def test_wrong_types_and_unknown_keys_are_found(params: dict[str, str], fault: str) -> None:
    """Also inside of objects and lists."""
    assert fault in " ".join(faults("sendMessage", {"chat_id": "5", "text": "7"} | params))


def test_a_request_as_it_should_be_has_no_fault() -> None:
    """A text that is a number stays a text."""
    markup = json.dumps({"inline_keyboard": [[BUTTON]]})
    right = {"chat_id": "5", "text": "7", "disable_notification": "true", "reply_markup": markup}
    assert faults("sendMessage", right) == ()
    assert faults("sendMessages", right) == ("sendMessages: no such method",)
    assert "sendMessage: text: Field required" in faults("sendMessage", {"chat_id": "5"})


async def test_what_the_bot_sends_is_judged(judge: Judge) -> None:
    """Through the bot's own transport; one that nobody could send is caught."""
    async with Sandbox() as sandbox:
        client: ExtBot[None] = ExtBot(
            sandbox.token, base_url=f"{sandbox.url}/bot", request=transport.for_posts()
        )
        async with client:
            assert judge.seen == 1
            assert judge.faults == []
            await client.get_me(api_kwargs={"colour": "red"})
    assert judge.seen == 2
    assert judge.faults == ["getMe: unknown key colour"]
    judge.faults.clear()


@pytest.mark.parametrize(("agent", "seen"), [("a test", 0), (BaseRequest.USER_AGENT, 1)])
async def test_what_a_test_sends_by_hand_is_not(judge: Judge, agent: str, seen: int) -> None:
    """The User-Agent tells."""
    async with Sandbox() as sandbox, aiohttp.ClientSession(headers={"User-Agent": agent}) as http:
        url = f"{sandbox.url}/bot{sandbox.token}/sendNothing"
        async with http.post(url, json={"colour": "red"}) as answer:
            assert answer.status == 404
    assert judge.seen == seen
    assert len(judge.faults) == seen
    judge.faults.clear()
