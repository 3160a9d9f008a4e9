"""The rows of an interview put together: turns, the page's own words, what is odd."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from content.draft import BOILERPLATE, METADATA, prose, spans_of, text_of
from content.interviews.closing import farewell
from content.interviews.opening import beginning
from content.lines import Line
from content.model import Fragment, FragmentKind, Problem, Region, Span
from content.name_alone import FEW, FEWEST, is_a_name_alone, is_told
from content.page import Page
from content.paragraphs import paragraphs_of

SENTENCE_END = re.compile(r"[.!?…:)»”\"'’\]*][\s]*$|[:;]-?[)(DP]$|\W$")
WORD = re.compile(r"\w+")
HEADING_END = (".", "!", "?", "…", ":", ",", ";", "»", ")")
LONGEST_HEADING, LONGEST_QUOTE, SHORTEST_QUOTE = 80, 250, 20
# Looking one up reads the whole page.
MOST_QUOTES = MOST_NAMES = 50


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The fragments of an interview, or none; `doubtful` where it could be one."""

    fragments: tuple[Fragment, ...] = ()
    regions: tuple[Region, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubtful: bool = False


class Row(NamedTuple):
    """A paragraph and its part in the talk; a row without a kind goes on with what precedes it.

    `head` is the place of a label, number or dash that was taken off.
    """

    lines: tuple[Line, ...] = ()
    kind: FragmentKind | None = None
    speaker: str | None = None
    number: int | None = None
    head: Span | None = None
    embed: Fragment | None = None


@dataclass(slots=True)
class _Turn:
    kind: FragmentKind
    speaker: str | None = None
    number: int | None = None
    rows: list[tuple[Line, ...]] = field(default_factory=list)

    def fragment(self, first: int = 0, last: int | None = None) -> Fragment:
        lines = [line for row in self.rows[first:last] for line in row]
        return Fragment(
            self.kind, text_of(lines), self.number, speaker=self.speaker, spans=spans_of(lines)
        )


class Talk:
    """The rows of an interview while they become fragments."""

    def __init__(
        self, rows: Sequence[Row], page: Page, near: str, whole_lines: bool = True
    ) -> None:
        self.rows = rows
        self.whole_lines = whole_lines
        self.page = page
        self.near = near
        self.turns: list[_Turn | Fragment] = []
        self.regions: list[Region] = []
        self.problems: list[Problem] = []
        self.words: str | None = None
        self.looked_up = 0
        first = (i for i, row in enumerate(rows) if row.kind is not None)
        self.first = next(first, len(rows))

    def read(self) -> Dialogue:
        """Walk through the rows once."""
        intro = self._intro()
        last = len(self.rows) - 1
        names = self._names_alone()
        for index in range(self.first, len(self.rows)):
            row = self.rows[index]
            if row.head is not None:
                self.regions.append(Region(row.head, METADATA, "label"))
            if index in names:
                self.regions += [Region(line.span, BOILERPLATE, "caption") for line in row.lines]
            elif row.embed is not None:
                self._embed(row.embed)
            elif row.kind is not None:
                self._say(row)
            elif self._is_aside(index, last):
                self._aside(row)
            else:
                self._go_on(row)
        fragments = [*intro, *self._finished(intro)]
        return Dialogue(tuple(fragments), tuple(self.regions), tuple(self.problems))

    def _names_alone(self) -> frozenset[int]:
        """Find names alone that stand under pictures: few, and none where a label would stand.

        The last row may be who signs.
        """
        author = self.page.author.name if self.page.author else None
        told = (
            text_of(row.lines)
            for index, row in enumerate(self.rows)
            if index < self.first or row.kind is FragmentKind.QUESTION
        )
        known = "\n".join(filter(None, (self.page.title, author, *told)))
        single = {
            index: row.lines[0].text
            for index, row in enumerate(self.rows)
            if row.kind is None and len(row.lines) == 1 and is_a_name_alone(row.lines[0].text)
        }
        names = {
            text
            for text in islice(dict.fromkeys(single.values()), MOST_NAMES)
            if is_told(text, known)
        }
        alone = [index for index, text in single.items() if text in names]
        asks = [row.kind is FragmentKind.QUESTION for row in self.rows] + [False]
        answers = any(asks[index - 1] for index in alone if index)
        asking = len(alone) > 1 and all(asks[index + 1] for index in alone)
        if len(alone) > max(FEWEST, FEW * len(self.rows)) or answers or asking:
            return frozenset()
        return frozenset(index for index in alone if self.first < index < len(self.rows) - 1)

    def _intro(self) -> list[Fragment]:
        """Read what precedes the first turn: the page's introduction, or the end of an answer."""
        rows = self.rows[: self.first]
        labelled = self.first < len(self.rows) and self.rows[self.first].speaker is not None
        texts = [text_of(row.lines) for row in self.rows]
        inside = beginning(texts, self.first, self.page.title is not None, labelled)
        if inside is None:
            return self._told(rows)
        answer = [row.lines for row in rows[inside:] if row.lines]
        line = answer[0][0].number
        self.problems.append(Problem(line, "begins in the middle of an answer"))
        embeds = [row.embed for row in rows[inside:] if row.embed is not None]
        turn = _Turn(FragmentKind.ANSWER, rows=answer)
        return [*self._told(rows[:inside]), turn.fragment(), *embeds]

    def _told(self, rows: Sequence[Row]) -> list[Fragment]:
        """Read the page's introduction."""
        found: list[Fragment] = []
        stretch: list[Line] = []
        for row in rows:
            if row.embed is None and len(row.lines) == 1:
                stretch.extend([*row.lines, _blank_after(row.lines[-1])])
                continue
            found += [prose(paragraph) for paragraph in paragraphs_of(stretch)]
            # The page as a whole has told that an editor broke these lines.
            found.append(row.embed or prose(row.lines))
            stretch = []
        return found + [prose(paragraph) for paragraph in paragraphs_of(stretch)]

    def _embed(self, fragment: Fragment) -> None:
        """Put a tweet between; the answer goes on behind it."""
        before = next((t for t in reversed(self.turns) if isinstance(t, _Turn)), None)
        self.turns.append(fragment)
        if before is not None and before.kind is not FragmentKind.HEADING:
            self.turns.append(_Turn(FragmentKind.ANSWER, self._answering(before)))

    @staticmethod
    def _answering(turn: _Turn) -> str | None:
        return turn.speaker if turn.kind is FragmentKind.ANSWER else None

    def _say(self, row: Row) -> None:
        kind = row.kind or FragmentKind.ANSWER
        turn = self.turns[-1] if self.turns else None
        same = isinstance(turn, _Turn) and (turn.kind, turn.speaker) == (kind, row.speaker)
        if isinstance(turn, _Turn) and same and kind is FragmentKind.ANSWER:
            turn.rows.append(row.lines)
            return
        rows = [row.lines] if row.lines else []
        self.turns.append(_Turn(kind, row.speaker, row.number, rows))

    def _go_on(self, row: Row) -> None:
        turn = self.turns[-1]
        asked = isinstance(turn, _Turn) and turn.kind is FragmentKind.QUESTION and turn.rows
        if not isinstance(turn, _Turn) or turn.kind is FragmentKind.HEADING or asked:
            turn = _Turn(FragmentKind.ANSWER)
            self.turns.append(turn)
        turn.rows.append(row.lines)

    def _is_aside(self, index: int, last: int) -> bool:
        """Tell whether a short line before a question is no part of the answer above it."""
        text = text_of(self.rows[index].lines)
        turn = self.turns[-1]
        said = (FragmentKind.ANSWER, FragmentKind.HEADING)
        inside = isinstance(turn, _Turn) and turn.kind in said and turn.rows and self.whole_lines
        before = any(row.kind is FragmentKind.QUESTION for row in self.rows[index + 1 : index + 3])
        return bool(inside) and before and index < last and self._is_plain(index, text)

    def _is_plain(self, index: int, text: str) -> bool:
        after = self.rows[index + 1]
        alone = after.kind is FragmentKind.QUESTION or (
            bool(after.lines) and not text_of(after.lines).endswith(HEADING_END)
        )
        plain = text[0].isupper() and not text.endswith(HEADING_END) and "@" not in text
        return alone and plain and "://" not in text and len(text) <= LONGEST_QUOTE

    def _aside(self, row: Row) -> None:
        """A line that an answer holds too is a pull quote; a short one is a heading."""
        text = text_of(row.lines)
        if self._is_repeated(text):
            self.regions += [Region(line.span, BOILERPLATE, "pull quote") for line in row.lines]
        elif len(text) <= LONGEST_HEADING:
            self.turns.append(_Turn(FragmentKind.HEADING, rows=[row.lines]))
        else:
            self._go_on(row)

    def _is_repeated(self, text: str) -> bool:
        """Tell whether another row holds the words too; only so many are looked up."""
        self.looked_up += 1
        if len(text) < SHORTEST_QUOTE or self.looked_up > MOST_QUOTES:
            return False
        if self.words is None:
            self.words = "\n".join(folded(text_of(row.lines)) for row in self.rows)
        return self.words.count(folded(text)) > 1

    def _finished(self, intro: Sequence[Fragment]) -> Iterator[Fragment]:
        turns = [t for t in self.turns if isinstance(t, Fragment) or t.rows]
        heads = [
            index
            for index, turn in enumerate(turns)
            if isinstance(turn, _Turn) and turn.kind is FragmentKind.HEADING
        ]
        if heads and heads[-1] - heads[0] + 1 == len(heads):
            # A heading has others elsewhere; lines at one place are only lines.
            for index in heads:
                turns[index] = replace(turns[index], kind=FragmentKind.PROSE)
        for turn in turns[:-1]:
            yield turn if isinstance(turn, Fragment) else turn.fragment()
        if not turns:
            return
        turn = turns[-1]
        if isinstance(turn, Fragment) or turn.kind is not FragmentKind.ANSWER:
            yield turn if isinstance(turn, Fragment) else turn.fragment()
            return
        texts = [text_of(lines) for lines in turn.rows]
        before = frozenset(fragment.text for fragment in intro)
        usual = [
            len(other.rows)
            for other in turns[:-1]
            if isinstance(other, _Turn) and other.kind is FragmentKind.ANSWER
        ]
        end = farewell(texts, self.near, before, usual)
        yield turn.fragment(0, end)
        if end == len(texts) and not SENTENCE_END.search(texts[-1]):
            line = turn.rows[-1][-1].number
            self.problems.append(Problem(line, "ends in the middle of an answer"))
        yield from (prose(lines) for lines in turn.rows[end:])


def folded(text: str) -> str:
    """Give a text's words alone, so that quotes and commas make no difference."""
    return " ".join(WORD.findall(text.casefold()))


def _blank_after(line: Line) -> Line:
    return Line("", line.start + len(line.text), line.number)
