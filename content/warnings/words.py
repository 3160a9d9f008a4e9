"""The lists of words by which a text speaks of something hard, one file a language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Topic(StrEnum):
    """What a reader may want to know beforehand that a text speaks of."""

    VIOLENCE = "violence"
    SEXUAL_VIOLENCE = "sexual violence"
    SUICIDE = "suicide"
    SELF_HARM = "self-harm"


class Weight(StrEnum):
    """What a phrase proves: enough, something in company, or nothing, since it is a figure."""

    STRONG = ""
    WEAK = "?"
    FIGURE = "!"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a list; `key` is in every text that has it (as `ready` makes them)."""

    text: str
    weight: Weight
    key: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """One language: its phrases by topic, and how a note says what a text speaks of."""

    says: str
    joins: str
    names: dict[Topic, str]
    phrases: dict[Topic, tuple[Phrase, ...]]

    def note(self, topics: tuple[Topic, ...]) -> str:
        """`speaks of violence, suicide and self-harm`."""
        *first, last = (self.names[topic] for topic in topics)
        listed = f"{', '.join(first)} {self.joins} {last}" if first else last
        return f"{self.says} {listed}"


LANGUAGES = ("fr", "en", "de", "es")
GAP = r"[\s-]+"
HEADER = re.compile(r"\[(?P<topic>[a-z -]+)\] (?P<name>.+)")


def ready(text: str) -> str:
    """Text as the lists are written: lower case, straight apostrophes, plain spaces."""
    return text.lower().replace("’", "'").replace("\u00a0", " ")


@cache
def words_of(language: str) -> Words:
    """The list of one of LANGUAGES."""
    text = files("content.warnings").joinpath(f"{language}.txt").read_text("utf-8")
    head: dict[str, str] = {}
    names: dict[Topic, str] = {}
    phrases: dict[Topic, list[Phrase]] = {}
    topic = Topic.VIOLENCE
    for line in _lines(text):
        if header := HEADER.fullmatch(line):
            topic = Topic(header["topic"])
            names[topic], phrases[topic] = header["name"], []
        elif not names:
            key, _, value = line.partition(": ")
            head[key] = value
        else:
            phrases[topic].append(_phrase(line))
    lists = {topic: tuple(found) for topic, found in phrases.items()}
    return Words(head["says"], head["and"], names, lists)


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _phrase(line: str) -> Phrase:
    sign, _, rest = line.partition(" ")
    weight = Weight(sign) if sign in ("?", "!") else Weight.STRONG
    text = ready(line if weight is Weight.STRONG else rest)
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in text.split(" "))
    pattern = re.compile(rf"(?<!\w){GAP.join(parts)}(?!\w)")
    return Phrase(text, weight, max(text.replace("*", "").split(" "), key=len), pattern)
