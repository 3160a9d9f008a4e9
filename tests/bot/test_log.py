"""Logs: their form, and that no secret gets into them whatever way it takes."""

import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from io import StringIO
from urllib.parse import quote

import httpx
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import Forbidden

from bot import log
from bot.settings import Settings

KEY = "Hush-" * 7
TOKEN = f"987654321:{KEY}"
OTHER = "1122334455:" + "another_bots_key" * 3
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/getMe"


@pytest.fixture(params=["console", "json"])
def lines(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """What is logged at DEBUG by a bot with TOKEN; the root logger is put back afterwards."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    root = logging.getLogger()
    before = (root.level, list(root.handlers), sys.excepthook, threading.excepthook)
    stream = StringIO()
    settings = Settings(
        telegram_bot_token=TOKEN, log_format=request.param, log_level="DEBUG", _env_file=None
    )
    log.setup(settings, stream)
    yield stream
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    sys.excepthook, threading.excepthook = before[2:]


def fail() -> None:
    """Raise as a library does that puts the address into its message."""
    cause = ConnectionError(f"cannot reach {ADDRESS}")
    raise RuntimeError(f"getMe of {TOKEN} failed") from cause


def clean(stream: StringIO) -> str:
    """Return what was logged, after proving that it says something and hides the secrets."""
    text = stream.getvalue()
    assert log.HIDDEN in text
    assert KEY not in text
    assert quote(TOKEN, safe="") not in text
    return text


def test_own_records(lines: StringIO) -> None:
    """The token is hidden in events, in values and in nested values."""
    structlog.get_logger("bot.test").info(f"start {TOKEN}", url=ADDRESS, more={"deep": [TOKEN]})

    assert clean(lines).count(log.HIDDEN) == 3


def test_httpx_lines(lines: StringIO) -> None:
    """A request through httpx, forced to INFO, logs its address without the token."""
    logging.getLogger("httpx").setLevel(logging.INFO)
    answer = httpx.MockTransport(lambda request: httpx.Response(200))

    httpx.Client(transport=answer).get(ADDRESS)

    assert f"https://api.telegram.org/bot{log.HIDDEN}/getMe" in clean(lines)


def test_httpx_is_quiet(lines: StringIO) -> None:
    """By itself httpx logs no request, at any level of ours."""
    answer = httpx.MockTransport(lambda request: httpx.Response(200))

    httpx.Client(transport=answer).get(ADDRESS)

    assert lines.getvalue() == ""


@pytest.mark.parametrize("logger", [logging.getLogger("lib"), structlog.get_logger("bot.test")])
def test_tracebacks(lines: StringIO, logger: logging.Logger) -> None:
    """The messages of an exception and of its cause are redacted, the traceback is there."""
    try:
        fail()
    except RuntimeError:
        logger.exception("failed")

    text = clean(lines)
    assert "ConnectionError: cannot reach" in text
    assert 'raise RuntimeError(f"getMe of {TOKEN} failed")' in text.replace('\\"', '"')


@pytest.mark.parametrize("hook", ["sys", "threading"])
def test_uncaught(lines: StringIO, hook: str) -> None:
    """What nobody catches is logged, not printed by the interpreter."""
    try:
        fail()
    except RuntimeError as error:
        if hook == "sys":
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            threading.excepthook(threading.ExceptHookArgs((type(error), error, None, None)))

    assert "stopped by a defect" in clean(lines)


def test_warnings_are_logged(lines: StringIO) -> None:
    """A warning takes the same way as a record."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"old use of {ADDRESS}", stacklevel=1)

    assert "old use of" in clean(lines)


def test_wrong_call_is_named_not_printed(
    lines: StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record whose arguments do not fit is reported by its place, without its arguments."""
    (handler,) = [h for h in logging.getLogger().handlers if isinstance(h, log.RedactingHandler)]
    place = {"pathname": "lib/poster.py", "lineno": 12}

    handler.handle(logging.makeLogRecord({"msg": "%d posts", "args": (TOKEN,), **place}))

    # Threads of earlier tests may still log something.
    assert "A log line was lost: lib/poster.py:12 is wrong." in lines.getvalue().splitlines()
    assert KEY not in lines.getvalue()
    assert KEY not in "".join(capsys.readouterr())


def test_a_refusal_is_no_traceback(lines: StringIO) -> None:
    """Telegram's library logs one for each; a defect keeps its own."""
    logger = logging.getLogger("telegram.ext.Updater")
    for error in (Forbidden("kicked"), KeyError("defect")):
        logger.error("no %s", "updates", exc_info=error)
    written = lines.getvalue()
    assert "no updates (kicked)" in written
    assert "telegram.error" not in written
    assert "KeyError" in written


def test_level_and_libraries(lines: StringIO) -> None:
    """Records of libraries carry level, time and logger as ours do."""
    logging.getLogger("lib").warning("careful with %s", "this")

    text = lines.getvalue()
    assert "careful with this" in text
    assert "warning" in text
    assert "lib" in text
    if text.startswith("{"):
        record = json.loads(text)
        assert record["event"] == "careful with this"
        assert record["timestamp"].endswith("Z")


def test_second_setup_replaces_the_first(lines: StringIO) -> None:
    """Nothing is logged twice."""
    again = StringIO()
    log.setup(Settings(log_level="WARNING", _env_file=None), again)

    logging.getLogger("lib").info("not shown")
    logging.getLogger("lib").warning("once")

    assert again.getvalue().count("once") == 1
    assert "not shown" not in again.getvalue()
    assert lines.getvalue() == ""


@pytest.mark.parametrize(
    "text",
    [
        OTHER,
        OTHER.replace(":", "%3A"),
        OTHER.replace(":", "%253a"),
        f"/file/bot{OTHER}/x.jpg",
        f"{{'token': '{OTHER}'}}",
    ],
)
def test_what_looks_like_a_token(text: str) -> None:
    """Another bot's token is hidden too, plain or percent-encoded."""
    redacted = log.redactor([])(text)

    assert log.HIDDEN in redacted
    assert "another_bots_key" not in redacted


def test_ordinary_text_is_left_alone() -> None:
    """Times, ids and addresses without a token stay as they are."""
    text = "12:30:59 chat -1001234567890:7 http://127.0.0.1:8081/chat 99999999:short"

    assert log.redactor([TOKEN])(text) == text


@given(
    st.from_regex(r"[0-9]{6,12}:[A-Za-z0-9_-]{35}", fullmatch=True),
    st.sampled_from([str, repr, json.dumps, lambda text: quote(text, safe="")]),
    st.sampled_from(["", "bot", "/", " ", "'", "="]),
)
def test_no_form_of_any_token_is_left(token: str, write: object, before: str) -> None:
    """However a token is written into a line, its key is not there afterwards."""
    assert callable(write)

    assert token.partition(":")[2] not in log.redactor([token])(f"{before}{write(token)}/x")


def test_import_has_no_effect() -> None:
    """Importing bot.log adds no handler and changes no hook."""
    code = (
        "import logging, sys; import bot.log;"
        "print(logging.getLogger().handlers, sys.excepthook is sys.__excepthook__)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[] True"
