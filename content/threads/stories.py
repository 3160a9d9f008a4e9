"""Paragraphs numbered `1) 2)` that tell on: a thread without a name, and no list.

A list's items stand for themselves, and often begin alike; a thread's tweets lean on each other.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set

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
and but so or yet still instead he she they his her their that these those since
et mais donc or alors car pourtant elle ils elles ça cela celui celle ceux depuis
und aber doch denn also trotzdem er seine ihr ihre dieser dieses seitdem
y pero así porque él ella ellos ellas aquel aquella ese esa desde
"""
ON = frozenset(_ON.split())
# These do so half the time: they begin what is so in general, too, and the steps of a recipe.
_HALF = """
it we this then now later finally yesterday today because
il on ce c’est c'est son sa ses leur puis ensuite après enfin hier aujourd’hui aujourd'hui
sie es wir sein das dies diese dann danach später jetzt gestern heute schließlich
eso esto luego después ahora ayer hoy entonces sin
"""
HALF = frozenset(_HALF.split())
# So somebody begins to tell.
BEGINS = frozenset(("so", "ok", "okay", "bon", "alors", "also", "bueno"))
WHEN = re.compile(
    r"(?:(?:am|im|in|on|at|en|au|à|le|la|el|one|un|une|eines|nach|after|après|tras|der|the) )"
    r"[^.!?]{0,24}\b(?:day|morning|evening|night|week|month|year|jour|matin|soir|nuit|semaine|mois"
    r"|an|année|tag|morgen|abend|nacht|woche|monat|jahr|día|mañana|tarde|noche|semana|mes|año"
    r"|lendemain|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre|januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio"
    r"|julio|agosto|septiembre|octubre|noviembre|diciembre)\b",
    re.IGNORECASE,
)
WHO = re.compile(r"\b(?:him|her|them|lui|eux|ihn|ihm|ihnen|(?:s?he|they) \w+ed)\b", re.IGNORECASE)
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
    leaning = 0.0
    for item, row in zip(items, words, strict=True):
        leaning += _leans(item, row, seen) if seen else row[0] in BEGINS
        seen.update(row)
    return leaning >= max(2, LEANING * (len(items) - 1))


def _leans(item: str, words: Sequence[str], seen: Set[str]) -> float:
    """Say how much an item needs those before it; `seen` are their words."""
    again = words[0] in KNOWN and len(words) > 1 and words[1] in seen
    if words[0] in ON or again or item[0].islower():
        return 1.0
    half = words[0] in HALF or WHEN.match(item) is not None or WHO.search(item) is not None
    return 0.5 if half else 0.0
