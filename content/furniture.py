"""What blog software prints around a text: buttons, forms, menus, footers. Each has a name."""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import groupby, pairwise

from content.buttons import is_button_row
from content.bylines import date_line
from content.draft import BOILERPLATE, METADATA
from content.furniture_words import (
    ADVERTISEMENT,
    CATEGORIES,
    FURNITURE,
    MENU,
    RELATED,
    RELATED_INLINE,
    WEAK,
    could_be,
)
from content.lines import Line
from content.name_alone import is_a_name_alone
from content.printed_pages import printed_marks
from content.remembered import each, remembered
from content.rubrics import rubrics_of
from content.threads import furniture as tweets

Aside = dict[int, tuple[str, str]]

COUNT = re.compile(r"\d{1,3}(?:[.,]\d)?[ \u00a0]?[KkMm]?")
# The same side by side, as old copies of Twitter's pages have them.
COUNTS = re.compile(rf"{COUNT.pattern}(?:[ \u00a0\t]+{COUNT.pattern}){{1,4}}")
LONGEST_COUNTS, FEWEST_COUNTS = 30, 3
LONGEST, LONGEST_WEAK = 250, 24
MENU_WORDS = 14
SENTENCE_END = frozenset(".!?…:")
FEWEST_ASIDE = 2
FEW_CAPTIONS = 0.15
LONGEST_CAPTION, LONG_LINE = 40, 60


def furniture_of(lines: Sequence[Line]) -> Aside:
    """Name the lines that are no part of the text, by their number: where, and what."""
    aside = named_furniture(lines)
    _add_captions(lines, aside)
    return aside


def named_furniture(lines: Sequence[Line]) -> Aside:
    """Name furniture where images are known already, so that no line can be an image's name."""
    inked = [line for line in lines if line.text]
    # The same lines come again and again on a page: each is read once.
    texts = dict.fromkeys([line.text for line in inked])
    named = each(_named, texts)
    aside = {line.number: named[line.text] for line in inked if line.text in named}
    for line in printed_marks(inked):
        aside.setdefault(line.number, (BOILERPLATE, "printed page"))
    _add_counts(inked, aside)
    _add_menus(inked, aside)
    _add_related(inked, texts, aside)
    for line in rubrics_of(inked, aside):
        aside[line.number] = BOILERPLATE, "related"
    _add_company(inked, aside)
    _add_footer(inked, aside)
    if len(aside) >= FEWEST_ASIDE:
        for line in inked:
            if len(line.text) < LONGEST_WEAK and ADVERTISEMENT.fullmatch(line.text):
                aside.setdefault(line.number, (BOILERPLATE, "advertisement"))
    return aside


def _named(text: str) -> tuple[str, str] | None:
    if len(text) > LONGEST:
        return None
    if could_be(text):
        if CATEGORIES.fullmatch(text):
            return METADATA, "categories"
        found = FURNITURE.fullmatch(text)
        if found is not None:
            return BOILERPLATE, str(found.lastgroup).replace("_", " ")
        if tweets.ALWAYS.fullmatch(text):
            return BOILERPLATE, "tweet furniture"
    if _is_menu(text):
        return BOILERPLATE, "navigation"
    return (BOILERPLATE, "buttons") if is_button_row(text) else None


def _is_menu(text: str) -> bool:
    """Tell a row of menu words from a sentence that has some of them."""
    # Most lines end as sentences do, or have too many words by their gaps alone.
    if text[-1] in SENTENCE_END or (text.count(" ") >= MENU_WORDS and "  " not in text):
        return False
    words = text.split(None, MENU_WORDS)
    if not 2 <= len(words) <= MENU_WORDS:
        return False
    heads = [word for word in words if len(word) <= 3 or word[0].isupper()]
    if len(heads) <= 0.7 * len(words):
        return False
    found = len(MENU.findall(text))
    return found >= 3 or (found == 2 and len(words) <= 5)


def _add_company(inked: Sequence[Line], aside: Aside) -> None:
    """Set weak words aside beside furniture, from both sides."""
    for row in (inked, inked[::-1]) if aside else ():
        near = False
        for line in row:
            if near and line.number not in aside and _is_weak(line.text):
                aside[line.number] = BOILERPLATE, "button"
            near = aside.get(line.number, ("", "layout"))[1] != "layout"


def _is_weak(text: str) -> bool:
    return len(text) < LONGEST_WEAK and _is_weak_word(text)


@remembered
def _is_weak_word(text: str) -> bool:
    return (WEAK.fullmatch(text) or tweets.WEAK.fullmatch(text)) is not None


