"""The only place that builds and joins everything: from settings to a bot that runs until told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ContextTypes, ExtBot

from bot.clock import Clock, ShiftedClock, SystemClock, follow
from bot.delivery import transport
from bot.delivery.governor import Governor
from bot.delivery.telegram import TelegramOutbox
from bot.errors import StartError
from bot.library import Library
from bot.replay.engine import Engine
from bot.replay.reading import Reading
from bot.replay.scripts import Scripts
from bot.schedule.alarm import Alarm
from bot.services import Services
from bot.settings import Settings
from bot.store.store import Store
from bot.who import Who
from handlers import routes
from handlers.context import Context
from handlers.ordering import OrderedByChat

log = structlog.get_logger(__name__)

POLL = timedelta(seconds=25)
STOP_SECONDS = 2.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
KEEP_UPDATES = timedelta(days=2)  # Telegram forgets an update after 24 hours.
KINDS = [Update.MESSAGE, Update.CALLBACK_QUERY]


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Run the bot until `stop` is set. StartError or StoreError if it cannot start."""
    async with AsyncExitStack() as stack:
        clock = await stack.enter_async_context(_clock(settings))
        store = await stack.enter_async_context(_store(settings, clock))
        bot = await stack.enter_async_context(_bot(settings, stop))
        if bot is None:
            return
        services, engine = _join(settings, clock, store, bot)
        report = await services.library.at_start(settings, clock.now())
        for problem in report.problems:
            log.warning("import", problem=str(problem))
        alarm = Alarm(
            clock,
            next_due=lambda: store.runs.next_wake(bot.id),
            ring=lambda: engine.tick(bot.id),
        )
        engine.on_due = alarm.nudge
        await store.updates.prune(clock.now() - KEEP_UPDATES)
        application = _application(bot, services)
        # Before the first update, since what is sending then was not interrupted.
        await engine.recover(bot.id)
        await stack.enter_async_context(_polling(application, engine))
        alarm.start()
        stack.push_async_callback(alarm.stop)
        await _show_menu(bot)
        log.info("ready", bot=bot.username)
        await stop.wait()
        log.info("stopping")


@asynccontextmanager
async def _clock(settings: Settings) -> AsyncIterator[Clock]:
    """The machine's clock, or the sandbox's, followed over HTTP."""
    if settings.clock_url is None:
        yield SystemClock()
        return
    clock = ShiftedClock()
    following = await follow(settings.clock_url, clock)
    try:
        yield clock
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


@asynccontextmanager
async def _store(settings: Settings, clock: Clock) -> AsyncIterator[Store]:
    store = await Store.open(settings.database_url, clock, alone=True)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def _bot(settings: Settings, stop: asyncio.Event) -> AsyncIterator[ExtBot[None] | None]:
    """The bot, known to Telegram by its token; None if told to stop before Telegram answered."""
    token = settings.telegram_bot_token
    if token is None:
        raise StartError("TELEGRAM_BOT_TOKEN is not set; without it, run `feuilleton sandbox`.")
    bot: ExtBot[None] = ExtBot(
        token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        request=transport.for_posts(),
        get_updates_request=transport.for_polling(),
    )
    try:
        yield bot if await _introduced(bot, settings, stop) else None
    finally:
        await bot.shutdown()


async def _introduced(bot: ExtBot[None], settings: Settings, stop: asyncio.Event) -> bool:
    wait = FIRST_WAIT
    while not stop.is_set():
        try:
            await bot.initialize()
        except InvalidToken:
            raise StartError(
                f"{settings.telegram_api_url} does not know this TELEGRAM_BOT_TOKEN: "
                "copy it again from @BotFather."
            ) from None
        except NetworkError as error:
            log.warning("no answer yet", server=settings.telegram_api_url, reason=error.message)
        else:
            return True
        try:
            await asyncio.wait_for(stop.wait(), wait)
        except TimeoutError:
            wait = min(2 * wait, LONGEST_WAIT)
    return False


def _join(
    settings: Settings, clock: Clock, store: Store, bot: ExtBot[None]
) -> tuple[Services, Engine]:
    outbox = TelegramOutbox(bot, Governor(clock.monotonic))
    scripts = Scripts(store)
    engine = Engine(store, outbox, scripts, clock)
    services = Services(
        bot_id=bot.id,
        username=bot.username,
        language=settings.language,
        clock=clock,
        library=Library(store),
        who=Who(store),
        reading=Reading(store, engine, scripts, clock),
        updates=store.updates,
        outbox=outbox,
    )
    return services, engine


def _application(
    bot: ExtBot[None], services: Services
) -> Application[Any, Any, Any, Any, Any, Any]:
    application = (
        Application.builder()
        .bot(bot)
        .context_types(ContextTypes(context=Context))
        .concurrent_updates(OrderedByChat())
        .build()
    )
    application.bot_data["services"] = services
    routes.install(application)
    return application


@asynccontextmanager
async def _polling(
    application: Application[Any, Any, Any, Any, Any, Any], engine: Engine
) -> AsyncIterator[None]:
    """Take updates until the end; what is being sent then gets a moment to settle."""
    await application.initialize()
    await application.start()
    updater = application.updater
    if updater is None:
        raise StartError("the application was built without an updater")
    await updater.start_polling(
        timeout=POLL, bootstrap_retries=-1, allowed_updates=KINDS, error_callback=_poll_failed
    )
    try:
        yield
    finally:
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await updater.stop()
                await application.stop()
                await engine.close()
        except TimeoutError:
            # A post that hangs stays in doubt in the journal; the next start asks about it.
            log.warning("stopped while something was still being sent")


def _poll_failed(error: TelegramError) -> None:
    log.warning("no updates", reason=error.message)


async def _show_menu(bot: ExtBot[None]) -> None:
    try:
        await bot.set_my_commands(routes.menu("en"))
        await bot.set_my_commands(routes.menu("fr"), language_code="fr")
    except TelegramError as error:
        log.warning("the menu of commands was not set", reason=error.message)
