"""Bylines: who wrote a page and when, in the many forms in which pages print it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from content.dates import WEEKDAYS, find_dates, only_date
from content.mentions import find_handles
from content.model import Author, PartialDate

SPACE = "[ \u00a0]"
TIME = (
    r"(?:\d{1,2}(?:[:hH.]|[ \u00a0][hH][ \u00a0])\d{2}(?: ?[ap]\.? ?m\.?|[ \u00a0]min|h\b)?"
    r"|\d{1,2} ?h)"
)
PUBLISHED = re.compile(
    r"(?:article )?(?:publié|posté|écrit|rédigé|mis en ligne|published|posted|submitted"
    r"|soumis|written|created"
    r"|reviewed|verfasst|erstellt|(?:zuletzt )?(?:aktualisiert|geändert)|actualizado"
    r"|(?:dernière|última) (?:modification|mise à jour|actualización)|mis à jour"
    r"|(?:last )?(?:updated|modified)|eingestellt|gepostet|veröffentlicht"
    r"|geschrieben|publicado|escrito)\b",
    re.IGNORECASE,
)
# What a text may call itself before it names its author.
_GENRE = (
    rf"(?:(?:ein|eine|un|une|a|an|el|la){SPACE})?(?:erzählung|kurzgeschichte|geschichte|gedicht"
    r"|reportage|bericht|text|fotos?|interview|gespräch|nouvelle|récit|conte|chronique|entretien"
    r"|article|histoire|essay|essai|story|short story|poem|words|report|column|relato|cuento"
    rf"|crónica|reportaje|entrevista|texto|artículo|ensayo){SPACE}"
)
_IMAGES = r"(?:fotos?|photos?|bild(?:er)?|images?)"
BY = re.compile(
    rf"(?:^(?:un|une|una){SPACE}[^\W\d_]{{4,12}}{SPACE}d(?:e{SPACE}|[’'])"
    rf"(?=(?-i:[^\W\d_a-zà-ÿ][^\s,.]+{SPACE}[^\W\d_a-zà-ÿ][^\s,.]+[ (),]*$))"
    rf"|(?:^(?:{_GENRE})?|(?<=[\s,•·|–—-]))(?:par|by|von|por|auteur(?:e)?{SPACE}?:"
    rf"|author{SPACE}?:|text[eo]?(?:{SPACE}(?:und|et|and|y|&|\+){SPACE}{_IMAGES})?{SPACE}?:"
    rf"|propos recueillis par|interview (?:by|par|von)|entretien réalisé par){SPACE}+)"
    rf"(?P<name>[^\d\s,|•·:(][^,|•·:(]{{0,60}})",
    re.IGNORECASE,
)
# A byline that may stand at the end of a text too.
CLOSING = re.compile(
    rf"\(?(?:propos recueillis|entretien (?:réalisé|mené)|interview (?:réalisée|menée)|texte"
    rf"|interview(?:ed)?|words|entrevista(?: realizada)?|das (?:gespräch|interview) führte)"
    rf"{SPACE}(?:par|by|por){SPACE}(?P<name>[^\d,.:;|()]{{2,60}})\.?\)?"
    rf"|das (?:gespräch|interview) führte{SPACE}(?P<german>[^\d,.:;|()]{{2,60}})\.?"
    rf"|(?:publié|rédigé|posted|publicado|eingestellt) (?:par|by|por|von){SPACE}"
    rf"(?P<blogger>[^\d,:;|]{{2,50}}?)"
    rf"(?: (?:à|at|en|um|on|le))?{SPACE}{TIME}.{{0,12}}",
    re.IGNORECASE,
)
# Where a name ends: what follows says when or where.
AFTER_NAME = re.compile(
    rf"{SPACE}(?:on|le|am|el|at|à|um)(?:{SPACE}?(?:\d|{WEEKDAYS}|(?:mon|tue|wed|thu|fri|sat|sun)\b).*|{SPACE}*)$"
    rf"|{SPACE}(?:dans|in|en){SPACE}.*$|[\s•·|–—-]+$",
    re.IGNORECASE,
)
SMALL_END = re.compile(rf"[\s,]*(?:\b(?:le|on|am|el))?{SPACE}*$", re.IGNORECASE)
SMALL = re.compile(
    rf"{TIME}|\b(?:CES?T|GMT|UTC|MES?Z|EST|EDT|PST|PDT|BST)\b"
    r"|\b(?:mon|tue|wed|thu|fri|sat|sun|lun|mer|jeu|ven|sam|dim)\b|\b(?:mo|di|mi|do|fr|sa|so)[.,]"
    rf"|\b(?:le|on|am|el|at|à|um|en|a las|the|uhr|{WEEKDAYS})\b|[\s,•·|:()\[\]/–—-]",
    re.IGNORECASE,
)
# The two ends of what is left of "Jane Roe, 3 May 2014" or "3 May 2014 | Jane Roe".
BESIDE = re.compile(
    rf"(?P<before>[^\W\d_][^\d,|•·:;/()–—]{{2,50}}?){SPACE}*(?:[,•·/–—-]|(?P<bar>\|)){SPACE}*"
    rf"|{SPACE}*(?:[,•·/–—-]|(?P<line>\|)){SPACE}*(?P<after>[^\W\d_][^\d,|•·:;/()–—]{{2,50}})"
)
BARS = re.compile(r"[|·•]")
ZONE = re.compile(r"\b(?:CES?T|GMT|UTC|MES?Z|E[SD]T|P[SD]T|BST)\b")
LONGEST, LONGEST_DATE = 120, 60


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; at least one of the two is known."""

    author: Author | None
    date: PartialDate | None


