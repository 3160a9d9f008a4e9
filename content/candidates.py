"""People named without a handle: every place of each, joined only where one text ties the names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from content.model import Candidate, FragmentKind, NamePlace, Piece, PieceKind, Role
from content.name_forms import is_trade
from content.name_words import HONORIFICS
from content.names import fold_name, names_of, words_of
from content.subjects import subjects_of

WHITE = re.compile(r"\s")
STRETCH = 100_000
EDGES = ".,;:!?…«»“”„\"'’‘()[]—–-*"
ROLES = {
    FragmentKind.REPLY: Role.REPLIER,
    FragmentKind.COMMENT: Role.COMMENTER,
    FragmentKind.QUESTION: Role.INTERVIEWER,
    FragmentKind.ANSWER: Role.INTERVIEWEE,
}
# Labels of speakers that name nobody.
_LABELS = """
q a r f question answer reponse frage antwort pregunta respuesta interviewer interviewee
interviewerin redaktion redaction redaccion editor editeur author auteur autor moi me ich yo
anonymous anonyme anonym anonimo unknown inconnu admin administrator guest invite
"""
NOBODY = frozenset(_LABELS.split())


class Named(Struct, frozen=True, gc=False):
    """A name at its place, with its folded words; `whole` is more than one of somebody's names."""

    place: NamePlace
    words: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """More than a given name or a family name alone."""
        return len(self.words) > 1


def role_of(kind: FragmentKind) -> Role:
    """How whoever says a fragment comes into the piece."""
    return ROLES.get(kind, Role.AUTHOR)


def find_candidates(
    piece: Piece, owners: Mapping[tuple[str, ...], str], called: Mapping[str, str]
) -> tuple[tuple[Candidate, ...], Mapping[str, tuple[NamePlace, ...]]]:
    """Find who is named without a handle, and the further names of those who have one.

    `owners` gives, for the folded words of a name, the handle that the text ties to it. `called`
    are given names by which the text calls handles: these also own the one whole name that begins
    so. The second value has the places of these names by handle.
    """
    named = _named(piece, owners)
    whole = _whole_names(named, called)
    extended = {words[0] for words in whole}
    kept = {words: who for words, who in owners.items() if set(words) - extended}
    owners = {**whole, **kept}
    handles = {"".join(words): handle for words, handle in owners.items()}
    families: dict[str, list[NamePlace]] = defaultdict(list)
    for key, one in _resolved(named, owners):
        families[key].append(one.place)
    owned: dict[str, list[NamePlace]] = defaultdict(list)
    candidates = []
    for key, places in families.items():
        if key in handles:
            owned[handles[key]] += places
        else:
            candidates.append(_candidate(places))
    return tuple(candidates), {handle: tuple(places) for handle, places in owned.items()}


def _whole_names(
    named: Sequence[Named], called: Mapping[str, str]
) -> Mapping[tuple[str, ...], str]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in named:
        if one.whole and one.words[0] in called:
            found[one.words[0]].add(one.words)
    return {words.pop(): called[given] for given, words in found.items() if len(words) == 1}


def _candidate(places: Sequence[NamePlace]) -> Candidate:
    name = places[0].surface
    forms: dict[str, int] = {}
    for place in places:
        forms[place.surface] = forms.get(place.surface, 0) + 1
    if len(forms) == 1 and not _begins_with_title(name):
        return Candidate(name, (), tuple(places))
    words = {form: words_of(form) for form in forms}
    if len(forms) > 1:
        longest = max(map(len, words.values()))
        name = max((form for form in forms if len(words[form]) == longest), key=forms.__getitem__)
    others = dict.fromkeys(forms)
    for form, own in words.items():
        # Who looks for "Frau Ahlers" may write "Ahlers".
        if _is_titled(own):
            others[form.rpartition(" ")[2]] = None
    del others[name]
    return Candidate(name, tuple(others), tuple(places))


def _begins_with_title(name: str) -> bool:
    return _is_title(name.replace("\u00a0", " ").lstrip(" ").partition(" ")[0])


