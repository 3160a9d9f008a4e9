"""Links to the bot that bring something along: https://core.telegram.org/bots/features#deep-linking."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.people import ADMIN_RIGHTS

HOSTS = ("t.me", "telegram.me")
DOORS = ("start", "startgroup", "startchannel")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


@dataclass(frozen=True, slots=True)
class DeepLink:
    """`door` is one of DOORS; `rights` are what the bot is to have there as an administrator."""

    door: str
    payload: str = ""
    rights: frozenset[str] = frozenset()


def parsed(address: str, username: str) -> DeepLink:
    """What a link asks for; ValueError if it is none to this bot, or Telegram ignores it."""
    parts = urlsplit(address)
    if parts.hostname not in HOSTS or parts.path.strip("/").lower() != username.lower():
        raise ValueError(f"{address} does not lead to @{username}")
    values = {name: last for name, (*_, last) in parse_qs(parts.query, True).items()}
    door = next((name for name in DOORS if name in values), None)
    if door is None:
        raise ValueError(f"{address} opens no door: {', '.join(DOORS)}")
    if not _PAYLOAD.fullmatch(values[door]):
        raise ValueError(f"{values[door]!r} is no payload: up to 64 of A-Z, a-z, 0-9, _ and -")
    # A plus is a space in a query.
    rights = frozenset(_right(name) for name in values.get("admin", "").split())
    if door == "startchannel" and not rights:
        raise ValueError("a bot is only an administrator in a channel: say admin=")
    return DeepLink(door, values[door], rights)


def _right(name: str) -> str:
    right = "is_anonymous" if name == "anonymous" else f"can_{name}"
    if right not in ADMIN_RIGHTS:
        raise ValueError(f"there is no right {name!r}")
    return right
