"""Logs on standard error, through the standard library's handlers, with every secret taken out."""

import logging
import re
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import TracebackType
from typing import TextIO
from urllib.parse import quote

import structlog
from structlog.typing import Processor

from bot.settings import Settings

HIDDEN = "<hidden>"
# A bot token wherever it stands: the bot's number, a colon (in an address perhaps encoded, perhaps
# twice) and its key. 35 characters today; a shorter bound costs nothing.
_ANY_BOTS_KEY = r"[0-9]{6,}(?::|%(?:25)*3[Aa])[A-Za-z0-9_-]{30,}"
# At INFO httpx logs each address, and a Bot API address contains the token. The others tell of
# every step of their start, which hides the bot's own lines.
_QUIET = ("httpx", "httpcore", "aiohttp.access", "alembic", "apscheduler", "telegram.ext")


def redactor(secrets: Iterable[str]) -> Callable[[str], str]:
    """Return the function that hides these secrets, and all that looks like a token."""
    known = {form for secret in secrets for form in (secret, quote(secret, safe=""))}
    longest_first = sorted(filter(None, known), key=len, reverse=True)
    pattern = re.compile("|".join([_ANY_BOTS_KEY, *map(re.escape, longest_first)]))
    return lambda text: pattern.sub(HIDDEN, text)


class RedactingHandler(logging.StreamHandler[TextIO]):
    """Writes lines without secrets, whatever came in through arguments or tracebacks."""

    def __init__(self, stream: TextIO, redact: Callable[[str], str]) -> None:
        super().__init__(stream)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Format as usual, then redact: the last step before the stream."""
        return self._redact(super().format(record))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """Say which call was wrong; logging's own report would print its arguments as they are."""
        with suppress(OSError, ValueError):  # the stream itself may be gone
            self.stream.write(f"A log line was lost: {record.pathname}:{record.lineno} is wrong.\n")


def _secrets(settings: Settings) -> list[str]:
    hidden = (settings.telegram_bot_token, settings.webhook_secret)
    return [secret.get_secret_value() for secret in hidden if secret is not None]


def _formatter(form: str, colors: bool) -> structlog.stdlib.ProcessorFormatter:
    """One line a record; a traceback follows as plain text, or as one JSON string."""
    last: list[Processor]
    if form == "json":
        last = [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        # Rich tracebacks would print local variables, and colours could cut a token in two.
        last = [
            structlog.dev.ConsoleRenderer(
                colors=colors, exception_formatter=structlog.dev.plain_traceback
            )
        ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )


def _shared() -> list[Processor]:
    """What our own records and those of libraries have in common."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """Log what nobody caught, since the interpreter would print it unredacted."""
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger("bot").critical("stopped by a defect", exc_info=error)


def _refusals_in_one_line(record: logging.LogRecord) -> bool:
    """What Telegram's library tells of an answer or a broken line needs no traceback."""
    error = record.exc_info[1] if record.exc_info else None
    if (record.name or "").startswith("telegram") and type(error).__module__ == "telegram.error":
        record.msg, record.args = f"{record.getMessage()} ({error})", None
        record.exc_info = None
    return True


def setup(settings: Settings, stream: TextIO | None = None) -> None:
    """Log to `stream` (standard error) from here on; a second call replaces the first."""
    stream = stream or sys.stderr
    handler = RedactingHandler(stream, redactor(_secrets(settings)))
    handler.setFormatter(_formatter(settings.log_format, colors=stream.isatty()))
    handler.addFilter(_refusals_in_one_line)
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old, RedactingHandler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(settings.log_level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda failed: _uncaught(
        failed.exc_type, failed.exc_value, failed.exc_traceback
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
