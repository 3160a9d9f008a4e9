"""What blog software prints around a text: buttons, forms, menus, footers. Each has a name."""

import re
from collections.abc import Sequence
from itertools import groupby

from content.draft import BOILERPLATE, METADATA
from content.lines import Line
from content.threads import furniture as tweets

Aside = dict[int, tuple[str, str]]

# Lines that are furniture wherever they stand. The first name that fits counts.
_FURNITURE = {
    "layout": r"[|•·*_=~–—-]{1,80}",
    "comment form": r"(?:leave a (?:reply|comment)|laisser un commentaire|post a comment"
    r"|(?:enregistrer|publier|ajouter|écrire) un commentaire|(?:deja|publicar) un comentario"
    r"|deja una respuesta|schreibe einen kommentar"
    r"|kommentar (?:schreiben|veröffentlichen|hinzufügen|hinterlassen)"
    r"|laisser une réponse|cancel reply|annuler la réponse|reply to this (?:post|article)"
    r"|répondre à cet article)(?: .{0,30})?"
    r"|(?:your e-?mail address will not be published|votre adresse (?:e-?mail|de messagerie) ne"
    r" sera pas publiée|tu dirección de correo electrónico no será publicada"
    r"|deine e-mail-adresse wird nicht veröffentlicht|save my name, e-?mail"
    r"|prévenez-moi de tous les nouveaux|notify me of|enregistrer mon nom|you must be logged in"
    r"|vous devez (?:vous connecter|être connecté)).{0,140}"
    r"|(?:name|nom|nombre|e-?mail|website|site web|web|comment|commentaire|comentario) ?\*",
    "comment count": r"(?:\d{1,4}|no|one|two|aucun|un|deux|ein|keine)[ \u00a0]"
    r"(?:commentaires?|comments?|responses?|réponses?|réactions?|thoughts?|kommentare?|antworten"
    r"|comentarios?|respuestas?|replies|reply|réflexions?|pensées?|gedanken?|pensamientos?|opiniones|avis)"
    r"(?: so far)?(?:(?: to| on| à| sur| pour| zu| en| auf) (?:[“«\"„‘'].{1,150}|.{1,120}[^.!?]))?"
    r"[ \u00a0:.]{0,3}"
    r"|(?:commentaires|comments|kommentare|comentarios|réactions|vos réactions|reactions)"
    r"[ \u00a0]?(?:\(?\d{1,4}\)?)?[ \u00a0:]{0,3}",
    "comment section": r"commenter cet article|(?:join the )?(?:discussion|conversation)"
    r"|(?:vos|les|der|die|los|the) (?:commentaires|kommentare|comentarios|comments)[ \u00a0:]{0,3}",
    "comments closed": r"(?:(?:les |l[’']utilisation des )?commentaires (?:sont |est )?"
    r"(?:fermés|désactivée?s?)|comments (?:are )?closed"
    r"|(?:die )?kommentare (?:sind )?geschlossen|(?:los )?comentarios (?:están )?cerrados)"
    r"(?: .{0,40})?\.?",
    "sharing": r"(?:share|partager|compartir|teilen)"
    r"(?: this(?: \w{1,10})?| ceci| cet article| esto| mit| avec| con| with| en)?"
    r"(?: (?:on|sur|en|auf) (?:twitter|facebook|linkedin|x|whatsapp|pinterest))?[ \u00a0:]{0,3}"
    r"|(?:click to share on|cliquez pour partager sur|haz clic para compartir en).{1,80}"
    r"|(?:like this|j[’']aime ceci|wordpress|me gusta(?: esto)?|gefällt mir)[ \u00a0]?:?"
    r"|(?:like|j[’']aime|me gusta|gefällt mir) (?:loading|chargement|cargando|wird geladen).{0,4}"
    r"|repost ?\d{0,5}|\d[\d.,]{0,5}[km]? (?:claps|likes|shares|partages|vues|views)"
    r"|(?:envoyer par e-?mail|diesen post per e-mail versenden"
    r"|enviar por (?:e-?mail|correo electrónico)|blogthis!"
    r"|partager sur (?:x|pinterest)|share to \w{1,12}){1}",
    "subscribe": r"subscribe(?: to .{1,40})?|s['’]abonner(?: .{1,40})?|abonnez-vous.{0,40}"
    r"|abonnieren|suscribirse|newsletter|rss"
    r"|(?:inscription|s[’']inscrire) à la newsletter|newsletter abonnieren",
    "navigation": r"(?:[|«←‹<] ?)?(?:précédent|suivant|previous|next|article (?:précédent|suivant)"
    r"|previous post|next post)[ \u00a0]?: .{1,100}"
    r"|(?:skip to content|aller au contenu(?: principal)?|saltar al contenido|zum inhalt springen"
    r"|older posts?|newer posts?|article plus (?:récent|ancien)|entrada (?:más reciente|antigua)"
    r"|(?:neuerer|älterer) post|(?:previous|next) (?:post|article|entry|page)"
    r"|(?:article|billet|page|entrada|artículo) (?:précédente?|suivante?|anterior|siguiente)"
    r"|(?:vorheriger|nächster) (?:beitrag|artikel)|(?:ir|pasar) al contenido"
    r"|back to top|haut de page|retour à l[’']accueil|read more|lire la suite)[ \u00a0→»>…]{0,3}"
    r"|[«<][^|.]{1,60}\|[^|.]{1,40}\|[^|.]{1,60}[»>]"
    r"|[←‹«] ?[^»]{1,90}|.{1,90} ?[→›]|[^«„.!?,]{1,50}[ \u00a0]»",
    "legal": r"(?:mentions légales|legal notice|privacy|impressum|aviso legal|terms|cookies"
    r"|politique de confidentialité|datenschutz).{0,40}[|·•–-].{0,160}"
    r"|(?:©|\(c\) |copyright\b).{1,120}|.{0,80}(?:all rights reserved|tous droits réservés"
    r"|alle rechte vorbehalten|todos los derechos reservados)\.?"
    r"|(?:fièrement )?(?:propulsé|powered|fourni) (?:par|by) .{1,60}",
    "caption": r"\S{1,80}\.(?:jpe?g|png|gif|webp|svg)"
    r"|(?:image|photo|img|dscn?|capture|screenshot|picture|logo|scan|untitled)[ _-]?\d{1,10}"
    r"|[^\W_@]\w{0,40}_\w{1,60}"
    r"|(?:photos?|crédits?(?: photos?)?|photo credit|image|foto|légende)[ \u00a0]?: .{1,80}[^.!?…]"
    r"|(?:[^:.!?]{1,40}, )?(?:vidéo|video)(?: \d{1,3})?[ \u00a0]?: .{1,90}[^.!?…]",
}
FURNITURE = re.compile(
    "|".join(f"(?P<{name.replace(' ', '_')}>{rule})" for name, rule in _FURNITURE.items()),
    re.IGNORECASE,
)
CATEGORIES = re.compile(
    r"(?:categor(?:y|ies)|catégories?|tag(?:s|ged)?|étiquettes?|etiquetas?|libellés?|labels?|mots-clés"
    r"|categorías?|kategorien?|schlagw[oö]rter|stichworte|rubriques?|thèmes?|topics?)"
    r"[ \u00a0]?: ?.{1,200}"
    r"|(?:posted|filed|tagged|classé|publié|veröffentlicht|archivado|publicado)[ \u00a0]"
    r"(?:in|under|dans|as|en|unter)\b[ \u00a0]?:?[ \u00a0].{1,160}[^.!?]",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"(?:related(?: posts| articles)?|you (?:may|might) also (?:like|enjoy)|articles (?:similaires"
    r"|liés|connexes)|(?:à lire|lire|voir) aussi|vous aimerez aussi|sur le même (?:sujet|thème)"
    r"|dans la même rubrique|(?:entradas|artículos|noticias) relacionad[ao]s"
    r"|también te puede (?:gustar|interesar)"
    r"|(?:ähnliche|verwandte) (?:beiträge|artikel)|auch interessant|lesen sie auch|lee también"
    r"|read next"
    r"|more (?:from|like) this|à découvrir aussi|sur le même thème|articles récents|recent posts"
    r"|das könnte (?:sie|dich) auch interessieren)[ \u00a0:…]{0,3}",
    re.IGNORECASE,
)
# Words that are furniture only in the company of furniture.
WEAK = re.compile(
    r"(?:tweet(?:er)?|twitter|facebook|google\+?|linkedin|pinterest|whatsapp|telegram|reddit|tumblr"
    r"|e-?mail|print|imprimer|drucken|imprimir|like|j[’']aime|more|plus|loading|chargement|pocket"
    r"|home|accueil|inicio|startseite|menu|contact|archives|blog|about|à propos|reply|répondre"
    r"|responder|antworten|supprimer|delete|löschen|eliminar|permalink|website|site web|name|nom)"
    r"[ \u00a0.…:]{0,3}",
    re.IGNORECASE,
)
MENU = re.compile(
    r"\b(?:home|accueil|inicio|startseite|blog|about|à propos|acerca|über uns|contact|contacto"
    r"|kontakt|archives?|team|équipe|sponsors?|partenaires|agenda|newsletter|menu|search|rechercher"
    r"|buscar|suche|login|connexion|tools|shop|boutique|faq|news|actualités)\b",
    re.IGNORECASE,
)
COUNT = re.compile(r"\d{1,3}(?:[.,]\d)?[ \u00a0]?[KkMm]?")
MENU_WORDS = 14
FEW_CAPTIONS = 0.15


