"""A place in a text, so that another edition of it keeps the place: by fingerprints."""

from hashlib import sha256

from bot.carrying.form import Place
from bot.library import prints
from bot.model import Cursor
from content.fragments import steps
from content.model import Piece

BEFORE = 8
"""How many fragments before the next one are known."""
DIGITS = 16


def place_of(piece: Piece, cursor: Cursor) -> Place:
    """Where a reading of this text stands."""
    marks, cut = fingerprints(piece), steps(piece.fragments)
    if cursor.step < len(cut):
        step = cut[cursor.step]
        first, last = step.first, step.last
    else:
        first = last = len(marks)
    before = marks[max(0, first - BEFORE) : first]
    return Place(cursor.step, cursor.part, marks[first:last], before[::-1])


def cursor_at(place: Place, piece: Piece) -> Cursor | None:
    """Where a reading goes on in this text, which may be another edition; None if nothing tells.

    At the step that begins with the same fragment, in the same part if the whole step is the same;
    else after the nearest earlier fragment that this one has, too.
    """
    marks, cut = fingerprints(piece), steps(piece.fragments)
    for number, step in enumerate(cut):
        if place.next and marks[step.first] == place.next[0]:
            same = marks[step.first : step.last] == place.next
            return Cursor(number, place.part if same else 0)
    after = {
        marks[index]: number + 1
        for number, step in enumerate(cut)
        for index in range(step.first, step.last)
    }
    found = next((after[mark] for mark in place.before if mark in after), None)
    if found is None and place.before:
        return None
    return Cursor(found or 0)


def fingerprints(piece: Piece) -> tuple[str, ...]:
    """By which each fragment is known again: its kind, its text, and which of several alike."""
    return tuple(
        sha256(f"{kind}\0{number}\0{text}".encode(errors="surrogatepass")).hexdigest()[:DIGITS]
        for kind, text, number in prints(piece.fragments)
    )
