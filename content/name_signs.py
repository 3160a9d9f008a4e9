"""What the place of a name says: signs for and against somebody being named there."""

import regex

from content.name_cues import AGE, BEFORE, BEHIND, NAMING, THING, WINDOW
from content.name_forms import KIN_WORDS, fold_name, is_trade
from content.name_places import GLUE
from content.name_verbs import ACTS, ASKS, CLITICS, IS, SPEAKS


class Sign:
    """Bits to be joined: each sign counts once for a name, however often the text shows it."""

    NONE = 0
    CUED = 1
    NAMED = 2
    SPEAKS = 4
    ACTS = 8
    IS = 16
    TRADE = 32
    APPOSED = 64
    OWNS = 128
    SOMEBODY = 256
    COMPANY = 512
    ARTICLE = 1024
    PLACE = 2048
    PAST = 4096
    DESCRIBED = 8192


_ARTICLES = """
zwei drei vier fünf sechs sieben acht neun zehn elf zwölf deux trois quatre cinq six sept huit neuf
dix two three four five seven eight nine ten dos tres cuatro cinco seis siete ocho nueve diez l le
la les un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos
leur leurs chaque quel quelle tout toute toutes the an this that these those my your his her its
our their each every some any no der die das dem den ein eine einen einem einer eines kein keine
keinen keinem keiner mein meine meinen meinem meiner dein deine deinen deinem deiner sein seine
seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer diese dieser
dieses diesen diesem jede jeder jedes jeden jedem im am zum zur vom beim ins ans viel viele wenig
manche el los las una unos unas del al este esta estos estas ese esa mi mis tu tus su sus nuestro
nuestra cada otro otra
"""
ARTICLES = frozenset(_ARTICLES.split())
_PLACES = "en dans depuis vers in from into near nach aus bis desde hasta hacia"
PLACES = frozenset(_PLACES.split())
_WITH = "avec with mit con chez and et und y que quand dass when als wenn cuando"
WITH = frozenset(_WITH.split())
_WHO = "qui que dont"
WHO = frozenset(_WHO.split())
# Only of people.
_WHOM = "who whom quien"
WHOM = frozenset(_WHOM.split())
# A verb in the past, in four languages; only a whole name may rely on it.
PAST = regex.compile(r"\p{Ll}{2,}(?:ait|ó|aba|ía|te|ed)")
# "The geologist, Ann Roe": trades that no list has.
TRADE_LIKE = regex.compile(
    r"(?:l[ea]|the|d(?:er|ie)|el|une?|an?|ein|eine|una) \p{L}{2,}(?:ien(?:ne)?|eu[rs]e?|iste|ologue"
    r"|rice|[ie]ère|[eo]r|ist|ian|erin|istin|loge|login|ora|ista|er[oa]|[óo]log[oa]), $",
    regex.IGNORECASE,
)
# In German any noun could follow: there only a letter that is quoted counts.
GREETING = regex.compile(
    r"(?:^|[«„“”\"(\n:—–-][ \u00a0]?)(?:(?:[Mm]y|[Mm]on|[Mm]a|[Mm]ein|[Mm]eine|[Mm]i)[ \u00a0])?"
    r"(?:[Dd]ear(?:est)?|(?<=[„“«»\"])[Ll]ieber?|[Cc]h[eè]re?|[Qq]uerid[oa])[ \u00a0]$"
)
# Letters begin so, too, that are to nobody or to all.
_ANYBODY = """
reader readers leser leserin leserinnen lecteur lecteurs lectrice lectrices lector lectores lectora
diary tagebuch journal diario sir madam friend friends freund freunde freundin kollegen kolleginnen
colleague colleagues ami amis amie amies collegues amigo amigos amiga amigas santa internet twitter
facebook google gott god dios eltern parents kinder children future vergangenheit zukunft lehrer
"""
ANYBODY = frozenset(_ANYBODY.split())
_BOUND = "le la l un une mon ma the a an my our der die das ein eine el un una mi"
BOUND = frozenset(_BOUND.split())
# A verb behind a name, with the small words that may stand between.
NEXT = regex.compile(
    r"(?P<comma>,)?[ \u00a0](?P<first>\p{Ll}[\p{L}\p{M}]*)"
    r"(?:[ \u00a0’'](?P<second>\p{L}[\p{L}\p{M}]*))?(?:[ \u00a0’'](?P<third>\p{L}[\p{L}\p{M}]*))?"
)
OWNS = regex.compile(r"[’']s[ \u00a0]\p{Ll}")
# The sentence behind goes on with whoever this one began with; "er" may be a table.
GOES_ON = regex.compile(
    r"[^.!?…\n]{0,120}?[ \u00a0](?:his|her|himself|herself)\b"
    r"|[^.!?…\n]{0,200}+[.!?…]+[\"»”“)]*[ \u00a0](?:«[ \u00a0])?(?:He|She|His|Her|Il|Elle|Él"
    r"|Ella)\b"
)
# "An old Dame", in German; "an old Tesco".
ARTICLED = regex.compile(
    r"(?<![\p{L}’'])(?:les|une?|des|the|an?|de[rmns]|das|die|eine?[nmrs]?|el|los|las"
    r"|una)[ \u00a0]$",
    regex.IGNORECASE,
)
THE = regex.compile(r"(?:\b(?:l[ea]|the|d(?:er|ie)|el) |l[’'])$", regex.IGNORECASE)
LAST = regex.compile(r"(?r)(?<![\p{L}\p{M}])[\p{L}\p{M}]+")


