"""Where a capture lost the beginning of what somebody wrote: "lle part." for "Elle part."

Nobody's spelling is judged: only a text whose other parts begin with capitals is looked at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from content.language import SETS
from content.model import Fragment, FragmentKind, Problem

# Answers, replies and comments begin as people speak.
KINDS = (FragmentKind.PROSE, FragmentKind.TWEET)
FEWEST, SHARE = 6, 0.7
WORD = re.compile(r"[^\W\d_]+")
# A part behind anything else goes on with its sentence, or is one of a list.
WHOLE = re.compile(r"[.!?…][\"'’”»)\]\u00a0\u202f ]*\Z")
# A first word and nothing else, such as an address or a number.
SMALL = re.compile(r"(?P<word>[^\W\d_]+)(?=[\s,;…]|\Z)")
SHOWN, MOST = 40, 20


def cuts_of(fragments: Sequence[Fragment], text: str) -> Iterator[Problem]:
    """Give a problem, with its line, for each part whose first letters seem to be lost."""
    told = [one for one in fragments if one.kind in KINDS and one.text[:1].isalpha()]
    capitals = sum(not one.text[0].islower() for one in told)
    if len(told) < FEWEST or capitals < SHARE * len(told):
        return
    found = [one for one in _small(fragments) if one.spans]
    for one in found[:MOST]:
        first = one.text.partition("\n")[0]
        shown = first if len(first) <= SHOWN else first[:SHOWN].rstrip() + "…"
        line = text.count("\n", 0, one.spans[0].start) + 1
        yield Problem(line, f"“{shown}” begins with a small letter: its start may be lost")
    if len(found) > MOST:
        yield Problem(
            None, f"parts that begin with a small letter beside these: {len(found) - MOST:,}"
        )


def _small(fragments: Sequence[Fragment]) -> Iterator[Fragment]:
    found = list(_behind_whole(fragments))
    wanted = {word for _, word in found}
    # Few texts have any: only then all their words are looked at.
    parts = fragments if found else ()
    known = Counter(word for one in parts for word in wanted.intersection(WORD.findall(one.text)))
    yield from (one for one, word in found if _is_torn(word, known))


def _behind_whole(fragments: Sequence[Fragment]) -> Iterator[tuple[Fragment, str]]:
    """Give the parts that begin with a small word behind a whole sentence, each with that word."""
    before = None
    for one in fragments:
        may_be = one.kind in KINDS and not one.text[:1].isupper()
        word = SMALL.match(one.text) if may_be else None
        small = word is not None and word["word"].islower()
        if word and small and (before is None or WHOLE.search(before.text[-8:])):
            yield one, word["word"]
        before = one


def _is_torn(word: str, known: Mapping[str, int]) -> bool:
    """Whether a word is in no other part, nor one with which many a sentence goes on ("mais")."""
    whole = known[word] > 1 or any(word in small for small in SETS.values())
    return not whole
