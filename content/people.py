"""Who is in a piece, and where: one person per spelling family, joined only by evidence."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content.candidates import find_candidates, role_of
from content.introductions import find_introductions
from content.joined import Joined, joined
from content.mentions import find_handles, fold
from content.model import (
    Candidate,
    Fragment,
    FragmentKind,
    Introduction,
    Mention,
    NamePlace,
    Person,
    Piece,
    Role,
    Span,
)
from content.names import fold_name, words_of
from content.networks import network_told
from content.spellings import distance
from content.ties import find_ties

SENTENCE_END = re.compile(r"[.!?…]+[\"'’”»)]*\s|\n")
SEPARATORS = re.compile(r"[-_.]")
DIGITS = re.compile(r"\d+")
# Shorter handles that differ in one letter are too often two people.
SHORTEST, LONG_ENOUGH_FOR_TWO = 6, 12
RECOMMENDS_WITHIN = 120
# One of these stands in all that recommends, the last two where a capital has no small letter.
CUES = ("recom", "conse", "suiv", "#ff", "follow", "empf", "acons", "ı", "\u0307")
RECOMMENDS = re.compile(
    r"recommand|conseill|suivez|#ff\b|follow ?friday|worth following|recommend|empfehl|recomiend"
    r"|recomendar|aconsej",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    surface: str
    role: Role
    fragment: int | None
    span: Span | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who is in a piece: people with handles, their places, who has none, how texts say who is."""

    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    introductions: tuple[Introduction, ...]


def gather(piece: Piece) -> Gathered:
    """Find the people of a piece, each under all its spellings, and every place of each.

    Handles are one person when they are equal but for case. A misspelt one joins the thread's
    author when it stands in the prose that leads into the thread and nothing speaks against it.
    A name joins a handle where the piece prints both side by side, and in no other case. An
    editor's word (`same` and `apart`) beats all of this.
    """
    places = tuple(_places(piece))
    keys = {place.key for place in places}
    word = joined(piece, keys)
    family = word.families(keys, _families(piece, places))
    ties: dict[str, list[str]] = defaultdict(list)
    for tie in find_ties(piece):
        if word.may_be_called(tie.handle, tie.name):
            ties[family.get(tie.handle, tie.handle)].append(tie.name)
    members: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        members[family[place.key]].append(place)
    for key, names in word.names.items():
        # The text may know somebody by name whose handle the editor knows.
        members[key] += ()
        ties[key] += names
    people = {key: _person(piece, found, key, ties[key], word) for key, found in members.items()}
    mentions = tuple(_mention(people[family[place.key]], place) for place in places)
    owners = {**_owners(people.values()), **_told(word)}
    candidates, named = find_candidates(piece, owners, _called(ties, people))
    full = tuple(
        _with_aliases(person, named.get(person.handle, ()))
        for person in people.values()
        if person.variants or person.handle in named
    )
    beside = {(one.person, one.fragment, one.span.start) for one in mentions if one.span}
    by_name = [
        Mention(handle, place.surface, place.role, place.fragment, place.span)
        for handle, own in named.items()
        for place in own
        if not _beside(place, handle, beside)
    ]
    everywhere = (*mentions, *by_name)
    introductions = tuple(find_introductions(piece.fragments, everywhere))
    return Gathered(full, everywhere, candidates, introductions)


def _beside(place: NamePlace, handle: str, starts: Collection[tuple[str, int | None, int]]) -> bool:
    """Whether a name stands right before its handle, as in "Nora Quill (@nq)": one place."""
    if place.span is None:
        return False
    end = place.span.end
    return any((handle, place.fragment, end + gap) in starts for gap in range(1, 4))


def _mention(person: Person, place: _Place) -> Mention:
    return Mention(person.handle, place.surface, place.role, place.fragment, place.span)


def _owners(people: Iterable[Person]) -> Mapping[tuple[str, ...], str]:
    """Whose each name is; a name that two handles claim is nobody's."""
    claims: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for person in people:
        for name in (person.name, *person.aliases):
            if name and words_of(name):
                claims[words_of(name)].add(person.handle)
    return {words: next(iter(handles)) for words, handles in claims.items() if len(handles) == 1}


def _told(word: Joined) -> Mapping[tuple[str, ...], str]:
    """Whose each name is by an editor's word."""
    return {words_of(one): word.handles[key] for key, names in word.names.items() for one in names}


def _called(ties: Mapping[str, Sequence[str]], people: Mapping[str, Person]) -> Mapping[str, str]:
    """Whose each given name is that a text prints beside a handle."""
    return {
        words_of(name)[0]: people[key].handle
        for key, names in ties.items()
        for name in names
        if len(words_of(name)) == 1
    }


def _with_aliases(person: Person, places: Sequence[NamePlace]) -> Person:
    """Add the other forms of a person's name that the piece prints."""
    forms = dict.fromkeys((*person.aliases, *(place.surface for place in places)))
    name = person.name
    if name and name in forms and " " not in name:
        name = next((form for form in forms if form.startswith(name + " ")), name)
    others = dict.fromkeys(form for form in (person.name, *forms) if form and form != name)
    return replace(person, name=name, aliases=tuple(others))


def _places(piece: Piece) -> Iterator[_Place]:
    owner = None
    if piece.author is not None and piece.author.handle:
        owner = fold(piece.author.handle)
        yield _Place(owner, "@" + piece.author.handle, Role.AUTHOR, None, None, piece.author.name)
    asked = False
    for index, fragment in enumerate(piece.fragments):
        if fragment.kind is FragmentKind.QUESTION:
            asked = _recommends(fragment.text)
        if fragment.handle:
            key = fold(fragment.handle)
            role = Role.AUTHOR if key == owner else role_of(fragment.kind)
            yield _Place(key, "@" + fragment.handle, role, index, None, fragment.speaker)
        answers = asked and fragment.kind is FragmentKind.ANSWER
        for found in find_handles(fragment.text):
            around = fragment.text[max(0, found.span.start - RECOMMENDS_WITHIN) : found.span.start]
            told = answers or _recommends(around.rpartition("\n")[2])
            role = Role.RECOMMENDED if told else Role.MENTIONED
            yield _Place(fold(found.surface), found.surface, role, index, found.span)


def _recommends(text: str) -> bool:
    small = text.casefold()
    return any(cue in small for cue in CUES) and RECOMMENDS.search(text) is not None


def _person(
    piece: Piece, places: Sequence[_Place], key: str, names: Sequence[str], word: Joined
) -> Person:
    signed = [place for place in places if place.span is None]
    own = signed or [place for place in places if place.key == key] or places
    printed = Counter(place.surface.lstrip("@＠") for place in own)
    handle = word.handles.get(key) or printed.most_common(1)[0][0]
    called = (place.name for place in signed if place.name)
    name = next((one for one in called if word.may_be_called(key, one)), None)
    tied = tuple(dict.fromkeys(tie for tie in names if fold_name(tie) != fold_name(name or "")))
    if name is None and tied:
        # "Follow Nora on @nq" may come before "Nora Quill".
        name = max(tied, key=lambda tie: len(words_of(tie)))
    spellings = tuple(dict.fromkeys(place.surface for place in places))
    aliases = tuple(tie for tie in tied if tie != name)
    return Person(handle, name, spellings, aliases, _network(piece, places))


def _network(piece: Piece, places: Sequence[_Place]) -> str | None:
    told = (
        network_told(piece.fragments[place.fragment].text, place.span)
        for place in places
        if place.fragment is not None and place.span is not None
    )
    return next((network for network in told if network), None)


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
    return abs(len(a) - len(b)) <= allowed and distance(a, b) <= allowed
