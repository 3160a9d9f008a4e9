"""Questions without labels: told by their words, their length and what follows, all together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from content.interviews.questions import (
    ASKED,
    ENDS,
    SPEECH,
    VOCATIVE,
    addresses,
    speaks_of_self,
    weigh,
)

CUE = re.compile(
    r"\b(?:interviews?|interviewée?s?|entretiens?|rencontre[rz]?|rencontrons|portraits?|questions?"
    r"|réponses?|répondre|conversation|q ?& ?a|gespräch|fragen|entrevistas?|preguntas|charla"
    r"|entrevistamos"
    r"|hablamos|asked|minutes with|met (?:him|her|them)|spoke (?:to|with)|talked (?:to|with)"
    r"|témoigne|parcours|nous raconte)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:q(?:uestion)?[ \u00a0]?)?(?P<number>\d{1,2})[ \u00a0]?"
    r"(?:\.?[–—-](?=[ \u00a0¿])|[.)/]|\s[–—-])[ \u00a0]*",
    re.I,
)
DASH = re.compile(r"[—–―-][ \u00a0]*(?=\S)|[•►▶→*][ \u00a0]*(?=\S)|>{1,2}[ \u00a0]*(?=\S)")
FEWEST, FEWEST_SPEECHES = 3, 2
MOST_BETWEEN = 12
LONGEST_HINT = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or dash before a paragraph: where the words begin, and the number if it is one."""

    end: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The indices of the paragraphs that ask, and the marks to be taken off paragraphs."""

    questions: frozenset[int] = frozenset()
    marks: tuple[tuple[int, Mark], ...] = ()
    doubtful: bool = False


def questions_of(texts: Sequence[str | None], near: str) -> Asked:
    """Find the questions of an interview; None stands for what is no paragraph (a tweet).

    `near` is the title and what precedes the talk. Without enough evidence nothing is asked;
    `doubtful` says that it was close.
    """
    marks = [_mark(text) for text in texts]
    if _is_story(texts, marks):
        return Asked()
    weights = [_weight(text, mark) for text, mark in zip(texts, marks, strict=True)]
    asked = [i for i, weight in enumerate(weights) if weight >= ASKED]
    if not asked:
        return Asked()
    asked = [*_asked_before(texts, asked), *asked]
    plain = [text[m.end :] if text and m else text for text, m in zip(texts, marks, strict=True)]
    sure = sum(addresses(plain[i] or "") or weights[i] >= ASKED + 1.5 for i in asked)
    named = any(VOCATIVE.match(texts[i] or "") for i in asked)
    cue = named or CUE.search(near) is not None
    doubtful = len(asked) >= FEWEST and sure >= 2
    told = _share_of_self(plain, asked)
    dashed = _answers_dashes(marks, asked)
    enough = dashed or _is_enough(len(asked), sure, cue)
    enough = enough or (_is_regular(plain, asked) and told >= 0.6)
    if not _has_answers(plain, asked) or not enough:
        return Asked(doubtful=doubtful)
    if told < 0.35 and not (cue and sure >= 2) and not dashed:
        return Asked(doubtful=doubtful)
    asked = sorted({*asked, *_statements(plain, asked)})
    return Asked(frozenset(asked), tuple(_to_strip(marks, asked, texts)))


def _asked_before(texts: Sequence[str | None], asked: Sequence[int]) -> list[int]:
    """Find the first questions where each one behind them has one answer: who asks may say "I"."""
    steady = all(after - before == 2 for before, after in pairwise(asked))
    if len(asked) < FEWEST or not steady or asked[-1] != len(texts) - 2:
        return []
    found: list[int] = []
    at = asked[0] - 2
    while at >= 0 and _ends_open(texts[at]) and not _ends_open(texts[at + 1]):
        found.insert(0, at)
        at -= 2
    return found


def _ends_open(text: str | None) -> bool:
    return text is not None and ENDS.search(text) is not None


def _is_story(texts: Sequence[str | None], marks: Sequence[Mark | None]) -> bool:
    """Tell whether dashes begin what people in a story say: "— No, said the man."."""
    spoken = [text for text, mark in zip(texts, marks, strict=True) if text and mark]
    return sum(SPEECH.search(text) is not None for text in spoken) >= FEWEST_SPEECHES


def _weight(text: str | None, mark: Mark | None) -> float:
    return weigh(text[mark.end :] if mark else text) if text else 0.0


def _mark(text: str | None) -> Mark | None:
    if text is None:
        return None
    if found := NUMBER.match(text):
        return Mark(found.end(), int(found["number"]))
    dash = DASH.match(text)
    return Mark(dash.end()) if dash else None


def _is_enough(asked: int, sure: int, cue: bool) -> bool:
    if cue:
        return asked >= 2 and sure >= 1
    return asked >= FEWEST and sure >= max(2, 0.4 * asked)


def _has_answers(texts: Sequence[str | None], asked: Sequence[int]) -> bool:
    """Answers follow nearly every question, are longer, and make up most of the text."""
    ends = [*asked[1:], len(texts)]
    answers = [
        sum(len(text or "") for text in texts[first + 1 : last])
        for first, last in zip(asked, ends, strict=True)
    ]
    given = [length for length in answers if length]
    if len(given) < 0.7 * len(asked):
        return False
    longer = median(given) >= 1.2 * median(len(texts[i] or "") for i in asked)
    whole = sum(len(text or "") for text in texts)
    told = sum(answers) >= 0.4 * whole
    near = len(texts) - asked[0] <= MOST_BETWEEN * len(asked) + 2
    return longer and told and near


def _statements(texts: Sequence[str | None], asked: Sequence[int]) -> Iterator[int]:
    """Find what is put to somebody without a question mark, where all else takes turns."""
    gaps = [after - before for before, after in pairwise(asked)]
    regular = gaps.count(2) >= 0.5 * len(gaps)
    if gaps.count(2) + gaps.count(4) < 0.6 * len(gaps):
        return
    for before, gap in zip(asked, gaps, strict=False):
        said, answer = texts[before + 2], texts[before + 3] if gap == 4 else None
        if not said or not answer or len(said) >= len(answer):
            continue
        open_end = said.endswith(("…", "...")) and len(said) <= LONGEST_HINT
        if ((regular and addresses(said)) or open_end) and not speaks_of_self(said):
            yield before + 2


def _share_of_self(texts: Sequence[str | None], asked: Sequence[int]) -> float:
    """Give the share of the answers' paragraphs that say "I" or "we"."""
    questions = frozenset(asked)
    rows = [text for i, text in enumerate(texts) if text and i > asked[0] and i not in questions]
    return sum(map(speaks_of_self, rows)) / max(1, len(rows))


