"""Slugs: what a text is called in commands and files."""

import hashlib
import re
import unicodedata

LONGEST_SLUG = 60


def slug_of(stem: str) -> str:
    """Make a slug of a file's stem: small Latin letters, digits and hyphens, never empty."""
    plain = unicodedata.normalize("NFKD", stem.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")
    if slug:
        return slug
    # A stem without any Latin letter still needs a name that stays the same.
    return "text-" + hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
