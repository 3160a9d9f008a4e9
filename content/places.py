"""Where a piece prints the handles of people, and as what each stands there."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from content.candidates import role_of
from content.mentions import Handle, fold
from content.model import FragmentKind, Piece, Role, Span
from content.networks import DEFAULT, network_told, placed, split

QUESTION, AUTHOR = FragmentKind.QUESTION, Role.AUTHOR
RECOMMENDS_WITHIN = 120
# One of these stands in all that recommends, the last two where a capital has no small letter.
CUES = ("recom", "conse", "suiv", "#ff", "follow", "empf", "acons", "ı", "\u0307")
RECOMMENDS = re.compile(
    r"recommand|conseill|suivez|#ff\b|follow ?friday|worth following|recommend|empfehl|recomiend"
    r"|recomendar|aconsej",
    re.IGNORECASE,
)


class Place(Struct, frozen=True, gc=False):
    """One place of a handle.

    `key` is the folded handle, `surface` what is printed, with its `@`. Without a `span` it signs
    its fragment, or the piece where `fragment` is None too; `name` is the one it signs with.
    `network` is what the text tells beside it.
    """

    key: str
    surface: str
    role: Role
    fragment: int | None
    span: Span | None
    name: str | None = None
    network: str | None = None


def find_places(piece: Piece, handles: Sequence[Sequence[Handle]]) -> Iterator[Place]:
    """Find all places of handles: the author's own first, then in reading order.

    `handles` are those of each fragment's text.
    """
    owner = None
    if piece.author is not None and piece.author.handle:
        owner = key_of(piece.author.handle)
        yield Place(owner, "@" + piece.author.handle, Role.AUTHOR, None, None, piece.author.name)
    asked = False
    for index, (fragment, own) in enumerate(zip(piece.fragments, handles, strict=True)):
        kind = fragment.kind
        if kind is QUESTION:
            asked = _recommends(fragment.text)
        if fragment.handle:
            key = key_of(fragment.handle)
            role = AUTHOR if key == owner else role_of(kind)
            yield Place(key, "@" + fragment.handle, role, index, None, fragment.speaker)
        answers = asked and kind is FragmentKind.ANSWER
        for found in own:
            around = fragment.text[max(0, found.span.start - RECOMMENDS_WITHIN) : found.span.start]
            told = answers or _recommends(around.rpartition("\n")[2])
            role = Role.RECOMMENDED if told else Role.MENTIONED
            key = key_of(found.surface)
            # A host says more than the words beside it.
            hosted = "@" in found.surface[1:]
            network = None if hosted else network_told(fragment.text, found.span)
            if hosted and "@" not in key:
                network = DEFAULT
            yield Place(key, found.surface, role, index, found.span, network=network)


# The same few sign, and are named, again and again.
@lru_cache(maxsize=4096)
def key_of(handle: str) -> str:
    """The key under which a printed handle is somebody's: `@ana@twitter.com` is X's `ana`."""
    key = fold(handle)
    if "@" not in key:
        return key
    user, network = split(key)
    return placed(user, network) if network else user


def _recommends(text: str) -> bool:
    small = text.casefold()
    return any(map(small.__contains__, CUES)) and RECOMMENDS.search(text) is not None
