"""Of what hard things a text speaks, and the note that this suggests until somebody decides."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from msgspec import structs

from content.model import Piece
from content.warnings.words import LANGUAGES, Phrase, Topic, Weight, Words, ready, words_of

__all__ = ["Spoken", "Topic", "suggested", "topics_of"]

# Weak words count when so many different ones stand in a fragment and its neighbours.
COMPANY = 3
# Between fragments: no phrase goes across it.
EDGE = "\0"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A topic, and the fragments that speak of it."""

    topic: Topic
    fragments: tuple[int, ...]


def topics_of(piece: Piece) -> tuple[Spoken, ...]:
    """Find what hard things a text speaks of; a figure of speech or a single weak word does not."""
    return _found(piece)[1]


def suggested(piece: Piece) -> Piece:
    """Give a piece without a note the one that its words suggest, if there is one.

    A note that is there, or somebody's word that there is none, stays.
    """
    if piece.note is not None:
        return piece
    words, found = _found(piece)
    if words is None or not found:
        return piece
    about = {number for one in found for number in one.fragments}
    fragments = tuple(
        structs.replace(fragment, noted=fragment.noted or number in about)
        for number, fragment in enumerate(piece.fragments)
    )
    note = words.note(tuple(one.topic for one in found))
    return replace(piece, note=note, suggested=True, fragments=fragments)


def _found(piece: Piece) -> tuple[Words | None, tuple[Spoken, ...]]:
    """Look in the piece's language, or in all where it is not known: there most finds count."""
    language = (piece.language or "").lower().partition("-")[0]
    tried = [language] if language else LANGUAGES
    texts = [ready(fragment.text) for fragment in piece.fragments]
    found = [(words, _spoken(texts, words)) for words in map(words_of, set(tried) & {*LANGUAGES})]
    if not found:
        return None, ()
    return max(found, key=lambda one: (sum(len(s.fragments) for s in one[1]), one[0].says))


def _spoken(texts: Sequence[str], words: Words) -> tuple[Spoken, ...]:
    text = EDGE.join(texts)
    starts = list(accumulate((len(one) + 1 for one in texts), initial=0))
    for phrases in words.phrases.values():
        for phrase in phrases:
            if phrase.weight is Weight.FIGURE and phrase.key in text:
                text = phrase.pattern.sub(lambda match: EDGE * len(match[0]), text)
    spoken = []
    for topic, phrases in words.phrases.items():
        told = {number for _, number in _places(text, starts, phrases, Weight.STRONG)}
        weak: dict[int, set[str]] = defaultdict(set)
        for said, number in _places(text, starts, phrases, Weight.WEAK):
            weak[number].add(said)
        told |= set(_in_company(weak))
        if told:
            spoken.append(Spoken(topic, tuple(sorted(told))))
    return tuple(spoken)


def _places(
    text: str, starts: Sequence[int], phrases: Sequence[Phrase], weight: Weight
) -> Iterator[tuple[str, int]]:
    for phrase in phrases:
        if phrase.weight is weight and phrase.key in text:
            for match in phrase.pattern.finditer(text):
                yield phrase.text, bisect_right(starts, match.start()) - 1


def _in_company(weak: Mapping[int, set[str]]) -> Iterator[int]:
    for number in weak:
        near = [one for one in (number - 1, number, number + 1) if one in weak]
        if len(set().union(*(weak[one] for one in near))) >= COMPANY:
            yield from near
