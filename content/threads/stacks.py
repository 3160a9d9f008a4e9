"""Attributions of several lines: a name, its handle below, the day below that or elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from content.ages import AGE
from content.bylines import is_name
from content.dates import MONTH_NAMES
from content.lines import Line
from content.mentions import find_handles, fold
from content.model import PartialDate
from content.remembered import each, remembered
from content.threads.attributions import AROUND_DATE, DASH, EDGES, Attribution, without_date

# Twitter says below the name whom a tweet answers, once it no longer counts as text.
ANSWERS = re.compile(
    r"(?:replying to|in reply to|en réponse à|(?:als )?antwort an|en respuesta a)"
    r"(?:[ \u00a0:]+@.*)?",
    re.IGNORECASE,
)
# A day without its year, or how long ago; only beside a handle do they say when.
VAGUE = re.compile(
    r"[·\s]*(?:(?:il y a|vor|hace)[ \u00a0])?\d{1,2}[ \u00a0]?(?:s|min|m|h|d|j|std|tg?|años?|ans?"
    r"|years?|months?|days?|hours?|mois|jours?|heures?|jahren?|monaten?|tagen?|meses|días|horas)"
    r"\.?(?:[ \u00a0]ago)?|[·\s]*[^\W\d_]{3,10}\.?[ \u00a0]\d{1,2}(?:st|nd|rd|th)?",
    re.IGNORECASE,
)
# Of those, the ones that nothing but a moment looks like.
RECENT = re.compile(
    rf"[·•|,\s]*(?:(?:\d{{1,2}}\.?[ \u00a0](?:de[ \u00a0])?(?:{MONTH_NAMES})"
    rf"|(?:{MONTH_NAMES})\.?[ \u00a0]\d{{1,2}}(?:st|nd|rd|th)?)\.?"
    rf"|(?:(?:il y a|vor|hace)[ \u00a0])?\d{{1,2}}[ \u00a0]?(?:s|min|m|h|d|j|std)\.?|{AGE})",
    re.IGNORECASE,
)
# Thread readers print how long a thread is.
SIZE = re.compile(r"[,·•\s]*\d{1,3} tweets?\b.{0,30}$", re.IGNORECASE)
# So near the end of its line stands the word.
SIZE_END = 40
SENTENCE_END = re.compile(r"(?:[!?…:»”]|\w{3}\.)$")
LONGEST = 100


class Stack(NamedTuple):
    """An attribution and the indices of the lines that print it, some of them below the text."""

    attribution: Attribution
    lines: tuple[int, ...]
    apart: tuple[int, ...] = ()
    alone: bool = False
    recent: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that says who and perhaps when, a handle among it, and holds no text.

    Where it begins with the day, no name stands above it. A recent one says when without a year.
    """

    said: Attribution
    begins: bool
    recent: bool

    @property
    def whole(self) -> bool:
        """An attribution of one line: it needs no other one, but for whom it answers."""
        return bool(self.said.date and self.said.name) and not self.recent


def stacks_of(lines: Sequence[Line]) -> list[Stack]:
    """Find attributions of several lines; those without a day must come more than once."""
    found = list(_stacks(lines))
    counts: Counter[str] = Counter()
    if any(stack.attribution.date is None for stack in found):
        found = _with_days(found, lines)
        counts.update(fold(stack.attribution.handle or "") for stack in found)
    recent = sum(stack.recent for stack in found) > 1
    return [
        stack
        for stack in found
        if len(stack.lines) > 1 or stack.alone or (recent and stack.recent)
        if stack.attribution.date
        or counts[fold(stack.attribution.handle or "")] > 1
        or (recent and stack.recent)
    ]


def _stacks(lines: Sequence[Line]) -> Iterator[Stack]:
    last = -1
    texts = [text for line in lines if "@" in (text := line.text) and len(text) <= LONGEST]
    told = each(_head, texts)
    whole = all(head.whole for head in told.values())
    if not told or (whole and not any(ANSWERS.match(line.text) for line in lines)):
        return
    inked = [index for index, line in enumerate(lines) if line.text]
    heads = {
        place: told[text]
        for place, index in enumerate(inked)
        if (text := lines[index].text) in told
    }
    dated = all(head.said.date for head in heads.values())
    names = _names(lines, inked, {inked[place]: head for place, head in heads.items()})
    for place, head in heads.items():
        index = inked[place]
        if index <= last:
            continue
        own, said = [index], head.said
        above = names.get(index, -1)
        if above > last:
            own = [above, index]
            said = said._replace(name=lines[above].text.strip(EDGES + ")"))
        recent = head.recent
        following = inked[place + 1 : place + 5]
        if following and not (said.date and _is_text(lines[following[0]].text)):
            date, answers, below = _below(lines, following, index, said.date)
            own += below
            said = said._replace(date=date, answers=answers) if below else said
            recent = recent or any(RECENT.fullmatch(lines[at].text) for at in below)
        last = own[-1]
        if dated and len(own) == 1 and head.said.name and not recent:
            # An attribution of one line: no stack, and no other one needs it.
            continue
        yield Stack(said, tuple(own), alone=head.said.name is None, recent=recent)


