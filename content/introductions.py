"""How texts introduce people: the words beside a name that say what somebody is, as a place."""

from collections.abc import Iterable, Iterator, Sequence

import regex

from content.mentions import find_handles
from content.model import Fragment, Introduction, Mention, Span

LONGEST = 140
_TRADES = """
accountant actor actress architect artist author baker barber biologist blogger builder carpenter
chemist coach composer consultant cook curator cyclist dancer dentist designer developer director
doctor driver economist editor electrician engineer farmer firefighter fisherman founder
freelancer gardener geographer hacker historian illustrator inventor journalist judge lawyer
lecturer librarian linguist mathematician mechanic midwife musician novelist nurse painter
philosopher photographer physician physicist pilot plumber poet policeman politician postman
printer producer professor programmer psychiatrist psychologist publisher researcher retired
sailor scientist sculptor secretary sociologist speaker student surgeon tailor teacher technician
therapist trainer translator tutor vet veterinarian waiter welder writer agriculteur agricultrice
ancien ancienne animateur animatrice architecte artiste assistant assistante auteur autrice avocat
avocate bibliothécaire biologiste blogueur blogueuse boulanger boulangère caissière chanteur
chanteuse chercheur chercheuse chauffeur coiffeur coiffeuse comédien comédienne comptable
conférencier conférencière consultante cuisinier cuisinière danseur danseuse développeur
développeuse directeur directrice dessinateur dessinatrice documentaliste doctorant doctorante
écrivain écrivaine éditeur éditrice élève enseignant enseignante entraîneur entrepreneur
entrepreneuse étudiant étudiante expert experte facteur factrice fondateur fondatrice formateur
formatrice géographe graphiste historien historienne horloger horlogère huissier huissière
illustrateur illustratrice infirmier infirmière informaticien informaticienne ingénieur ingénieure
instituteur institutrice jardinier jardinière journaliste juge juriste libraire linguiste
magistrat magistrate maître maîtresse maire mathématicien mathématicienne médecin menuisier
menuisière militant militante musicien musicienne notaire orthophoniste ouvrier ouvrière peintre
pharmacien pharmacienne philosophe photographe physicien physicienne plombier poète policier
policière pompier postier président présidente prof professeur professeure programmeur
programmeuse psychiatre psychologue rédacteur rédactrice réalisateur réalisatrice retraité
retraitée romancier romancière sage-femme scientifique secrétaire serveur serveuse sociologue
soudeur soudeuse spécialiste traducteur traductrice vendeur vendeuse vétérinaire Ärztin Arzt
Anwalt Anwältin Autor Autorin Bäcker Bäckerin Bibliothekar Bibliothekarin Dozent Dozentin
Entwickler Entwicklerin Fotograf Fotografin Gärtner Gärtnerin Historiker Historikerin Imker
Imkerin Informatiker Informatikerin Ingenieur Ingenieurin Journalist Journalistin Krankenpfleger
Krankenschwester Künstler Künstlerin Lehrer Lehrerin Musiker Musikerin Physiker Physikerin Richter
Richterin Schriftsteller Schriftstellerin Studentin Student Tischler Tischlerin Übersetzer
Übersetzerin abogada abogado arquitecta arquitecto artista autora bibliotecaria bibliotecario
carpintera carpintero cocinera cocinero desarrollador desarrolladora directora diseñador
diseñadora enfermera enfermero escritor escritora estudiante física físico fotógrafa fotógrafo
historiador historiadora ingeniera ingeniero jueza librera librero maestra maestro médica médico
música músico panadera panadero periodista pintora pintor profesora profesor programador
programadora traductor traductora
"""
_TRADE = "(?:" + "|".join(sorted(_TRADES.split(), key=len, reverse=True)) + r")\b"
_KIN = (
    r"(?:amie?s?|collègues?|voisine?|frère|sœur|fils|fille|mère|père|compagn(?:e|on)|friend|colleague"
    r"|neighbou?r|brother|sister|son|daughter|mother|father|wife|husband|kolleg(?:e|in)|freund(?:in)?"
    r"|nachbar(?:in)?|bruder|schwester|amig[oa]|vecin[oa]|herman[oa]|compañer[oa])\b"
)
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
# "@nq, this clockmaker of Lyon," and "@nq (teacher in Lyon)".
APPOSITION = regex.compile(
    rf"\)?(?:,[ \u00a0]|[ \u00a0]\(|[ \u00a0][—–-][ \u00a0])(?:{_SOME}{_TIME}"
    rf"|{_THE}(?:[\w’'-]+[ \u00a0]){{0,2}}(?:{_TRADE}|{_KIN})|{_TRADE}){_SAID}{_END}",
    regex.IGNORECASE,
)
# "@nq is a teacher in Lyon", "@nq, who is my neighbour".
IS = regex.compile(
    r"\)?,?[ \u00a0](?:(?:qui|who|die|der|que)[ \u00a0])?"
    r"(?:est|était|is|was|ist|war|es|era)[ \u00a0](?:(?:aussi|also|auch|también)[ \u00a0])?"
    rf"(?:{_SOME}{_TIME}|{_THE}|{_TRADE}){_SAID}{_END}",
    regex.IGNORECASE,
)
# "my colleague the gardener @nq", "huissier de justice, @nq".
BEFORE = regex.compile(
    rf"(?<![\w’'])(?:(?:{_SOME}|{_THE})(?:[\w’'-]+[ \u00a0]){{0,2}})?"
    rf"(?:{_TRADE}|{_KIN})(?:[ \u00a0][\w’'-]+){{0,4}},?[ \u00a0]$",
    regex.IGNORECASE,
)
WINDOW = 90


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
    for rule in (APPOSITION, IS):
        found = rule.match(text, name.end, min(len(text), name.end + LONGEST + 40))
        if found is None or find_handles(found.group()):
            continue
        closes = text[found.end() : found.end() + 1] == ")" and "(" in found.group()
        return Span(name.start, found.end() + closes)
    return None


def _before(text: str, name: Span) -> Span | None:
    start = max(0, name.start - WINDOW)
    found = BEFORE.search(text, start, name.start)
    if found is None or (found.start() == start > 0):
        return None
    return Span(found.start(), name.end)
