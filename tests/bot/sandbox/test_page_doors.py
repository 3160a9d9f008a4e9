"""What people open on the page: links to the bot, big buttons, pins and files."""

from typing import Any

import aiohttp
from telegram import KeyboardButton, KeyboardButtonRequestChat, ReplyKeyboardMarkup
from telegram.ext import ExtBot

from bot.sandbox.server import Sandbox

Bot = ExtBot[None]
Http = aiohttp.ClientSession
ME = "https://t.me/feuilleton_sandbox_bot"


async def post(sandbox: Sandbox, http: Http, path: str, **order: Any) -> tuple[int, dict[str, Any]]:
    """What the page is answered."""
    async with http.post(f"{sandbox.url}{path}", json=order) as answer:
        return answer.status, await answer.json()


async def look(sandbox: Sandbox, http: Http, person: int, chat: int) -> dict[str, Any]:
    """A chat as the page gets it."""
    query = {"person": person, "chat": chat}
    async with http.get(f"{sandbox.url}/api/chat", params=query) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def test_a_big_button_offers_chats_and_shares_one(
    opened: Sandbox, bot: Bot, http: Http
) -> None:
    """First what fits, then the service message; the keyboard is below the private chat only."""
    world = opened.world
    camille = world.camille.id
    request = KeyboardButtonRequestChat(3, chat_is_channel=False, bot_is_member=True)
    rows = [[KeyboardButton("A group", request_chat=request)]]
    await bot.send_message(camille, "Where to?", reply_markup=ReplyKeyboardMarkup(rows))
    shown = await look(opened, http, camille, camille)
    assert shown["below"]["keyboard"][0][0]["text"] == "A group"
    assert (await look(opened, http, camille, world.group.id))["below"] is None
    _, offered = await post(opened, http, "/api/share", person=camille, key="A group")
    assert offered == {"choose": [{"id": world.group.id, "title": "Reading circle"}]}
    order = {"person": camille, "key": "A group", "chosen": world.group.id}
    assert await post(opened, http, "/api/share", **order) == (200, {"chat": camille})
    (*_, last) = (await look(opened, http, camille, camille))["messages"]
    assert last["service"] == "chat_shared"
    status, answer = await post(opened, http, "/api/share", **order | {"key": "Another"})
    assert (status, "not 'Another'" in answer["error"]) == (400, True)
    status, _ = await post(opened, http, "/api/share", **order | {"chosen": 5})
    assert status == 400


async def test_a_link_is_followed_on_the_page(sandbox: Sandbox, http: Http) -> None:
    """Into the private chat at once, into a group after a choice; others are refused."""
    world = sandbox.world
    alex = world.alex.id
    order = {"person": alex, "link": f"{ME}?start=notices"}
    assert await post(sandbox, http, "/api/link", **order) == (200, {"chat": alex})
    order["link"] = f"{ME}?startgroup=join-1-2"
    _, offered = await post(sandbox, http, "/api/link", **order)
    assert [one["id"] for one in offered["choose"]] == [world.group.id]
    _, led = await post(sandbox, http, "/api/link", **order, chosen=world.group.id)
    assert led == {"chat": world.group.id}
    said = [world.messages(chat)[-1].text for chat in (world.private(world.alex), world.group)]
    assert said == ["/start notices", "/start@feuilleton_sandbox_bot join-1-2"]
    status, _ = await post(sandbox, http, "/api/link", person=alex, link="https://example.org/")
    assert status == 400
    status, _ = await post(sandbox, http, "/api/link", person=5, link=order["link"])
    assert status == 400


async def test_what_is_pinned_stands_above_the_chat(opened: Sandbox, bot: Bot, http: Http) -> None:
    """And is gone with the pin."""
    camille = opened.world.camille.id
    sent = await bot.send_message(camille, "Every Monday")
    await sent.pin()
    assert (await look(opened, http, camille, camille))["pinned"]["text"] == "Every Monday"
    await sent.unpin()
    assert (await look(opened, http, camille, camille))["pinned"] is None


async def test_a_file_is_downloaded(opened: Sandbox, bot: Bot, http: Http) -> None:
    """To the byte, under its name, never shown as a page; only by who is in the chat."""
    world = opened.world
    content = b"<script>alert(1)</script>"
    sent = await bot.send_document(world.camille.id, content, filename="œ.html", caption="Here")
    (*_, shown) = (await look(opened, http, world.camille.id, world.camille.id))["messages"]
    assert (shown["text"], shown["document"]["file_name"]) == ("Here", "œ.html")
    query = {"person": world.camille.id, "chat": world.camille.id, "message_id": sent.message_id}
    async with http.get(f"{opened.url}/api/file", params=query) as answer:
        assert await answer.read() == content
        kept = answer.headers["Content-Disposition"]
        assert kept == "attachment; filename*=UTF-8''%C5%93.html"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for wrong, status in (({"message_id": "x"}, 404), ({"person": world.alex.id}, 400)):
        async with http.get(f"{opened.url}/api/file", params=query | wrong) as answer:
            assert answer.status == status
