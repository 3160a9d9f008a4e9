"""Who is one person, and who is not, by an editor's word: `same` and `apart` of a front matter."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from content.mentions import fold
from content.model import Piece
from content.names import words_of


@dataclass(frozen=True, slots=True)
class Joined:
    """An editor's groups, to look handles and names up in; keys are folded handles.

    `roots` leads from every member to the first of its group, `handles` from that one to the handle
    as it is written. `names` has the members that the text does not print as handles.
    """

    roots: Mapping[str, str]
    handles: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    apart: tuple[tuple[str, ...], ...]

    def families(self, keys: Collection[str], rules: Mapping[str, str]) -> Mapping[str, str]:
        """Whose each key is: by the editor's word, else by what the rules found."""
        family = {}
        for key in keys:
            told = rules.get(key, key)
            if self._are_apart(key, told):
                told = key
            family[key] = self.roots.get(key) or self.roots.get(told, told)
        return family

    def may_be_called(self, key: str, name: str) -> bool:
        """Whether a name that the text ties to a handle may be that person's."""
        words = words_of(name)
        return not any(other[: len(words)] == words for other in self._names_apart(key))

    def _names_apart(self, key: str) -> list[tuple[str, ...]]:
        """The names that are never this handle's; a given name alone stands for them too."""
        return [
            words_of(member)
            for group in self.apart
            if any(self._is(member, key) for member in group)
            for member in group
            if not self._is(member, key)
        ]

    def _is(self, member: str, key: str) -> bool:
        return self.roots.get(fold(member), fold(member)) == self.roots.get(key, key)

    def _are_apart(self, one: str, other: str) -> bool:
        return one != other and any(
            {one, other} <= {fold(member) for member in group} for group in self.apart
        )


def begins_with_handle(group: Sequence[str]) -> bool:
    """Whether a group of `same` can join anybody."""
    return bool(group and fold(group[0])) and not any(map(str.isspace, group[0]))


def joined(piece: Piece, keys: Collection[str]) -> Joined:
    """Make the look-ups; `keys` are the folded handles that the piece prints."""
    roots: dict[str, str] = {}
    handles: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    for first, *others in filter(begins_with_handle, piece.same):
        root = roots.setdefault(fold(first), fold(first))
        handles.setdefault(root, first.lstrip("@＠"))
        for member in others:
            roots.setdefault(fold(member), root)
        own = tuple(one for one in others if fold(one) not in keys and words_of(one))
        names[root] = names.get(root, ()) + own
    return Joined(roots, handles, names, piece.apart)
