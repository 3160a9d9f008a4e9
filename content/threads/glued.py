"""Names and handles that a page has lost the gap behind: `Ana Belmonte@ana_bText of a tweet`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from content.bylines import is_name
from content.model import Span
from content.remembered import each
from content.threads.attributions import EDGES, Attribution, Found

FEWEST = 3
GLUED = re.compile(r"(?P<name>[^@\n]{2,60})[@＠](?P<rest>[A-Za-z0-9_]{2,40}.*)")
HANDLE = re.compile(r"[A-Za-z0-9_]{2,20}")


def glued_of(signs: Sequence[tuple[int, str]]) -> dict[int, Found]:
    """Read `Ana Belmonte@ana_bText`: what all lines of a name have in common is the handle."""
    told = each(_glued, [text for _, text in signs])
    rows = [(index, told[text]) for index, text in signs if text in told] if told else []
    if len(rows) < FEWEST:
        return {}
    most = Counter(match["name"] for _, match in rows).most_common(1)[0][0]
    own = [(index, match) for index, match in rows if match["name"] == most]
    if len(own) < max(FEWEST, 0.5 * len(rows)) or not is_name(most):
        return {}
    rests = [match["rest"] for _, match in own]
    handle = next(_prefixes(rests), None)
    if handle is None:
        return {}
    said = Attribution(most.strip(EDGES), handle, None)
    return {i: Found(Span(0, m.start("rest") + len(handle)), said, True) for i, m in own}


def _glued(text: str) -> re.Match[str] | None:
    found = GLUED.match(text)
    return found if found and found["name"][-1].isalnum() else None


def _prefixes(rests: Sequence[str]) -> Iterator[str]:
    """Give what could be the handle that all begin with, behind which each has a text's begin."""
    # What the first and the last of a sorted row begin with, all do.
    first, last = min(rests), max(rests)
    common = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    sign = HANDLE.match(first[:common])
    for end in range(sign.end() if sign else 0, 1, -1):
        if all(_begins(rest[end : end + 1]) for rest in rests):
            yield first[:end]


def _begins(sign: str) -> bool:
    return sign.isupper() or (bool(sign) and sign in "“\"«„¿¡#'‘")
