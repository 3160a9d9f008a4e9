"""Where a handle lives: told by its form, or by the words beside it."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

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
    "twitter": DEFAULT,
}
# Sites whose handles have no host of their own: `ana@instagram.com` is Instagram's ana. The first
# of a network stands for all; Mastodon's is for an account there whose host nobody tells.
_HOSTS = {
    "x.com": DEFAULT,
    "twitter.com": DEFAULT,
    "instagram.com": "Instagram",
    "t.me": "Telegram",
    "telegram.me": "Telegram",
    "bsky.app": "Bluesky",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "facebook.com": "Facebook",
    "tiktok.com": "TikTok",
    "youtube.com": "YouTube",
    "linkedin.com": "LinkedIn",
    "github.com": "GitHub",
    "mastodon": "Mastodon",
}
# Handles there may have dots inside.
DOTTED = frozenset(("Instagram", "Threads", "TikTok", "YouTube", "Facebook"))
_ANY = "|".join(_NAMES) + "|(?-i:X)"
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
    return named(found["name"]) if found else None


def named(word: str) -> str | None:
    """The network that goes by a word."""
    return DEFAULT if word == DEFAULT else _NAMES.get(word.lower())


def split(handle: str, network: str | None = None) -> Account:
    """Take the site off a handle whose network has no hosts: `ana@t.me` is Telegram's ana."""
    user, _, host = handle.partition("@")
    known = _HOSTS.get(host)
    if known is None:
        return Account(handle, network)
    return Account(user, None if known == DEFAULT else known)


def placed(user: str, network: str) -> str:
    """Name an account by its site where the handle alone would be another's."""
    host = next(host for host, known in _HOSTS.items() if known == network)
    return user if network == DEFAULT else f"{user}@{host}"


def account_at(address: str) -> Account | None:
    """Whose page an address leads to: `user@host`, or the user and a network without hosts."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("mobile.")
    except ValueError:
        return None
    path = [part for part in parts.path.split("/") if part]
    if host in _HOSTS:
        user = path[-1].removeprefix("@") if path and path[:-1] in ([], ["in"], ["profile"]) else ""
        return Account(user, _HOSTS[host]) if user else None
    if len(path) == 2 and path[0] == "users":
        path = ["@" + path[1]]
    if len(path) != 1 or path[0][:1] != "@" or "." not in host:
        return None
    user, _, far = path[0][1:].partition("@")
    return Account(f"{user}@{far or host}") if user else None


def network_of(handle: str, told: str | None = None) -> str:
    """The network of a handle without `@`: by its form, else what a text told, else X.

    `user@host` lives on its host, `name.host` on Bluesky unless another with dots is told.
    """
    handle, told = split(handle, told)
    _, _, host = handle.partition("@")
    if host:
        return host
    if "." not in handle or (told in DOTTED and not handle.endswith(".bsky.social")):
        return told or DEFAULT
    return "Bluesky"


def page_of(account: Account) -> str | None:
    """The address of an account's page, or None where its network has no such name."""
    account = split(*account)
    user, _, host = account.handle.partition("@")
    if host:
        return f"https://{host}/@{user}"
    network = network_of(user, account.network)
    if network == "Bluesky" and "." in user:
        return f"https://bsky.app/profile/{user}"
    form = _ON_X if network == DEFAULT else _ELSEWHERE
    return _PAGES[network] + user if network in _PAGES and form.fullmatch(user) else None
