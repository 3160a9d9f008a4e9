"""What people open on the page besides chats: links to the bot, big buttons, and files."""

from urllib.parse import quote

from aiohttp import web

from bot.sandbox import deep_links
from bot.sandbox.orders import order, refused, who, who_where
from bot.sandbox.people import Chat
from bot.sandbox.world import World


def add(app: web.Application, world: World) -> None:
    """Serve the doors of this world."""
    routes = _Doors(world)
    app.router.add_post("/api/link", routes.link)
    app.router.add_post("/api/share", routes.share)
    app.router.add_get("/api/file", routes.file)


class _Doors:
    def __init__(self, world: World) -> None:
        self.world = world

    async def link(self, request: web.Request) -> web.Response:
        """`{"person", "link", "chosen"}`: follow it; without `chosen` maybe what to choose from."""
        asked = await order(request)
        person, address = who(self.world, asked), str(asked.get("link", ""))
        try:
            link = deep_links.parsed(address, self.world.bot.username)
            if link.door != "start" and "chosen" not in asked:
                return _choices(self.world.choices(person, link))
            chosen = self.world.chats.get(asked.get("chosen", 0))
            chat = self.world.follow(person, address, chosen)
        except ValueError as error:
            raise refused(str(error)) from None
        return web.json_response({"chat": chat.id})

    async def share(self, request: web.Request) -> web.Response:
        """`{"person", "key", "chosen"}`: the same for a big button that asks for a chat."""
        asked = await order(request)
        person, label = who(self.world, asked), str(asked.get("key", ""))
        try:
            wanted = self.world.key(person, label).request
            if wanted is not None and "chosen" not in asked:
                return _choices(self.world.fitting(person, wanted))
            chosen = self.world.chats.get(asked.get("chosen", 0), self.world.private(person))
            self.world.share(person, label, chosen)
        except (LookupError, ValueError) as error:
            raise refused(str(error)) from None
        return web.json_response({"chat": person.id})

    async def file(self, request: web.Request) -> web.Response:
        """The file of a message, to be kept and never to be shown as a page."""
        asked = dict(request.query)
        _, chat = who_where(self.world, asked)
        number = asked.get("message_id", "")
        message = self.world.message(chat, int(number)) if number.isdecimal() else None
        if message is None or message.document is None:
            raise web.HTTPNotFound(text="there is no such file\n")
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(message.document.name)}",
            "X-Content-Type-Options": "nosniff",
        }
        kind = message.document.kind
        return web.Response(body=message.document.content, content_type=kind, headers=headers)


def _choices(chats: list[Chat]) -> web.Response:
    return web.json_response({"choose": [{"id": chat.id, "title": chat.title} for chat in chats]})
