"""Updates by long polling, and how a second installation on the same token is noticed."""

import asyncio
import math
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, TelegramError
from telegram.ext import Application, Updater

log = structlog.get_logger(__name__)

POLL = timedelta(seconds=25)
KINDS = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    # Nobody asks anything there, but their numbers tell where the bot's own posts may be.
    Update.CHANNEL_POST,
]
CONFLICTS = 3
TOGETHER_SECONDS = 60.0
"""Conflicts further apart than that do not belong together."""


class Polling:
    """Asks Telegram for updates; `rival` is set once another installation does so as well."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        if application.updater is None:
            raise TypeError("the application was built without an updater")
        self._application = application
        self._updater: Updater = application.updater
        self._conflicts = 0
        self._last = -math.inf
        self.rival = asyncio.Event()

    async def start(self) -> None:
        """Take updates from now on."""
        await self._application.initialize()
        await self._application.start()
        await self._updater.start_polling(
            timeout=POLL, bootstrap_retries=-1, allowed_updates=KINDS, error_callback=self._failed
        )

    async def listen_no_more(self) -> None:
        """Ask for no more updates; those that came are still answered."""
        if self._updater.running:
            await self._updater.stop()

    async def stop(self) -> None:
        """Ask for no more, and wait until all are answered."""
        await self.listen_no_more()
        await self._application.stop()

    async def leave(self) -> None:
        """Let go of what is not answered yet."""
        await self._application.update_processor.shutdown()

    def _failed(self, error: TelegramError) -> None:
        log.warning("no updates", reason=error.message)
        if not isinstance(error, Conflict):
            return
        now = asyncio.get_running_loop().time()
        self._conflicts = self._conflicts + 1 if now - self._last < TOGETHER_SECONDS else 1
        self._last = now
        if self._conflicts >= CONFLICTS:
            self.rival.set()