def furniture_of(lines: Sequence[Line]) -> Aside:
    """Name the lines that are no part of the text, by their number: where, and what."""
    aside = named_furniture(lines)
    _add_captions(lines, aside)
    return aside


def named_furniture(lines: Sequence[Line]) -> Aside:
    """Name furniture where images are known already, so that no line can be an image's name."""
    inked = [line for line in lines if not line.blank]
    aside = {line.number: found for line in inked if (found := _named(line)) is not None}
    _add_counts(inked, aside)
    _add_menus(inked, aside)
    _add_company(inked, aside)
    _add_related(inked, aside)
    _add_footer(inked, aside)
    return aside


def _named(line: Line) -> tuple[str, str] | None:
    if len(line.text) > 250:
        return None
    if CATEGORIES.fullmatch(line.text):
        return METADATA, "categories"
    found = FURNITURE.fullmatch(line.text)
    if found is not None:
        return BOILERPLATE, str(found.lastgroup).replace("_", " ")
    if tweets.ALWAYS.fullmatch(line.text):
        return BOILERPLATE, "tweet furniture"
    return (BOILERPLATE, "navigation") if _is_menu(line.text) else None


def _is_menu(text: str) -> bool:
    """Tell a row of menu words from a sentence that has some of them."""
    if text.endswith((".", "!", "?", "…", ":")) or len(words := text.split()) > MENU_WORDS:
        return False
    found = len(MENU.findall(text))
    return (
        len(words) > 1
        and (found >= 3 or (found == 2 and len(words) <= 5))
        and sum(word[0].isupper() or len(word) <= 3 for word in words) > 0.7 * len(words)
    )


