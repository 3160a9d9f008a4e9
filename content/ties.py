"""Which names a text ties to which handles: only where it prints both side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from content.mentions import Handle, find_handles, fold
from content.model import Fragment
from content.name_words import NOT_PEOPLE, OPENERS
from content.names import RUN, find_names, fold_name

WINDOW = 80
NETWORK = (
    r"(?:twitter|x|mastodon|bluesky|instagram|insta|telegram|facebook|threads|github|linkedin)"
)
# "Nora Quill (@nq", "Nora Quill, alias @nq", and "Nora Quill @nq" at the end of a line.
BRACKET = regex.compile(r"[ \u00a0]\((?:(?i:alias|aka)[ \u00a0])?$")
ALIAS = regex.compile(
    r",?[ \u00a0](?i:alias|aka|a\.k\.a\.|dite?|also known as|genannt|conocid[oa] como)[ \u00a0]$"
)
SIDE = regex.compile(r"[\p{L}\p{M}.],?[ \u00a0]$")
BEHIND = regex.compile(r"[ \u00a0]\((?P<name>\p{Lu}[^()@\n]{1,60})\)")
# The last words of a note about somebody: "Twitter: @nq".
CONTACT = regex.compile(rf"(?i:(?<!\w){NETWORK})[ \u00a0]?:[ \u00a0]?$")
FOLLOW = regex.compile(
    r"(?i:suivre|suivez|retrouve[rz]|lire|follow|find|read|folgt?|lest|seguir|sigue"
    r"|sigan|leer)"
    r"[ \u00a0](?P<name>\p{Lu}[^@.!?\n]{1,60}?)[ \u00a0](?:sur|on|auf|en|at)[ \u00a0]"
    rf"(?:(?i:{NETWORK})[ \u00a0]?:?[ \u00a0]?)?$"
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A handle (folded) and a name that a text gives it, as printed."""

    handle: str
    name: str


def find_ties(fragments: Sequence[Fragment]) -> Iterator[Tie]:
    """Find the names of handles in texts, in reading order."""
    above = ""
    for fragment in fragments:
        handles = find_handles(fragment.text)
        for handle in handles:
            name = _beside(fragment.text, handle) or _followed(fragment.text, handle)
            if name is None and len(handles) == 1:
                name = _noted(fragment.text, handle, above)
            if name is not None:
                yield Tie(fold(handle.surface), name)
        above = fragment.text


def _beside(text: str, handle: Handle) -> str | None:
    before = text[max(0, handle.span.start - WINDOW) : handle.span.start]
    behind = BEHIND.match(text, handle.span.end)
    if behind is not None and _is_a_name(behind["name"]):
        return behind["name"]
    for glue in (BRACKET, ALIAS):
        if found := glue.search(before):
            return _last_run(before[: found.start()])
    # A signature: nothing else in its line.
    line = before.rpartition("\n")[2]
    following = text[handle.span.end : handle.span.end + 1]
    if SIDE.search(line) and following in ("", "\n"):
        signed = line.strip("—–-, \u00a0")
        return signed if len(line) < WINDOW and _is_a_name(signed) else None
    return None


def _followed(text: str, handle: Handle) -> str | None:
    before = text[max(0, handle.span.start - WINDOW) : handle.span.start]
    found = FOLLOW.search(before)
    return found["name"] if found and _names(found["name"]) else None


def _noted(text: str, handle: Handle, above: str) -> str | None:
    """The name at the beginning of a note whose last words are where to find somebody."""
    label = CONTACT.search(text[max(0, handle.span.start - WINDOW) : handle.span.start])
    if label is None or text[handle.span.end :].strip(" .)"):
        return None
    note = text if text[: handle.span.start].count(" ") > 2 else above
    opening = note[:WINDOW]
    run = RUN.match(opening.lstrip("*•- \n"))
    return run.group() if run and _is_a_name(run.group()) else None


def _last_run(text: str) -> str | None:
    """The run of capitals that a text ends with, without words that only open a sentence."""
    for run in RUN.finditer(text):
        if run.end() == len(text):
            words = run.group().split(" ")
            while words and fold_name(words[0]) in OPENERS:
                words.pop(0)
            name = " ".join(words)
            return name if _is_a_name(name) else None
    return None


def _is_a_name(text: str) -> bool:
    """Two words or more with capitals, or one that is a given name."""
    run = RUN.fullmatch(text)
    if run is None or any(fold_name(word) in NOT_PEOPLE for word in text.split(" ")):
        return False
    return " " in text or _names(text)


def _names(text: str) -> bool:
    found = find_names(text, (), ())
    return len(found) == 1 and found[0].span.end - found[0].span.start == len(text)
