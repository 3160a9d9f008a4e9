"""How long ago, as pages say it for a day: `2 years ago`, `il y a 2 ans`, `vor 3 Stunden`."""

import re

_N = r"\d{1,3}"
_GAP = "[ \u00a0]"
_ABOUT = (
    rf"(?:(?:about|over|almost|around|environ|plus d[e’']|presque|etwa|rund|fast|über|casi|unos"
    rf"|unas|aproximadamente){_GAP}?)?"
)
_EDITED = rf"(?:{_GAP}?[(·•]?{_GAP}?(?:edited|modifié|bearbeitet|editado)\)?)?"
AGE = (
    rf"(?:{_ABOUT}(?:an?|one|{_N}){_GAP}"
    rf"(?:second|minute|min|hour|hr|day|week|month|mo|year|yr)s?\.?{_GAP}ago"
    rf"|il{_GAP}y{_GAP}a{_GAP}{_ABOUT}(?:une?|{_N}){_GAP}?"
    r"(?:secondes?|minutes?|min|heures?|h|jours?|j|semaines?|sem|mois|ans?|années?)\b\.?"
    rf"|vor{_GAP}{_ABOUT}(?:eine[mr]|{_N}){_GAP}?"
    r"(?:sekunden?|minuten?|min|stunden?|std|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)\b\.?"
    rf"|hace{_GAP}{_ABOUT}(?:una?|{_N}){_GAP}?"
    r"(?:segundos?|minutos?|min|horas?|h|d[ií]as?|semanas?|mes(?:es)?|años?)\b\.?"
    rf"|just now|yesterday|à l[’']instant|hier|gerade eben|gestern|ahora mismo|ayer){_EDITED}"
)
AGED = re.compile(AGE, re.IGNORECASE)
# A name, a sign that parts, and how long ago; a name of capitals needs no sign.
SIGNED = re.compile(
    rf"(?:(?P<name>[^·•|\n]{{2,60}}?){_GAP}?(?:[·•|]|[–—-]{_GAP}|,{_GAP}){_GAP}?"
    rf"|(?P<bare>(?:(?-i:[A-ZÀ-Þ])[\w’'.-]{{0,20}}{_GAP}){{1,4}})){AGE}",
    re.IGNORECASE,
)
LONGEST = 110
_LAST = """
ago now yesterday edited modifié bearbeitet editado secondes seconde minutes minute min heures heure
h jours jour j semaines semaine sem mois ans an années année l’instant l'instant hier sekunden
sekunde minuten stunden stunde std tag tagen wochen woche monat monaten jahr jahren eben gestern
segundos segundo minutos minuto horas hora días día dias dia semanas semana mes meses años año mismo
ayer
"""
LAST = frozenset(_LAST.split())
# The last three signs of one that ends so, a point not counted: few other lines have them. Shorter
# words have a number or a gap before them, and those of one letter are told by it alone.
_ENDS = {
    *(word[-3:] for word in LAST if len(word) > 2),
    *(sign + word for word in LAST if len(word) == 2 for sign in "0123456789 \u00a0"),
}
ENDS = frozenset(form for end in _ENDS for form in (end, end.upper(), end.title()))
OPEN = frozenset((")", *(form for w in LAST if len(w) == 1 for form in (w, w.upper()))))


def is_age(text: str) -> bool:
    """Tell whether a line says nothing but how long ago."""
    return _may_be(text) and AGED.fullmatch(text) is not None


def signed_name(text: str) -> str | None:
    """What stands before how long ago, with a sign between the two; None where nothing does."""
    found = SIGNED.fullmatch(text) if _may_be(text) else None
    return (found["name"] or found["bare"]).strip() if found else None


def _may_be(text: str) -> bool:
    """Look at the last signs, and then the last word, before any expression is tried."""
    end = text[-4:-1] if text.endswith(".") else text[-3:]
    if end not in ENDS and end[-1:] not in OPEN:
        return False
    last = text[-12:].rstrip(").").replace("\u00a0", " ").rpartition(" ")[2]
    return len(text) <= LONGEST and last.lstrip("(0123456789").casefold() in LAST
