"""The whole way: a source in, its pieces with their people out."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from content.capture import Capture
from content.cycles import cycles_put_off
from content.document import Document, Sheet, sheet_of
from content.draft import Draft
from content.formats import FORMATS, SOURCES
from content.jsons import is_json, json_of
from content.model import Parsed, Piece, Problem, Source
from content.people import gather
from content.readers import Opened, Text, Unreadable, bounded, text_of
from content.slugs import slug_of

READER = 1
"""The version of the reader: one more whenever the same source is read otherwise than before, so
that libraries read theirs again."""


def parse(text: Text | str, slug: str) -> Parsed:
    """Read a text with the first format that recognises it.

    `slug` is used where the text names none. Odd content becomes problems in the result; only
    a broken front matter raises (`content.formats.canonical.BrokenFrontMatter`).
    """
    source = text if isinstance(text, Text) else Text(slug, text, "utf-8")
    return _parsed(source.text, None, slug_of(slug), source.problems)


def parse_source(opened: Opened, slug: str) -> Iterator[tuple[str, Parsed]]:
    """Read every text of a source: pairs of the text that places count in, and what was read.

    Raises `Unreadable` for what is no source of texts or too much for one, and `BrokenFrontMatter`.
    Two texts of one slug get numbers, so that neither replaces the other.
    """
    for source in SOURCES:
        evidence = source.recognise(opened)
        if evidence is not None:
            taken: Counter[str] = Counter()
            for document in source.documents(opened, slug_of(slug), evidence):
                taken[document.slug] += 1
                count = taken[document.slug]
                named = document.slug if count == 1 else f"{document.slug}-{count}"
                yield _document(replace(document, slug=named), opened.name)
            if not taken:
                what = "holds no published text; look whether it is the right file"
                raise Unreadable(f"{opened.name} {what}.")
            return
    if opened.head.startswith(b"<?xml"):
        raise Unreadable(f"{opened.name} is XML of a form that is not known; export it as a feed.")
    if is_json(json_of(opened)):
        what = "is JSON of a form that is not known; give posts, JSON lines or plain text"
        raise Unreadable(f"{opened.name} {what}.")
    text = text_of(opened)
    yield text.text, parse(text, slug)


def _document(document: Document, label: str) -> tuple[str, Parsed]:
    """Read a text whose parts a source names; places count in the sheet, which is given too."""
    sheet = sheet_of(document)
    bounded(sheet.text, label)
    parsed = _parsed(sheet.text, sheet, document.slug, document.problems)
    return sheet.text, replace(
        parsed,
        counts=document.counts,
        left_out=document.left_out,
        unshown=document.unshown,
    )


@cycles_put_off()
def _parsed(text: str, sheet: Sheet | None, slug: str, problems: tuple[Problem, ...]) -> Parsed:
    # The capture's views weigh more than all that is made of them: they go before people come.
    draft = _read(Capture(text, sheet))
    if sheet is not None:
        known = sheet.document
        draft = replace(draft, url=known.url, note=known.note)
        # What stands beside the text is new when only it has changed.
        text += repr((known.title, known.author, known.date, known.url, known.note))
    sha256 = sha256_of(text)
    piece = _piece(draft, slug, sha256)
    found = gather(piece)
    return Parsed(
        piece,
        found.people,
        found.mentions,
        draft.regions,
        (*problems, *draft.problems),
        sha256,
        found.candidates,
        found.introductions,
        reader=READER,
    )


def sha256_of(text: str) -> str:
    """What tells a text from all others; of a plain one it is `Parsed.sha256`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read(capture: Capture) -> Draft:
    for known in FORMATS:
        evidence = known.recognise(capture)
        if evidence is not None:
            return known.parse(capture, evidence)
    raise AssertionError("the last format takes every text")


def _piece(draft: Draft, slug: str, sha256: str) -> Piece:
    return Piece(
        slug=draft.slug or slug,
        kind=draft.kind,
        title=draft.title,
        author=draft.author,
        date=draft.date,
        language=draft.language,
        fragments=draft.fragments,
        source=Source(draft.sha256 or sha256, draft.url),
        note=draft.note,
        suggested=draft.suggested,
        same=draft.same,
        apart=draft.apart,
        rights=draft.rights,
    )
