"""Questions and answers on the same lines, as pages give them whose layout was lost."""

import re
from collections.abc import Sequence

from content.interviews.questions import TAG, addresses, speaks_of_self
from content.lines import Line, part_of

# Where a sentence may begin: after the end of another, or after the gap of a lost table cell.
SENTENCE = re.compile(
    r"(?:[.!?…»”)][ \u00a0]+|[ \u00a0]{2,})(?=[^\s])"
    r"|[ \u00a0](?=(?:Est-ce|Qu[’']est|Comment|Pourquoi|Quel(?:le)?s?|Combien|What|How|Why|Who"
    r"|Which|Do|Can|Could|Wie|Was|Warum|Welche[rs]?)[ \u00a0-])"
)
LONGEST = 170
FEWEST_STARTS, FEWEST = 2, 4
MOST_LINES = 0.4


def unglue(lines: Sequence[Line]) -> list[tuple[Line, bool]] | None:
    """Cut lines into questions (True) and the rest; None where this layout is not borne out."""
    cuts = [_questions(line.text) for line in lines]
    whole = [found for found in cuts if found]
    starts = sum(found[0][0] == 0 for found in whole)
    total = sum(map(len, whole))
    sure = sum(
        addresses(line.text[a:b]) for line, found in zip(lines, cuts, strict=True) for a, b in found
    )
    told = sum(speaks_of_self(line.text) for line, found in zip(lines, cuts, strict=True) if found)
    # An essay asks its readers something here and there; these lines hardly do anything else.
    if len(whole) < MOST_LINES * len(lines):
        return None
    # Who is asked rarely says "you"; who asks readers goes on talking to them.
    told_you = sum(
        addresses(line.text[found[-1][1] :])
        for line, found in zip(lines, cuts, strict=True)
        if found
    )
    if told_you > 0.5 * len(whole):
        return None
    if starts < FEWEST_STARTS or total < FEWEST or sure < 0.5 * total or told < 0.5 * len(whole):
        return None
    pieces: list[tuple[Line, bool]] = []
    for line, found in zip(lines, cuts, strict=True):
        at = 0
        for start, end in found:
            pieces.extend([(part_of(line, at, start), False), (part_of(line, start, end), True)])
            at = end
        pieces.append((part_of(line, at, len(line.text)), False))
    return [(line, asks) for line, asks in pieces if not line.blank]


def _questions(text: str) -> list[tuple[int, int]]:
    """Find sentences that ask: any at the line's start, later ones only if they say "you"."""
    if "?" not in text:
        return []
    begins = [0, *(found.end() for found in SENTENCE.finditer(text))]
    ends = [*(begin for begin in begins[1:]), len(text)]
    found = []
    for start, end in zip(begins, ends, strict=True):
        sentence = text[start:end].strip()
        if not sentence.endswith("?") or len(sentence) > LONGEST or TAG.search(sentence):
            continue
        opens = start == 0 and end < len(text)
        if (opens and not speaks_of_self(sentence)) or addresses(sentence):
            found.append((start, start + len(text[start:end].rstrip())))
    return found
