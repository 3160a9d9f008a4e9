"""Who is in a piece, and where: one person per spelling family, joined only by evidence."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from content.mentions import find_handles, fold
from content.model import Fragment, FragmentKind, Mention, Person, Piece, Role, Span

SENTENCE_END = re.compile(r"[.!?…]+[\"'’”»)]*\s|\n")
SEPARATORS = re.compile(r"[-_.]")
DIGITS = re.compile(r"\d+")
# Shorter handles that differ in one letter are too often two people.
SHORTEST, LONG_ENOUGH_FOR_TWO = 6, 12
ROLES = {FragmentKind.REPLY: Role.REPLIER, FragmentKind.COMMENT: Role.COMMENTER}


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    surface: str
    role: Role
    fragment: int | None
    span: Span | None
    name: str | None = None


def gather(piece: Piece) -> tuple[tuple[Person, ...], tuple[Mention, ...]]:
    """Find the people of a piece, each under all its spellings, and every place of each.

    Handles are one person when they are equal but for case. A misspelt one joins the thread's
    author when it stands in the prose that leads into the thread and nothing speaks against it.
    """
    places = tuple(_places(piece))
    family = _families(piece, places)
    members: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        members[family.get(place.key, place.key)].append(place)
    people = {key: _person(found, key) for key, found in members.items()}
    mentions = tuple(
        Mention(
            people[family.get(place.key, place.key)].handle,
            place.surface,
            place.role,
            place.fragment,
            place.span,
        )
        for place in places
    )
    return tuple(people.values()), mentions


def _places(piece: Piece) -> Iterator[_Place]:
    owner = None
    if piece.author is not None and piece.author.handle:
        owner = fold(piece.author.handle)
        yield _Place(owner, "@" + piece.author.handle, Role.AUTHOR, None, None, piece.author.name)
    for index, fragment in enumerate(piece.fragments):
        if fragment.handle:
            key = fold(fragment.handle)
            role = Role.AUTHOR if key == owner else ROLES.get(fragment.kind, Role.AUTHOR)
            yield _Place(key, "@" + fragment.handle, role, index, None, fragment.speaker)
        for found in find_handles(fragment.text):
            key = fold(found.surface)
            yield _Place(key, found.surface, Role.MENTIONED, index, found.span)


def _person(places: Sequence[_Place], key: str) -> Person:
    signed = [place for place in places if place.span is None]
    own = signed or [place for place in places if place.key == key]
    handle = Counter(place.surface.lstrip("@＠") for place in own).most_common(1)[0][0]
    name = next((place.name for place in signed if place.name), None)
    return Person(handle, name, tuple(dict.fromkeys(place.surface for place in places)))


def _families(piece: Piece, places: Sequence[_Place]) -> Mapping[str, str]:
    """Give each misspelt handle the key of the author it stands for."""
    author = _thread_author(piece.fragments)
    if author is None:
        return {}
    signed = {place.key for place in places if place.span is None}
    lead = _lead_in(piece.fragments, author)
    where: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        where[place.key].append(place)
    found = {
        key
        for key, own in where.items()
        if key not in signed
        and any(place.fragment in lead for place in own)
        and all(_is_prose(piece, place) for place in own)
        and _alike(key, author)
        and not any(_alike(key, other) for other in signed - {author})
    }
    if not found:
        return {}
    return dict.fromkeys(found - _together(piece, places, found | {author}), author)


def _thread_author(fragments: Sequence[Fragment]) -> str | None:
    tweets = (f.handle for f in fragments if f.kind is FragmentKind.TWEET and f.handle)
    most = Counter(map(fold, tweets)).most_common(1)
    return most[0][0] if most else None


def _lead_in(fragments: Sequence[Fragment], author: str) -> range:
    """Give the fragments before the author's first tweet."""
    first = next(
        index
        for index, fragment in enumerate(fragments)
        if fragment.kind is FragmentKind.TWEET and fold(fragment.handle or "") == author
    )
    return range(first)


def _is_prose(piece: Piece, place: _Place) -> bool:
    # Twitter writes the handles of tweets and replies itself: there another spelling is
    # another person.
    if place.fragment is None:
        return False
    return piece.fragments[place.fragment].kind in (FragmentKind.PROSE, FragmentKind.HEADING)


def _together(piece: Piece, places: Sequence[_Place], keys: set[str]) -> set[str]:
    """Find the handles that share a sentence with another of the same family: two people."""
    ends: dict[int, list[int]] = {}
    sentences: dict[tuple[int, int], set[str]] = defaultdict(set)
    for place in places:
        if place.key in keys and place.span is not None and place.fragment is not None:
            if place.fragment not in ends:
                text = piece.fragments[place.fragment].text
                ends[place.fragment] = [match.end() for match in SENTENCE_END.finditer(text)]
            sentence = bisect_right(ends[place.fragment], place.span.start)
            sentences[place.fragment, sentence].add(place.key)
    return {key for found in sentences.values() if len(found) > 1 for key in found}


def _alike(one: str, other: str) -> bool:
    """Tell whether one handle could be the other misspelt; a digit is never a slip."""
    if DIGITS.findall(one) != DIGITS.findall(other):
        return False
    a, b = SEPARATORS.sub("", one), SEPARATORS.sub("", other)
    if a == b:
        return True
    shorter = min(len(a), len(b))
    allowed = 0 if shorter < SHORTEST else 2 if shorter >= LONG_ENOUGH_FOR_TWO else 1
    return abs(len(a) - len(b)) <= allowed and _distance(a, b) <= allowed


def _distance(a: str, b: str) -> int:
    """Count the single-letter changes from one word to the other (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        costs = zip(row, row[1:], b, strict=False)
        steps = (min(up + 1, left + (letter != other)) for left, up, other in costs)
        row = list(accumulate(steps, lambda before, cost: min(before + 1, cost), initial=i))
    return row[-1]
