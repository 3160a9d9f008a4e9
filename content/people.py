"""Who is in a piece, and where: one person per spelling family, joined only by evidence."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from content.accounts import apart, network_in
from content.candidates import find_candidates
from content.families import find_families
from content.introductions import find_introductions
from content.joined import Joined, joined
from content.mentions import find_handles, fold
from content.model import (
    Candidate,
    Introduction,
    Mention,
    NamePlace,
    Person,
    Piece,
)
from content.names import fold_name, words_of
from content.networks import DEFAULT, split
from content.own_handles import find_own_ties
from content.places import Place, find_places
from content.ties import Tie, find_ties


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who is in a piece: people with handles, their places, who has none, how texts say who is."""

    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    introductions: tuple[Introduction, ...]


def gather(piece: Piece) -> Gathered:
    """Find the people of a piece, each under all its spellings, and every place of each.

    Handles are one person when they are equal but for case, or spellings of one (`families`).
    A name joins a handle where the piece prints both side by side, and in no other case. An
    editor's word (`same` and `apart`) beats all of this.
    """
    places, told = _parted(piece)
    keys = {place.key for place in places}
    word = joined(piece, keys)
    family = word.families(keys, find_families(piece, places, told))
    ties: dict[str, list[str]] = defaultdict(list)
    for tie in told:
        if word.may_be_called(tie.handle, tie.name):
            ties[family.get(tie.handle, tie.handle)].append(tie.name)
    members: dict[str, list[Place]] = defaultdict(list)
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


def _parted(piece: Piece) -> tuple[tuple[Place, ...], tuple[Tie, ...]]:
    """The places of handles and the names beside them; one handle of two people has two keys."""
    handles = [find_handles(fragment.text) for fragment in piece.fragments]
    places = tuple(find_places(piece, handles))
    told = (*find_ties(piece, handles), *find_own_ties(piece, handles))
    moved = apart(piece, places)
    if not moved:
        return places, told
    return (
        tuple(
            structs.replace(place, key=moved.get((place.fragment, place.span.start), place.key))
            if place.fragment is not None and place.span is not None
            else place
            for place in places
        ),
        tuple(replace(tie, handle=moved.get(tie.at, tie.handle)) for tie in told),
    )


def _beside(place: NamePlace, handle: str, starts: Collection[tuple[str, int | None, int]]) -> bool:
    """Whether a name stands right before its handle, as in "Nora Quill (@nq)": one place."""
    if place.span is None:
        return False
    end = place.span.end
    return any((handle, place.fragment, end + gap) in starts for gap in range(1, 4))


def _mention(person: Person, place: Place) -> Mention:
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


def _person(
    piece: Piece, places: Sequence[Place], key: str, names: Sequence[str], word: Joined
) -> Person:
    signed = [place for place in places if place.span is None]
    own = signed or [place for place in places if place.key == key] or places
    printed = Counter(place.surface.lstrip("@＠") for place in own)
    handle = word.handles.get(key) or printed.most_common(1)[0][0]
    if "@" in handle + key and fold(handle) != key:
        # The handle alone may be somebody else's here, and X has no hosts.
        handle = handle.partition("@")[0] + key[len(key.partition("@")[0]) :]
    called = (place.name for place in signed if place.name)
    name = next((one for one in called if word.may_be_called(key, one)), None)
    tied = tuple(dict.fromkeys(tie for tie in names if fold_name(tie) != fold_name(name or "")))
    if name is None and tied:
        # "Follow Nora on @nq" may come before "Nora Quill".
        name = max(tied, key=lambda tie: len(words_of(tie)))
    spellings = tuple(dict.fromkeys(place.surface for place in places))
    aliases = tuple(tie for tie in tied if tie != name)
    return Person(handle, name, spellings, aliases, _network(piece, handle, places))


def _network(piece: Piece, handle: str, places: Sequence[Place]) -> str | None:
    """Where somebody lives, if it is not X, where each handle of no other network is."""
    first = None
    for network in (network_in(piece, place) for place in places):
        if network == DEFAULT:
            return None
        first = first or network
    return first or split(handle).network
