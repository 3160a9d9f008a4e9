"""The chat page: its files, its small API, and whom it keeps out."""

import asyncio
import re
from importlib import resources
from typing import Any

import aiohttp
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ExtBot

from bot.sandbox.server import Sandbox

SCRIPT = "<script>alert('x')</script>"


@pytest.mark.parametrize("name", ["", "app.js", "doors.js", "draw.js", "words.js", "style.css"])
async def test_the_page_is_served(sandbox: Sandbox, http: aiohttp.ClientSession, name: str) -> None:
    """Every file, under a policy that lets nothing else in."""
    async with http.get(f"{sandbox.url}/{name}") as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        served = await answer.text()
    stored = resources.files("bot.sandbox") / "page" / (name or "index.html")
    assert served == stored.read_text(encoding="utf-8")


def test_the_page_stands_alone() -> None:
    """It loads nothing from elsewhere, and everything it names is served."""
    page = (resources.files("bot.sandbox") / "page" / "index.html").read_text(encoding="utf-8")
    loaded = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert set(loaded) == {"data:,", "style.css", "app.js"}
    assert "<script>" not in page
    assert "style=" not in page


@pytest.mark.parametrize("name", ["app.js", "doors.js", "draw.js"])
def test_text_never_becomes_markup(name: str) -> None:
    """The scripts set text only; none of the ways to write HTML is used."""
    script = (resources.files("bot.sandbox") / "page" / name).read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script)
    assert "textContent" in script


async def state(sandbox: Sandbox, http: aiohttp.ClientSession) -> dict[str, Any]:
    """What the page knows about the chats."""
    async with http.get(f"{sandbox.url}/api/state") as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def test_the_state_has_each_persons_view_of_each_chat(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    """Two private chats, and the group as seen by both."""
    views = (await state(sandbox, http))["views"]
    assert [(one["person"]["first_name"], one["chat"]["type"], one["status"]) for one in views] == [
        ("Camille", "private", "member"),
        ("Alex", "private", "member"),
        ("Camille", "supergroup", "creator"),
        ("Alex", "supergroup", "member"),
    ]
    assert len({one["key"] for one in views}) == 4


async def test_what_is_written_on_the_page_is_raw_text(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    """Markup goes in and comes out as it is; the page shows it as text."""
    world = sandbox.world
    order = {"person": world.alex.id, "chat": world.group.id, "text": SCRIPT}
    async with http.post(f"{sandbox.url}/api/say", json=order) as answer:
        assert answer.status == 200
    query = {"person": world.camille.id, "chat": world.group.id}
    async with http.get(f"{sandbox.url}/api/chat", params=query) as answer:
        (shown,) = (await answer.json())["messages"]
    assert shown["text"] == SCRIPT
    assert world.messages(world.group)[0].sender == world.alex


async def test_the_page_shows_what_happened_to_a_chat(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    """A service message has no words of its own; the page says what it is."""
    world = sandbox.world
    world.kick(world.group)
    query = {"person": world.camille.id, "chat": world.group.id}
    async with http.get(f"{sandbox.url}/api/chat", params=query) as answer:
        (shown,) = (await answer.json())["messages"]
    assert (shown["text"], shown["from"]["first_name"]) == ("left_chat_member", "Camille")
    assert (await state(sandbox, http))["views"][-1]["last"]["text"] == "left_chat_member"
    assert "Camille changed: left_chat_member" in world.dump()


async def test_the_chat_shows_the_commands_of_its_scope(
    sandbox: Sandbox, http: aiohttp.ClientSession, bot: ExtBot[None]
) -> None:
    """The narrower scope wins, then the person's language."""
    await bot.set_my_commands([("help", "help")])
    await bot.set_my_commands([("aide", "de l'aide")], language_code="fr")
    await bot.set_my_commands([("read", "read")], scope={"type": "all_chat_administrators"})
    await bot.set_my_description("Vous fait la lecture.", language_code="fr")
    world = sandbox.world
    shown = {}
    for person, chat in (
        (world.camille, world.private(world.camille)),
        (world.alex, world.private(world.alex)),
        (world.camille, world.group),
        (world.alex, world.group),
    ):
        query = {"person": person.id, "chat": chat.id}
        async with http.get(f"{sandbox.url}/api/chat", params=query) as answer:
            found = await answer.json()
        shown[person.first_name, chat.kind] = found["commands"][0]["command"]
    assert shown == {
        ("Camille", "private"): "aide",
        ("Alex", "private"): "help",
        ("Camille", "supergroup"): "read",
        ("Alex", "supergroup"): "help",
    }


async def test_a_tap_returns_the_bots_answer(
    opened: Sandbox, http: aiohttp.ClientSession, bot: ExtBot[None]
) -> None:
    """The page waits for it and shows it as a toast or an alert."""
    world = opened.world
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="n")]])
    sent = await bot.send_message(world.camille.id, "Read on?", reply_markup=keyboard)
    order = {
        "person": world.camille.id,
        "chat": world.camille.id,
        "message_id": sent.message_id,
        "button": "n",
    }
    async with http.post(f"{opened.url}/api/tap", json=order | {"button": "x"}) as answer:
        assert answer.status == 400
        assert "not 'x'" in (await answer.json())["error"]
    tapping = http.post(f"{opened.url}/api/tap", json=order)
    task = asyncio.ensure_future(tapping)
    (update,) = await bot.get_updates(timeout=10)
    assert update.callback_query is not None
    await update.callback_query.answer("Gladly", show_alert=True)
    async with await task as answer:
        assert await answer.json() == {"answer": {"text": "Gladly", "show_alert": True}}


