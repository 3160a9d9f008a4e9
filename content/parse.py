"""The whole way: a text in, a piece with its people out."""

import hashlib
import re
import unicodedata

from content.capture import Capture
from content.draft import Draft
from content.formats import FORMATS
from content.model import Parsed, Piece, Source
from content.people import gather
from content.readers import Text

LONGEST_SLUG = 60


def parse(text: Text | str, slug: str) -> Parsed:
    """Read a text with the first format that recognises it.

    `slug` is used where the text names none. Odd content becomes problems in the result; only
    a broken front matter raises (`content.formats.canonical.BrokenFrontMatter`).
    """
    source = text if isinstance(text, Text) else Text(slug, text, "utf-8")
    draft = _read(source.text)
    sha256 = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    piece = _piece(draft, slug, sha256)
    found = gather(piece)
    problems = (*source.problems, *draft.problems)
    return Parsed(
        piece,
        found.people,
        found.mentions,
        draft.regions,
        problems,
        sha256,
        found.candidates,
        found.introductions,
    )


def _read(text: str) -> Draft:
    capture = Capture(text)
    for known in FORMATS:
        evidence = known.recognise(capture)
        if evidence is not None:
            return known.parse(capture, evidence)
    raise AssertionError("the last format takes every text")


def _piece(draft: Draft, slug: str, sha256: str) -> Piece:
    return Piece(
        slug=draft.slug or slug_of(slug),
        kind=draft.kind,
        title=draft.title,
        author=draft.author,
        date=draft.date,
        language=draft.language,
        fragments=draft.fragments,
        source=Source(draft.sha256 or sha256, draft.url),
        note=draft.note,
    )


def slug_of(stem: str) -> str:
    """Make a slug of a file's stem: small Latin letters, digits and hyphens, never empty."""
    plain = unicodedata.normalize("NFKD", stem.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")
    if slug:
        return slug
    # A stem without any Latin letter still needs a name that stays the same.
    return "text-" + hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
