"""What stands around a text on a web page: title, byline, date, and the page's own furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.dates import find_dates, only_date
from content.draft import BOILERPLATE, METADATA
from content.lines import Line
from content.mentions import find_handles
from content.model import Author, PartialDate, Region

_FURNITURE = {
    "layout": r"[|•·*_=~–—-]{1,80}",
    "comment form": r"(?:leave a (?:reply|comment)|laisser un commentaire|post a comment"
    r"|enregistrer un commentaire|publier un commentaire|deja un comentario"
    r"|publicar un comentario|schreibe einen kommentar|kommentar (?:schreiben|veröffentlichen))",
    "comment count": r"(?:(?:\d{1,4}|no|one|aucun|un|ein|keine) )"
    r"(?:commentaires?|comments?|responses?|réponses?|kommentare?|comentarios?)"
    r"(?: so far)?[ \u00a0:.]{0,3}",
    "sharing": r"(?:share|partager|compartir|teilen)(?: this| ceci| cet article)?(?: (?:on|sur)"
    r" (?:twitter|facebook|linkedin|x))?[ \u00a0:]{0,3}",
    "subscribe": r"(?:subscribe|s['’]abonner|abonnieren|suscribirse)",
    "navigation": r"(?:\| )?(?:précédent|suivant|previous|next)[ \u00a0]?: .{1,100}",
    "legal": r"(?=.{0,100}\|)(?:mentions légales|legal notice|privacy|impressum|aviso legal).{0,200}",
}
FURNITURE = {name: re.compile(rule, re.IGNORECASE) for name, rule in _FURNITURE.items()}
CATEGORIES = re.compile(
    r"(?:categor(?:y|ies)|catégories?|tags?|étiquettes)[ \u00a0]?: ?.{1,200}", re.I
)
BY = re.compile(
    r"(?:^|(?<=[\s,•·|]))(?:par|by|von|por)[ \u00a0]+(?P<name>[^\d,|•·:]{2,60}\w)$", re.I
)
PUBLISHED = re.compile(
    r"(?:publié|posté|écrit|rédigé|mis en ligne|published|posted|written|veröffentlicht"
    r"|geschrieben|publicado|escrito)\b.{0,40}",
    re.I,
)
LONGEST_LINE = 120
TOP = 6
SENTENCE_END = (".", "!", "?", "…", ":", ";", ",", "»", "”", '"')


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that are left to read, and what was learned from the others."""

    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    title: str | None = None
    author: Author | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    byline: int
    author: Author | None
    date: PartialDate | None


def read_page(lines: Sequence[Line]) -> Page:
    """Set aside title, byline and furniture; a line that goes leaves a blank one behind."""
    named = {line.number: name for line in lines if (name := _furniture(line)) is not None}
    top = [line for line in lines if not line.blank and line.number not in named][:TOP]
    head = next((head for index in range(len(top)) if (head := _head(top, index))), None)
    regions = [Region(line.span, *named[line.number]) for line in lines if line.number in named]
    title = None
    gone = set(named)
    if head is not None:
        regions.append(Region(top[head.byline].span, METADATA, "byline"))
        gone.add(top[head.byline].number)
        if head.byline > 0 and _short(top[head.byline - 1]):
            title = top[head.byline - 1]
            regions.append(Region(title.span, METADATA, "title"))
            gone.add(title.number)
    kept = tuple(_emptied(line) if line.number in gone else line for line in lines)
    return Page(
        kept,
        tuple(sorted(regions, key=lambda region: region.span)),
        title.text if title else None,
        head.author if head else None,
        head.date if head else None,
    )


def _emptied(line: Line) -> Line:
    return Line("", line.span, line.number)


def _furniture(line: Line) -> tuple[str, str] | None:
    if line.blank or len(line.text) > 200:
        return None
    if CATEGORIES.fullmatch(line.text):
        return METADATA, "categories"
    for name, rule in FURNITURE.items():
        if rule.fullmatch(line.text):
            return BOILERPLATE, name
    return None


def _short(line: Line) -> bool:
    return len(line.text) <= LONGEST_LINE and not find_handles(line.text)


def _head(top: Sequence[Line], index: int) -> _Head | None:
    """Read a byline: a date alone, or a short line with a date, an author, or both."""
    line = top[index]
    if len(line.text) > LONGEST_LINE or find_handles(line.text):
        return None
    alone = only_date(line.text)
    if alone is not None:
        return _Head(index, None, alone)
    found = next(find_dates(line.text), None)
    by = BY.search(line.text)
    announced = PUBLISHED.match(line.text) is not None
    if found is None and not (announced and by):
        return None
    if found is not None and not announced and not by:
        return None
    if line.text.endswith((".", "!", "?")):
        return None
    author = Author(by["name"].strip(), None) if by else None
    return _Head(index, author, found[1] if found else None)
