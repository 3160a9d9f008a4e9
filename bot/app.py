"""The life of a bot: from settings to one that runs until told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes, ExtBot

from bot import garbage
from bot.clock import Clock, ShiftedClock, SystemClock, follow
from bot.delivery import transport
from bot.delivery.telegram import TelegramOutbox
from bot.errors import StartError
from bot.library import Stored
from bot.notices import rival
from bot.schedule.alarm import Alarm
from bot.schedule.almanac import follow_zones
from bot.scripts import Scripts
from bot.services import Services
from bot.settings import Settings
from bot.store.store import Store
from bot.wiring import Me, Works, alarm_of, governed, join
from handlers import routes
from handlers.commands.undo import undone_later
from handlers.context import Context
from handlers.ordering import OrderedByChat
from handlers.polling import Polling

log = structlog.get_logger(__name__)

STOP_SECONDS = 8.0  # Below the 10 s that Docker and systemd give.
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
KEEP_UPDATES = timedelta(days=2)  # Telegram forgets an update after 24 hours.
KEEP_DRAFTS = timedelta(days=30)
KEEP_FORWARDS = timedelta(days=30)
REVOKED = (
    "Telegram knows this TELEGRAM_BOT_TOKEN no more: nothing is posted, and every reading keeps "
    "its place. Put the new token of @BotFather there, and start again."
)
RIVAL = (
    "another installation uses the same TELEGRAM_BOT_TOKEN: stop one of the two, then start this "
    "one again"
)


async def run(
    settings: Settings, stop: asyncio.Event, ready: Callable[[], None] = lambda: None
) -> None:
    """Run the bot until `stop` is set; `ready` is called once it takes updates.

    StartError or StoreError if it cannot start.
    """
    life = asyncio.create_task(_live(settings, ready))
    told = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({life, told}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        told.cancel()
        # Also ends a start that takes its time: a long import, a server that does not answer.
        life.cancel()
        with suppress(asyncio.CancelledError):
            await life


async def _live(settings: Settings, ready: Callable[[], None]) -> None:
    """Start, and stay until cancelled."""
    async with AsyncExitStack() as stack:
        clock = ShiftedClock() if settings.clock_url else SystemClock()
        store = await stack.enter_async_context(_store(settings, clock))
        revoked = asyncio.Event()
        bot = await stack.enter_async_context(_bot(settings, revoked.set))
        if isinstance(clock, ShiftedClock) and settings.clock_url:
            await stack.enter_async_context(follow(settings.clock_url, clock))
        governor = await stack.enter_async_context(governed(settings, clock, store, bot.id))
        outbox = TelegramOutbox(bot, governor, paid=settings.paid_broadcast)
        services, works = join(settings, clock, store, outbox, Me(bot.id, bot.username))
        report = await services.library.at_start(settings, clock.now())
        for problem in report.problems:
            log.warning("import", problem=str(problem))
        for suggestion in report.suggestions:
            log.info("import", note=str(suggestion))
        if reread := report.count(Stored.REREAD):
            log.info("import", reread=reread)
        alarm = alarm_of(clock, bot.id, works)
        works.engine.on_due = alarm.nudge
        for post in await store.waits.sent(bot.id):
            if post.message_id is not None:
                services.presence.knows(post.chat_id, post.message_id)
        await store.updates.prune(clock.now() - KEEP_UPDATES)
        await store.schedules.prune(clock.now() - KEEP_DRAFTS)
        await store.forwards.prune(clock.now() - KEEP_FORWARDS)
        await follow_zones(store, Scripts(store), clock, bot.id)
        application = _application(bot, services)
        services.undoing.on_done = partial(undone_later, services)
        # Before the first update, since what is sending then was not interrupted.
        await works.engine.recover(bot.id)
        await services.undoing.resume(bot.id)
        polling = await stack.enter_async_context(_polling(application, works))
        alarm.start()
        await services.pinning.changed(bot.id)
        stack.push_async_callback(alarm.stop)
        await _show_menu(bot)
        garbage.settle()
        log.info("ready", bot=bot.username)
        ready()
        stack.callback(log.info, "stopping")
        await _as_long_as_it_may(revoked, bot.id, polling, alarm, works)


@asynccontextmanager
async def _store(settings: Settings, clock: Clock) -> AsyncIterator[Store]:
    store = await Store.open(settings.database_url, clock, alone=True)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def _bot(settings: Settings, revoked: Callable[[], None]) -> AsyncIterator[ExtBot[None]]:
    """The bot, known to Telegram by its token; `revoked` is called when it is not any more."""
    token = settings.telegram_bot_token
    if token is None:
        raise StartError("TELEGRAM_BOT_TOKEN is not set; without it, run `feuilleton sandbox`.")
    bot: ExtBot[None] = ExtBot(
        token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        request=transport.for_posts(revoked),
        get_updates_request=transport.for_polling(revoked),
    )
    try:
        await _introduce(bot, settings.telegram_api_url)
        yield bot
    finally:
        await bot.shutdown()


async def _introduce(bot: ExtBot[None], server: str) -> None:
    """Ask the server who the bot is, again after ever longer waits while it cannot tell.

    StartError if it does not know the token, or if somebody's webhook gets the updates: polling
    would delete that unasked.
    """
    wait = FIRST_WAIT
    while True:
        try:
            await bot.initialize()
            webhook = (await bot.get_webhook_info()).url
            break
        except InvalidToken:
            raise StartError(
                f"{server} does not know this TELEGRAM_BOT_TOKEN: copy it again from @BotFather."
            ) from None
        except TelegramError as error:
            log.warning(
                "no answer yet", server=server, reason=error.message, next_try_in=f"{wait:g} s"
            )
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)
    if webhook:
        raise StartError(
            f"A webhook at {urlsplit(webhook).hostname} gets this bot's updates: stop what listens "
            "there, open https://api.telegram.org/bot<token>/deleteWebhook once with your token in "
            "it, and start again."
        )


def _application(
    bot: ExtBot[None], services: Services
) -> Application[Any, Any, Any, Any, Any, Any]:
    application = (
        Application.builder()
        .bot(bot)
        .context_types(ContextTypes(context=Context))
        .concurrent_updates(OrderedByChat())
        .job_queue(None)
        .build()
    )
    application.bot_data["services"] = services
    routes.install(application)
    return application


@asynccontextmanager
async def _polling(
    application: Application[Any, Any, Any, Any, Any, Any], works: Works
) -> AsyncIterator[Polling]:
    """Take updates until the end; what is being sent then gets a moment to settle."""
    polling = Polling(application)
    await polling.start()
    try:
        yield polling
    finally:
        try:
            async with asyncio.timeout(STOP_SECONDS):
                parts = (works.ticker, works.doubts, works.pinning, works.warner, works.mending)
                await asyncio.gather(*(one.close() for one in parts), polling.stop())
        except TimeoutError:
            # A post that hangs stays in doubt in the journal; the next start looks for it.
            log.warning("stopped while something was still being sent")
        await polling.leave()


async def _as_long_as_it_may(
    revoked: asyncio.Event, bot_id: int, polling: Polling, alarm: Alarm, works: Works
) -> None:
    """Stay; StartError once Telegram knows the token no more.

    With a second installation on the same token the bot neither reads nor posts: each would take
    half of the updates, and both would post.
    """
    waits = [asyncio.create_task(event.wait()) for event in (revoked, polling.rival)]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
    if polling.rival.is_set():
        log.error("stopped reading and posting", reason=RIVAL)
        await alarm.stop()
        await works.ticker.close()
        await polling.listen_no_more()
        await works.notices.alert(bot_id, rival)
        await revoked.wait()
    raise StartError(REVOKED)


async def _show_menu(bot: ExtBot[None]) -> None:
    try:
        await bot.set_my_commands(routes.menu("en"))
        await bot.set_my_commands(routes.menu("fr"), language_code="fr")
    except TelegramError as error:
        log.warning("the menu of commands was not set", reason=error.message)
