"""One handle on several networks: as many people, unless the text says that it is one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import regex

from content.model import FragmentKind, Piece
from content.networks import BEHIND, DEFAULT, named, placed, split
from content.places import Place

POSTED = (FragmentKind.TWEET, FragmentKind.REPLY)
# "@ana on X and Instagram": the second network is told of the same account.
JOINT = regex.compile(
    r"[ \u00a0]?(?:,|/|&|\+|and|et|und|y|e)[ \u00a0]?(?:on |sur |auf |en )?(?P<name>[A-Za-z]+)\b"
)
WINDOW = 60
ALSO = regex.compile(
    r"(?<!\w)(?:also|too|aussi|également|auch|también|same|même|derselbe|dieselbe|mism[oa])(?!\w)",
    regex.I,
)
OTHER = regex.compile(
    r"(?<!\w)(?:not|isn[’']t|another|other|else|pas|autres?|nicht|kein|anderer?|no|otr[oa])(?!\w)",
    regex.I,
)
SENTENCE = regex.compile(r"[.!?…\n]")


Mark = tuple[int, int]
"""Where a handle stands: its fragment, and the start in it."""


def apart(piece: Piece, places: Sequence[Place]) -> Mapping[Mark, str]:
    """Give the key of each place where a handle is another's than elsewhere: `ana@t.me`.

    In tweets a handle is X's where nothing else is told; so is one without a word beside those
    with two different ones. A wrong merge is worse than a missed one.
    """
    told: dict[str, dict[str, list[Place]]] = {}
    for place in places:
        told.setdefault(place.key, {}).setdefault(network_in(piece, place), []).append(place)
    hosted = _hosted(told)
    moved: dict[Mark, str] = {}
    for key, networks in told.items():
        known = [network for network in networks if network]
        base = next((one for one in (DEFAULT, "") if one in networks), known[0] if known else "")
        for network in known:
            own = _key(key, network, hosted)
            two = len(known) > 1 and network != base and not _is_one(piece, networks, network)
            if own != key and (own in told or two):
                moved |= {
                    (place.fragment, place.span.start): own
                    for place in networks[network]
                    if place.fragment is not None and place.span is not None
                }
    return moved


def network_in(piece: Piece, place: Place) -> str:
    """Where a printed handle lives: as the text tells, in tweets on X; empty where nothing does."""
    if place.network:
        return place.network
    posted = place.fragment is not None and piece.fragments[place.fragment].kind in POSTED
    return DEFAULT if posted and "@" not in place.key else ""


def _hosted(keys: Iterable[str]) -> dict[str, list[str]]:
    """The handles with a host of their own, by the user."""
    found: dict[str, list[str]] = {}
    for key in keys:
        user, _, host = key.partition("@")
        if host and split(key).handle == key:
            found.setdefault(user, []).append(key)
    return found


def _key(key: str, network: str, hosted: Mapping[str, Sequence[str]]) -> str:
    """A key of its own; on Mastodon it is that of the one host that the text has for the user."""
    if network == "Mastodon" and len(hosts := hosted.get(key, ())) == 1:
        return hosts[0]
    return placed(key, network)


def _is_one(piece: Piece, networks: Mapping[str, Sequence[Place]], network: str) -> bool:
    """Whether the text says that a handle is the same person's on this network, too."""
    if any(_says_also(piece, place) for place in networks[network]):
        return True
    others = (place for name, places in networks.items() if name != network for place in places)
    return any(network in _further(piece, place) for place in others)


def _says_also(piece: Piece, place: Place) -> bool:
    if place.fragment is None or place.span is None:
        return False
    text, span = piece.fragments[place.fragment].text, place.span
    before = SENTENCE.split(text[max(0, span.start - WINDOW) : span.start])[-1]
    around = before + SENTENCE.split(text[span.end : span.end + WINDOW])[0]
    return ALSO.search(around) is not None and OTHER.search(around) is None


def _further(piece: Piece, place: Place) -> Iterator[str]:
    """The networks that stand in a row behind the one that is told of a handle."""
    if place.fragment is None or place.span is None:
        return
    text = piece.fragments[place.fragment].text
    found = BEHIND.match(text, place.span.end, place.span.end + WINDOW)
    at = found.end() if found else 0
    while found := JOINT.match(text, at, at + WINDOW) if at else None:
        network = named(found["name"])
        if network is None:
            return
        yield network
        at = found.end()
