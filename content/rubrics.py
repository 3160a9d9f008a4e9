"""Short lines below a text that head other texts: "Read more", "Retrouvez aussi", "Mehr zum Thema".

Their words may head a part of the text, too: what stands below tells.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from content.bylines import date_line
from content.comment_heads import header_of
from content.lines import Line

LONGEST, LONGEST_TEASER = 60, 110
# Nobody offers more below a text.
MOST = 12
RUBRIC = re.compile(
    r"(?:(?:à )?retrouve[rz] (?:aussi|également)(?: (?:nos|tous|toutes|les|notre) .{1,40})?"
    r"|(?:à )?(?:lire|voir|découvrir|écouter) également|(?:re)?découvrez (?:aussi|également)"
    r"(?: nos .{1,40})?|nos autres \w{4,20}|en savoir plus|pour (?:aller plus loin|en savoir plus)"
    r"|plus d[’'](?:articles|infos|interviews|entretiens)|dans la même série|les derniers articles"
    r"|read (?:more|also|on)|also read|see also|more (?:on|about) (?:this|the) .{1,30}"
    r"|more (?:stories|interviews|articles|news|on this)|further reading|find out more|learn more"
    r"|recommended(?: for you| reading)?|keep reading|latest (?:posts|articles|stories)"
    r"|in (?:this|the same) series"
    r"|mehr (?:zum thema|lesen|dazu|erfahren|interviews|artikel|(?:aus|von|zu) .{1,30})|weiterlesen"
    r"|weitere (?:artikel|beiträge|interviews|gespräche|themen|infos|informationen)(?: .{1,30})?"
    r"|lesen sie (?:mehr|weiter)|auch lesenswert|passend (?:dazu|zum thema)|zum weiterlesen"
    r"|siehe auch|neueste (?:artikel|beiträge)|aus dieser (?:reihe|serie)"
    r"|más (?:información|entrevistas|artículos|noticias|sobre (?:este|el) tema)|leer más"
    r"|leer? también|sigue leyendo|te recomendamos|ver también|véase también|de la misma serie"
    r"|últim[oa]s (?:artículos|entradas|noticias|entrevistas))[ \u00a0:…»>→]{0,3}",
    re.IGNORECASE,
)
# What a rubric begins with: it is looked up before the expression is tried.
_BEGINS = """
ret lir voi déc éco red nos pou plu dan les rea als see mor fur fin lea rec kee lat meh wei auc pas
zum sie neu aus más lee sig ver véa últ
"""
BEGINS = frozenset(
    (*_BEGINS.split(), "en ", "in ", "le ", "te ", "de ", *(f"à {c}" for c in "rlvdé"))
)


def rubrics_of(inked: Sequence[Line], aside: Mapping[int, object]) -> list[Line]:
    """Find the rubrics, and the titles below them.

    At a page's end all that follows is titles, or nothing. Elsewhere they stand right below.
    """
    found: list[Line] = []
    for index, line in enumerate(inked):
        text = line.text
        if len(text) <= LONGEST and text[:3].casefold() in BEGINS and RUBRIC.fullmatch(text):
            below = _below(inked[index + 1 : index + 2 + MOST])
            rest = [other for other in below if other.number not in aside]
            if len(rest) <= MOST and all(map(_is_title, rest)):
                found += [line, *rest]
            elif near := _right_below(line, below):
                found += [line, *near]
    return found


def _below(lines: Sequence[Line]) -> list[Line]:
    """What stands below, up to where comments begin."""
    return list(takewhile(lambda one: header_of(one.text) is None and not _is_day(one), lines))


def _is_day(line: Line) -> bool:
    return date_line(line.text) is not None


def _right_below(line: Line, below: Sequence[Line]) -> list[Line]:
    """The titles without a gap between; none where a text goes on with them."""
    near: list[Line] = []
    for other in below:
        if other.number > (near[-1] if near else line).number + 1:
            break
        near.append(other)
    return near if len(near) < len(below) and all(map(_is_title, near)) else []


def _is_title(line: Line) -> bool:
    text = line.text
    return len(text) <= LONGEST_TEASER and not (text.endswith(".") and not text.endswith("..."))
