"""Whether a paragraph asks somebody something, judged by its own words."""

import re

QUESTION_MARK = re.compile(r"[?？]")
QUOTES = '„“”»«"'
# "Frau Oldenrath, wann ...": a name that nobody but whoever asks says.
VOCATIVE = re.compile(
    r"[„“”»«\"]?(?:Herr|Frau|Fräulein|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Señora?|Doña?|Don)"
    r"(?: (?:Dr\.|Prof\.|Doktor|Professor\w*))* [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?, "
)
# The mark may be followed by quotes, a bracket that explains, or a smiley.
ENDS = re.compile(r"[?？][\s»”“«\"'’!?…)\]*_]*(?:\([^()]{0,120}\)|[:;]-?[)D])?[\s.]*$")
SECOND_PERSON = re.compile(
    r"(?<!\w)(?:t[’'](?=\w)|(?:tu|te|toi|ton|ta|tes|vous|votre|vos|you|your|yours|yourself"
    r"|dir|dich|dein\w{0,2}|Ihnen|Ihr\w{0,2}|Sie|euch|usted|ustedes|tú|ti|tus|contigo)(?!\w))"
    r"|-(?:tu|vous|toi)(?!\w)|¿(?:\w+ ){0,2}\w+(?:as|es|aste|iste|arías|erías)\b"
    # "usted" needs no pronoun: "¿Ha perdido ...?", "¿A quién le dejará ...?"
    r"|¿[^?]{0,60}\b(?:le|les)\b|¿(?:\w+ ){0,3}(?:[Hh]an?|[Tt]ienen?|[Pp]odrían?)\b"
)
# "du" alone is an article in French.
GERMAN_YOU = r"(?:bi|ha|kann|wir|will|mus|mach|denk|geh|find|sieh|würde|hatte|war|leb|kam|mag)s?t"
SECOND_GERMAN = re.compile(
    rf"\b(?:{GERMAN_YOU} du|\w{{2,}}(?:st|ßt) du|du {GERMAN_YOU})\b", re.IGNORECASE
)
SECOND_ANY_CASE = re.compile(
    r"^(?:t[’']|(?:tu|te|toi|ton|ta|tes|vous|votre|vos|you|your|dein|usted)\b)", re.IGNORECASE
)
FIRST_PERSON = re.compile(
    r"(?<!\w)(?:[jJm][’'](?=\w)|(?:[Jj]e|me|moi|mon|ma|[Mm]es|[Nn]ous|[Nn]otre|[Nn]os|I|[Mm]y|mine"
    r"|[Ww]e|[Oo]ur|us|[Ii]ch|mich|mir|[Mm]ein\w{0,2}|[Ww]ir|uns|[Uu]nser\w{0,2}|[Yy]o|mi|mis|nosotros|nuestr\w{1,2}"
    r"|míos?|mías?|he (?:\w+[aií]do|dicho|hecho|visto|vuelto|puesto|escrito|abierto)|estoy|tengo"
    r"|hago|quiero|puedo|creo|sé|hice|fui|tuve|dije|estuve|pude|quise|puse|llegué|empecé|busqué"
    r"|encontré|aprendí|nací|crecí|trabajé)(?!\w))",
)
START_FIRST = re.compile(
    r"^(?:[jm][’']|(?:je|mon|ma|mes|nous|notre|nos|my|we|our|ich|mein|wir|yo|mi|me)\b)",
    re.IGNORECASE,
)
OPENER = re.compile(
    r"[¿\s]*(?:et |mais |alors[,]? |and |but |so |und |y |pero |d[’']abord,? |enfin,? )?(?:"
    r"qui|que|quoi|qu[’']|quel(?:le)?s?|comment|pourquoi|où|quand|combien|est[- ]ce|lequel|laquelle"
    r"|à qui|de qui|à quoi|de quoi|en quoi|avec qui|depuis quand|si |as-|es-|avez|êtes|peux|pouvez"
    r"|who|what|when|where|why|how|which|whose|do|does|did|is|are|was|were|can|could|would|will"
    r"|have|has|had|should|if |any |aren['’]t|don['’]t|didn['’]t|isn['’]t"
    r"|wer|was|wann|wo|warum|wie|wieso|weshalb|welche[rsnm]?|woher|wohin|wem|wen|wessen"
    r"|wo(?:mit|für|zu|durch|r(?:auf|an|über|in|um|aus)|von|nach|bei|vor|gegen)|inwie(?:fern|weit)"
    r"|(?:seit|bis|ab) wann|(?:mit|von|bei|zu) wem|(?:an|für|über) wen|(?:in|auf|aus) welche[rsnm]?"
    r"|haben|hast|sind|bist"
    r"|gibt|können|kannst|qué|quién(?:es)?|cómo|cuándo|dónde|cuál(?:es)?|cuánt[oa]s?"
    r"|por qué|para qué"
    r"|tiene|tienes|ha|has)(?!\w)",
    re.IGNORECASE,
)
IMPERATIVE = re.compile(
    r"(?:(?:please|s[’']il (?:te|vous) plaît|bitte|por favor),? )?(?:"
    r"(?:tell|give|show|remind|walk|take|introduce|share|talk|describe|explain|name|imagine|paint)\b"
    r"(?= (?:us|me|about|to|with|through|your|yourself|a|an|the|how|what|why|one)\b)"
    r"|(?:parle|raconte|dis|explique|décris|présente|donne|cite|rappelle)(?:-(?:nous|moi|toi))"
    r"|(?:parlez|racontez|dites|expliquez|décrivez|présentez|donnez|citez|rappelez)"
    r"(?:-(?:nous|moi|vous)| (?:le|la|les|un|une|votre|vos)\b)"
    r"|(?:décris|raconte|explique|présente|cite) (?:le|la|les|un|une|ton|ta|tes)\b"
    r"|(?:erzählen|beschreiben|erklären|stellen|nennen|schildern) sie\b"
    r"|(?:erzähl|beschreib|erklär|nenn|schildere?|stell)e? "
    r"(?:uns|mir|dich|doch|einen|eine|den|die)\b"
    r"|(?:cuént[ae](?:me|nos)|háble(?:me|nos)|hábla(?:me|nos)|descríba(?:nos|me)?|descríbe(?:nos|me)?"
    r"|díga(?:me|nos)|preséntes?e"
    r"|preséntate|explíque(?:nos|me)|cuente|describa|explique)\b)",
    re.IGNORECASE,
)
# What turns a statement into a question that waits for no answer.
TAG = re.compile(
    r"(?:[,…]|\.\.\.)?\s*(?<!\w)(?:non|hein|n[’']est-ce pas|pas vrai|peut-être|d[’']accord"
    r"|tu (?:ne )?(?:crois|trouves|vois)"
    r"(?: pas)?|vous ne (?:croyez|trouvez) pas|vous voyez|right|no|eh|isn['’]t it|aren['’]t they"
    r"|don['’]t you think|you know|oder|nicht wahr|(?<=[,…] )nicht|gell|verdad|vale|sabes"
    r"|qué sé yo)\s*[?？]\W*$",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"[?!,.…»”\"]\s*(?:(?:he|she|they|[A-Z]\w+) (?:asked|said|replied|whispered|shouted|answered)"
    r"|(?:asked|said|replied|whispered) \w+|(?:dit|demanda|répondit|murmura|cria|fit|demande"
    r"|répond)"
    r"(?:-t)?-(?:il|elle|on|ils|elles)\b|(?:dit|demanda|répondit|murmura) [A-ZÉ]\w+"
    r"|(?:fragte|sagte|antwortete|rief|murmelte|flüsterte) (?:er|sie|ich|der|die|das|[A-Z]\w+)\b"
    r"|(?:(?:m|t|l)[’']a|(?:lui|nous|leur) a|a) (?:demandé|dit|répondu|lancé|soufflé|crié)\b"
    r"|(?:me|te|nous|lui|leur) (?:demande|demanda|dit|répond|répondit|lance|souffle)\b"
    r"|(?:asked|told) (?:me|us|him|her)\b|(?:fragte|sagte) (?:mich|mir|uns|ihn)\b"
    r"|(?:me|nos|le|les) (?:preguntó|dijo|respondió|contestó|pregunta|dice)\b"
    r"|(?:dit|demanda|répondit|murmura) (?:le|la|l[’'])|(?:asked|said|replied) the\b"
    r"|(?:preguntó|dijo|respondió|contestó|murmuró)\b)"
)
LAST_SENTENCE = re.compile(r"(?:^|[.!?…]\s+)([^.!?…]*[?？])[^?？]*$")
FIRST_QUESTION = re.compile(r"[^.!?…]*[?？]")
SHORT, LONG, LONGER, LONGEST = 200, 260, 420, 900
ASKED = 2.0


