"""Paragraphs numbered `1) 2)` that tell on: a thread without a name, and no list.

A list's items stand for themselves, and often begin alike; a thread's tweets lean on each other.
"""

import re
from collections import Counter
from collections.abc import Sequence

from content.lines import Line
from content.threads.markers import candidates

FEWEST = 4
# Shorter ones are a list's, longer ones no tweets.
USUAL, LONGEST = 45, 320
# What is numbered is the text, with a line to lead in and one to close.
NEARLY_ALL = 0.75
LEANING, ALIKE = 0.34, 0.6
# With these a sentence goes on from the one before, or names again who was named in it.
_ON = """
and but so or yet because still instead he she they it we his her their its this that these those
et mais donc or alors car pourtant il elle ils elles on ça cela ce c’est c'est celui celle ceux
und aber doch denn also trotzdem er sie es wir sein seine ihr ihre das dies diese dieser dieses
y pero así porque sin embargo él ella ellos ellas eso esto aquel aquella ese esa
"""
ON = frozenset(_ON.split())
# A noun with one of these was there before, if it was there before.
_KNOWN = "the le la les l der die das den dem el los las"
KNOWN = frozenset(_KNOWN.split())
NUMBERED = re.compile(r"\d{1,3}\)")
WORD = re.compile(r"[^\W\d_]+(?:[’'](?=est\b)[^\W\d_]+)?")


def is_told_on(lines: Sequence[Line]) -> bool:
    """Tell whether what `1)` to `n)` number over a whole text tells one story."""
    own = [
        (index, marker)
        for index, line in enumerate(lines)
        if NUMBERED.match(line.text)
        for marker in candidates(line.text)[:1]
        if marker.style == "bracket"
    ]
    if len(own) < FEWEST or [m.number for _, m in own] != list(range(1, len(own) + 1)):
        return False
    ends = [*(index for index, _ in own[1:]), _end(lines, own[-1][0])]
    items = [
        " ".join([lines[i].text[m.end :], *(line.text for line in lines[i + 1 : end])]).strip()
        for (i, m), end in zip(own, ends, strict=True)
    ]
    sizes = sorted(map(len, items))
    if sum(sizes) < NEARLY_ALL * sum(len(line.text) for line in lines):
        return False
    if sizes[-1] > LONGEST or sizes[len(sizes) // 2] < USUAL:
        return False
    return _lean(items)


def _end(lines: Sequence[Line], start: int) -> int:
    """The end of the last item: the blank line below its text."""
    below = range(start + 1 if WORD.search(lines[start].text) else start + 2, len(lines))
    return next((index for index in below if not lines[index].text), len(lines))


def _lean(items: Sequence[str]) -> bool:
    words = [[word.casefold() for word in WORD.findall(item)] for item in items]
    if not all(words):
        return False
    first = Counter(row[0] for row in words)
    if max(first.values()) > ALIKE * len(items):
        return False
    seen: set[str] = set()
    leaning = 0
    for item, row in zip(items, words, strict=True):
        again = row[0] in KNOWN and len(row) > 1 and row[1] in seen
        leaning += bool(seen) and (row[0] in ON or again or item[0].islower())
        seen.update(row)
    return leaning >= max(2, LEANING * (len(items) - 1))
