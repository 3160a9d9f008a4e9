"""Passages as quotations: the best words, word for word, cut between words. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from content.evidence import Passage
from content.mentions import find_handles
from content.model import FragmentKind, Span
from content.names import fold_name

QUOTATIONS = 3
QUOTATION_LENGTH = 300
INTRODUCTIONS = 2
# A sentence of fewer words, handles apart, says nothing about anybody.
FEW_WORDS = 4
# Where one sentence ends and no small letter follows (`M. Dupont` is cut, `vol. two` is not), or a
# line is empty.
BETWEEN_SENTENCES = regex.compile(r"(?<=[.!?…][\"'’”»)\]]{0,3})\s+(?!\p{Ll})|\s*\n\s*\n\s*")
SPACE = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage word for word; `…` stands where it was cut. `span` is the name inside `text`."""

    slug: str
    title: str
    fragment: int
    text: str
    span: Span
    speaker: str | None
    year: int | None


def best_quotations(passages: Sequence[Passage]) -> tuple[Quotation, ...]:
    """Up to QUOTATIONS of them: what introduces somebody first, every text before a second one."""
    chosen: dict[tuple[str, int, str], Quotation] = {}
    order: list[tuple[tuple[int, bool, int], Quotation]] = []
    turns: Counter[str] = Counter()
    for passage in sorted(passages, key=_dullness):
        quotation = _quotation(passage)
        key = (quotation.slug, quotation.fragment, quotation.text)
        if key not in chosen:
            chosen[key] = quotation
            order.append(((turns[quotation.slug], *_dullness(passage)), quotation))
            turns[quotation.slug] += 1
    order.sort(key=lambda ranked: ranked[0])
    return tuple(quotation for _, quotation in order[:QUOTATIONS])


def introductions(passages: Sequence[Passage]) -> tuple[Quotation, ...]:
    """The words that say who somebody is: the first INTRODUCTIONS that say different things."""
    quoted = [_introduction(passage) for passage in passages]
    different = {fold_name(one.text): one for one in reversed(quoted)}
    kept = [one for one in quoted if different[fold_name(one.text)] is one]
    return tuple(kept[:INTRODUCTIONS])


def _introduction(passage: Passage) -> Quotation:
    text = passage.text[passage.span.start : passage.span.end]
    return _quoted(passage, text, Span(0, len(text)))


def _dullness(passage: Passage) -> tuple[bool, int]:
    """Sorts what says something about a person before bare addresses, prose before replies."""
    sentence = passage.text[slice(*_sentence(passage.text, passage.span))]
    for found in find_handles(sentence):
        sentence = sentence.replace(found.surface, " ")
    replies = (FragmentKind.REPLY, FragmentKind.COMMENT)
    rank = 0 if passage.kind is FragmentKind.PROSE else 2 if passage.kind in replies else 1
    return len(sentence.split()) < FEW_WORDS, rank


def _quotation(passage: Passage) -> Quotation:
    return _quoted(passage, *quote(passage.text, passage.span))


def _quoted(passage: Passage, text: str, span: Span) -> Quotation:
    return Quotation(
        slug=passage.slug,
        title=passage.title,
        fragment=passage.fragment,
        text=text,
        span=span,
        speaker=passage.speaker,
        year=passage.year,
    )


def quote(text: str, span: Span, limit: int = QUOTATION_LENGTH) -> tuple[str, Span]:
    """The sentence around `span`, and where the span is in it.

    A sentence over `limit` characters is cut between words, with `…` on each side that was cut.
    """
    start, end = _sentence(text, span)
    first, last = start, end
    if end - start > limit:
        spare = max(limit - (span.end - span.start), 0)
        first = max(start, min(span.start - spare // 2, end - limit))
        last = min(end, max(first + limit, span.end))
        first = _word_after(text, first, span.start) if first > start else first
        last = _word_before(text, span.end, last) if last < end else last
    head, tail = "…" if first > start else "", "…" if last < end else ""
    shift = len(head) - first
    return head + text[first:last] + tail, Span(span.start + shift, span.end + shift)


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Where the sentences around `span` begin and end, without white space at the ends."""
    start, end = 0, len(text)
    for gap in BETWEEN_SENTENCES.finditer(text):
        if gap.end() <= span.start:
            start = gap.end()
        elif gap.start() >= span.end:
            end = gap.start()
            break
    start += len(text[start : span.start]) - len(text[start : span.start].lstrip())
    return start, span.end + len(text[span.end : end].rstrip())


def _word_after(text: str, start: int, end: int) -> int:
    """The first start of a word from `start` to `end`, or `start` inside one endless word."""
    gap = SPACE.search(text, start - 1, end)
    return gap.end() if gap else start


def _word_before(text: str, start: int, end: int) -> int:
    """The last end of a word from `start` to `end`, or `end` inside one endless word."""
    gaps = [gap.start() for gap in SPACE.finditer(text, start, end + 1)]
    return gaps[-1] if gaps else end