def _is_regular(texts: Sequence[str | None], asked: Sequence[int]) -> bool:
    """Tell whether questions and answers alternate from the beginning on, whoever is asked."""
    after = len(texts) - asked[0]
    return len(asked) >= FEWEST and asked[0] <= 2 and len(asked) >= 0.35 * after


def _answers_dashes(marks: Sequence[Mark | None], asked: Sequence[int]) -> bool:
    """Tell whether every question has a dash, and what follows each at once has one, too."""
    dashes = {i for i, mark in enumerate(marks) if mark is not None and mark.number is None}
    turns = set(asked) | {i + 1 for i in asked}
    regular = len(turns) == 2 * len(asked) and asked[-1] - asked[0] == 2 * (len(asked) - 1)
    return len(asked) >= FEWEST and turns == dashes and regular


def _to_strip(
    marks: Sequence[Mark | None], asked: Sequence[int], texts: Sequence[str | None]
) -> list[tuple[int, Mark]]:
    """Marks are signs of the layout when nearly all questions have them."""
    own = [(i, mark) for i in asked if (mark := marks[i]) is not None]
    if len(own) < 0.8 * len(asked):
        return []
    if any(mark.number is not None for _, mark in own):
        return own
    after = [i + 1 for i in asked if i + 1 < len(texts) and texts[i + 1]]
    answers = [(i, mark) for i in after if (mark := marks[i]) is not None and mark.number is None]
    return own + answers if len(answers) >= 0.8 * len(after) else own
