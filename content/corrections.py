"""What people changed in a text as it was read, to be changed again when it is read anew."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from msgspec import structs

from content.model import Fragment, Piece, Problem

PIECE = (
    *("kind", "title", "author", "date", "language", "note", "suggested"),
    *("same", "apart", "rights"),
)
FRAGMENT = ("kind", "text", "number", "total", "speaker", "handle", "date", "noted", "depth")
SHOWN = 40
ALIKE, NEAR = 0.7, 8


@dataclass(frozen=True, slots=True)
class Place:
    """A fragment's fingerprint: its text, and how many equal ones came before."""

    text: str
    before: int


@dataclass(frozen=True, slots=True)
class Change:
    """A fragment as it was read (`at`) and as it is now (`to`), and which fields that changed."""

    at: Place
    to: Place
    fields: tuple[str, ...]
    becomes: Fragment


@dataclass(frozen=True, slots=True)
class Insertion:
    """A fragment that was put in: behind one that was read, or at the beginning."""

    behind: Place | None
    to: Place
    fragment: Fragment


@dataclass(frozen=True, slots=True)
class Corrections:
    """The difference between a piece as it was read and as it is corrected.

    `head` has the new values of the piece's `fields`, and no fragments. `made` tells the corrected
    fragments from all others, so that a source that has been corrected itself is left alone.
    """

    fields: tuple[str, ...]
    head: Piece
    changed: tuple[Change, ...]
    removed: tuple[Place, ...]
    inserted: tuple[Insertion, ...]
    made: str

    def __len__(self) -> int:
        """How many there are."""
        return sum(map(len, (self.fields, self.changed, self.removed, self.inserted)))

    def with_edits_of(self, other: "Corrections") -> "Corrections":
        """These, and what the other ones say of fragments."""
        return replace(
            self,
            changed=self.changed + other.changed,
            removed=self.removed + other.removed,
            inserted=self.inserted + other.inserted,
        )


def corrections_of(read: Piece, corrected: Piece) -> Corrections:
    """Give what turns one piece into the other, but for its slug and the hash of its source."""
    fields = [name for name in PIECE if getattr(read, name) != getattr(corrected, name)]
    if not {"note", "suggested"}.isdisjoint(fields):
        # A note is somebody's word or a suggestion, whatever the next reading suggests.
        fields = [*dict.fromkeys((*fields, "note", "suggested"))]
    if read.source.url != corrected.source.url:
        fields.append("source")
    was, now = _places(read.fragments), _places(corrected.fragments)
    changed, removed, inserted = [], [], []
    behind: Place | None = None
    for old, new in _aligned(was, now):
        if new is None:
            removed += [] if old is None else [was[old]]
        elif old is None:
            inserted.append(Insertion(behind, now[new], _bare(corrected.fragments[new])))
        else:
            behind = was[old]
            a, b = read.fragments[old], corrected.fragments[new]
            names = tuple(name for name in FRAGMENT if getattr(a, name) != getattr(b, name))
            if names:
                changed.append(Change(was[old], now[new], names, _bare(b)))
    return Corrections(
        tuple(fields),
        replace(corrected, fragments=()),
        tuple(changed),
        tuple(removed),
        tuple(inserted),
        _made(corrected.fragments),
    )


def apply(piece: Piece, corrections: Corrections) -> tuple[Piece, tuple[Problem, ...]]:
    """Correct a newly read piece; every correction that finds no place any more is a problem.

    `apply(read, corrections_of(read, corrected))` is the corrected piece, with the slug and the
    hash of what was read.
    """
    head = {name: getattr(corrections.head, name) for name in corrections.fields}
    if "source" in head:
        head["source"] = replace(piece.source, url=corrections.head.source.url)
    fragments, lost = _corrected(piece.fragments, corrections)
    return replace(piece, fragments=fragments, **head), tuple(_problems(lost))


def lost_in(piece: Piece, corrections: Corrections) -> Corrections:
    """Give the corrections of fragments that find no place in a piece."""
    return _corrected(piece.fragments, corrections)[1]


