"""What the page says to the server: JSON that names a person and a chat."""

import json
from typing import Any

from aiohttp import web

from bot.sandbox.people import Chat, Person
from bot.sandbox.world import World


async def order(request: web.Request) -> dict[str, Any]:
    """The object in the body; 400 when there is none."""
    if request.content_type != "application/json":
        raise refused("send application/json")
    try:
        found = await request.json()
    except ValueError:
        raise refused("the body is not JSON") from None
    if not isinstance(found, dict):
        raise refused("the body is not an object")
    return found


def refused(reason: str) -> web.HTTPBadRequest:
    """400 with a reason that the page shows."""
    return web.HTTPBadRequest(text=json.dumps({"error": reason}), content_type="application/json")


def who(world: World, asked: dict[str, Any]) -> Person:
    """The person who is named; 400 when there is none."""
    try:
        return world.people[int(asked["person"])]
    except (KeyError, TypeError, ValueError):
        raise refused("name a person and a chat that exist") from None


def who_where(world: World, asked: dict[str, Any]) -> tuple[Person, Chat]:
    """The person and the chat they are in."""
    person = who(world, asked)
    try:
        chat = world.chats[int(asked["chat"])]
    except (KeyError, TypeError, ValueError):
        raise refused("name a person and a chat that exist") from None
    if world.status(chat, person) == "left":
        raise refused(f"{person.first_name} is not in this chat")
    return person, chat
