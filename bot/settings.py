"""What the operator can set, from the environment or `.env`; nothing else reads the environment."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PositiveInt, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

_DATABASE = re.compile(r"sqlite\+aiosqlite:///.+|postgresql\+asyncpg://[^/]+/.+")
_PASSWORD = re.compile(r"(?<=://)[^/@]*@")


def _token(value: SecretStr) -> SecretStr:
    """Check the form of a bot token; a message says what is wrong without quoting any of it."""
    number, colon, key = value.get_secret_value().partition(":")
    if not colon:
        raise ValueError("it has no colon")
    if not re.fullmatch(r"[0-9]{6,}", number):
        raise ValueError("what stands before the colon is not the bot's number")
    if not re.fullmatch(r"[A-Za-z0-9_-]{30,}", key):
        raise ValueError("what stands after the colon is too short or has a wrong character")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("it is too long or has a wrong character")
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("not a web address")
    return value.rstrip("/")


def _database(value: str) -> str:
    if not _DATABASE.fullmatch(value):
        raise ValueError("not a database address")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError) as error:
        raise ValueError("no such time zone") from error
    return value


def _no_webhook(value: str) -> str:
    raise ValueError("not built yet")


def _language(value: str) -> str:
    """Take a code, or the list that desktops keep under the same name (`fr_FR:en`).

    A desktop in a language we lack must not stop the start, so its list falls back to English.
    """
    codes = [re.split("[_.-]", code)[0].lower() for code in value.split(":")]
    known = [code for code in codes if code in ("en", "fr")]
    if not known and re.search("[:_]", value):
        return "en"
    return known[0] if known else value


def _split(value: Any) -> Any:
    """Cut a list at its commas; what is not text is already a list."""
    if not isinstance(value, str):
        return value
    return tuple(part for part in (part.strip() for part in value.split(",")) if part)


def _upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Settings(BaseSettings):
    """Every setting under its name in lower case.

    A description ends the sentence "expected ..."; the first example is what a fault shows.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        str_strip_whitespace=True,
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        None,
        description="the token that @BotFather gave",
        examples=["1234567890:AAExampleExampleExampleExample-form"],
    )
    telegram_api_url: WebAddress = Field(
        "https://api.telegram.org",
        description="the address of a Bot API server",
        examples=["https://api.telegram.org"],
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        "sqlite+aiosqlite:///data/feuilleton.db",
        description="the address of a database",
        examples=["sqlite+aiosqlite:///data/feuilleton.db"],
        repr=False,
    )
    library: Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_split)] = Field(
        (), description="folders or files, with commas between them", examples=["texts,more/one.md"]
    )
    operators: Annotated[tuple[PositiveInt, ...], NoDecode, BeforeValidator(_split)] = Field(
        (),
        description="Telegram user ids, with commas between them",
        examples=["123456789,987654321"],
    )
    contact: str | None = Field(
        None, description="whom to write to", examples=["library@example.org"]
    )
    language: Annotated[Literal["en", "fr"], BeforeValidator(_language)] = Field(
        "en", description="en or fr", examples=["fr"]
    )
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        "Europe/Paris", description="the name of a time zone", examples=["Europe/Paris"]
    )
    webhook_url: Annotated[str, AfterValidator(_no_webhook)] | None = Field(
        None, description="nothing, since this version only polls", examples=[""]
    )
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        None,
        description="1 to 256 letters, digits, _ or -",
        examples=["a-long-word-of-your-own"],
    )
    http_port: int = Field(
        8080, ge=1, le=65535, description="a port from 1 to 65535", examples=["8080"]
    )
    paid_broadcast: bool = Field(
        False,
        description="yes or no; yes sends up to 1,000 posts a second, for 0.1 Star each",
        examples=["no"],
    )
    doubt: Literal["ask", "skip", "resend"] = Field(
        "ask", description="ask, skip or resend", examples=["ask"]
    )
    settle_seconds: float = Field(
        60, ge=0, allow_inf_nan=False, description="a number of seconds", examples=["60"]
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = (
        Field("INFO", description="DEBUG, INFO, WARNING or ERROR", examples=["INFO"])
    )
    log_format: Literal["console", "json"] = Field(
        "console", description="console or json", examples=["console"]
    )
    clock_url: WebAddress | None = Field(
        None,
        description="the address of a sandbox's clock",
        examples=["http://127.0.0.1:8081/clock"],
    )


def _shown(value: object) -> str:
    """The value on one line, at most 80 characters, a password in an address left out."""
    text = _PASSWORD.sub("***@", str(value))
    text = text if text.isprintable() else repr(text)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _fault(name: str, value: object, reason: str) -> str:
    """One line about one wrong setting; secrets are described and never quoted."""
    field = Settings.model_fields[name]
    key = name.upper()
    if isinstance(value, SecretStr) or name in ("telegram_bot_token", "webhook_secret"):
        found = f"{key} (value not shown): {reason.removeprefix('Value error, ')}"
    else:
        found = f"{key}={_shown(value)}"
    example = (field.examples or [""])[0]
    return f"{found}; expected {field.description}, for example {key}={example}"


def defaults(**changes: Any) -> Settings:
    """The defaults but for these values, whatever the environment says; nothing is checked."""
    return Settings.model_construct(**changes)


def load(env_file: str | Path | None = ".env") -> Settings:
    """Read the settings, the environment before `env_file`, which may be missing.

    Raises SettingsError with one line a fault, all faults at once.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        faults = {
            str(fault["loc"][0]): _fault(str(fault["loc"][0]), fault["input"], fault["msg"])
            for fault in reversed(error.errors())
        }
        raise SettingsError(
            "\n".join(faults[name] for name in Settings.model_fields if name in faults)
        ) from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{env_file}: is not UTF-8 text ({error}); save it as such") from error
    except OSError as error:
        raise SettingsError(
            f"{env_file}: cannot be read ({error.strerror}); allow it with chmod +r"
        ) from error
