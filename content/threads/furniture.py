"""What Twitter, Mastodon and thread readers print around tweets, in their own words."""

import re

_COUNTED = (
    r"(?:replies|reply|retweets?|reposts?|likes?|quotes?|quote tweets?|bookmarks?|favou?rites?"
    r"|boosts?|views?|réponses?|j[’']aime|favoris?|citations?|tweets cités|partages?|vues"
    r"|antworten|antwort|„?gefällt mir\W?-angaben|gefällt(?: es)? (?:mir|\d+ mal)|likes|zitate"
    r"|favoriten"
    r"|respuestas?|me gusta|favoritos?|citas|reproducciones)"
)
# Each digit can be read in one way only: of forty in a row, three to a group would take for ever.
_NUMBER = r"\d+(?:[.,  ]\d+)*[ \u00a0]?(?:k|m|mil|tsd\.?)?"
_SIGNS = r"[ \u00a0\t,·•|&]*(?:(?:and|et|und|y)[ \u00a0])?"
ALWAYS = re.compile(
    # How often a tweet was answered, passed on and liked, number before or behind.
    rf"(?:{_NUMBER}[ \u00a0]{_COUNTED}{_SIGNS}){{1,5}}"
    rf"|(?:{_COUNTED}[ \u00a0]{_NUMBER}{_SIGNS}){{1,5}}"
    rf"|(?:{_COUNTED}{_SIGNS}){{2,5}}"
    r"|(?:retour en haut|nach oben|volver arriba|back to top)[ \u00a0]?[↑^]?"
    # Marks of writing direction that Twitter puts beside names.
    r"|[\u200e\u200f\u2066-\u2069]+|[•·*](?:[ \u00a0][•·*]){1,8}"
    r"|(?:view|voir|ver|show|afficher|mostrar)[ \u00a0](?:the |l[’']|la |les |le |el |this |ce "
    r"|este |diesen "
    r"|more |plus d[e’'] ?|más )*"
    r"(?:conversation|conversación|thread|hilo|discussion|replies|réponses|respuestas"
    r"|(?:image|photo|imagen|photos|video|vidéo)?(?:[ \u00a0](?:on|sur|en|auf) (?:twitter|x))?"
    r"|details|détails|summary|résumé|(?:sensitive|other|more|autres)? ?tweets)\.?"
    r"|(?:unterhaltung|diesen thread|thread|bild auf twitter|antworten|weitere antworten"
    r"|mehr tweets|details) (?:anzeigen|ansehen)|mehr anzeigen"
    r"|(?:view|voir|ver) (?:original|sur|on|en|in) .{0,20}twitter.{0,10}"
    r"|(?:load|charger|cargar)[ \u00a0](?:more|plus|más)(?: (?:de )?(?:tweets|replies|réponses))?"
    r"|(?:weitere|ältere|neuere|mehr) tweets (?:laden|anzeigen)|mostrar más"
    r"|afficher plus|show more(?: replies)?"
    r"|(?:translate|traduire le|traducir|embed|copy link to|share|pin|bookmark) tweet"
    r"|(?:copier le lien du|intégrer le|partager le) tweet|tweet (?:übersetzen|einbetten)"
    r"|search twitter|have an account\? log in|rechercher sur twitter|twitter durchsuchen"
    r"|buscar en twitter|new to twitter\?|nouveau sur twitter ?\?|¿nuevo en twitter\?"
    r"|(?:trends|tendances|trends|tendencias) (?:for you|pour vous|für dich|para ti|for .{1,20})"
    r"|(?:worldwide |germany )?trends(?: weltweit)?|tendances ?:? ?(?:france|monde)?|tendencias"
    r"|who to follow|wem folgen\??|a quién seguir|promoted(?: by .{1,40})?"
    r"|verified account|compte certifié|cuenta verificada|verifizierter account|pinned tweet"
    r"|tweet (?:épinglé|fijado)|angehefteter tweet"
    r"|(?:follow(?:ing)?|suivre|folgen|seguir)(?: @\w{1,20})?"
    r"|more|mehr|más|skip (?:all|to .{1,30})|thread|see new tweets"
    r"|discover more|voir les nouveaux tweets|neue tweets anzeigen"
    r"|relevant people|personnes pertinentes|relevante personen|personas relevantes"
    # Thread readers: Thread Reader App and its relatives.
    r"|(?:thread reader(?: app)?|unroll available on thread reader|keep current with .{1,60}"
    r"|stay in touch and get notified .{1,80}|missing some tweets? in this thread\?.{0,80}"
    r"|you can try to force a refresh\.?|try unrolling a thread yourself!?|how to unroll video"
    r"|force a refresh|this thread may be removed anytime!?|share this (?:page|thread)!?"
    r"|follow us on twitter!?|save (?:as|to) pdf|(?:my|more from) authors?|read \d+ tweets"
    r"|more from @\w{1,20}(?: view all)?|(?:enter url or id to )?unroll(?: thread)?"
    r"|did thread reader help you today\?|support us!?.{0,60}|become a 💎? ?premium member.{0,80}"
    r"|twitter author|follow @\w{1,20} (?:on|and) .{1,60})",
    re.IGNORECASE,
)
# Only in the company of other such lines.
WEAK = re.compile(
    r"(?:help|aide|hilfe|ayuda|login|log in|sign up|connexion|anmelden|iniciar sesión|s[’']inscrire"
    r"|registrieren|registrarse|regístrate|terms|conditions|privacy|cookies|confidentialité"
    r"|datenschutz|agb|impressum"
    r"|über uns|quiénes somos|contacto|kontakt|menü|menú|política de cookies|condiciones|privacidad"
    r"|sobre nosotros|notificaciones|mensajes"
    r"|benachrichtigungen|nachrichten|nutzungsbedingungen|à propos|about|jobs|status|mentions?"
    r"|hashtags?|developers"
    r"|conversation|unterhaltung|bookmark|retweet(?:er|ed|en)?|twittern|teilen|favori|zitieren"
    r"|citar|suggestions|bild|moments"
    r"|notifications|messages|explore|explorer|profil|profile|listes|lists|blog|marques|brand"
    r"|home|accueil|startseite|inicio|embed|copy link|copier|compartir(?: en \w+)?"
    r"|(?:partager|teilen|share) (?:sur|auf|on) \w+)[ \u00a0.…:↑]{0,3}",
    re.IGNORECASE,
)