# Asked of every name; few first words are one, and most are given names that come again.
@lru_cache(maxsize=16384)
def _is_title(printed: str) -> bool:
    word = fold_name(printed)
    return not word or word in HONORIFICS or is_trade(word)


def _is_titled(words: Sequence[str]) -> bool:
    return len(words) == 2 and (words[0] in HONORIFICS or is_trade(words[0]))


def _named(piece: Piece, owners: Mapping[tuple[str, ...], str]) -> Sequence[Named]:
    """Every name in reading order: of the author, of speakers, in texts."""
    signed = list(_signed(piece))
    common = _small_words(piece)
    names = [one.words for one in signed] + list(owners)
    known = {"".join(words) for words in names} - common
    known |= subjects_of(piece)
    known |= {words[0] for words in names if len(words) > 1 and len(words[0]) > 2} - common
    printed = list(_printed(piece, known, common))
    return sorted(signed + printed, key=_order) if signed else printed


def _order(named: Named) -> tuple[int, int]:
    place = named.place
    fragment = -1 if place.fragment is None else place.fragment
    return fragment, place.span.start if place.span else -1


def _is_nobody(label: str) -> bool:
    """Whether a label says what somebody is here, not who: "Question", "Journalist"."""
    return label in NOBODY or is_trade(label)


def _signed(piece: Piece) -> Iterator[Named]:
    author = piece.author
    if author is not None and author.name and not author.handle:
        yield Named(NamePlace(author.name, Role.AUTHOR, None, None), words_of(author.name))
    for index, fragment in enumerate(piece.fragments):
        if fragment.speaker and not fragment.handle:
            words = words_of(fragment.speaker)
            if len("".join(words)) > 2 and not _is_nobody("".join(words)):
                place = NamePlace(fragment.speaker, role_of(fragment.kind), index, None)
                yield Named(place, words)


def _printed(piece: Piece, known: set[str], common: set[str]) -> Iterator[Named]:
    texts = [fragment.text for fragment in piece.fragments]
    title = piece.title if piece.title and piece.kind is PieceKind.INTERVIEW else ""
    titled, *found = names_of([title, *texts], known, common)
    for name in titled:
        surface = title[name.span.start : name.span.end]
        yield Named(NamePlace(surface, Role.INTERVIEWEE, None, None), name.words)
    for index, (text, names) in enumerate(zip(texts, found, strict=True)):
        for name in names:
            surface = text[name.span.start : name.span.end]
            yield Named(NamePlace(surface, Role.MENTIONED, index, name.span), name.words)


def _stretches(text: str) -> Iterator[str]:
    # All words at once weigh ten times as much as the text.
    start = 0
    while start < len(text):
        gap = WHITE.search(text, start + STRETCH)
        end = gap.end() if gap else len(text)
        yield text[start:end]
        start = end


def _small_words(piece: Piece) -> set[str]:
    words: set[str] = set()
    for text in dict.fromkeys(fragment.text for fragment in piece.fragments):
        for stretch in _stretches(text) if len(text) > STRETCH else (text,):
            words.update(stretch.split())
    bare = (word.strip(EDGES) for word in words)
    return {fold_name(word) for word in bare if word.islower() and word.isalpha()}


def _resolved(
    named: Sequence[Named], owners: Mapping[tuple[str, ...], str]
) -> Iterator[tuple[str, Named]]:
    """Give each name the key of its family; a name that could be two people's is left out."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for words in {one.words for one in named} | set(owners):
        if len(words) < 2 and words not in owners:
            continue
        wholes[words[0]].add("".join(words))
        wholes[words[-1]].add("".join(words))
    last: dict[str, tuple[str, int | None]] = {}
    for one in named:
        words = one.words
        key = "".join(words)
        if len(words) > 1:
            last[words[0]] = last[words[-1]] = (key, one.place.fragment)
            yield key, one
            continue
        options = wholes.get(key, set())
        if len(options) <= 1:
            yield next(iter(options), key), one
        elif key in last and last[key][1] == one.place.fragment:
            yield last[key][0], one
