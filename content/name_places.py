"""What stands around a run of capitals: the end of a sentence, a title, a place, quotes."""

from collections.abc import Sequence

from content.name_forms import fold_name
from content.name_words import PARTICLES, PLACE_BEFORE, WORK_BEFORE

# White space as the patterns of names know it.
_SPACE = " \t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
OPENS = frozenset('.!?…:;\n•»«“”„"(—–-*>')
LEADS = frozenset(_SPACE + '"«“„(—–-')
# So many signs may stand between the end of a sentence and the next one's first word.
LEAD = 4
QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“", "‘": "’"}
# Titles with a small letter belong to the one word behind them.
_POLITE = """
monsieur madame mademoiselle maître maitre docteur professeur professeure señor señora doña don
abbé father sister tante oncle aunt uncle tía tia tío tio fray sor doctor doctora père mère curé
"""
POLITE = frozenset(_POLITE.split())
# "The father Guédon" is a priest, "my father Guédon" somebody's.
OF_ALL = frozenset(("père", "mère", "curé"))
GLUE = frozenset((" ", "\u00a0", "-", "’", "'"))
TIES = ("-", "’", "'")
NEAR = 24


def opens(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or an item begins at a place."""
    first = max(0, start - LEAD)
    for place in range(start - 1, first - 1, -1):
        if text[place] in OPENS:
            return True
        if text[place] not in LEADS:
            return False
    return first == 0


def words_before(text: str, start: int) -> Sequence[str]:
    """The last two words that touch a place, no sign but an apostrophe or a hyphen between."""
    if text[start - 1 : start] not in GLUE:
        return ()
    near = text[max(0, start - NEAR) : start]
    for glue in TIES:
        near = near.replace(glue, " ")
    words = near.rsplit(None, 2)[-2:]
    touches = words and (words[-1][-1].isalpha() or words[-1][-1] == ".")
    return words if touches else ()


def polite(before: Sequence[str], start: int, text: str) -> int | None:
    """Where a title with a small letter begins, that stands right before a name."""
    title = before[-1] if before else ""
    if title.lower() not in POLITE or not title.islower():
        return None
    first = start - len(title) - 1
    alone = title not in OF_ALL or before[0].lower() in {"le", "la"}
    return first if alone and text.startswith(title, first) else None


def is_a_place(before: Sequence[str]) -> bool:
    """Whether the words before make a place or a work of a name."""
    last = fold_name(before[-1])
    if last in PLACE_BEFORE or last in WORK_BEFORE:
        return True
    return (last in PARTICLES or last == "d") and fold_name(before[0]) in PLACE_BEFORE


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether nothing but the words stands between quotes: a title more often than a person."""
    before = text[max(0, start - 3) : start].rstrip(" \u00a0\u202f")
    close = QUOTES.get(before[-1:])
    if close is None:
        return False
    behind = text[end : end + 3].lstrip(" \u00a0\u202f")
    return behind[:1] == close
