"""Rows of buttons: `Share this: Email Print Reddit`, `Newer Post Older Post Home`."""

import re

# One of these says that the row is one of buttons; the others only go with them.
_STRONG = """
twitter|facebook|linkedin|whatsapp|pinterest|reddit|tumblr|google+|telegram|instagram|tweet|tweeter
|tweeten|tuitear|twittear|retweet|share|share this|share this article|share on facebook
|share on twitter|share on linkedin|partager|partage|partager sur facebook|partager sur twitter
|partager sur linkedin|partager cet article|partager cette histoire|teilen|auf facebook teilen
|auf twitter teilen|bei facebook teilen|compartir|compartir en facebook|compartir en twitter
|compartir en whatsapp|compartir en linkedin|compártelo|print|print this|print this page|imprimer
|imprimer cet article|drucken|artikel drucken|seite drucken|artikel versenden|artikel teilen
|imprimir|envoyer par e-mail|envoyer par mail|envoyer à un ami|enviar por correo
|enviar por e-mail|e-mail this|email this|per e-mail versenden|schrift vergrößern
|schrift verkleinern|newer post|older post|newer posts|older posts|article plus récent
|article plus ancien|articles plus récents|articles plus anciens|entrada más reciente
|entrada antigua|entradas más recientes|entradas antiguas|neuerer post|älterer post|neuere posts
|ältere posts|suscríbete|suscribirse|subscribe|s'abonner|abonnez-vous|abonnieren|iniciar sesión
|inicia sesión|sign in|log in|login|se connecter|connexion|anmelden|einloggen|datenschutz
|impressum|mentions légales|aviso legal|privacy|permalink|embed|intégrer|einbetten|insertar
|blogthis!|citer|zitieren|citar|copy link|copier le lien|copiar enlace
|share via email|share by email
|version imprimable|printer-friendly version|printer friendly|druckversion|versión para imprimir
|reuse this content|add comment|ajouter un commentaire|añadir comentario|load more|load more...
"""
_WEAK = """
home|accueil|inicio|startseite|email|e-mail|mail|like|j'aime|me gusta|gefällt mir|save|save this
|enregistrer|guardar|speichern|merken|send|envoyer|enviar|senden|versenden|reply|répondre
|responder|antworten|quote|signaler|report|melden|plus|more|mehr|más|comment|comments|commenter
|commentaires|kommentar|kommentare|kommentieren|comentar|comentarios|menu|menü|menú|search
|rechercher|suche|suchen|buscar|contact|contacto|kontakt|archives|archive|archivo|archiv|about
|à propos|über uns|abo|abos|anzeigen|blog|newsletter|rss|register|registrieren|inscription
|s'inscrire|regístrate|hilfe|help|aide|ayuda|next|previous|suivant|précédent|siguiente|anterior
|weiter|zurück|top|agb|terms|cookies|faq|pdf|corregir|corriger|pocket|loading…|chargement…
"""


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(part.split()) for part in text.casefold().replace("\n", " ").split("|"))


STRONG, KNOWN = _phrases(_STRONG), _phrases(_STRONG) | _phrases(_WEAK)
FIRST = frozenset(phrase[0] for phrase in KNOWN)
MOST_WORDS, LONGEST = 4, 120
# A comma stands between things that a sentence names, never between buttons.
BETWEEN = re.compile(r"(?:[ \u00a0\t]*[|·•/:–—][ \u00a0\t]*|[ \u00a0\t]+)+")
ARROWS = "«»‹›←→<> \u00a0"
PAGE = re.compile(r"(?:page|seite|página) \d{1,3}(?: (?:sur|of|von|de) \d{1,3})?")
NUMBER = re.compile(r"\(?\d{1,4}\)?")


def is_button_row(text: str) -> bool:
    """Tell whether a line holds nothing but buttons: two of them, or one of several words."""
    if len(text) > LONGEST:
        return False
    text, printed = text.strip(ARROWS), text
    if text[:20].casefold().replace("’", "'").partition(" ")[0].rstrip(":|·") not in FIRST:
        return False
    small = text.casefold().replace("’", "'")
    parts = BETWEEN.split(PAGE.sub("", small))
    words = [word for word in parts if word and NUMBER.fullmatch(word) is None]
    at, found, strong = 0, 0, text != printed
    while at < len(words):
        sizes = range(min(MOST_WORDS, len(words) - at), 0, -1)
        size = next((n for n in sizes if tuple(words[at : at + n]) in KNOWN), 0)
        if not size:
            return False
        strong = strong or tuple(words[at : at + size]) in STRONG
        found += 1
        at += size
    # "Print this page" is a button alone, "Print" could be a heading.
    return found > 2 or (strong and (found == 2 or len(words) > 1))