def _names(
    lines: Sequence[Line], inked: Sequence[int], heads: Mapping[int, _Head]
) -> dict[int, int]:
    """Give the lines above handles that hold their names, if that is how this page prints them."""
    if all(head.said.name for head in heads.values()):
        return {}
    pairs = [
        (above, index)
        for above, index in pairwise([-1, *inked])
        if index in heads and heads[index].said.name is None and heads[index].begins
    ]
    known = {
        index: above
        for above, index in pairs
        if above >= 0 and above not in heads and index - above <= 2
    }
    again = Counter(
        (lines[above].text, fold(heads[i].said.handle or "")) for i, above in known.items()
    )
    named = {
        index: above
        for index, above in known.items()
        if _is_name(
            lines[above].text, again[lines[above].text, fold(heads[index].said.handle or "")]
        )
    }
    return named if len(named) >= 0.5 * len(pairs) else {}


def _is_name(text: str, times: int) -> bool:
    if len(text) > LONGEST or day_line(text) is not None:
        return False
    return times > 1 or (is_name(text) and SENTENCE_END.search(text) is None)


@remembered
def _head(text: str) -> _Head | None:
    if ANSWERS.match(text):
        return None
    handles = find_handles(text)
    if len(handles) != 1:
        return None
    handle = handles[0]
    early, before = without_date(DASH.sub("", text[: handle.span.start], count=1))
    lead = AROUND_DATE.match(before) if early else None
    name = before[lead.end() if lead else 0 :].strip(EDGES + ")")
    tail = text[handle.span.end :]
    late, rest = without_date(tail)
    recent = RECENT.fullmatch(rest) is not None
    if not (
        AROUND_DATE.fullmatch(rest) or VAGUE.fullmatch(rest) or recent
    ) or rest.strip().endswith(":"):
        return None
    if name.count("(") > name.count(")"):
        name += ")"
    # Between a name and "· 4 May" people call themselves what they like.
    free = recent and "·" in rest and SENTENCE_END.search(name) is None
    if name and not (is_name(name) or free):
        return None
    said = Attribution(name or None, handle.surface[1:], early or late)
    return _Head(said, early is None, recent)


def _below(
    lines: Sequence[Line], following: Sequence[int], index: int, date: PartialDate | None
) -> tuple[PartialDate | None, str | None, list[int]]:
    """Read the lines below a handle that say when, and whom it answers."""
    own: list[int] = []
    answers = None
    asked = False
    for at in following:
        if at - index > 2:
            break
        text = lines[at].text
        if date and not asked and _is_text(text):
            break
        if "tweet" in text[-SIZE_END:].casefold():
            text = SIZE.sub("", text)
        day = day_line(text) if date is None else None
        if day is not None:
            date = day
        elif asked or ANSWERS.fullmatch(text):
            named = find_handles(text)
            asked = not named
            answers = named[0].surface[1:] if named else None
        elif date is not None or not (VAGUE.fullmatch(text) or RECENT.fullmatch(text)):
            break
        own.append(at)
        index = at
    return date, answers, own


def _is_text(line: str) -> bool:
    """Whether a line is longer than all that says when; a row of those who are answered may be."""
    return len(line) > LONGEST and "@" not in line


def day_line(text: str) -> PartialDate | None:
    """Read a line that says when, and perhaps with which app."""
    if len(text) > LONGEST:
        return None
    date, rest = without_date(text)
    return date if date is not None and AROUND_DATE.fullmatch(rest) else None


def _with_days(stacks: list[Stack], lines: Sequence[Line]) -> list[Stack]:
    """Give days that stand apart to the attributions they belong to: above, or below the text."""
    taken = {index for stack in stacks for index in stack.lines}
    days = [
        (index, day)
        for index, line in enumerate(lines)
        if line.text and index not in taken and (day := day_line(line.text)) is not None
    ]
    bare = sum(stack.attribution.date is None for stack in stacks)
    if len(days) < 0.5 * bare:
        return stacks
    first = min(stacks[0].lines)
    ahead = sum(index < first for index, _ in days) > 0 and days[-1][0] < stacks[-1].lines[0]
    found = list(stacks)
    which = 0
    for index, day in days:
        while which < len(found) and found[which].lines[0] < index:
            which += 1
        at = which if ahead else which - 1
        if 0 <= at < len(found) and found[at].attribution.date is None:
            one = found[at]
            said = one.attribution._replace(date=day)
            found[at] = one._replace(
                attribution=said, lines=(*one.lines, index), apart=(*one.apart, index)
            )
    return found