def _corrected(
    fragments: Sequence[Fragment], corrections: Corrections
) -> tuple[tuple[Fragment, ...], Corrections]:
    nothing = replace(corrections, fields=(), changed=(), removed=(), inserted=())
    if _made(fragments) == corrections.made:
        return tuple(fragments), nothing
    index = {place: number for number, place in enumerate(_places(fragments))}
    claimed = {one.at for one in corrections.changed}.union(corrections.removed)
    # A source may have caught up with what was corrected in it; what looks so is another fragment
    # where another correction is of it.
    found = {
        one.at: index.get(one.at, None if one.to in claimed else index.get(one.to))
        for one in corrections.changed
    }
    kept: list[Fragment | None] = list(fragments)
    for change in corrections.changed:
        if (at := found[change.at]) is not None:
            values = {name: getattr(change.becomes, name) for name in change.fields}
            kept[at] = structs.replace(fragments[at], **values)
    for place in corrections.removed:
        if place in index:
            kept[index[place]] = None
    behind, homeless = _put_in(corrections, index, found)
    result = behind[-1]
    for number, fragment in enumerate(kept):
        result += [] if fragment is None else [fragment]
        result += behind[number]
    return tuple(result), replace(
        nothing,
        changed=tuple(one for one in corrections.changed if found[one.at] is None),
        removed=tuple(place for place in corrections.removed if place not in index),
        inserted=homeless,
    )


def _put_in(
    corrections: Corrections, index: Mapping[Place, int], found: Mapping[Place, int | None]
) -> tuple[Mapping[int, list[Fragment]], tuple[Insertion, ...]]:
    """Give what comes behind each fragment (-1: before all), and what has no place."""
    gone = {one.at for one in corrections.changed if "text" in one.fields}
    gone.update(corrections.removed)
    behind: dict[int, list[Fragment]] = defaultdict(list)
    homeless = []
    for one in corrections.inserted:
        at = -1 if one.behind is None else found.get(one.behind, index.get(one.behind))
        if one.to in index and one.to not in gone:
            continue
        if at is None:
            homeless.append(one)
        else:
            behind[at].append(one.fragment)
    return behind, tuple(homeless)


def _places(fragments: Sequence[Fragment]) -> tuple[Place, ...]:
    seen: Counter[str] = Counter()
    places = []
    for fragment in fragments:
        places.append(Place(fragment.text, seen[fragment.text]))
        seen[fragment.text] += 1
    return tuple(places)


Pair = tuple[int | None, int | None]


def _aligned(was: Sequence[Place], now: Sequence[Place]) -> Iterator[Pair]:
    """Pair what was read with what is corrected, in the order of the corrected text."""
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
            continue
        alone = b - a == d - c == 1
        for new in range(c, d):
            near = range(a, min(b, a + NEAR))
            pairs = (old for old in near if _is_mended(was[old].text, now[new].text, alone))
            old = next(pairs, None)
            if old is not None:
                yield from ((skipped, None) for skipped in range(a, old))
                a = old + 1
            yield old, new
        yield from ((old, None) for old in range(a, b))


def _is_mended(one: str, other: str, alone: bool) -> bool:
    """Whether a text may be the other one, corrected; where both are `alone` it is."""
    if one == other or alone:
        return one != other
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE


def _bare(fragment: Fragment) -> Fragment:
    # Places in the corrected file mean nothing in the source.
    return structs.replace(fragment, spans=())


def _made(fragments: Sequence[Fragment]) -> str:
    values = [[str(getattr(one, name)) for name in FRAGMENT] for one in fragments]
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()


def _problems(lost: Corrections) -> Iterator[Problem]:
    whats = [f"{', '.join(one.fields)} of {_shown(one.at.text)}" for one in lost.changed]
    whats += [f"{_shown(place.text)} taken out" for place in lost.removed]
    whats += [f"{_shown(one.fragment.text)} put in" for one in lost.inserted]
    for what in whats:
        yield Problem(None, f"a correction no longer finds its place: {what}")


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= SHOWN else f'"{line[:SHOWN].rstrip()}…"'
