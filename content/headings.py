"""Headings in plain text: short lines over longer ones, borne out by others of their kind."""

import re
from collections.abc import Sequence

from content.lines import Line
from content.mentions import find_handles
from content.model import Fragment
from content.paragraphs import LIST_ITEM

LONGEST, LONGEST_LEAD_IN = 100, 40
END, CLOSING = frozenset(".!?…:"), "»”\"'’)]"
SHORTEST_TEXT, SHORTEST_BELOW = 80, 25
# "4 a.m." ends with a point and is no sentence.
ABBREVIATED = re.compile(r"\b[^\W\d_]\.$")
INSIDE = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?…] +\S")
NUMBER = re.compile(r"^(?:\d{1,2}|[IVX]{1,5})[.)] ")
# A line without final punctuation is likelier a heading than one that asks or exclaims.
PLAIN, MARKED, ASKING = 2.0, 1.0, 0.75
# Where every third paragraph asks, the text is made of questions.
REGULAR = 0.3
ENOUGH = 2.75
MOST = 0.5


def headings_of(rows: Sequence[Fragment | Sequence[Line]]) -> frozenset[int]:
    """Give the indices of paragraphs that are headings; one line alone is none."""
    weights = {i: weight for i in range(len(rows)) if (weight := _weigh(rows, i)) > 0}
    paragraphs = sum(not isinstance(row, Fragment) for row in rows)
    asking = [i for i, weight in weights.items() if weight == ASKING]
    regular = len(asking) > 2 and len(asking) >= REGULAR * paragraphs
    enough = sum(weights.values()) + (1.0 - ASKING) * len(asking) * regular >= ENOUGH
    if len(weights) < 2 or not enough or len(weights) > MOST * paragraphs:
        return _over_little(rows)
    # What is borne out needs less text below it.
    more = (i for i in range(len(rows)) if regular and _weigh(rows, i, 1) == ASKING)
    plain = sum(weight == PLAIN for weight in weights.values()) > 1
    last = (i for i in range(len(rows)) if plain and _heads_little(rows, i))
    return frozenset([*weights, *more, *last])


def _over_little(rows: Sequence[Fragment | Sequence[Line]]) -> frozenset[int]:
    """Find headings of a text whose paragraphs are short: the only lines that end openly.

    Each stands between blank lines and paragraphs of whole sentences.
    """
    opened = [
        i for i, row in enumerate(rows) if not isinstance(row, Fragment) and not _is_closed(row[-1])
    ]
    between = all(_stands_between(rows, i) for i in opened)
    return frozenset(opened) if len(opened) > 1 and between else frozenset()


def _stands_between(rows: Sequence[Fragment | Sequence[Line]], index: int) -> bool:
    if index == 0 or _weigh(rows, index, 1) != PLAIN:
        return False
    above, row, below = rows[index - 1 : index + 2]
    if isinstance(above, Fragment) or isinstance(row, Fragment) or isinstance(below, Fragment):
        return False
    alone = above[-1].number + 1 < row[0].number and row[0].number + 1 < below[0].number
    closed = _is_closed(above[-1]) and _is_closed(below[-1])
    return alone and closed and len(row[0].text) <= LONGEST_LEAD_IN


def _is_closed(line: Line) -> bool:
    return line.text.rstrip(CLOSING)[-1:] in END


def _heads_little(rows: Sequence[Fragment | Sequence[Line]], index: int) -> bool:
    """Tell whether a plain line has a short paragraph of whole sentences below."""
    if _weigh(rows, index, SHORTEST_BELOW) != PLAIN:
        return False
    below = rows[index + 1]
    return not isinstance(below, Fragment) and below[-1].text.endswith((".", "!", "?", "…"))


def _weigh(
    rows: Sequence[Fragment | Sequence[Line]], index: int, below_at_least: int = SHORTEST_TEXT
) -> float:
    row = rows[index]
    if isinstance(row, Fragment) or len(row) != 1 or index + 1 >= len(rows):
        return 0.0
    text = row[0].text
    if not 2 <= len(text) <= LONGEST:
        return 0.0
    after = rows[index + 1]
    if text.endswith(":"):
        below = after.text if isinstance(after, Fragment) else after[0].text
        listed = LIST_ITEM.match(below) is not None
        short = not listed and len(text) <= LONGEST_LEAD_IN and _is_short(text)
        return MARKED if short else 0.0
    if not isinstance(after, Fragment) and _length(after) < max(below_at_least, 1.2 * len(text)):
        return 0.0
    stops = text.endswith((".", ",", ";")) and not text.endswith("...")
    stops = stops and ABBREVIATED.search(text) is None
    if stops or not _is_short(text):
        return 0.0
    if not text.endswith(("?", "!", "…", "...")):
        return PLAIN
    # Before any text there is nothing that an exclamation could part from the rest.
    return 0.0 if index == 0 else ASKING if text.endswith("?") else MARKED


def _length(lines: Sequence[Line]) -> int:
    """Count the characters of a paragraph."""
    return sum([len(line.text) for line in lines]) + len(lines) - 1


def _is_short(text: str) -> bool:
    starts = text[0].isupper() or text[0].isdigit() or text[0] in "«“\"¿¡'’("
    listed = LIST_ITEM.match(text) is not None and not text[0].isdigit()
    return (
        starts
        and not listed
        and INSIDE.search(NUMBER.sub("", text, count=1)) is None
        and "://" not in text
        and not find_handles(text)
    )
