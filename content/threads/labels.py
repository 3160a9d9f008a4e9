"""Handles as labels: `@ana_b: text`, `14:02 Ana Belmonte (@ana_b): text`."""

import re
from collections import Counter
from collections.abc import Sequence

from content.bylines import is_name
from content.lines import Line
from content.mentions import find_handles, fold
from content.model import Span
from content.remembered import each
from content.threads.attributions import (
    AROUND_DATE,
    DASH,
    EDGES,
    Attribution,
    Found,
    without_date,
)
from content.threads.markers import candidates
from content.threads.stacks import day_line

COLON = re.compile(r"[:：](?=\s|$)[ \u00a0]*")
SAID = re.compile(
    r"[ \u00a0](?:tweeted|wrote|writes|posted|said|says|a tweeté|tweete|a écrit|écrit|a posté|dit"
    r"|twitterte|twittert|schrieb|schreibt|tuiteó|escribió|escribe|dice)\b",
    re.IGNORECASE,
)
LONGEST = 100
FEWEST = 3
# So many labels of a page have their day below the text, or none has.
DATED = 0.5


def labels_of(lines: Sequence[Line]) -> dict[int, Found]:
    """Find the labels of a page by the index of their line; one alone may be a sentence's."""
    told = each(_label, [line.text for line in lines if "@" in line.text or "＠" in line.text])
    rows = enumerate(lines) if told else ()
    found = {index: told[line.text] for index, line in rows if line.text in told}
    counts = Counter(fold(label.attribution.handle or "") for label in found.values())
    return found if len(found) >= FEWEST and max(counts.values()) > 1 else {}


def with_days(labels: dict[int, Found], lines: Sequence[Line]) -> tuple[dict[int, Found], set[int]]:
    """Give labels the days that stand below their texts, and the indices of those lines."""
    waiting, dated, days = -1, dict(labels), set()
    for index, line in enumerate(lines):
        label = labels.get(index)
        if label is not None:
            waiting = index if label.attribution.date is None else -1
        elif waiting >= 0 and line.text and (day := day_line(line.text)) is not None:
            one = labels[waiting]
            said = one.attribution._replace(date=day)
            dated[waiting] = one._replace(attribution=said)
            days.add(index)
            waiting = -1
    return (dated, days) if len(days) >= max(2, DATED * len(labels)) else (labels, set())


def _label(text: str) -> Found | None:
    ahead = (m.end for m in candidates(text) if m.start == 0 and m.style != "dot")
    start = next(ahead, 0)
    near = text[start : start + LONGEST]
    handle = next(iter(find_handles(near)), None)
    colon = COLON.search(near, handle.span.end) if handle else None
    if handle is None or colon is None:
        return None
    early, head = without_date(DASH.sub("", near[: handle.span.start], count=1))
    late, tail = without_date(near[handle.span.end : colon.start()])
    # "Domingo" is a weekday, and somebody's name where no time is near.
    lead = AROUND_DATE.match(head) if early or not head[:1].isalpha() else None
    name = head[lead.end() if lead else 0 :].strip(EDGES + ")[]")
    if (name and not is_name(name)) or not AROUND_DATE.fullmatch(SAID.sub("", tail, count=1)):
        return None
    said = Attribution(name or None, handle.surface[1:], early or late)
    return Found(Span(start, start + colon.end()), said, True)
