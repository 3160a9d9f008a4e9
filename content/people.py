"""Who is in a piece, and where."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from content.mentions import find_handles, fold
from content.model import FragmentKind, Mention, Person, Piece, Role, Span


@dataclass(frozen=True, slots=True)
class _Place:
    surface: str
    role: Role
    fragment: int | None
    span: Span | None
    name: str | None = None


def gather(piece: Piece) -> tuple[tuple[Person, ...], tuple[Mention, ...]]:
    """Find the people of a piece, each under all its spellings, and every place of each."""
    places = tuple(_places(piece))
    family = {fold(place.surface): fold(place.surface) for place in places}
    people: dict[str, Person] = {}
    for key in dict.fromkeys(family.values()):
        people[key] = _person([p for p in places if family[fold(p.surface)] == key])
    mentions = (
        Mention(people[family[fold(p.surface)]].handle, p.surface, p.role, p.fragment, p.span)
        for p in places
    )
    return tuple(people.values()), tuple(mentions)


def _places(piece: Piece) -> Iterator[_Place]:
    if piece.author is not None and piece.author.handle:
        yield _Place("@" + piece.author.handle, Role.AUTHOR, None, None, piece.author.name)
    owner = fold(piece.author.handle) if piece.author and piece.author.handle else None
    for index, fragment in enumerate(piece.fragments):
        if fragment.handle:
            role = _role(fragment.kind, fold(fragment.handle) == owner)
            yield _Place("@" + fragment.handle, role, index, None, fragment.speaker)
        for found in find_handles(fragment.text):
            yield _Place(found.surface, Role.MENTIONED, index, found.span)


def _role(kind: FragmentKind, owner: bool) -> Role:
    if owner:
        return Role.AUTHOR
    return {FragmentKind.REPLY: Role.REPLIER, FragmentKind.COMMENT: Role.COMMENTER}.get(
        kind, Role.AUTHOR
    )


def _person(places: list[_Place]) -> Person:
    signed = [place for place in places if place.span is None] or places
    handle = Counter(place.surface.lstrip("@＠") for place in signed).most_common(1)[0][0]
    name = next((place.name for place in places if place.name), None)
    return Person(handle, name, tuple(dict.fromkeys(place.surface for place in places)))