def read_byline(text: str) -> Byline | None:
    """Read a byline: a date alone, or a short line with a date, an author, or both."""
    if len(text) > LONGEST or text.endswith(("!", "?", "…", ":", ";")):
        return None
    found = next(find_dates(text), None)
    date = found[1] if found else None
    rest = text[: found[0].start] + text[found[0].end :] if found else text
    published = PUBLISHED.match(text)
    author = _author(rest)
    if find_handles(text) and author is None:
        return None
    if date is not None and author is None:
        author = _beside_date(rest)
    if date is not None and is_small(PUBLISHED.sub("", rest)):
        return Byline(None, date)
    if (date is not None) + (author is not None) + (published is not None) >= 2:
        return None if text.endswith(".") and not published else Byline(author, date)
    if author is not None and BY.match(text) and is_name(author.name or ""):
        return Byline(author, None)
    return None


def _beside_date(rest: str) -> Author | None:
    """Read what a line holds beside a date: a whole name and a sign, or any name and a bar."""
    found = BESIDE.fullmatch(rest)
    if found is None:
        return _before_place(rest)
    name = (found["before"] or found["after"]).strip()
    whole = 2 <= len(name.split()) <= 4 and all(word[0].isupper() for word in name.split())
    barred = found["bar"] or found["line"]
    return Author(name, None) if whole or (barred and is_name(name)) else None


def _before_place(rest: str) -> Author | None:
    """Read `JANE ROE | Leeds |` and a time: a newspaper's name, place and day between bars."""
    name, *others = (part.strip() for part in BARS.split(rest))
    named = 2 <= len(name.split()) <= 4 and is_name(name) and not any(c.isdigit() for c in name)
    places = [part for part in others if not is_small(ZONE.sub("", part))]
    short = len(places) == 1 and len(places[0].split()) <= 3 and places[0][0].isupper()
    return Author(name, None) if len(others) > 1 and named and short else None


def date_line(text: str) -> PartialDate | None:
    """Read a line that is a date and a time at most."""
    return _date_line(text) if len(text) <= LONGEST_DATE else None


@lru_cache(maxsize=512)
def _date_line(text: str) -> PartialDate | None:
    found = next(find_dates(text), None)
    if found is not None and (alone := only_date(text)) is not None:
        return alone
    if found is None or not is_small(text[: found[0].start] + text[found[0].end :]):
        return None
    return found[1]


def closing_byline(text: str) -> Byline | None:
    """Read who asked or wrote, and when, where the line at a text's end says nothing else."""
    if len(text) > LONGEST:
        return None
    day = next(find_dates(text), None)
    rest = SMALL_END.sub("", text[: day[0].start]) if day and day[0].end == len(text) else text
    found = CLOSING.fullmatch(rest)
    if found is None:
        return None
    name = (found["name"] or found["german"] or found["blogger"]).strip()
    return Byline(Author(name, None), day[1] if day else None)


def is_small(text: str) -> bool:
    """Whether a text is nothing but times, small words and signs."""
    at = 0
    while at < len(text) and (found := SMALL.match(text, at)):
        at = found.end()
    return at == len(text)


def is_name(text: str) -> bool:
    """Tell whether a text has the look of a person's name: a few words with capitals."""
    words = text.split()
    return 0 < len(words) <= 5 and all(word[0].isupper() or len(word) <= 3 for word in words)


def _author(text: str) -> Author | None:
    found = BY.search(text)
    if found is None or not is_small(PUBLISHED.sub("", text[: found.start()])):
        return None
    name, sign, _ = found["name"].partition("@")
    while (cut := AFTER_NAME.sub("", name)) != name:
        name = cut
    name = name.rstrip(" \u00a0")
    handles = find_handles(text[found.start("name") if sign else found.end("name") :])
    handle = handles[0].surface[1:] if handles else None
    if name.endswith(".") and len(name.split()[-1]) > 3:
        name = name[:-1]
    if not name or len(name.split()) > 6:
        return None
    return Author(name, handle)