def _add_counts(inked: Sequence[Line], aside: Aside) -> None:
    """Set aside how often something was liked: numbers without a word, some of them in a row."""
    short = [line for line in inked if line.text[0].isdigit() and len(line.text) < LONGEST_COUNTS]
    if not short or not any("@" in line.text for line in inked):
        return
    rows = [line for line in short if COUNTS.fullmatch(line.text)]
    if len(rows) >= FEWEST_COUNTS:
        aside.update({line.number: (BOILERPLATE, "counts") for line in rows})
    bare = [line for line in short if len(line.text) < 8 and COUNT.fullmatch(line.text)]
    row = zip([None, *bare], bare, [*bare[1:], None], strict=False)
    if not any(b and line.number - b.number <= 2 for b, line, _ in row):
        return
    aside.update({line.number: (BOILERPLATE, "counts") for line in bare})


def _add_menus(inked: Sequence[Line], aside: Aside) -> None:
    """Set weak words aside where a page begins or ends with two of them, or has three in a row."""
    weak = [
        index
        for index, line in enumerate(inked)
        if len(line.text) < LONGEST_WEAK and _is_weak_word(line.text)
    ]
    for _, run in groupby(enumerate(weak), key=lambda pair: pair[1] - pair[0]):
        row = [index for _, index in run]
        edge = row[0] == 0 or row[-1] == len(inked) - 1
        if len(row) >= (2 if edge else 3):
            aside.update({inked[index].number: (BOILERPLATE, "menu") for index in row})


def _add_related(inked: Sequence[Line], texts: Iterable[str], aside: Aside) -> None:
    """Set aside a title like "You may also like", and the titles under it."""
    related = each(_is_title, texts)
    for index, line in enumerate(inked if related else ()):
        if line.text not in related:
            continue
        aside[line.number] = BOILERPLATE, "related"
        if not related[line.text]:
            continue
        # In the middle of a text, the text goes on behind the next gap.
        late = index >= len(inked) - 12
        last = line
        near = [*inked[index + 1 : index + 10], None]
        for other, below in pairwise(near):
            if other is None or other.number in aside or _is_dated(other, below):
                break
            parted = other.number > last.number + 1 and last is not line and not late
            if parted or len(other.text) > 110 or other.text.endswith("."):
                break
            aside[other.number] = BOILERPLATE, "related"
            last = other


def _is_title(text: str) -> bool | None:
    """Whether titles stand under one like "You may also like", or one beside it, if it is one."""
    if len(text) <= 60 and RELATED.fullmatch(text):
        return True
    return False if RELATED_INLINE.match(text) and not text.endswith((".", ":")) else None


def _is_dated(line: Line, below: Line | None) -> bool:
    """Tell whether a line has a day, or the next one is one: a comment begins."""
    near = (line, below) if below is not None else (line,)
    return any(date_line(one.text) is not None for one in near)


def _add_footer(inked: Sequence[Line], aside: Aside) -> None:
    """Set aside what a page says of itself between its last button and its legal line."""
    last = range(max(0, len(inked) - 10), len(inked))
    legal = next((i for i in last if aside.get(inked[i].number) == (BOILERPLATE, "legal")), None)
    if legal is None:
        return
    ends = ("subscribe", "sharing", "comment form", "related")
    above = range(legal - 1, max(-1, legal - 5), -1)
    first = next((i for i in above if aside.get(inked[i].number, ("", ""))[1] in ends), None)
    for line in inked[first + 1 if first is not None else legal : legal]:
        aside.setdefault(line.number, (BOILERPLATE, "footer"))


def _add_captions(lines: Sequence[Line], aside: Aside) -> None:
    """Set aside image names: a few small words between paragraphs, without a capital."""
    found = []
    row = [line for line in lines if line.number not in aside or not line.text] if aside else lines
    for before, line, after in zip([None, *row], row, [*row[1:], None], strict=False):
        if not line.text or len(line.text) > LONGEST_CAPTION or not line.text[0].islower():
            continue
        if after is None or (before is not None and before.text):
            continue
        words = line.text.split()
        small = len(words) <= 4 and all(word.isalnum() for word in words)
        if small and (not after.text or len(after.text) > LONG_LINE):
            found.append(line)
    if found and len(found) <= max(1, FEW_CAPTIONS * len(row)):
        found += _said_again(row, {line.number for line in found})
        aside.update({line.number: (BOILERPLATE, "caption") for line in found})


def _said_again(lines: Sequence[Line], captions: Container[int]) -> list[Line]:
    """Find whole names with which the paragraph below begins, where a caption does the same.

    Without such a caption they are headings. Above the first paragraph stands a title.
    """
    inked = [line for line in lines if line.text]
    first = next((i for i, line in enumerate(inked) if len(line.text) > LONG_LINE), len(inked))
    begun = [line for line, below in pairwise(inked[first:]) if _begins_with(below, line)]
    if not any(line.number in captions for line in begun):
        return []
    return [one for one in begun if one.number not in captions and is_a_name_alone(one.text)]


def _begins_with(line: Line, above: Line) -> bool:
    """Whether a paragraph begins with the words that stand in the short line above it."""
    size = len(above.text)
    if size > LONGEST_CAPTION or " " not in above.text or len(line.text) <= LONGEST_CAPTION:
        return False
    same = line.text[:size].casefold() == above.text.casefold()
    return same and not line.text[size].isalnum()
