"""Where a handle lives: told by its form, or by the words beside it."""

import regex

from content.model import Span

DEFAULT = "X"
_NAMES = {
    "instagram": "Instagram",
    "insta": "Instagram",
    "telegram": "Telegram",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "threads": "Threads",
    "facebook": "Facebook",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "github": "GitHub",
}
_ANY = "|".join(_NAMES)
BEFORE = regex.compile(
    rf"(?<!\w)(?P<name>{_ANY})[ \u00a0]?(?::|,|\(|as|sous|comme|unter|como)?[ \u00a0]?$", regex.I
)
BEHIND = regex.compile(
    rf"[ \u00a0](?:\((?:on |sur |auf |en )?|on |sur |auf |en )(?P<name>{_ANY})\b", regex.I
)
WINDOW = 24


def network_told(text: str, handle: Span) -> str | None:
    """The network that the text names beside a handle, None where it names none."""
    before = BEFORE.search(text, max(0, handle.start - WINDOW), handle.start)
    found = before or BEHIND.match(text, handle.end, min(len(text), handle.end + WINDOW))
    return _NAMES[found["name"].lower()] if found else None


def network_of(handle: str, told: str | None = None) -> str:
    """The network of a handle without `@`: by its form, else what a text told, else X.

    `user@host` lives on its host, `name.host` on Bluesky.
    """
    _, _, host = handle.partition("@")
    if host:
        return host
    return "Bluesky" if "." in handle else told or DEFAULT