def weigh(text: str) -> float:
    """Say how much a paragraph looks like a question put to somebody; `ASKED` is enough."""
    text = text.lstrip(QUOTES)
    if not text or len(text) > LONGEST:
        return 0.0
    asks = "?" in text or "？" in text
    if not asks and len(text) >= LONG:
        return 0.0
    imperative = IMPERATIVE.match(text) is not None
    if not asks:
        return 3.0 if imperative else 0.0
    if SPEECH.search(text):
        return 0.0
    addressed = addresses(text)
    ends = ENDS.search(text) is not None
    if not ends and not _asks_first(text, addressed or imperative):
        return 0.0
    weight = 2.0 if ends else 1.0
    weight += 2.0 * addressed + 1.0 * imperative
    last = LAST_SENTENCE.search(text)
    question = last[1] if last else text
    opens = OPENER.match(question) is not None or OPENER.match(text) is not None
    weight += 1.0 * opens
    if not addressed and speaks_of_self(text):
        weight -= 2.0
    if TAG.search(text):
        weight -= 3.0
    if last is not None and last.start() > 0 and not addressed and not opens:
        weight -= 1.0
    return weight - (len(text) > LONG) - (len(text) > LONGER)


def _asks_first(text: str, to_somebody: bool) -> bool:
    """Tell whether a paragraph that does not end in a question begins with one: short, to you."""
    first = FIRST_QUESTION.match(text)
    return to_somebody and len(text) < SHORT and first is not None and not TAG.search(first[0])


def addresses(text: str) -> bool:
    """Tell whether a text says "you"."""
    known = (SECOND_PERSON, SECOND_ANY_CASE, SECOND_GERMAN)
    return any(pattern.search(text) for pattern in known)


def speaks_of_self(text: str) -> bool:
    """Tell whether a text says "I" or "we"."""
    return bool(FIRST_PERSON.search(text) or START_FIRST.search(text))
