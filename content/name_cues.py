"""What stands around the names of people and seldom around others: cues, in four languages.

Each is the end of what stands before a name, or the beginning of what stands behind it.
"""

import regex

_BEFORE = (
    # Spoken to, thanked, greeted.
    r"merci(?: à| beaucoup(?: à)?| encore(?: à)?)?|remerci\w{1,6}(?: à nouveau)?|grâce à|bonjour"
    r"|bonsoir|salut|chère?|bravo(?: à)?|thanks?(?: you)?(?: so much)?(?: again)?(?: to)?|dear|hi"
    r"|hello"
    r"|danke(?: an)?|dank|lieber?|hallo|gracias(?: a)?|querid[oa]|hola",
    # Met, asked, quoted.
    r"rencontr\w{1,6}(?: avec)?|retrouv\w{1,5}|dixit|selon|d[’']après|signée?s?|présenté|invitée?"
    r"|interview(?:er|é|ée)? (?:de|d[’'])|portrait de|sign(?:ée?s? )?par|signed(?: by)?"
    r"|addressed to|adressée?s? à|discours de|terminerai par"
    r"|(?:appel|message|mail|sms|courrier|lettre|coup de fil|visite) (?:de|d[’'])"
    r"|téléphone avec|(?:sms|mail|mél) avec|entretien avec"
    r"|met|meet(?:ing)?|according to|interview(?:ed|ing|s)?(?: with)?|told|asked|called|emailed"
    r"|wrote to|(?:talk|spoke|conversation)(?:ed)? (?:to|with)|named|joined by|invited|said|says"
    r"|laut|traf|gespräch mit|interview mit|namens|sagte?|fragte|schreibt|según|conocí a"
    r"|llamad[oa]|dijo|dice|entrevista (?:a|con)",
    # Who made something.
    r"(?:développ|écrit|organis|cré|fond|traduit|illustr|anim|réalis)\w{0,3} par|(?:written|created"
    r"|founded|invented|developed|translated|made|run) by|(?:geschrieben|gegründet|übersetzt) von"
    r"|(?:escrit|fundad|traducid|cread)[oa] por|fan de|fan of|fan von"
    r"|, by|(?:novel|book|film|essay|poem|song)s? (?:by|of)"
    r"|(?:roman|livre|film|chanson|poème|recueil|essai)s? (?:de|d[’'])"
    r"|(?:buch|roman|film|gedicht) von"
    r"|(?:libro|novela|película|canción|poema)s? de",
    # Somebody's.
    r"(?:fils|fille|femme|mari|frère|s(?:œ|oe)ur|mère|père|amie?|copine?|collègue|prof)"
    r" (?:de|d[’'])|(?:mon|ma|notre|son|sa) (?:amie?|collègue|mari|femme|frère|s(?:œ|oe)ur|fils"
    r"|fille|cousine?|copine?|voisine?|prof|cheffe?|patronn?e?|tante|oncle)"
    r"|(?:my|our|his|her|their) (?:friend|colleague|wife|husband|brother|sister|son|daughter"
    r"|mother|father|cousin|neighbou?r|teacher|boss|mentor|editor|uncle|aunt)"
    r"|(?:friend|colleague|wife|husband|brother|sister|son|daughter|mother|father) of"
    r"|(?:mein|unser|sein|ihr)(?:e[mnr]?)? (?:freund|freundin|kolleg(?:e|in|en)|mann|frau|bruder"
    r"|schwester|sohn|tochter|mutter|vater|nachbar(?:in)?|chefin?|lehrer(?:in)?|onkel|tante)"
    r"|(?:mi|su|nuestr[oa]) (?:amig[oa]|compañer[oa]|colega|marido|mujer|herman[oa]|hij[oa]"
    r"|madre|padre|vecin[oa]|prim[oa]|profesora?|jef[ea]|t[íi][oa])",
    # Introducing themselves.
    r"s[’']appelle|m[’']appelle|prénommée?|my name is|i[’']m|i am|(?:his|her) name (?:is|was)"
    r"|ich heiße|ich bin|me llamo|soy|se llama|heißt",
)
_BEHIND = (
    r"qui (?:m[’']|nous|me|te|avait|organise|a(?: |vait))"
    r"|who (?:has|had|told|taught|said|wrote|lives?|works?|runs?)",
    r"(?:dit|disait|raconte|racontait|explique|expliquait|écrit|écrivait|répond|répondit|demande"
    r"|demandait|ajoute|sourit|pense)\b|m[’'](?:a|avait|ont)\b|nous a(?:vait)?\b",
    r"et (?:ses|son|sa)\b|and (?:his|her)\b|und (?:seine?|ihre?)\b|y sus?\b",
    r"(?:said|says|told|wrote|writes|asked|replied|taught|was teaching|explains|explained|thinks"
    r"|laughed|smiled|remembers|answered|lives|grew up)\b",
    r"(?:sagte?|schrieb|schreibt|meinte?|fragte?|antwortete|erzählte?|lachte?|lächelte?|wohnt)\b",
    r"(?:dijo|dice|escribió|escribe|contó|cuenta|preguntó|respondió|explicó|explica|sonrió|vive)\b",
    r"(?:(?:le|la|une?(?: autre)?|mon|ma|notre|his|her|my|our|an?|the|der|die|mein|meine|el|mi|una)"
    r" )?(?:amie?|collègue|fils|fille|frère|sœur|mari|femme|mère|père|friend|colleague|son|daughter"
    r"|brother|sister|wife|husband|freund(?:in)?|kolleg(?:e|in)|sohn|tochter|amig[oa]|herman[oa]"
    r"|hij[oa])\b",
    r"\(?\d{2}(?: ans|[,)]|$| years old| jahre| años)",
)
# Only these let a single unknown word be somebody's name.
_NAMING = (
    r"(?:appelons|let[’']s call|nennen wir|llamémos)(?:-| )?(?:l[eao]|him|her|ihn|sie)|"
    r"(?:appel(?:ait|ions|aient)|surnomm(?:ait|ions|aient)|called (?:him|her)|nannte[nt]? (?:ihn"
    r"|sie)"
    r"|l[oae]s? llam(?:aban|ábamos|aba))|"
    r"(?:m|s)[’']appelle|prénommée?|my name is|(?:his|her) name (?:is|was)|ich heiße|heißt|me llamo"
    r"|se llama|(?:mon|ma|notre|son|sa) (?:amie?|collègue|mari|femme|frère|sœur|fils|fille|cousine?"
    r"|voisine?|copine?|camarade)(?: d(?:e |u |[’'])\p{L}+)?|(?:my|our|his|her) (?:friend"
    r"|colleague|wife|husband|brother|sister|son|daughter"
    r"|cousin|neighbou?r)|meine?[mr]? (?:freund(?:in)?|kollege|kollegin|mann|frau|bruder|schwester"
    r"|sohn|tochter)|mi (?:amig[oa]|compañer[oa]|marido|mujer|herman[oa]|hij[oa]|vecin[oa])"
)
# Animals and things are called something, too.
_THING = (
    r"chat(?:te)?|chien(?:ne)?|cheval|âne|perro|perra|gat[oa]|hund|hündin|katze|kater|pferd|dog|cat"
    r"|horse|pony|boat|ship|bateau|barque|voilier|barco|schiff|boot|village|ville|pueblo|dorf"
    r"|town|rivière|río|fluss|restaurant|café|projet|project|projekt|proyecto|site|blog|kneipe"
    r"|verein|association|asociación|société|entreprise|empresa|company|firma"
)
WINDOW = 40
THING = regex.compile(rf"(?<!\w)(?:{_THING})\b[^.!?]*$", regex.IGNORECASE)
# How old somebody is.
AGE = regex.compile(
    r",[ \u00a0](?:(?:qui a|que tiene|who is|der|die|de)[ \u00a0])?"
    r"(?:\d{1,2}|\p{L}+(?:[- ]\p{L}+)?)"
    r"[ \u00a0](?:ans|años|years old|jahre)\b",
    regex.IGNORECASE,
)
BEFORE = regex.compile(rf"(?r)(?<!\w)(?:{'|'.join(_BEFORE)}),?[ \u00a0]?$", regex.IGNORECASE)
NAMING = regex.compile(rf"(?r)(?<!\w)(?:{_NAMING}),?[ \u00a0]$", regex.IGNORECASE)
BEHIND = regex.compile(rf",?[ \u00a0](?:{'|'.join(_BEHIND)})", regex.IGNORECASE)
