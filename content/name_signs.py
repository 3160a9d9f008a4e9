"""What the place of a name says: signs for and against somebody being named there."""

import regex

from content.model import Span
from content.name_cues import BEFORE, BEHIND, NAMING, THING, WINDOW
from content.name_runs import KIN_WORDS, TRADE_WORDS, fold_name
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


ARTICLES = frozenset(
    """
l le la les un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre
vos leur leurs chaque quel quelle tout toute toutes the an this that these those my your his her
its our their each every some any no der die das dem den des ein eine einen einem einer eines kein
keine keinen keinem keiner mein meine meinen meinem meiner dein deine deinen deinem deiner sein
seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer diese
dieser dieses diesen diesem jede jeder jedes jeden jedem im am zum zur vom beim ins ans viel viele
wenig manche el los las una unos unas del al este esta estos estas ese esa mi mis tu tus su sus
nuestro nuestra cada otro otra
""".split()
)
PLACES = frozenset("en dans depuis vers in from into near nach aus bis desde hasta hacia".split())
WITH = frozenset("avec with mit con chez and et und y que quand dass when als wenn cuando".split())
WHO = frozenset("qui que dont".split())
# Only of people.
WHOM = frozenset("who whom quien".split())
# A verb in the past, in four languages; only a whole name may rely on it.
PAST = regex.compile(r"\p{Ll}{2,}(?:ait|ó|aba|ía|te|ed)")
# "The geologist, Ann Roe": trades that no list has.
TRADE_LIKE = regex.compile(
    r"(?:l[ea]|the|d(?:er|ie)|el|une?|an?|ein|eine|una) \p{L}{2,}(?:ien(?:ne)?|eu[rs]e?|iste|ologue"
    r"|rice|[ie]ère|[eo]r|ist|ian|erin|istin|loge|login|ora|ista|er[oa]|[óo]log[oa]), $",
    regex.IGNORECASE,
)
BOUND = frozenset("le la l un une mon ma the a an my our der die das ein eine el un una mi".split())
# A verb behind a name, with the small words that may stand between.
NEXT = regex.compile(
    r"(?P<comma>,)?[ \u00a0](?P<first>\p{Ll}[\p{L}\p{M}]*)"
    r"(?:[ \u00a0’'](?P<second>\p{L}[\p{L}\p{M}]*))?(?:[ \u00a0’'](?P<third>\p{L}[\p{L}\p{M}]*))?"
)
OWNS = regex.compile(r"[’']s[ \u00a0]\p{Ll}")
# The sentence behind goes on with whoever this one began with.
GOES_ON = regex.compile(
    r"[^.!?…\n]{0,120}?[ \u00a0](?:his|her|himself|herself)\b"
    r"|[^.!?…\n]{0,200}+[.!?…]+[\"»”“)]*[ \u00a0](?:«[ \u00a0])?(?:He|She|His|Her|Il|Elle|Er|Él|Ella)\b"
)
THE = regex.compile(r"(?:\b(?:l[ea]|the|d(?:er|ie)|el) |l[’'])$", regex.IGNORECASE)
LAST = regex.compile(r"(?r)(?<![\p{L}\p{M}])[\p{L}\p{M}]+")


def signs_at(text: str, span: Span) -> int:
    """Read the signs on both sides of a name."""
    return _before(text, span.start) | _behind(text, span.end)


def _before(text: str, start: int) -> int:
    near = text[start - 1 : start] if start else ""
    found = Sign.NONE
    if near in {" ", "\u00a0", "’", "'"}:
        last = LAST.search(text, max(0, start - WINDOW), start)
        gap = text[last.end() : start] if last else ""
        if last is None or gap.strip(", \u00a0’'"):
            return Sign.NONE
        word = fold_name(last.group())
        comma = "," in gap
        if not comma:
            if last.group().lower() in ARTICLES:
                found |= Sign.ARTICLE
            elif word in PLACES:
                found |= Sign.PLACE
            elif word in WITH:
                found |= Sign.COMPANY
            elif word in ASKS:
                found |= Sign.SPEAKS
        if word in TRADE_WORDS or word in KIN_WORDS:
            # "The baker Aske", but "a developer Java".
            told = word in KIN_WORDS or THE.search(text, max(0, last.start() - 8), last.start())
            found |= Sign.TRADE if told and not comma else Sign.CUED
        elif comma and TRADE_LIKE.search(text, max(0, start - WINDOW), start):
            found |= Sign.CUED
        if not found & (Sign.ARTICLE | Sign.PLACE):
            head = text[max(0, start - WINDOW) : start]
            if NAMING.search(head):
                found |= Sign.NONE if THING.search(head) else Sign.NAMED
            elif BEFORE.search(head):
                found |= Sign.CUED
    return found


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
        return found | _apposed(words)
    clitic = len(words) > 1 and words[0] in CLITICS
    if clitic:
        words = words[1:]
        found |= Sign.ACTS
    verb = words[0]
    if verb in SPEAKS:
        found |= Sign.SPEAKS
    elif verb in ACTS or verb in WHOM:
        found |= Sign.ACTS
    elif verb in IS:
        found |= Sign.IS
    elif PAST.fullmatch(following["first"]):
        found |= Sign.PAST
    if found and GOES_ON.match(text, end):
        found |= Sign.SOMEBODY
    return found


def _apposed(words: list[str]) -> int:
    if words[0] in WHOM:
        return Sign.SPEAKS
    if words[0] in WHO:
        return Sign.APPOSED
    rest = words[1:] if words[0] in BOUND else words
    if any(word in TRADE_WORDS or word in KIN_WORDS for word in rest[:2]):
        return Sign.TRADE
    return Sign.NONE
