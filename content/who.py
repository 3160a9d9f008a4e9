"""Who somebody is: the evidence of the library, ranked into one answer. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from content.mentions import find_handles
from content.model import FragmentKind, Role, Span

QUOTATIONS = 3
QUOTATION_LENGTH = 300
# A sentence of fewer words, handles apart, says nothing about anybody.
FEW_WORDS = 4
# Where one sentence ends and no small letter follows (`M. Dupont` is cut, `vol. two` is not), or a
# line is empty.
BETWEEN_SENTENCES = regex.compile(r"(?<=[.!?…][\"'’”»)\]]{0,3})\s+(?!\p{Ll})|\s*\n\s*\n\s*")
SPACE = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one spelling of a person stands in one text in one role.

    `places` counts mentions, `fragments` the fragments that they stand in.
    """

    slug: str
    title: str | None
    role: Role
    surface: str
    handle: str
    name: str | None
    places: int
    fragments: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A fragment in which a person is named: `text[span.start:span.end]` is the name as printed."""

    slug: str
    title: str | None
    fragment: int
    kind: FragmentKind
    text: str
    span: Span
    speaker: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the library knows of a person; empty if it knows nobody of that name."""

    tallies: tuple[Tally, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class TextCount:
    """What a person does in one text: named so often, so many fragments of each sort.

    `signed`: named as the author of the whole text, whose fragments may carry no name.
    """

    slug: str
    title: str | None
    mentioned: int
    wrote: int
    replied: int
    commented: int
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage word for word; `…` stands where it was cut. `span` is the name inside `text`."""

    slug: str
    title: str | None
    fragment: int
    text: str
    span: Span
    speaker: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class WhoCard:
    """The answer. The handle has no `@`; `spellings` are others that texts print.

    `mentions` counts the places in texts where somebody else, or the text, names the person.
    """

    query: str
    handle: str
    name: str | None
    spellings: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: int
    texts: tuple[TextCount, ...]
    quotations: tuple[Quotation, ...]


def answer(query: str, evidence: Evidence) -> WhoCard | None:
    """Rank the evidence; None if there is none."""
    if not evidence.tallies:
        return None
    handle = _handle(evidence.tallies)
    name = _most((tally.name, tally.places) for tally in evidence.tallies if tally.name)
    texts = _texts(evidence.tallies)
    found = {tally.role for tally in evidence.tallies}
    return WhoCard(
        query=query,
        handle=handle,
        name=name,
        spellings=_spellings(evidence.tallies, handle),
        roles=tuple(role for role in Role if role in found),
        mentions=sum(text.mentioned for text in texts),
        texts=texts,
        quotations=_quotations(evidence.passages),
    )


def _most(weighted: Iterable[tuple[str, int]]) -> str | None:
    """The value of most weight, the earliest of equals."""
    counter: Counter[str] = Counter()
    for value, weight in weighted:
        counter[value] += weight
    return counter.most_common(1)[0][0] if counter else None


def _handle(tallies: tuple[Tally, ...]) -> str:
    # Whoever signs with a handle knows it; who mentions it may have misspelled it.
    signed = [tally for tally in tallies if tally.role is not Role.MENTIONED]
    most = _most((tally.handle, tally.places) for tally in signed or tallies)
    return most or tallies[0].handle


def _bare(surface: str) -> str:
    return surface.lstrip("@＠")


def _spellings(tallies: tuple[Tally, ...], handle: str) -> tuple[str, ...]:
    """Other spellings as printed, most frequent first; another case is not another spelling."""
    printed: Counter[str] = Counter()
    families: Counter[str] = Counter()
    for tally in tallies:
        printed[tally.surface] += tally.places
        families[_bare(tally.surface).casefold()] += tally.places
    forms: dict[str, str] = {}
    for surface, _ in printed.most_common():
        forms.setdefault(_bare(surface).casefold(), surface)
    return tuple(forms[key] for key, _ in families.most_common() if key != handle.casefold())


def _texts(tallies: tuple[Tally, ...]) -> tuple[TextCount, ...]:
    """One count a text, where the person is named most first."""
    titles = {tally.slug: tally.title for tally in tallies}
    counts: Counter[tuple[str, Role]] = Counter()
    signed = {t.slug for t in tallies if t.role is Role.AUTHOR and t.places > t.fragments}
    for tally in tallies:
        named = tally.role is Role.MENTIONED
        counts[tally.slug, tally.role] += tally.places if named else tally.fragments
    texts = [
        TextCount(
            slug,
            title,
            mentioned=counts[slug, Role.MENTIONED],
            wrote=counts[slug, Role.AUTHOR],
            replied=counts[slug, Role.REPLIER],
            commented=counts[slug, Role.COMMENTER],
            signed=slug in signed,
        )
        for slug, title in titles.items()
    ]
    return tuple(sorted(texts, key=lambda text: (-text.mentioned, -text.wrote, text.slug)))


def _quotations(passages: tuple[Passage, ...]) -> tuple[Quotation, ...]:
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


def _dullness(passage: Passage) -> tuple[bool, int]:
    """Sorts what says something about a person before bare addresses, prose before replies."""
    sentence = passage.text[slice(*_sentence(passage.text, passage.span))]
    for found in find_handles(sentence):
        sentence = sentence.replace(found.surface, " ")
    replies = (FragmentKind.REPLY, FragmentKind.COMMENT)
    rank = 0 if passage.kind is FragmentKind.PROSE else 2 if passage.kind in replies else 1
    return len(sentence.split()) < FEW_WORDS, rank


def _quotation(passage: Passage) -> Quotation:
    text, span = quote(passage.text, passage.span)
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
