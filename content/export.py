"""Parsed texts in the form of the corpus's schema, for the scorer and for `feuilleton parse`."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from content.mentions import find_handles
from content.model import (
    Fragment,
    FragmentKind,
    Mention,
    Parsed,
    PartialDate,
    Person,
    Piece,
    Role,
)
from content.mojibake import MENDED

HASHTAG = re.compile(r"(?<![\w&#/])#(\w{0,60}[^\W\d_]\w{0,60})")


def to_schema(parsed: Parsed, text: str, name: str | None = None) -> dict[str, Any]:
    """Give a JSON-ready object; `text` is the decoded source, `name` the document's file stem."""
    piece = parsed.piece
    author = piece.author
    # Places in a mended text are none in its file.
    source = "" if any(problem.what == MENDED for problem in parsed.problems) else text
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in parsed.mentions:
        # In the schema only handles are mentions; whom a text asks has that role by name, too.
        if _is_handle(mention) or mention.role is Role.INTERVIEWEE:
            named[mention.person].append(mention)
    return {
        "doc": name or piece.slug,
        "kind": str(piece.kind),
        "title": piece.title,
        "author": author and {"name": author.name, "handle": author.handle},
        "date": _date(piece.date),
        "language": piece.language,
        "fragments": list(_fragments(piece.fragments)),
        "mentions": [
            {
                "handle": person.handle,
                "name": person.name,
                "aliases": list(person.aliases),
                "variants": list(person.variants),
                "roles": _roles(named[person.handle]),
                "places": [
                    *_places(piece, named[person.handle], source),
                    *_signed(parsed, person, source),
                ],
            }
            for person in parsed.people
        ],
        "people": [
            {"name": candidate.name, "aliases": list(candidate.aliases)}
            for candidate in parsed.candidates
        ],
        "hashtags": list(_hashtags(piece.fragments)),
    }


def _date(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def _fragments(fragments: tuple[Fragment, ...]) -> Iterator[dict[str, Any]]:
    section = None
    for fragment in fragments:
        heading = fragment.kind is FragmentKind.HEADING
        comment = fragment.kind is FragmentKind.COMMENT
        yield {
            "kind": str(fragment.kind),
            "number": fragment.number,
            "total": fragment.total,
            "speaker": fragment.speaker,
            "handle": fragment.handle,
            "date": _date(fragment.date),
            "section": None if heading or comment else section,
            "text": fragment.text,
        }
        section = fragment.text if heading else section


def _is_handle(mention: Mention) -> bool:
    return mention.surface.startswith(("@", "＠"))


def _roles(mentions: list[Mention]) -> list[str]:
    roles = {mention.role for mention in mentions}
    return [str(role) for role in Role if role in roles]


def _places(piece: Piece, mentions: list[Mention], text: str) -> Iterator[dict[str, Any]]:
    for mention in mentions:
        if mention.fragment is not None and _is_handle(mention):
            place = {"surface": mention.surface, "fragment": mention.fragment}
            start = _start(piece.fragments[mention.fragment], mention, text)
            yield place if start is None else place | {"start": start}


def _signed(parsed: Parsed, person: Person, text: str) -> Iterator[dict[str, Any]]:
    """Find a person's handle where the text is signed, outside every fragment."""
    for region in parsed.regions:
        if region.name == "signature":
            signature = text[region.span.start : region.span.end]
            for handle in find_handles(signature):
                if handle.surface in person.variants:
                    start = region.span.start + handle.span.start
                    yield {"surface": handle.surface, "fragment": None, "start": start}


def _start(fragment: Fragment, mention: Mention, text: str) -> int | None:
    """Find a mention's place in the source; its fragment has one span a line."""
    if mention.span is None:
        return None
    before = fragment.text[: mention.span.start]
    line, column = before.count("\n"), mention.span.start - (before.rfind("\n") + 1)
    if line >= len(fragment.spans):
        return None
    start = fragment.spans[line].start + column
    return start if text.startswith(mention.surface, start) else None


def _hashtags(fragments: tuple[Fragment, ...]) -> Iterator[str]:
    found = (tag.casefold() for f in fragments for tag in HASHTAG.findall(f.text))
    return iter(dict.fromkeys(found))
