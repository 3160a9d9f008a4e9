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


class Landmarks:
    """The places of one text, which readings of another edition of it find again."""

    def __init__(self, piece: Piece) -> None:
        self._marks, self._cut = fingerprints(piece), steps(piece.fragments)
        self._starts = {self._marks[step.first]: index for index, step in enumerate(self._cut)}
        self._after = {
            self._marks[index]: number + 1
            for number, step in enumerate(self._cut)
            for index in range(step.first, step.last)
        }

    def place_of(self, cursor: Cursor) -> Place:
        """Where a reading of this text stands."""
        first = last = len(self._marks)
        if cursor.step < len(self._cut):
            step = self._cut[cursor.step]
            first, last = step.first, step.last
        before = self._marks[max(0, first - BEFORE) : first]
        return Place(cursor.step, cursor.part, self._marks[first:last], before[::-1])

    def cursor_at(self, place: Place) -> Cursor | None:
        """Where a reading that stood at this place, maybe of another edition, goes on in this text.

        At the step that begins with the same fragment, in the same part if the whole step is the
        same; else after the nearest earlier fragment that this one has, too. None: nothing tells.
        """
        number = self._starts.get(place.next[0]) if place.next else None
        if number is not None:
            step = self._cut[number]
            same = self._marks[step.first : step.last] == place.next
            return Cursor(number, place.part if same else 0)
        known = (self._after[mark] for mark in place.before if mark in self._after)
        found = next(known, None)
        if found is None and place.before:
            return None
        return Cursor(found or 0)


def fingerprints(piece: Piece) -> tuple[str, ...]:
    """By which each fragment is known again: its kind, its text, and which of several alike."""
    return tuple(
        sha256(f"{kind}\0{number}\0{text}".encode(errors="surrogatepass")).hexdigest()[:DIGITS]
        for kind, text, number in prints(piece.fragments)
    )
