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
# Farewells are short, and not far from the end.
LONGEST, MOST = 220, 5


def farewell(paragraphs: Sequence[str], near: str, before: frozenset[str]) -> int:
    """Give the index at which the page speaks again; the number of paragraphs if it does not.

    `near` is what stands around the talk and names people, `before` the paragraphs ahead of it.
    The first paragraph is always the answer's.
    """
    names = {word for pair in NAME_PAIR.findall(near) for word in pair if len(word) > 2}
    first = max(1, len(paragraphs) - MOST)
    for index in range(first, len(paragraphs)):
        if _leaves(paragraphs[index], names, before):
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
