"""Whom an interview is with: the name its introduction begins with, or that labels shorten."""

import regex

from content.model import FragmentKind, Piece, PieceKind
from content.name_forms import fold_name

_WORD = r"\p{Lu}[\p{L}\p{M}’'-]*\p{Ll}"
_NAME = rf"{_WORD}(?:[ \u00a0\n](?:(?:de|del|de la|van|von|der|d[’'])[ \u00a0\n]?)?{_WORD}){{1,2}}"
NAME = regex.compile(rf"(?<![\p{{L}}’'-]){_NAME}(?![\p{{L}}’'-])")
# "Ann Roe paints lighthouses. She ...": a verb behind the name, and further on who it is.
FIRST = regex.compile(rf"(?P<name>{_NAME})[ \u00a0\n]\p{{Ll}}")
PERSON = regex.compile(
    r"(?<!\p{L})(?:he|she|his|her|him|elle|lui|sie|ihre?[nmrs]?|seine?[nmrs]?|ella|él)(?!\p{L})",
    regex.IGNORECASE,
)
# In German every noun has a capital: "Große Pläne hat sie".
GERMAN_END = ("e", "en", "er", "es", "em", "ung")
LONGEST_LABEL, NEAR = 3, 3
ASKED = (FragmentKind.QUESTION, FragmentKind.ANSWER)


def subjects_of(piece: Piece) -> set[str]:
    """Give the folded names of those whom an interview's introduction is about."""
    if piece.kind is not PieceKind.INTERVIEW:
        return set()
    intro = []
    for fragment in piece.fragments[:NEAR]:
        if fragment.kind in ASKED:
            break
        intro.append(fragment.text)
    found = _shortened(piece, [piece.title or "", *intro])
    first = FIRST.match(intro[0]) if intro else None
    if first is not None and PERSON.search(intro[0], first.end()):
        german = piece.language == "de" and first["name"].split()[0].endswith(GERMAN_END)
        found |= set() if german else {_key(first["name"])}
    return found


def _shortened(piece: Piece, texts: list[str]) -> set[str]:
    """Give the names whose initials are somebody's label: "TK:" for Teodor Kask."""
    speakers = {f.speaker for f in piece.fragments if f.speaker and f.kind in ASKED}
    initials = {"".join(filter(str.isalpha, speaker)) for speaker in speakers}
    short = {label for label in initials if 1 < len(label) <= LONGEST_LABEL and label.isupper()}
    if not short:
        return set()
    names = (found[0] for text in texts for found in NAME.finditer(text))
    return {_key(name) for name in names if "".join(w[0] for w in name.split()) in short}


def _key(name: str) -> str:
    return "".join(map(fold_name, name.split()))
