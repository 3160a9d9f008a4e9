"""Who somebody is: the evidence of the library, ranked into one answer. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from content.mentions import find_handles
from content.model import FragmentKind, Role, Span
from content.names import fold_name
from content.networks import network_of

QUOTATIONS = 3
QUOTATION_LENGTH = 300
INTRODUCTIONS = 2
# Whoever comes in by these is named by somebody else.
NAMED = (Role.MENTIONED, Role.RECOMMENDED)
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
    aliases: tuple[str, ...] = ()
    network: str | None = None


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
    """All that the library knows of a person; empty if it knows nobody of that name.

    An introduction is a passage whose span is the words that say who somebody is.
    """

    tallies: tuple[Tally, ...] = ()
    passages: tuple[Passage, ...] = ()
    introductions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class TextCount:
    """What a person does in one text: named so often, so many fragments of each sort.

    `recommended` are those of the `mentioned` that recommend. `signed`: named as the author of the
    whole text, whose fragments may carry no name; `interviewed`: the whole text asks this person.
    """

    slug: str
    title: str | None
    mentioned: int
    wrote: int
    replied: int
    commented: int
    signed: bool = False
    asked: int = 0
    answered: int = 0
    recommended: int = 0
    interviewed: bool = False


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
    """The answer. The handle has no `@`; `spellings` are other handles, `names` further names.

    `mentions` counts the places in texts where somebody else, or the text, names the person.
    `introductions` are quoted no longer than the texts take to say who somebody is.
    """

    query: str
    handle: str
    name: str | None
    spellings: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: int
    texts: tuple[TextCount, ...]
    quotations: tuple[Quotation, ...]
    network: str
    names: tuple[str, ...] = ()
    introductions: tuple[Quotation, ...] = ()


def answer(query: str, evidence: Evidence) -> WhoCard | None:
    """Rank the evidence; None if there is none."""
    if not evidence.tallies:
        return None
    handle = _handle(evidence.tallies)
    name = _most((tally.name, tally.places) for tally in evidence.tallies if tally.name)
    texts = _texts(evidence.tallies)
    found = {tally.role for tally in evidence.tallies}
    introductions = tuple(map(_introduction, evidence.introductions))
    told = _most((tally.network, tally.places) for tally in evidence.tallies if tally.network)
    return WhoCard(
        query=query,
        handle=handle,
        name=name,
        spellings=_spellings(evidence.tallies, handle),
        roles=tuple(role for role in Role if role in found),
        mentions=sum(text.mentioned for text in texts),
        texts=texts,
        quotations=_quotations(evidence.passages),
        network=network_of(handle, told),
        names=_names(evidence.tallies, name),
        introductions=_told_once(introductions),
    )


def _names(tallies: tuple[Tally, ...], name: str | None) -> tuple[str, ...]:
    """Further names as printed, the same but for case and accents only once."""
    forms = {fold_name(name or ""): name or ""}
    for tally in tallies:
        for other in (tally.name or "", *tally.aliases):
            forms.setdefault(fold_name(other), other)
    return tuple(form for form in forms.values() if form and form != name)


def _introduction(passage: Passage) -> Quotation:
    text = passage.text[passage.span.start : passage.span.end]
    return Quotation(
        slug=passage.slug,
        title=passage.title,
        fragment=passage.fragment,
        text=text,
        span=Span(0, len(text)),
        speaker=passage.speaker,
        year=passage.year,
    )


def _told_once(introductions: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The first of them that say different things."""
    different = {fold_name(one.text): one for one in reversed(introductions)}
    kept = [one for one in introductions if different[fold_name(one.text)] is one]
    return tuple(kept[:INTRODUCTIONS])


def _most(weighted: Iterable[tuple[str, int]]) -> str | None:
    """The value of most weight, the earliest of equals."""
    counter: Counter[str] = Counter()
    for value, weight in weighted:
        counter[value] += weight
    return counter.most_common(1)[0][0] if counter else None


def _handle(tallies: tuple[Tally, ...]) -> str:
    # Whoever signs with a handle knows it; who mentions it may have misspelled it.
    signed = [tally for tally in tallies if tally.role not in NAMED]
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
    places: Counter[tuple[str, Role]] = Counter()
    fragments: Counter[tuple[str, Role]] = Counter()
    for tally in tallies:
        places[tally.slug, tally.role] += tally.places
        fragments[tally.slug, tally.role] += tally.fragments
    texts = [
        TextCount(
            slug,
            title,
            mentioned=sum(places[slug, role] for role in NAMED),
            wrote=fragments[slug, Role.AUTHOR],
            replied=fragments[slug, Role.REPLIER],
            commented=fragments[slug, Role.COMMENTER],
            signed=places[slug, Role.AUTHOR] > fragments[slug, Role.AUTHOR],
            asked=fragments[slug, Role.INTERVIEWER],
            answered=fragments[slug, Role.INTERVIEWEE],
            recommended=places[slug, Role.RECOMMENDED],
            interviewed=places[slug, Role.INTERVIEWEE] > fragments[slug, Role.INTERVIEWEE],
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
