"""Where the last answer ends and the page takes leave."""

import re
from collections.abc import Sequence

from content.interviews.questions import speaks_of_self

THANKS = re.compile(
    r"(?:un (?:grand|immense) |mille |many |vielen |muchas )?"
    r"(?:merci|thanks?(?: you)?|danke|gracias)\b",
    re.IGNORECASE,
)
FOR_THIS = re.compile(
    r"(?:cet|cette|ton|votre) (?:interview|entretien|temps|témoignage|accueil)|for (?:your time"
    r"|this interview|talking|answering)|for the interview|d[’']avoir (?:répondu|accepté|pris)"
    r"|für das gespräch|por (?:su tiempo|tu tiempo|la entrevista|esta entrevista)",
    re.IGNORECASE,
)
FOLLOW = re.compile(
    r"(?:vous pouvez|retrouvez|pour (?:suivre|retrouver|en savoir plus|aller plus loin|contacter)"
    r"|son (?:site|blog|livre|compte)|you can (?:find|follow|reach|read)|find (?:him|her|them|out)"
    r"|follow (?:him|her|them|@)|(?:his|her|their) (?:website|blog|book)|mehr (?:über|von|zu)"
    r"|más información|puedes seguir|pueden seguir)\b.{0,160}",
    re.IGNORECASE,
)
NAME_PAIR = re.compile(r"\b([^\W\d_a-z][\w'’-]+) ([^\W\d_a-z][\w'’-]+)")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
FIRST_SINGULAR = re.compile(
    r"(?<!\w)(?:[jm][’'](?=\w)|(?:je|me|moi|mon|ma|mes|I|my|mine|myself|ich|mich|mir|mein\w{0,2}"
    r"|yo|mi|mis|estoy|tengo|creo|he \w+[aií]do)(?!\w))",
    re.IGNORECASE,
)
THEY = re.compile(r"(?:he|she|they|ils?|elles?|er|sie|él|ella|ellos)\b", re.IGNORECASE)
# Farewells are short, and not far from the end.
LONGEST, MOST = 220, 5
SHORTEST, FEWEST_ANSWERS = 40, 3


def farewell(
    paragraphs: Sequence[str], near: str, before: frozenset[str], usual: Sequence[int]
) -> int:
    """Give the index at which the page speaks again; the number of paragraphs if it does not.

    `near` is what stands around the talk and names people, `before` the paragraphs ahead of it,
    `usual` how many paragraphs the other answers have. The first paragraph is always the answer's.
    """
    single = len(usual) >= FEWEST_ANSWERS and max(usual) == 1
    names = {word for pair in NAME_PAIR.findall(near) for word in pair if len(word) > 2}
    first = max(1, len(paragraphs) - MOST)
    for index in range(first, len(paragraphs)):
        text = paragraphs[index]
        if _leaves(text, names, before) or _looks_back(text, single, bool(before)):
            return index
    return len(paragraphs)


def _leaves(text: str, names: set[str], before: frozenset[str]) -> bool:
    if text in before:
        return True
    if len(text) > LONGEST:
        return False
    words = WORD.findall(text)
    if THANKS.match(text) and (not names.isdisjoint(words) or FOR_THIS.search(text)):
        return True
    # The page speaks of the one who has just spoken.
    begins = bool(words) and words[0] in names
    return not speaks_of_self(text) and (begins or FOLLOW.match(text) is not None)


def _looks_back(text: str, single: bool, framed: bool) -> bool:
    """Tell whether the page speaks of somebody who was there, and no longer that person.

    It takes a page that begins with its own words, too, and answers of one paragraph each, or one
    that now says "he" or "she" first.
    """
    if not framed or len(text) < SHORTEST or text.endswith("?"):
        return False
    of_others = THEY.match(text) is not None
    if single:
        return of_others or FIRST_SINGULAR.search(text) is None
    return of_others and not speaks_of_self(text)
