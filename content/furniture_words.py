"""The words of what blog software prints around a text, and which lines could be of that kind."""

import re
from functools import lru_cache

import regex

from content.threads import furniture as tweets

# The buttons below a post of Blogger; copied, they are one line.
_PAGER = (
    r"(?:(?:newer|older) posts?|home|articles? plus (?:récent|ancien)s?|accueil"
    r"|(?:neuere|ältere)r? posts?|startseite|entradas? (?:más recientes?|antiguas?)"
    r"|inicio|página principal)"
)
# Lines that are furniture wherever they stand. The first name that fits counts.
_FURNITURE = {
    "layout": r"[|•·*_=~–—-]{1,80}",
    "comment form": r"(?:leave a (?:reply|comment)|laisser un commentaire|post a comment"
    r"|(?:enregistrer|publier|ajouter|écrire) un commentaire|(?:deja|publicar) un comentario"
    r"|deja una respuesta|schreibe einen kommentar"
    r"|hinterlasse(?:n sie)? einen kommentar|add (?:a |new )?comment"
    r"|log ?in or register to post comments"
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
    "comment section": r"(?:ver todos los|voir tous les|alle|view all|see all)"
    r" (?:\d{1,4} )?(?:comentarios|commentaires|kommentare|comments)(?: anzeigen)?"
    r"|commenter cet article|(?:join the )?(?:discussion|conversation)"
    r"|(?:vos|les|der|die|los|the) (?:commentaires|kommentare|comentarios|comments)[ \u00a0:]{0,3}",
    "comments closed": r"(?:(?:les |l[’']utilisation des )?commentaires (?:sont |est )?"
    r"(?:fermés|désactivée?s?)|comments (?:are )?closed"
    r"|(?:die )?kommentare (?:sind )?geschlossen|(?:los )?comentarios (?:están )?cerrados)"
    r"(?: .{0,40})?\.?",
    "sharing": r"(?:share|partager|compartir|teilen)"
    r"(?: this(?: \w{1,10})?| ceci| cet(?:te)? (?:article|histoire|page)| esto| mit| avec| con"
    r"| with| en)?"
    r"(?: (?:on|sur|en|auf) (?:twitter|facebook|linkedin|x|whatsapp|pinterest))?[ \u00a0:]{0,3}"
    r"|(?:click to share on|cliquez pour partager sur|haz clic para compartir en).{1,80}"
    r"|(?:like this|j[’']aime ceci|wordpress|me gusta(?: esto)?|gefällt mir)[ \u00a0]?:?"
    r"|(?:like|j[’']aime|me gusta|gefällt mir) (?:loading|chargement|cargando|wird geladen).{0,4}"
    r"|(?:cet article vous a plu|(?:did you like|enjoyed) this (?:post|article)"
    r"|hat (?:ihnen|dir) der (?:artikel|beitrag) gefallen|¿te ha gustado este artículo).{0,60}"
    r"|repost ?\d{0,5}|\d[\d.,]{0,5}[km]? (?:claps|likes|shares|partages|vues|views)"
    r"|(?:envoyer par e-?mail|diesen post per e-mail versenden"
    r"|enviar por (?:e-?mail|correo electrónico)|blogthis!"
    r"|partager sur (?:x|pinterest)|share to \w{1,12}){1}",
    "subscribe": r"subscribe(?: to:? .{1,40})?|s['’]abonner(?: .{1,40})?|abonnez-vous.{0,40}"
    r"|abonnieren|suscribirse|newsletter|rss"
    r"|(?:inscription|s[’']inscrire) à la newsletter|newsletter(?: abonnieren|[ \u00a0]?: .{1,140})"
    r"|(?:inscription à|suscribirse a|abonnieren)[ \u00a0]?:? .{1,40}\(atom\)",
    "navigation": r"(?:[|«←‹<] ?)?(?:précédent|suivant|previous|next|article (?:précédent|suivant)"
    r"|previous post|next post)[ \u00a0]?: .{1,100}"
    r"|(?:skip to content|aller au contenu(?: principal)?|saltar al contenido|zum inhalt springen"
    r"|older posts?|newer posts?|article plus (?:récent|ancien)|entrada (?:más reciente|antigua)"
    r"|(?:neuerer|älterer) post|(?:previous|next) (?:post|article|entry|page)"
    r"|(?:article|billet|page|entrada|artículo) (?:précédente?|suivante?|anterior|siguiente)"
    r"|(?:vorheriger|nächster) (?:beitrag|artikel)|(?:ir|pasar) al contenido"
    r"|beitragsnavigation|post navigation|navigation de l[’']article|navegación de entradas"
    r"|(?:page|seite|página)[ \u00a0]\d{1,3}(?:[ \u00a0]?(?:of|sur|von|de|/)[ \u00a0]?\d{1,3})?"
    r"|back to top|haut de page|retour à l[’']accueil|read more|lire la suite)[ \u00a0→»>…]{0,3}"
    rf"|{_PAGER}(?:[ \u00a0\t|]{{0,5}}{_PAGER}){{1,2}}"
    r"|[«<][^|.]{1,60}\|[^|.]{1,40}\|[^|.]{1,60}[»>]"
    r"|[←‹«] ?[^»]{1,90}",
    "legal": r"(?:mentions légales|legal notice|privacy|impressum|aviso legal|terms|cookies"
    r"|politique de confidentialité|datenschutz).{0,40}[|·•–-].{0,160}"
    r"|(?:©|\(c\) |copyright\b).{1,120}"
    r"|(?:fièrement )?(?:propulsé|powered|fourni) (?:par|by) .{1,60}",
    "reading time": r"(?:(?:temps de )?lecture|lesezeit|lesedauer|reading time|tiempo de lectura)"
    r"[ \u00a0]?:?[ \u00a0]\d{1,3}[ \u00a0]?(?:min\w*\.?)|\d{1,3}[ -]min(?:ute)?s?[ \u00a0]"
    r"(?:read|de lecture|de lectura|lesezeit)",
    # Blogger's buttons lose the gaps between them.
    "buttons": r"(?:reply|répondre|antworten|responder)(?:delete|supprimer|löschen|eliminar)"
    r"|(?:email this|envoyer par e-mail|diesen post per e-mail versenden|enviar por correo"
    r" electrónico) ?(?:blogthis!|escribe un blog).{0,120}"
    r"|trackbacks?(?:-url)?[ \u00a0]?(?:\(\d{1,4}\))?",
    "caption": r"(?:image|photo|img|dscn?|capture|screenshot|picture|logo|scan|untitled)"
    r"[ _-]?\d{1,10}"
    r"|(?:photos?|crédits?(?: photos?)?|photo credits?|image|imagen|fotos?|légende|picture"
    r"|bild(?:nachweis)?|photograph(?:y|ie)?|fotogra(?:fie|fía))(?:[ \u00a0]?:|[ \u00a0]©)"
    r" .{1,80}(?:[^.!?…]|d\. ?r\.)"
    r"|(?:photos?|fotos?|pictures?|photographs?) (?:by|par|von|de|por|:)"
    r"(?: (?-i:[A-ZÀ-Þ])[^\s.!?]{1,20}){1,4}",
}
# Those of them that may begin with anything.
_OPEN = {
    "navigation": r".{1,90} ?[→›]|[^«„.!?,]{1,50}[ \u00a0]»|[^.!?]{1,40}[’']s (?:tweets|blog)"
    # "Forum > Tea room > Seen on Twitter".
    r"|[^\W\d_][^>›.!?]{1,40}(?: [>›] [^\W\d_][^>›.!?]{1,50}){2,5}",
    "legal": r".{0,80}(?:all rights reserved|tous droits réservés|alle rechte vorbehalten"
    r"|todos los derechos reservados)\.?",
    "caption": r"\S{1,80}\.(?:jpe?g|png|gif|webp|svg)|[^\W_@]\w{0,40}_\w{1,60}"
    r"|[^()]{0,110}\((?:photos?|fotos?|bild|crédits?(?: photos?)?|©)[ \u00a0]?"
    r"(?:(?::|©|by|par|von|por)[ \u00a0])?(?-i:[A-ZÀ-Þ])[^()]{1,60}\)\.?"
    r"|(?:[^:.!?]{1,40}, )?(?:vidéo|video)(?: \d{1,3})?[ \u00a0]?: .{1,90}[^.!?…]",
}
FURNITURE = re.compile(
    "|".join(
        f"(?P<{name.replace(' ', '_')}>{rule}{'|' + _OPEN[name] if name in _OPEN else ''})"
        for name, rule in _FURNITURE.items()
    ),
    re.IGNORECASE,
)
CATEGORIES = re.compile(
    r"(?:categor(?:y|ies)|catégories?|tag(?:s|ged)?|étiquettes?|etiquetas?|libellés?|labels?|mots-clés"
    r"|categorías?|kategorien?|schlagw(?:[oö]rter|orte)|stichworte|rubriques?|thèmes?|topics?)"
    r"[ \u00a0]?: ?.{1,200}"
    r"|(?:posted|filed|tagged|classé|publié|veröffentlicht|archivado|guardado|publicado)[ \u00a0]"
    r"(?:in|under|dans|as|en|unter)\b[ \u00a0]?:?[ \u00a0].{1,160}[^.!?]"
    r"|(?:dieser (?:beitrag|eintrag) wurde|this entry was|cet article a été"
    r"|esta entrada (?:fue|se)) "
    r"(?:\w{1,12} ){0,3}(?:unter|posted|publiée?|publicada|veröffentlicht|dans|in|en)\b.{1,200}",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"(?:related(?: posts| articles)?|you (?:may|might) also (?:like|enjoy)|articles (?:similaires"
    r"|liés|connexes)|(?:à lire|lire|voir) aussi|vous aimerez aussi|sur le même (?:sujet|thème)"
    r"|dans la même rubrique|(?:entradas|artículos|noticias) relacionad[ao]s"
    r"|también te puede (?:gustar|interesar)"
    r"|(?:ähnliche|verwandte) (?:beiträge|artikel)|auch interessant|lesen sie auch"
    r"|le[ae] también|te puede interesar"
    r"|read next"
    r"|more (?:from|like) this|à découvrir aussi|mehr zum thema|meistgelesen"
    r"|most (?:read|popular|viewed)|les plus (?:lus|partagés)"
    r"|lo más (?:leído|visto)|sur le même thème|articles récents|recent posts"
    r"|das könnte (?:sie|dich) auch interessieren)[ \u00a0:…]{0,3}",
    re.IGNORECASE,
)
# The same with the title behind it in one line.
RELATED_INLINE = re.compile(
    r"(?:related|read (?:also|more|next)|also read"
    r"|(?:à lire|lire|voir) (?:aussi|également)|sur le même (?:sujet|thème)"
    r"|(?:lesen|lies) (?:sie )?(?:auch|mehr)|mehr zum thema"
    r"|auch interessant|le[ae] también|también te puede interesar|te puede interesar"
    r"|más noticias(?: sobre)?)[ \u00a0]?(?::|[>»→])[ \u00a0]?(?=\S)",
    re.IGNORECASE,
)
# Only on pages that have other furniture: "Anzeige" heads a story of going to the police, too.
ADVERTISEMENT = re.compile(
    r"anzeige|advertisement|publicité|publicidad|werbung|sponsored", re.IGNORECASE
)
# Words that are furniture only in the company of furniture.
WEAK = re.compile(
    r"(?:tweet(?:er)?|twitter|facebook|google\+?|linkedin|pinterest|whatsapp|telegram|reddit|tumblr"
    r"|e-?mail|print|imprimer|drucken|imprimir|like|j[’']aime|more|plus|loading|chargement|pocket"
    r"|home|accueil|inicio|startseite|menu|contact|archives|blog|about|à propos|reply|répondre"
    r"|responder|antworten|replies|réponses|respuestas|réagir|signaler|citer|menü|menú|supprimer|delete|löschen|eliminar"
    r"|permalink|website|site web|name|nom)"
    r"[ \u00a0.…:↓]{0,3}",
    re.IGNORECASE,
)
MENU = re.compile(
    r"\b(?:home|accueil|inicio|startseite|blog|about|à propos|acerca|über uns|contact|contacto"
    r"|kontakt|archives?|team|équipe|sponsors?|partenaires|agenda|newsletter|menu|search|rechercher"
    r"|buscar|suche|login|connexion|tools|shop|boutique|faq|news|actualités)\b",
    re.IGNORECASE,
)
# What the rules that begin with something of their own begin with, tried on a line's first signs:
# few lines begin so, and all the rules together take ten times as long. Fewer signs first, since a
# text has not many beginnings of so few.
START = regex.compile(
    "|".join([*_FURNITURE.values(), CATEGORIES.pattern, tweets.ALWAYS.pattern]), regex.IGNORECASE
)
FEW, FIRST = 3, 5
# One of these stands in a caption that ends with who made the picture.
PICTURED = ("foto", "photo", "bild", "©", "crédit")


def could_be(text: str) -> bool:
    """Whether a line could be furniture, by its first signs and by what the open rules need."""
    if (_begins(text[:FEW]) and _begins(text[:FIRST])) or " " not in text or text[-1] in "→›»":
        return True
    small = text.casefold()
    return (
        "reserv" in small
        or "réserv" in small
        or "vorbehalten" in small
        or small.endswith(("tweets", "s blog"))
        or (text.endswith((")", ").")) and any(map(small.__contains__, PICTURED)))
        or (":" in text and ("déo" in small or "deo" in small))
        or ((">" in text or "›" in text) and text.count(" > ") + text.count(" › ") > 1)
    )


@lru_cache(maxsize=8192)
def _begins(first: str) -> bool:
    # Beyond Latin letters the two engines differ on which small letter belongs to which capital.
    strange = any(sign > "\u00ff" and sign.isalpha() for sign in first)
    return strange or START.fullmatch(first, partial=True) is not None
