"""What stands around a text on a web page: title, byline, date, and the page's own furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.dates import find_dates, only_date
from content.draft import BOILERPLATE, METADATA
from content.lines import Line
from content.mentions import find_handles
from content.model import Author, PartialDate, Region

# What blog software prints around a text, by name.
_FURNITURE = {
    "layout": r"[|•·*_=~–—-]{1,80}",
    "comment form": r"leave a (?:reply|comment)|laisser un commentaire|post a comment"
    r"|(?:enregistrer|publier) un commentaire|(?:deja|publicar) un comentario"
    r"|schreibe einen kommentar|kommentar (?:schreiben|veröffentlichen)",
    "comment count": r"(?:\d{1,4}|no|one|aucun|un|ein|keine)[ \u00a0]"
    r"(?:commentaires?|comments?|responses?|réponses?|kommentare?|comentarios?)"
    r"(?: so far)?[ \u00a0:.]{0,3}",
    "sharing": r"(?:share|partager|compartir|teilen)(?: this| ceci| cet article)?"
    r"(?: (?:on|sur) (?:twitter|facebook|linkedin|x))?[ \u00a0:]{0,3}",
    "subscribe": r"subscribe|s['’]abonner|abonnieren|suscribirse",
    "navigation": r"(?:\| )?(?:précédent|suivant|previous|next)[ \u00a0]?: .{1,100}",
    "legal": r"(?:mentions légales|legal notice|privacy|impressum|aviso legal).{0,40}\|.{0,160}",
}
FURNITURE = re.compile(
    "|".join(f"(?P<{name.replace(' ', '_')}>{rule})" for name, rule in _FURNITURE.items()),
    re.IGNORECASE,
)
CATEGORIES = re.compile(
    r"(?:categor(?:y|ies)|catégories?|tags?|étiquettes)[ \u00a0]?: ?.{1,200}", re.IGNORECASE
)
BY = re.compile(
    r"(?:^|(?<=[\s,•·|]))(?:par|by|von|por)[ \u00a0]+(?P<name>[^\d,|•·:][^,|•·:]{1,60}\w)$",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?:publié|posté|écrit|rédigé|mis en ligne|published|posted|written|veröffentlicht"
    r"|geschrieben|publicado|escrito)\b.{0,40}",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"(?:[—–-] ?)?(?P<name>[^\W\d_][^\s@.,:;!?]{0,30}(?:[ \u00a0][^\s@.,:;!?]{1,30}){0,3})"
    r"[ \u00a0,]{1,3}\(?@(?P<handle>\w{1,20})\)?"
)
LONGEST_LINE = 120
TOP = 6


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
    """Set aside title, byline, signature and furniture; a line that goes leaves a blank one."""
    aside = {line.number: found for line in lines if (found := _furniture(line)) is not None}
    top = [line for line in lines if not line.blank and line.number not in aside][:TOP]
    head = next((head for index in range(len(top)) if (head := _head(top, index))), None)
    title = None
    if head is not None:
        aside[top[head.byline].number] = (METADATA, "byline")
        if head.byline > 0 and len(top[head.byline - 1].text) <= LONGEST_LINE:
            title = top[head.byline - 1]
            aside[title.number] = (METADATA, "title")
    signature, signed = _signature(lines[top[0].number :] if top else ())
    if signature is not None:
        aside[signature.number] = (METADATA, "signature")
    return Page(
        tuple(_emptied(line) if line.number in aside else line for line in lines),
        tuple(Region(line.span, *aside[line.number]) for line in lines if line.number in aside),
        title.text if title else None,
        (head.author if head else None) or signed,
        head.date if head else None,
    )


def _signature(lines: Sequence[Line]) -> tuple[Line | None, Author | None]:
    """Find the one line below the top that is a name and a handle, and nothing else."""
    found = [(line, match) for line in lines if (match := SIGNATURE.fullmatch(line.text))]
    if len(found) != 1:
        return None, None
    line, match = found[0]
    return line, Author(match["name"].strip(), match["handle"])


def _emptied(line: Line) -> Line:
    return Line("", line.span, line.number)


def _furniture(line: Line) -> tuple[str, str] | None:
    if line.blank or len(line.text) > 200:
        return None
    if CATEGORIES.fullmatch(line.text):
        return METADATA, "categories"
    found = FURNITURE.fullmatch(line.text)
    return (BOILERPLATE, str(found.lastgroup).replace("_", " ")) if found else None


def _head(top: Sequence[Line], index: int) -> _Head | None:
    """Read a byline: a date alone, or a short line with a date, an author, or both."""
    text = top[index].text
    if len(text) > LONGEST_LINE or find_handles(text):
        return None
    alone = only_date(text)
    if alone is not None:
        return _Head(index, None, alone)
    found = next(find_dates(text), None)
    by = BY.search(text)
    announced = PUBLISHED.match(text) is not None
    if (found is not None) + (by is not None) + announced < 2 or text.endswith((".", "!", "?")):
        return None
    return _Head(index, Author(by["name"], None) if by else None, found[1] if found else None)
