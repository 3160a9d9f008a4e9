"""The form samples ship in and people edit by hand: Markdown with a front matter.

`parse(write(piece))` gives the piece back. Paragraphs are prose, `## ` begins a heading, `Q:`
and `A:` an interview's turns, `[3/12]` a numbered tweet by the author, and
`[reply, Name, @handle, 2014-11-24]` anything else. A blank line ends a fragment.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from content.capture import Capture
from content.draft import METADATA, Draft
from content.formats.front_matter import (
    LONGEST,
    BrokenFrontMatter,
    Head,
    fence_of,
    read_head,
    write_head,
)
from content.formats.notation import Label, read_label, unescape, write_label, write_line
from content.model import Fragment, FragmentKind, Piece, PieceKind, Region, Rights, Span

__all__ = ["BrokenFrontMatter", "name", "parse", "recognise", "write"]

name = "canonical"


@dataclass(slots=True)
class _Block:
    """One fragment while it is read: a label, and its lines with their places."""

    label: Label
    lines: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def recognise(capture: Capture) -> int | None:
    """Find the line that closes a front matter of ours; raises BrokenFrontMatter."""
    if capture.sheet is not None:
        return None
    text = capture.text
    return fence_of(text.split("\n", LONGEST + 1)) if text.startswith("---") else None


def parse(capture: Capture, fence: int) -> Draft:
    """Read front matter and body; raises BrokenFrontMatter."""
    text = capture.text
    lines = text.split("\n")
    head = read_head("\n".join(line.rstrip("\r") for line in lines[1:fence]))
    start = sum(len(line) + 1 for line in lines[: fence + 1])
    regions = [Region(Span(0, min(start, len(text))), METADATA, "front matter")]
    blocks = _blocks(lines[fence + 1 :], start, regions)
    fragments = tuple(_fragment(block, head) for block in blocks)
    return Draft(
        head.kind or _kind(fragments),
        fragments,
        tuple(regions),
        tuple(head.problems),
        head.title,
        head.author,
        head.date,
        head.language,
        head.slug,
        head.source,
        head.sha256,
        head.note if head.note is not None else head.suggested_note,
        head.note is None and head.suggested_note is not None,
        head.same,
        head.apart,
        head.rights or Rights.UNKNOWN,
    )


def _blocks(lines: list[str], start: int, regions: list[Region]) -> list[_Block]:
    blocks: list[_Block] = []
    current: _Block | None = None
    for raw in lines:
        line = raw.rstrip()
        at, start = start, start + len(raw) + 1
        if not line:
            # After a bare label the text may stand below a blank line.
            current = current if current is not None and not current.lines else None
            continue
        found = read_label(line)
        if found is not None:
            current = _Block(found[0])
            blocks.append(current)
        elif current is None:
            current = _Block(Label(FragmentKind.PROSE))
            blocks.append(current)
        first = found[1] if found is not None else int(line.startswith("\\"))
        if first:
            regions.append(Region(Span(at, at + first), METADATA, "notation"))
        if found is None or first < len(line):
            current.lines.append(unescape(line[first:]))
            current.spans.append(Span(at + first, at + len(line)))
        if line.startswith("#") and found is not None:
            # A heading is one line, even where no blank line follows.
            current = None
    return blocks


def _fragment(block: _Block, head: Head) -> Fragment:
    label = block.label
    author = head.author
    if label.short:
        speaker, handle, date = (
            *((author.name, author.handle) if author else (None, None)),
            head.date,
        )
    else:
        speaker, handle, date = label.speaker, label.handle, label.date
    return Fragment(
        label.kind,
        "\n".join(block.lines),
        label.number,
        label.total,
        speaker,
        handle,
        date,
        tuple(block.spans),
        label.noted,
        label.depth,
    )


def _kind(fragments: tuple[Fragment, ...]) -> PieceKind:
    kinds = {fragment.kind for fragment in fragments}
    if FragmentKind.TWEET in kinds:
        return PieceKind.THREAD
    return PieceKind.INTERVIEW if FragmentKind.QUESTION in kinds else PieceKind.ESSAY


def write(piece: Piece) -> str:
    """Write a piece so that `parse` gives it back."""
    blocks = ("\n".join(_written(fragment, piece)) for fragment in piece.fragments)
    return "\n".join([write_head(piece), *(block + "\n" for block in blocks)])


def _written(fragment: Fragment, piece: Piece) -> Iterator[str]:
    lines = [write_line(line) for line in fragment.text.split("\n")]
    label = _label(fragment, piece)
    plain = label == Label(fragment.kind)
    one = len(lines) == 1 and not lines[0].startswith("\\")
    if plain and fragment.kind is FragmentKind.PROSE:
        yield from lines
    elif plain and one and fragment.kind is FragmentKind.HEADING and not lines[0][0].isspace():
        yield f"## {lines[0]}"
    elif plain and fragment.kind in (FragmentKind.QUESTION, FragmentKind.ANSWER):
        letter = "Q" if fragment.kind is FragmentKind.QUESTION else "A"
        if lines[0].startswith("\\") or lines[0][0].isspace():
            yield from (f"{letter}:", *lines)
        else:
            yield from (f"{letter}: {lines[0]}", *lines[1:])
    else:
        yield from (write_label(label), *lines)


def _label(fragment: Fragment, piece: Piece) -> Label:
    author = piece.author
    inherited = (*((author.name, author.handle) if author else (None, None)), piece.date)
    own = (fragment.speaker, fragment.handle, fragment.date)
    counted = (fragment.kind, fragment.number, fragment.total)
    if fragment.kind is FragmentKind.TWEET and fragment.number is not None and own == inherited:
        label = Label(*counted, short=True)
    else:
        label = Label(*counted, *own)
    return replace(label, noted=fragment.noted, depth=fragment.depth)
