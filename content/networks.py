"""Where a handle lives: told by its form, or by the words beside it."""

import re
from typing import NamedTuple

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
# Handles there may have dots inside.
DOTTED = frozenset(("Instagram", "Threads", "TikTok", "YouTube", "Facebook"))
_ANY = "|".join(_NAMES)
BEFORE = regex.compile(
    # In "@nq on Instagram, @tam" the network is that of the one before it.
    r"(?<!\w)(?<!@[\w.-]{1,30}[ \u00a0]\(?(?:on |sur |auf |en )?)"
    rf"(?P<name>{_ANY})[ \u00a0]?(?::|,|\(|as|sous|comme|unter|como)?[ \u00a0]?$",
    regex.I,
)
BEHIND = regex.compile(
    rf"[ \u00a0](?:\((?:on |sur |auf |en )?|on |sur |auf |en )(?P<name>{_ANY})\b", regex.I
)
WINDOW = 24
# Where the page of a handle is; Mastodon's and Bluesky's say it themselves.
_PAGES = {
    DEFAULT: "https://x.com/",
    "Instagram": "https://www.instagram.com/",
    "Threads": "https://www.threads.net/@",
    "TikTok": "https://www.tiktok.com/@",
    "YouTube": "https://www.youtube.com/@",
    "Facebook": "https://www.facebook.com/",
    "Telegram": "https://t.me/",
    "GitHub": "https://github.com/",
    "LinkedIn": "https://www.linkedin.com/in/",
}
_ON_X = re.compile(r"[A-Za-z0-9_]{1,15}")
_ELSEWHERE = re.compile(r"[A-Za-z0-9_.-]{1,60}")


class Account(NamedTuple):
    """Whom a printed handle means: the handle without its `@`, and the network if it was told."""

    handle: str
    network: str | None = None


def network_told(text: str, handle: Span) -> str | None:
    """The network that the text names beside a handle, None where it names none."""
    before = BEFORE.search(text, max(0, handle.start - WINDOW), handle.start)
    found = before or BEHIND.match(text, handle.end, min(len(text), handle.end + WINDOW))
    return _NAMES[found["name"].lower()] if found else None


def network_of(handle: str, told: str | None = None) -> str:
    """The network of a handle without `@`: by its form, else what a text told, else X.

    `user@host` lives on its host, `name.host` on Bluesky unless another with dots is told.
    """
    _, _, host = handle.partition("@")
    if host:
        return host
    if "." not in handle or (told in DOTTED and not handle.endswith(".bsky.social")):
        return told or DEFAULT
    return "Bluesky"


def page_of(account: Account) -> str | None:
    """The address of an account's page, or None where its network has no such name."""
    user, _, host = account.handle.partition("@")
    if host:
        return f"https://{host}/@{user}"
    network = network_of(user, account.network)
    if network == "Bluesky" and "." in user:
        return f"https://bsky.app/profile/{user}"
    form = _ON_X if network == DEFAULT else _ELSEWHERE
    return _PAGES[network] + user if network in _PAGES and form.fullmatch(user) else None
