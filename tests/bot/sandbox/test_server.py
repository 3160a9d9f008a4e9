"""Starting, stopping, and what a request may look like."""

import asyncio

import aiohttp
import pytest
from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes

from bot.errors import StartError
from bot.sandbox.server import REMEMBERED, Sandbox
from tests.bot.sandbox.conftest import Ask


async def test_a_port_in_use_is_one_clear_line(sandbox: Sandbox) -> None:
    """It names the port and what to do."""
    second = Sandbox(port=sandbox.port)
    with pytest.raises(StartError, match=f"cannot listen on 127.0.0.1:{sandbox.port} ") as caught:
        await second.start()
    assert "\n" not in str(caught.value)
    await second.stop()


async def test_a_freed_port_can_be_taken_again() -> None:
    """Stopped twice or never started is fine; the port is free at once."""
    async with Sandbox() as first:
        port = first.port
    await first.stop()
    async with Sandbox(port=port) as second:
        assert second.url == f"http://127.0.0.1:{port}"


async def test_form_json_and_query_say_the_same(
    opened: Sandbox, http: aiohttp.ClientSession
) -> None:
    """Parameters arrive in any of the ways the Bot API takes."""
    url = f"{opened.url}/bot{opened.token}/sendMessage"
    values = {
        "chat_id": str(opened.world.camille.id),
        "text": "a <b>word</b>",
        "parse_mode": "html",
    }
    with aiohttp.MultipartWriter("form-data") as multipart:
        for name, value in values.items():
            multipart.append(value).set_content_disposition("form-data", name=name)
    for request in (
        http.post(url, data=values),
        http.post(url, data=multipart),
        http.post(url, json=values),
        http.get(url, params=values),
    ):
        async with request as answer:
            assert answer.status == 200
            assert (await answer.json())["result"]["entities"][0]["type"] == "bold"


@pytest.mark.parametrize("body", ["{", "[1]", '"text"', ""])
async def test_a_broken_body_is_refused(
    sandbox: Sandbox, http: aiohttp.ClientSession, body: str
) -> None:
    """400 in the usual shape."""
    headers = {"Content-Type": "application/json"}
    url = f"{sandbox.url}/bot{sandbox.token}/getMe"
    async with http.post(url, data=body, headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json())["description"] == "Bad Request: can't parse JSON object"


async def test_calls_are_remembered_up_to_a_limit(sandbox: Sandbox, ask: Ask) -> None:
    """Method, parameters and answer of each; the oldest go first."""
    await ask("getChat", chat_id=sandbox.world.alex.id)
    call = sandbox.calls[-1]
    assert call.answer is not None
    assert (call.method, call.params.number("chat_id")) == ("getChat", sandbox.world.alex.id)
    assert call.answer["result"]["first_name"] == "Alex"
    sandbox.calls.extend([call] * REMEMBERED)
    assert len(sandbox.calls) == REMEMBERED


async def test_an_application_of_ptb_runs_on_it(sandbox: Sandbox) -> None:
    """Polling, a command in a group, an answer: everything over HTTP."""
    app = Application.builder().token(sandbox.token).base_url(f"{sandbox.url}/bot").build()

    async def hello(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_text("hello")

    app.add_handler(CommandHandler("hello", hello))
    assert app.updater is not None
    async with app:
        await app.updater.start_polling()
        await app.start()
        world = sandbox.world
        world.say(world.alex, world.group, "/hello@feuilleton_sandbox_bot")
        await world.wait(lambda seen: seen.messages(seen.group)[-1].text == "hello")
        await app.updater.stop()
        await app.stop()


async def test_two_sandboxes_do_not_know_each_other(sandbox: Sandbox) -> None:
    """Each has its own world and clock."""
    async with Sandbox() as other:
        other.clock.advance(60)
        other.world.say(other.world.alex, other.world.group, "here")
        assert other.port != sandbox.port
        assert sandbox.world.messages(sandbox.world.group) == ()
        assert sandbox.clock.version == 0


async def test_a_hanging_request_does_not_hold_the_stop(sandbox: Sandbox, ask: Ask) -> None:
    """A poller and a page are let go at once."""
    polling = asyncio.create_task(ask("getUpdates", timeout=50))
    await sandbox.world.updates.changed.wait_past(0)
    async with asyncio.timeout(10):
        await sandbox.stop()
        assert (await polling)[0] == 200
