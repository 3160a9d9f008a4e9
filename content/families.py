"""Which handles of a piece are spellings of one: joined only where the piece ties them."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from content.mentions import fold
from content.model import Fragment, FragmentKind, Piece
from content.names import words_of
from content.own_handles import WINDOW, says_me
from content.places import Place, key_of
from content.spellings import distance
from content.ties import Tie

SENTENCE_END = re.compile(r"[.!?…]+[\"'’”»)]*\s|\n")
SEPARATORS = re.compile(r"[-_.]")
DIGITS = re.compile(r"\d+")
# Shorter handles that differ in one letter are too often two people.
SHORTEST, LONG_ENOUGH_FOR_TWO = 6, 12


def find_families(piece: Piece, places: Sequence[Place], ties: Sequence[Tie]) -> Mapping[str, str]:
    """Give each misspelt handle (folded) the one that it stands for.

    Three things tie a spelling: it is printed with a hyphen, which no handle has, and another is
    the same with an underscore; the piece gives both the same whole name; or it looks like the
    author of the thread that its paragraph leads into. What shares a sentence is two people.
    """
    where: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        where[place.key].append(place)
    found = {
        **dict(_hyphened(where)),
        **dict(_of_one_name(where, ties)),
        **dict(_leading_in(piece, where)),
        **dict(_of_oneself(piece, places)),
    }
    if not found:
        return {}
    apart = _together(piece, places, found)
    family = {key: root for key, root in found.items() if (key, root) not in apart}
    return {key: family.get(root, root) for key, root in family.items()}


def _hyphened(where: Mapping[str, Sequence[Place]]) -> Iterator[tuple[str, str]]:
    for key in where:
        written = key.replace("-", "_")
        if written != key and written in where:
            yield key, written


def _of_one_name(
    where: Mapping[str, Sequence[Place]], ties: Sequence[Tie]
) -> Iterator[tuple[str, str]]:
    """Join a spelling that signs nothing to the one that does, or that stands there more often."""
    called: dict[tuple[str, ...], set[str]] = defaultdict(set)
    signed = _signed(where)
    for key, name in (*((tie.handle, tie.name) for tie in ties), *signed.items()):
        if name and len(words_of(name)) > 1:
            called[words_of(name)].add(key)
    for keys in called.values():
        if len(keys) < 2:
            continue
        ranked = sorted(keys, key=lambda key: (key not in signed, -len(where[key]), key))
        yield from (
            (key, ranked[0]) for key in ranked[1:] if key not in signed and _alike(key, ranked[0])
        )


def _leading_in(piece: Piece, where: Mapping[str, Sequence[Place]]) -> Iterator[tuple[str, str]]:
    author = _thread_author(piece.fragments)
    if author is None:
        return
    signed = _signed(where)
    lead = _lead_in(piece.fragments, author)
    for key, own in where.items():
        if (
            key not in signed
            and any(place.fragment in lead for place in own)
            and all(_is_prose(piece, place) for place in own)
            and _alike(key, author)
            and not any(_alike(key, other) for other in signed if other != author)
        ):
            yield key, author


def _of_oneself(piece: Piece, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Join a handle elsewhere to whoever says under the same one that it is their own."""
    for place in places:
        if place.fragment is None or place.span is None or "@" not in place.key:
            continue
        fragment = piece.fragments[place.fragment]
        key = key_of(fragment.handle or "")
        before = fragment.text[max(0, place.span.start - WINDOW) : place.span.start]
        if key and key != place.key and _user(key) == _user(place.key) and says_me(before):
            yield place.key, key


def _signed(where: Mapping[str, Sequence[Place]]) -> Mapping[str, str | None]:
    """The handles that sign something, and the name they sign with."""
    return {
        key: next((place.name for place in own if place.name), None)
        for key, own in where.items()
        if any(place.span is None for place in own)
    }


def _thread_author(fragments: Sequence[Fragment]) -> str | None:
    # The same few sign again and again.
    signed = Counter(f.handle for f in fragments if f.kind is FragmentKind.TWEET and f.handle)
    tweets: Counter[str] = Counter()
    for handle, times in signed.items():
        tweets[fold(handle)] += times
    most = tweets.most_common(1)
    return most[0][0] if most else None


def _lead_in(fragments: Sequence[Fragment], author: str) -> range:
    """Give the fragments before the author's first tweet."""
    first = next(
        index
        for index, fragment in enumerate(fragments)
        if fragment.kind is FragmentKind.TWEET and fold(fragment.handle or "") == author
    )
    return range(first)


def _is_prose(piece: Piece, place: Place) -> bool:
    # Twitter writes the handles of tweets and replies itself: there another spelling is
    # another person.
    if place.fragment is None:
        return False
    return piece.fragments[place.fragment].kind in (FragmentKind.PROSE, FragmentKind.HEADING)


def _together(
    piece: Piece, places: Sequence[Place], found: Mapping[str, str]
) -> Collection[tuple[str, str]]:
    """Find the spellings that share a sentence with another of the same family."""
    roots = {**{root: root for root in found.values()}, **found}
    ends: dict[int, list[int]] = {}
    sentences: dict[tuple[int, int, str], set[str]] = defaultdict(set)
    for place in places:
        if place.key in roots and place.span is not None and place.fragment is not None:
            if place.fragment not in ends:
                text = piece.fragments[place.fragment].text
                ends[place.fragment] = [match.end() for match in SENTENCE_END.finditer(text)]
            sentence = bisect_right(ends[place.fragment], place.span.start)
            sentences[place.fragment, sentence, roots[place.key]].add(place.key)
    return {
        (key, root) for (_, _, root), keys in sentences.items() if len(keys) > 1 for key in keys
    }


def _alike(one: str, other: str) -> bool:
    """Tell whether one handle could be the other misspelt; a digit is never a slip."""
    if DIGITS.findall(one) != DIGITS.findall(other):
        return False
    if "@" in one or "@" in other:
        return _user(one) == _user(other)
    a, b = SEPARATORS.sub("", one), SEPARATORS.sub("", other)
    if a == b:
        return True
    shorter = min(len(a), len(b))
    allowed = 0 if shorter < SHORTEST else 2 if shorter >= LONG_ENOUGH_FOR_TWO else 1
    return abs(len(a) - len(b)) <= allowed and distance(a, b) <= allowed


def _user(key: str) -> str:
    """A handle without its host."""
    return key.partition("@")[0]
