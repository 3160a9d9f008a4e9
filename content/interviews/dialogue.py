"""Who asks and who answers on a page: by labels, by the words of questions, by both together."""

import re
from collections.abc import Iterator, Sequence

from content.draft import text_of
from content.interviews.glued import unglue
from content.interviews.labels import labels_of
from content.interviews.layout import questions_of
from content.interviews.talk import Dialogue, Row, Talk
from content.lines import part_of
from content.model import Fragment, FragmentKind, Span
from content.page import Page
from content.paragraphs import paragraphs_of
from content.threads.tweets import Block

ASKED_LINE = re.compile(r"(?:Q|P|F)\w{0,7}[ \u00a0]?\d{0,2}[ \u00a0]?[:.]")
INNER_LABEL = re.compile(
    r"(?<=[?.!…»])[ \u00a0]+(?=(?:R|A)\w{0,7}[ \u00a0]?\d{0,2}[ \u00a0]?:[ \u00a0])"
)


def read_dialogue(blocks: Sequence[Block], page: Page) -> Dialogue:
    """Look for labels, then for questions by their words, then for both on the same lines."""
    rows = list(_rows(blocks))
    texts = [text_of(row.lines) if row.lines else None for row in rows]
    near = _near(page, texts)
    labelled = _labelled(rows, near)
    if labelled is not None:
        return Talk(labelled, page, near).read()
    asked = questions_of(texts, near)
    if asked.questions:
        marks = dict(asked.marks)
        found = [
            _marked(row, marks[i].end, marks[i].number, i in asked.questions)
            if i in marks
            else _with_kind(row, FragmentKind.QUESTION if i in asked.questions else None)
            for i, row in enumerate(rows)
        ]
        return Talk(found, page, near).read()
    glued = unglue([line for row in rows for line in row.lines]) if _all_lines(rows) else None
    if glued is not None:
        found = [Row((line,), FragmentKind.QUESTION if asks else None) for line, asks in glued]
        return Talk(found, page, near, whole_lines=False).read()
    return Dialogue(doubtful=asked.doubtful)


def _parted(row: Row) -> Iterator[Row]:
    """Cut `Q: Why? A: Because.` where the answer begins."""
    first = row.lines[0] if row.lines else None
    inner = INNER_LABEL.search(first.text) if first and ASKED_LINE.match(first.text) else None
    if first is None or inner is None:
        yield row
        return
    yield Row((part_of(first, 0, inner.start()),))
    yield Row((part_of(first, inner.end(), len(first.text)), *row.lines[1:]))


def _rows(blocks: Sequence[Block]) -> Iterator[Row]:
    for block in blocks:
        if isinstance(block, Fragment):
            yield Row(embed=block)
        else:
            for paragraph in paragraphs_of(block, items=False):
                yield Row(tuple(paragraph))


def _all_lines(rows: Sequence[Row]) -> bool:
    return all(row.embed is None for row in rows)


def _near(page: Page, texts: Sequence[str | None]) -> str:
    first = [text[:600] for text in texts[:3] if text]
    author = page.author.name if page.author else None
    return "\n".join([page.title or "", author or "", *first])


def _with_kind(row: Row, kind: FragmentKind | None) -> Row:
    return Row(row.lines, kind, embed=row.embed)


def _marked(row: Row, end: int, number: int | None, asks: bool) -> Row:
    """Take a number or a dash off a paragraph."""
    line = row.lines[0]
    head = Span(line.start, line.start + len(line.text[:end].rstrip()))
    lines = (part_of(line, end, len(line.text)), *row.lines[1:])
    kind = FragmentKind.QUESTION if asks else FragmentKind.ANSWER
    return Row(lines, kind, number=number if asks else None, head=head)


def _labelled(paragraphs: Sequence[Row], near: str) -> list[Row] | None:
    rows = [part for row in paragraphs for part in _parted(row)]
    places = [i for i, row in enumerate(rows) if row.lines]
    labels = labels_of([rows[i].lines[0] for i in places], near)
    if not labels:
        return None
    found = list(rows)
    for place, label in labels.items():
        row = rows[places[place]]
        line = row.lines[0]
        head = Span(line.start, line.start + len(line.text[: label.end].rstrip()))
        rest = part_of(line, label.end, len(line.text))
        kind = FragmentKind.QUESTION if label.asks else FragmentKind.ANSWER
        lines = row.lines[1:] if rest.blank else (rest, *row.lines[1:])
        number = label.number if label.asks else None
        found[places[place]] = Row(lines, kind, label.speaker, number, head)
    return found
