"""Handles that a page links to their own sites: the host is told behind the handle."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from content.networks import DEFAULT, account_at, placed

# A link may have its `@` in an element of its own.
LIKELY = re.compile(r">\s*@")
SHOWN = re.compile(r"@(?P<name>[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,60}[A-Za-z0-9_])?)")
GOES_ON = re.compile(r"[\w@]")


def tell_hosts(tree: LexborHTMLParser, html: str) -> None:
    """Write `@ana@host` where a page shows `@ana` and leads to the account on that host.

    Without the link nothing would tell that it is not X's. Names that are not the account's stay.
    """
    if LIKELY.search(html) is None:
        return
    for link in tree.css("a[href]"):
        if (host := _host(link)) and not GOES_ON.match(_behind(link)):
            link.insert_after(host)


def _host(link: LexborNode) -> str | None:
    """What is missing behind the handle that a link shows, if anything is."""
    shown = SHOWN.fullmatch(link.text())
    account = account_at(link.attributes.get("href") or "") if shown else None
    if shown is None or account is None or account.network == DEFAULT:
        return None
    name, (handle, network) = shown["name"], account
    if network == "Bluesky" and "." in name + handle:
        # Its dots say where it lives; an account's number may stand for them.
        return handle[len(name) :] if handle.startswith(f"{name}.") else None
    user = handle.partition("@")[0]
    if user.casefold() != name.casefold() and not user.startswith("did:"):
        return None
    whole = placed(name, network) if network else handle
    return whole[len(name) :]


def _behind(link: LexborNode) -> str:
    after = link.next
    return (after.text_content or "")[:1] if after is not None and after.tag == "-text" else ""