def signs_at(text: str, start: int, end: int) -> int:
    """Read the signs on both sides of a name."""
    return _before(text, start) | _behind(text, end) | _greeted(text, start, end)


def _greeted(text: str, start: int, end: int) -> int:
    """What the beginning of a letter says: "Dear Piet, when you read this"."""
    if text[end : end + 1] != "," or not GREETING.search(text, max(0, start - WINDOW), start):
        return Sign.NONE
    return Sign.NONE if fold_name(text[start:end]) in ANYBODY else Sign.NAMED


def _before(text: str, start: int) -> int:
    if text[start - 1 : start] not in GLUE:
        return Sign.NONE
    last = LAST.search(text, max(0, start - WINDOW), start)
    gap = text[last.end() : start] if last else ""
    if last is None or gap.strip(", \u00a0’'"):
        return Sign.NONE
    # "Appelons-le": what a hyphen ties to a verb is no article.
    tied = text[last.start() - 1 : last.start()] == "-"
    found = _bound(last.group()) if "," not in gap and not tied else Sign.NONE
    if found & (Sign.ARTICLE | Sign.PLACE):
        return found
    found |= _trade(text, last, start) | _cue(text[max(0, start - WINDOW) : start])
    if found & ~Sign.CUED or "," in gap:
        return found
    described = ARTICLED.search(text, max(0, last.start() - 12), last.start())
    return found | Sign.DESCRIBED if described else found


def _bound(word: str) -> int:
    """What the word right before says: "the", "in", "with", "said"."""
    small = word.lower()
    if small in ARTICLES:
        return Sign.ARTICLE
    if small in PLACES:
        return Sign.PLACE
    if small in WITH:
        return Sign.COMPANY
    return Sign.SPEAKS if fold_name(word) in ASKS else Sign.NONE


def _trade(text: str, last: regex.Match[str], start: int) -> int:
    """What trade or kin right before says: "the baker Aske", but "a developer Java"."""
    word = fold_name(last.group())
    comma = "," in text[last.end() : start]
    if is_trade(word) or word in KIN_WORDS:
        told = word in KIN_WORDS or THE.search(text, max(0, last.start() - 8), last.start())
        return Sign.TRADE if told and not comma else Sign.CUED
    like = comma and TRADE_LIKE.search(text, max(0, start - WINDOW), start)
    return Sign.CUED if like else Sign.NONE


def _cue(head: str) -> int:
    if NAMING.search(head):
        return Sign.NONE if THING.search(head) else Sign.NAMED
    return Sign.CUED if BEFORE.search(head) else Sign.NONE


def _behind(text: str, end: int) -> int:
    near = text[end : end + 1]
    if near in {"’", "'"}:
        return Sign.OWNS if OWNS.match(text, end) else Sign.NONE
    if near not in {" ", "\u00a0", ","}:
        return Sign.SOMEBODY if near == "." and GOES_ON.match(text, end) else Sign.NONE
    found = Sign.CUED if BEHIND.match(text, end) else Sign.NONE
    following = NEXT.match(text, end)
    if following is None:
        return found
    words = [fold_name(word) for word in following.groups()[1:] if word]
    if following["comma"]:
        return found | (Sign.SPEAKS if AGE.match(text, end) else _apposed(words))
    found |= _verb(words, following["first"])
    return found | Sign.SOMEBODY if found and GOES_ON.match(text, end) else found


def _verb(words: list[str], printed: str) -> int:
    found = Sign.NONE
    if len(words) > 1 and words[0] in CLITICS:
        words = words[1:]
        found = Sign.ACTS
    if words[0] in SPEAKS:
        return found | Sign.SPEAKS
    if words[0] in ACTS or words[0] in WHOM:
        return found | Sign.ACTS
    if words[0] in IS:
        return found | Sign.IS
    return found | Sign.PAST if PAST.fullmatch(printed) else found


def _apposed(words: list[str]) -> int:
    if words[0] in WHOM:
        return Sign.SPEAKS
    if words[0] in WHO:
        return Sign.APPOSED
    rest = words[1:] if words[0] in BOUND else words
    if any(is_trade(word) or word in KIN_WORDS for word in rest[:2]):
        return Sign.TRADE
    return Sign.NONE
