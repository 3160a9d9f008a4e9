"""How texts introduce people: the words beside a name that say what somebody is, as a place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import regex

from content.mentions import find_handles
from content.model import Fragment, Introduction, Mention, Span
from content.name_trades import TRADES

LONGEST = 140
_KINS = """
ami amie amis amies collègue collègues voisin voisine frère sœur fils fille mère père compagne
compagnon friend colleague neighbour neighbor brother sister son daughter mother father wife husband
kollege kollegin freund freundin nachbar nachbarin bruder schwester amigo amiga vecino vecina
hermano hermana compañero compañera
"""
KINS = frozenset(_KINS.split())
SMALL_TRADES = frozenset(map(str.lower, TRADES))
# Named lists: an expression that spells all the words out takes three times as long to make.
_TRADE = r"\L<trades>\b"
_KIN = r"\L<kins>\b"
# What follows these is said of somebody; what follows "the" may be a day or a place.
_SOME = (
    r"(?:(?:cette?|ce|une?|mon|ma|notre|leur|an?|my|our|this|that|eine?|dieser?|meine?|unsere?|mi"
    r"|una|un|nuestr[oa]|est[ea])[ \u00a0])"
)
_THE = r"(?:(?:l[ae]|the|d(?:er|ie|as)|el)[ \u00a0]|l[’'])"
_TIME = (
    r"(?!(?:jour|matin|soir|année|an|semaine|fois|mois|nuit|heure|moment|peu|autre|même|year|day|week"
    r"|month|morning|evening|night|time|while|lot|bit|few|way|jahr|tag|woche|mal|bisschen|día|año"
    r"|semana|vez|mañana|tarde|noche|poco)s?\b)"
)
_END = r"(?=[,;.!?…:)\n—–]|$)"
_SAID = rf"[^,;.!?…:()\n—–@]{{2,{LONGEST}}}"
# In French "a" is a verb: "@nq, a écrit" introduces nobody.
_HAS = (
    r"a[ \u00a0](?:\w*é|écrit|dit|fait|mis|pris|appris|compris|vu|lu|su|eu|pu|dû|reçu|perdu|rendu"
    r"|vendu|répondu|voulu|tenu|connu|couru|vécu|ouvert|offert|promis|fini|choisi|réussi|suivi|servi"
    r"|construit|produit|conduit|traduit)\b"
)
# "@nq, this clockmaker of Lyon," and "@nq (teacher in Lyon)".
# A list that stands in two places is made once.
APPOSITION = (
    rf"(?(DEFINE)(?P<trade>{_TRADE}))"
    rf"\)?(?:,[ \u00a0]|[ \u00a0]\(|[ \u00a0][—–-][ \u00a0])(?!{_HAS})(?:{_SOME}{_TIME}"
    rf"|{_THE}(?:[\w’'-]+[ \u00a0]){{0,2}}(?:(?&trade)|{_KIN})|(?&trade)){_SAID}{_END}"
)
# "@nq, who mends clocks on Sundays"; what somebody said once says not who it is.
_TOLD = (
    r"(?:say|said|ask|answer|repl|told|tell|wrote|came|come|went|add|has\b|have\b|had\b|not\b|will\b"
    r"|would\b|d(?:it|isait|emand|éclar)|répond|ajout|écri|vien|vint|avait\b|a\b|y\b|[nm][’']|me\b"
    r"|l[’']a\b|nous\b|vous\b)"
)
WHO_DOES = rf",[ \u00a0](?:who|qui)[ \u00a0](?!{_TOLD})\p{{Ll}}[\w’'-]+[ \u00a0]{_SAID}{_END}"
# "@nq is a teacher in Lyon", "@nq, who is my neighbour".
IS = (
    r"\)?,?[ \u00a0](?:(?:qui|who|die|der|que)[ \u00a0])?"
    r"(?:est|était|is|was|ist|war|es|era)[ \u00a0](?:(?:aussi|also|auch|también)[ \u00a0])?"
    rf"(?:{_SOME}{_TIME}|{_THE}|{_TRADE}){_SAID}{_END}"
)
# "my colleague the gardener @nq", "huissier de justice, @nq".
BEFORE = (
    rf"(?<![\w’'])(?:(?:{_SOME}|{_THE})(?:[\w’'-]+[ \u00a0]){{0,2}})?"
    rf"(?:{_TRADE}|{_KIN})(?:[ \u00a0][\w’'-]+){{0,4}},?[ \u00a0]$"
)
WINDOW = 90


@cache
def _rule(words: str) -> regex.Pattern[str]:
    # To compile these takes as long as to start all the rest; most commands need none.
    flags = regex.IGNORECASE
    return regex.compile(words, flags, ignore_unused=True, trades=SMALL_TRADES, kins=KINS)


# Few windows hold a word with which one begins that could introduce; the others need no look at
# their form. Nor do most of what follows a name: each form behind it begins in its own way.
WORD = re.compile(r"\w+")
SAYS_WHO = frozenset(WORD.findall(one.casefold())[0] for one in (*TRADES, *KINS))
# Up to four words stand between such a one and the name; behind the last word is a gap.
LAST = max(one.count(" ") for one in (*TRADES, *KINS)) + 1 + 4 + 1
BEGINS = {
    APPOSITION: re.compile(r"\)?(?:,[ \u00a0]|[ \u00a0]\(|[ \u00a0][—–-][ \u00a0])"),
    IS: re.compile(
        r"\)?,?[ \u00a0](?:(?:qui|who|die|der|que)[ \u00a0])?"
        r"(?:est|était|is|was|ist|war|es|era)[ \u00a0]",
        re.IGNORECASE,
    ),
    WHO_DOES: re.compile(r",[ \u00a0](?:who|qui)[ \u00a0]", re.IGNORECASE),
}


def find_introductions(
    fragments: Sequence[Fragment], places: Iterable[Mention]
) -> Iterator[Introduction]:
    """Find the places that introduce somebody, of all places where people are named."""
    for place in places:
        if place.fragment is None or place.span is None:
            continue
        text = fragments[place.fragment].text
        span = _behind(text, place.span) or _before(text, place.span)
        if span is not None:
            yield Introduction(place.person, place.fragment, span)


def _behind(text: str, name: Span) -> Span | None:
    if text[name.end : name.end + 1] not in {" ", "\u00a0", ",", ")"}:
        return None
    # Where a word touches the name, only a verb could say who it is.
    touched = text[name.end] != "," and text[name.end + 1 : name.end + 2].isalpha()
    for rule in (IS,) if touched else (APPOSITION, IS, WHO_DOES):
        if BEGINS[rule].match(text, name.end) is None:
            continue
        found = _rule(rule).match(text, name.end, min(len(text), name.end + LONGEST + 40))
        if found is None or find_handles(found.group()):
            continue
        closes = text[found.end() : found.end() + 1] == ")" and "(" in found.group()
        return Span(name.start, found.end() + closes)
    return None


def _before(text: str, name: Span) -> Span | None:
    if text[name.start - 1 : name.start] not in {" ", "\u00a0"}:
        return None
    start = max(0, name.start - WINDOW)
    near = text[start : name.start].replace("\u00a0", " ").split(" ")[-LAST:]
    if SAYS_WHO.isdisjoint(WORD.findall(" ".join(near).casefold())):
        return None
    found = _rule(BEFORE).search(text, start, name.start)
    if found is None or (found.start() == start > 0):
        return None
    return Span(found.start(), name.end)
