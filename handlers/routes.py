"""The one table of what people can say, and the way from an update to a handler and back."""

from dataclasses import dataclass
from typing import Any

from telegram import BotCommand, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.delivery.post import Post
from bot.i18n import _, translator
from bot.services import Services
from handlers.access import Access
from handlers.commands.hold import hold
from handlers.commands.library import library
from handlers.commands.missing import missing
from handlers.commands.next import next_step
from handlers.commands.pause import pause, resume
from handlers.commands.read import read
from handlers.commands.schedule import schedule
from handlers.commands.settings import settings
from handlers.commands.start import start
from handlers.commands.stop import stop
from handlers.commands.undo import undo
from handlers.commands.who import who
from handlers.context import Call
from handlers.errors import on_error
from handlers.service import (
    Handle,
    serve_chosen,
    serve_command,
    serve_plain,
    serve_tap,
    serve_unknown,
)
from handlers.views import doors
from handlers.watching import watch


@dataclass(frozen=True, slots=True)
class Route:
    """One command under all its names, the first in English; `help` is None until it is built.

    `shared` names belong to other bots as well: in a group they count only with `@bot` or in reply.
    `in_channels`: the administrators of a channel may write it there.
    """

    names: tuple[str, ...]
    handle: Handle
    access: Access
    help: str | None = None
    shared: bool = False
    in_channels: bool = False


async def help_(call: Call, services: Services) -> tuple[Post, ...]:
    """The commands that this version has, or the one that was asked about."""
    t = translator(call.language)
    asked = call.words.removeprefix("/").lower()
    shown = [r for r in ROUTES if r.help and (not asked or asked in r.names)]
    if not shown:
        return (doors.unknown_command(t),)
    entries = [(f"/{name_in(r, call.language)}", t.template(r.help)) for r in shown if r.help]
    return (doors.help_text(entries, t),)


ALL, DRIVERS = Access.ALL, Access.DRIVERS
FIRST = -1
"""The group of handlers that sees each update before it is answered."""

ROUTES: tuple[Route, ...] = (
    Route(("start",), start, ALL, _("says hello and offers a text")),
    Route(("library", "bibliotheque"), library, ALL, _("shows the texts; add words to search")),
    Route(
        ("read", "lire"),
        read,
        DRIVERS,
        _("reads a text: its name, “from 5”, “every 10s”"),
    ),
    Route(("next", "suite"), next_step, DRIVERS, _("brings the next fragment")),
    Route(("pause",), pause, DRIVERS, _("lets a reading rest, “until Monday” if you like")),
    Route(("resume", "reprendre"), resume, DRIVERS, _("lets a reading go on")),
    Route(("stop", "arreter"), stop, DRIVERS, _("stops, and keeps your place"), shared=True),
    Route(("who", "qui"), who, ALL, _("tells who somebody is: @name")),
    Route(
        ("schedule", "programmer"),
        schedule,
        DRIVERS,
        _("plans a text: its name, “every day at 8:30”; alone, what is planned"),
    ),
    Route(
        ("undo", "annuler"),
        undo,
        DRIVERS,
        _("takes the last post back: it comes again later"),
        in_channels=True,
    ),
    Route(
        ("hold", "suspendre"),
        hold,
        DRIVERS,
        _("holds what is planned: alone, “until 3 January”, “off”"),
    ),
    Route(
        ("settings", "reglages"),
        settings,
        DRIVERS,
        _("time zone, language and quiet hours of this chat"),
        shared=True,
    ),
    Route(("help", "aide"), help_, ALL, _("shows this list"), shared=True),
    *(
        Route(names, missing(names), access)
        for names, access in (
            (("find", "chercher"), ALL),
            (("add", "ajouter"), DRIVERS),
            (("hide", "masquer"), DRIVERS),
            (("withdraw", "retirer"), DRIVERS),
            (("fix", "corriger"), DRIVERS),
            (("status", "etat"), DRIVERS),
            (("forget", "oublier"), ALL),
            (("privacy", "confidentialite"), ALL),
        )
    ),
)


def name_in(route: Route, language: str) -> str:
    """The command's name in a language; where both share one name, that one."""
    return route.names[-1 if language == "fr" else 0]


def menu(language: str) -> tuple[BotCommand, ...]:
    """The commands that Telegram offers while somebody types a slash."""
    t = translator(language)
    return tuple(BotCommand(name_in(r, language), t.template(r.help)) for r in ROUTES if r.help)


def install(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Connect the table to an application; edited messages ask nothing, channel posts hardly."""
    # A channel's post in the group that talks about it is not said there.
    new = filters.UpdateType.MESSAGE & ~filters.IS_AUTOMATIC_FORWARD
    application.add_handler(TypeHandler(Update, watch), group=FIRST)
    for route in ROUTES:
        serve = serve_command(route.handle, route.access, shared=route.shared)
        doors = new | filters.UpdateType.CHANNEL_POST if route.in_channels else new
        application.add_handler(CommandHandler(list(route.names), serve, filters=doors))
    application.add_handler(CallbackQueryHandler(serve_tap))
    application.add_handler(MessageHandler(new & filters.StatusUpdate.CHAT_SHARED, serve_chosen))
    application.add_handler(MessageHandler(new & filters.COMMAND, serve_unknown))
    application.add_handler(MessageHandler(new & filters.TEXT, serve_plain))
    application.add_error_handler(on_error)
