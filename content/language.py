"""Which language a text is in, by its share of small words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

SMALL_WORDS = {
    "fr": "le la les un une des du et est que qui dans pour pas ne je il elle nous vous sur avec ce"
    " se au aux mais plus par on son sa ses cette en à ou où été suis",
    "en": "the of and to in is that it for was on are as with his they at be this have from or by"
    " but not what all were we when your can there an which their",
    "de": "der die das und ist nicht ich sie es ein eine zu den mit auf für von dem sich des auch"
    " wir an war wie aber er im noch nur bei oder wenn",
    "es": "el la los las un una y que es en por con para se del al lo como más pero sus le ya o"
    " este sí porque esta cuando muy sin sobre también me hay fue era había nunca él ella"
    " mi ser tenía luego desde hasta ni uno",
}
SETS = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
FEWEST, SHARE, LEAD = 5, 0.08, 1.4


def language_of(text: str) -> str | None:
    """Give `fr`, `en`, `de` or `es`; None where the small words do not decide."""
    words = Counter(WORD.findall(text[:SAMPLE].casefold()))
    counts = Counter({language: _count(words, small) for language, small in SETS.items()})
    (best, most), (second, _) = counts.most_common(2)
    # Words that both languages have do not tell them apart.
    own, other = _count(words, SETS[best] - SETS[second]), _count(words, SETS[second] - SETS[best])
    if most < FEWEST or most < SHARE * words.total() or own < LEAD * other:
        return None
    return best


def _count(words: Mapping[str, int], small: Iterable[str]) -> int:
    return sum(words.get(word, 0) for word in small)
