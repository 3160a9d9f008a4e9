"""The chat page: its files, and the small API it draws itself from."""

import asyncio
from importlib import resources
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox import orders, page_doors, shapes
from bot.sandbox.bell import first, until
from bot.sandbox.clock import VirtualClock
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.world import World

FILES = {
    "": ("index.html", "text/html"),
    "app.js": ("app.js", "text/javascript"),
    "doors.js": ("doors.js", "text/javascript"),
    "draw.js": ("draw.js", "text/javascript"),
    "words.js": ("words.js", "text/javascript"),
    "style.css": ("style.css", "text/css"),
}
LANGUAGES = {"fr": "français", "en": "English"}
#: How many messages of a chat the page shows.
SHOWN = 300
#: How long a tap waits for its answer, in seconds.
PATIENCE = 10.0


def add(app: web.Application, world: World, clock: VirtualClock, stopping: asyncio.Event) -> None:
    """Serve the page of this world; `stopping` closes its connections."""
    routes = _Routes(world, clock, stopping)
    app.router.add_get("/{file:(app.js|doors.js|draw.js|words.js|style.css)?}", _file)
    app.router.add_get("/api/state", routes.state)
    app.router.add_get("/api/chat", routes.chat)
    app.router.add_get("/api/events", routes.events)
    app.router.add_post("/api/say", routes.say)
    app.router.add_post("/api/tap", routes.tap)
    page_doors.add(app, world)


async def _file(request: web.Request) -> web.Response:
    name, kind = FILES[request.match_info["file"]]
    text = (resources.files("bot.sandbox") / "page" / name).read_text(encoding="utf-8")
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    policy += f"connect-src 'self' ws://{request.host}; base-uri 'none'; frame-ancestors 'none'"
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(text=text, content_type=kind, headers=headers)


class _Routes:
    def __init__(self, world: World, clock: VirtualClock, stopping: asyncio.Event) -> None:
        self.world = world
        self.clock = clock
        self.stopping = stopping

    async def state(self, request: web.Request) -> web.Response:
        """Everything but the messages: the bot, the clock, and each person's view of each chat."""
        return web.json_response(
            {
                "bot": shapes.user(self.world.bot),
                "now": self.clock.now().isoformat(),
                "offset": self.clock.offset.total_seconds(),
                "views": [self._view(person, chat) for person, chat in self._views()],
            }
        )

    def _views(self) -> list[tuple[Person, Chat]]:
        people = [person for person in self.world.people.values() if not person.is_bot]
        groups = [chat for chat in self.world.chats.values() if not chat.is_private]
        private = [(person, self.world.private(person)) for person in people]
        shared = [
            (person, group)
            for group in groups
            for person in people
            if person.id in self.world.members[group.id]
        ]
        return private + shared

    def _view(self, person: Person, chat: Chat) -> dict[str, Any]:
        messages = self.world.messages(chat)
        return {
            "key": f"{person.first_name}{'' if chat.is_private else chat.id}".lower(),
            "person": shapes.user(person),
            "language": LANGUAGES.get(person.language_code, person.language_code),
            "chat": shapes.chat(chat),
            "status": self.world.status(chat, person),
            "last": self._shown(messages[-1]) if messages else None,
        }

    async def chat(self, request: web.Request) -> web.Response:
        """The messages of a chat as this person sees them, with what an empty chat shows."""
        person, chat = orders.who_where(self.world, dict(request.query))
        messages = self.world.messages(chat)[-SHOWN:]
        commands = self.world.commands.shown(self._scopes(person, chat), person.language_code)
        pinned, below = self.world.pinned(chat), self.world.keyboards.get(chat.id)
        return web.json_response(
            {
                "pinned": pinned and self._shown(pinned),
                "below": below.as_json() if below and chat.is_private else None,
                "messages": [self._shown(message) for message in messages],
                "description": self.world.description("description", person.language_code),
                "commands": [{"command": name, "description": what} for name, what in commands],
            }
        )

    def _shown(self, message: Message) -> dict[str, Any]:
        """A message as the page draws it: also in a channel somebody is named, the channel."""
        shape = self.world.shape(message) | {"rewritten": message.rewritten}
        shape["service"] = next(iter(message.service or ()), None)
        shape.setdefault("text", shape.get("caption", shape["service"] or ""))
        shape.setdefault("entities", shape.get("caption_entities", []))
        for part in (shape, shape.get("reply_to_message", {})):
            if "sender_chat" in part:
                part["from"] = {"id": part["sender_chat"]["id"], "first_name": message.chat.title}
        return shape

    def _scopes(self, person: Person, chat: Chat) -> tuple[str, ...]:
        # https://core.telegram.org/bots/api#determining-list-of-commands
        if chat.is_private:
            return (f"chat:{chat.id}:", "all_private_chats", "default")
        member = f"chat_member:{chat.id}:{person.id}"
        rest = (f"chat:{chat.id}:", "all_group_chats", "default")
        if self.world.status(chat, person) not in ("creator", "administrator"):
            return (member, *rest)
        admins = (f"chat_administrators:{chat.id}:", "all_chat_administrators")
        return (member, admins[0], rest[0], admins[1], *rest[1:])

    async def say(self, request: web.Request) -> web.Response:
        """`{"person", "chat", "text", "reply_to"}`: write as this person."""
        order = await orders.order(request)
        person, chat = orders.who_where(self.world, order)
        try:
            message = self.world.say(
                person, chat, str(order.get("text", "")), reply_to=order.get("reply_to")
            )
        except ValueError as error:
            raise orders.refused(str(error)) from None
        return web.json_response(self.world.shape(message))

    async def tap(self, request: web.Request) -> web.Response:
        """`{"person", "chat", "message_id", "button"}`: press it and return the bot's answer."""
        order = await orders.order(request)
        person, chat = orders.who_where(self.world, order)
        message = self.world.message(chat, int(order.get("message_id", 0)))
        if message is None:
            raise orders.refused("the message is not there any more")
        try:
            query = self.world.tap(person, message, str(order.get("button", "")))
        except LookupError as error:
            raise orders.refused(str(error)) from None
        answered = self.world.wait(lambda _: query.answer is not None, timeout=3600)
        await first(answered, self.stopping.wait(), seconds=PATIENCE)
        answer = query.answer
        shown = answer and {"text": answer.text, "show_alert": answer.show_alert}
        return web.json_response({"answer": shown})

    async def events(self, request: web.Request) -> web.WebSocketResponse:
        """A WebSocket that tells when something changed; the page then asks what."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        closed = asyncio.ensure_future(_closed(socket))
        try:
            while not (closed.done() or self.stopping.is_set()):
                changed, moved = self.world.changed.version, self.clock.version
                await socket.send_json({"changed": changed, "moved": moved})
                await first(
                    self.world.changed.wait_past(changed),
                    self.clock.moved.wait_past(moved),
                    self.stopping.wait(),
                    until(closed),
                )
        finally:
            closed.cancel()
        await socket.close()
        return socket


async def _closed(socket: web.WebSocketResponse) -> None:
    async for message in socket:
        if message.type is WSMsgType.ERROR:
            return