def _add_company(inked: Sequence[Line], aside: Aside) -> None:
    """Set weak words aside beside furniture, from both sides."""
    for row in (inked, inked[::-1]):
        near = False
        for line in row:
            if near and line.number not in aside and _is_weak(line):
                aside[line.number] = BOILERPLATE, "button"
            near = aside.get(line.number, ("", "layout"))[1] != "layout"


def _is_weak(line: Line) -> bool:
    known = WEAK.fullmatch(line.text) or tweets.WEAK.fullmatch(line.text)
    return len(line.text) < 24 and known is not None


def _add_counts(inked: Sequence[Line], aside: Aside) -> None:
    """Set aside how often something was liked: numbers without a word, two of them in a row."""
    bare = [line for line in inked if COUNT.fullmatch(line.text)]
    row = zip([None, *bare], bare, [*bare[1:], None], strict=False)
    told = any("@" in line.text for line in inked)
    if not told or not any(b and line.number - b.number <= 2 for b, line, _ in row):
        return
    aside.update({line.number: (BOILERPLATE, "counts") for line in bare})


def _add_menus(inked: Sequence[Line], aside: Aside) -> None:
    """Set weak words aside where a page begins or ends with two of them, or has three in a row."""
    for weak, run in groupby(enumerate(inked), key=lambda pair: _is_weak(pair[1])):
        row = list(run)
        edge = row[0][0] == 0 or row[-1][0] == len(inked) - 1
        if weak and len(row) >= (2 if edge else 3):
            aside.update({line.number: (BOILERPLATE, "menu") for _, line in row})


def _add_related(inked: Sequence[Line], aside: Aside) -> None:
    """Set aside a title like "You may also like", and the titles under it."""
    for index, line in enumerate(inked):
        if len(line.text) > 60 or not RELATED.fullmatch(line.text):
            continue
        aside[line.number] = BOILERPLATE, "related"
        for other in inked[index + 1 : index + 9]:
            if other.number in aside or len(other.text) > 110 or other.text.endswith("."):
                break
            aside[other.number] = BOILERPLATE, "related"


def _add_footer(inked: Sequence[Line], aside: Aside) -> None:
    """Set aside what a page says of itself between its last button and its legal line."""
    last = range(max(0, len(inked) - 10), len(inked))
    legal = next((i for i in last if aside.get(inked[i].number) == (BOILERPLATE, "legal")), None)
    if legal is None:
        return
    ends = ("subscribe", "sharing", "comment form", "related")
    above = range(legal - 1, max(-1, legal - 5), -1)
    first = next((i for i in above if aside.get(inked[i].number, ("", ""))[1] in ends), None)
    for line in inked[first + 1 if first is not None else legal : legal]:
        aside.setdefault(line.number, (BOILERPLATE, "footer"))


def _add_captions(lines: Sequence[Line], aside: Aside) -> None:
    """Set aside image names: a few small words between paragraphs, without a capital."""
    found = []
    row = [line for line in lines if line.blank or line.number not in aside]
    for before, line, after in zip([None, *row], row, [*row[1:], None], strict=False):
        if line.blank or len(line.text) > 40 or not line.text[0].islower():
            continue
        if after is None or (before is not None and not before.blank):
            continue
        words = line.text.split()
        small = len(words) <= 4 and all(word.isalnum() for word in words)
        if small and (after.blank or len(after.text) > 60):
            found.append(line)
    if len(found) <= max(1, FEW_CAPTIONS * len(row)):
        aside.update({line.number: (BOILERPLATE, "caption") for line in found})
