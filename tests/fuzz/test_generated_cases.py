"""Cases too large or too plain to keep as files: each once hung, or could have."""

import pytest

from tests.content.exports import zipped
from tests.fuzz.entries import DOORS

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
CASES = {
    "two thousand counts of comments": ("text", b"2 comments\n" * 2000),
    "counts of comments in French": ("text", b"2 commentaires :\n" * 2000),
    "forty digits": ("text", b"One.\n\n" + b"7" * 40 + b"\n\nTwo."),
    "a marker of forty digits": ("text", b"\n".join(b"%d/" % n + b"7" * 40 for n in range(5))),
    "a year of forty digits": ("text", b"3 mars " + b"2" * 40 + b"\n\nOne."),
    "controls of direction": ("text", f"1/2 {BIDI}One{BIDI}.\n2/2 Two.\n\u202e".encode()),
    "halves of characters in UTF-8": ("text", b"One \xed\xa0\x80 two \xed\xb0\x80."),
    "halves of characters in UTF-16": ("text", b"\xff\xfe" + b"O\0n\0e\0\x00\xd8.\0\n\0"),
    "NUL in a text": ("text", b"One two three four five six seven eight nine ten eleven\0." * 3),
    "NUL in a page": ("page", b"<p>O\0ne<p title='\0'>T&#0;wo&#xD800;\0"),
    "NUL in a feed": ("feed", b"<item><title>O\0ne</title><description>Two\0</description></item>"),
    "a half in JSON": ("records", b'{"title": "A", "text": "One \\ud800\\u0000 two"}'),
    "a zip of many": ("archive", zipped({f"{number}.txt": b"One." for number in range(300)})),
    "a zip in a zip in a zip": (
        "source",
        zipped({"a.zip": zipped({"b.zip": zipped({"c": b"x"})})}),
    ),
    "a page that nests": ("page", b"<div>" * 3000 + b"One" + b"<b>" * 3000 + b"Two"),
    "a front matter that nests": (
        "notation",
        b"kind: essay\nsame: " + b"[" * 3000 + b"\n---\nOne.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_read_or_refused(case: str) -> None:
    """Nothing is raised, nothing hangs, and every law holds of what was read."""
    door, data = CASES[case]
    DOORS[door](data)