async def test_the_page_hears_of_changes(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    """One message when it connects, one after each change, and an end when the server stops."""
    world = sandbox.world
    async with http.ws_connect(f"{sandbox.url}/api/events") as socket:
        first = await socket.receive_json()
        world.say(world.alex, world.group, "hello")
        second = await socket.receive_json()
        sandbox.clock.advance(60)
        third = await socket.receive_json()
        assert first["changed"] < second["changed"] == third["changed"]
        assert second["moved"] < third["moved"]
        stopping = asyncio.create_task(sandbox.stop())
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        await stopping


ROUTES = [("GET", "/"), ("GET", "/api/state"), ("POST", "/api/say"), ("GET", "/clock")]


@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("POST", "/clock"), ("GET", "/api/events")])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "rebound.example.org"},
        {"Host": "127.0.0.1.example.org"},
        {"Host": ""},
    ],
    ids=str,
)
async def test_other_sites_are_kept_out(
    sandbox: Sandbox,
    http: aiohttp.ClientSession,
    method: str,
    path: str,
    headers: dict[str, str],
) -> None:
    """A foreign page or a foreign name for this machine gets a 403 everywhere."""
    async with http.request(method, f"{sandbox.url}{path}", headers=headers, json={}) as answer:
        assert answer.status == 403


async def test_the_page_itself_is_let_in(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    """Its own origin, under either name of this machine."""
    for host in (f"127.0.0.1:{sandbox.port}", f"localhost:{sandbox.port}"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        async with http.get(f"{sandbox.url}/api/state", headers=headers) as answer:
            assert answer.status == 200


WRONG: list[dict[str, Any]] = [
    {},
    {"person": 1, "chat": 1, "text": "a"},
    {"person": "CAMILLE", "chat": "ALEX", "text": "a"},
    {"person": "CAMILLE", "chat": "CAMILLE", "text": " "},
    {"person": "CAMILLE", "chat": "CAMILLE", "text": "a" * 4097},
]


@pytest.mark.parametrize("order", WRONG, ids=lambda order: str(order)[:60])
async def test_a_wrong_order_gets_a_reason(
    sandbox: Sandbox, http: aiohttp.ClientSession, order: dict[str, Any]
) -> None:
    """Nobody writes in somebody else's chat, or what Telegram's apps would not send."""
    names = {"CAMILLE": sandbox.world.camille.id, "ALEX": sandbox.world.alex.id}
    named = {field: names.get(value, value) for field, value in order.items()}
    async with http.post(f"{sandbox.url}/api/say", json=named) as answer:
        assert answer.status == 400
        assert (await answer.json())["error"]
    assert sandbox.world.transcript() == ()
