"""Which names a text ties to which handles: only where it prints both side by side."""

from collections import deque
from collections.abc import Iterator, Reversible, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from content.mentions import Handle
from content.model import Piece
from content.name_forms import fold_name
from content.name_runs import RUN
from content.name_words import NOT_PEOPLE, OPENERS
from content.names import find_names
from content.places import key_of

WINDOW = 80
# So many lines a note about somebody may have.
NOTE = 4
IS = regex.compile(r"[ \u00a0](?:est|is|ist|es)[ \u00a0]")
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
# "Nora is there, too: @nq", "Nora Quill is on Mastodon: @nq".
IS_THERE = regex.compile(
    r"(?<![\p{L}-])(?P<name>\p{Lu}[^@.!?,:\n]{1,60}?)[ \u00a0](?:est|is|ist|está)[ \u00a0]"
    r"(?:aussi |also |auch |también )?(?:là|ici|here|there|hier|dort|aquí"
    rf"|(?:sur|on|auf|en)[ \u00a0](?i:{NETWORK}))(?: aussi|, too)?[ \u00a0]?:[ \u00a0]$"
)
KNOWN_AS = regex.compile(
    r"(?i:connue?s? (?:sous le nom de|comme)|(?:tweete|publie|écrit|signe) (?:sous|comme)|known as"
    r"|(?:tweets|posts|writes|signs) as|bekannt als|(?:twittert|schreibt|postet) als"
    r"|conoce[ns]? como|conocid[oa] como|(?:tuitea|escribe|firma) como)[ \u00a0]$"
)
# The last words of all that names somebody before a handle, and what says whose handle it is.
_LAST = """
alias aka a.k.a. dit dite as genannt como sur on auf en at de comme sous als ici here there hier
dort aussi too twitter x mastodon bluesky instagram insta telegram facebook threads github linkedin
"""
LAST_WORDS = frozenset(_LAST.split())
LONGEST_LAST = 12
FOLLOW = regex.compile(
    r"(?i:suivre|suivez|retrouve[rz]|lire|follow|find|read|folgt?|lest|seguir|sigue"
    r"|sigan|leer)"
    r"[ \u00a0](?P<name>\p{Lu}[^@.!?\n]{1,60}?)[ \u00a0](?:sur|on|auf|en|at)[ \u00a0]"
    rf"(?:(?i:{NETWORK})[ \u00a0]?:?[ \u00a0]?)?$"
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A handle (folded) and a name that a text gives it, as printed.

    `at` is where the handle stands: its fragment, and the start in it.
    """

    handle: str
    name: str
    at: tuple[int, int]


def find_ties(piece: Piece, found: Sequence[Sequence[Handle]]) -> Iterator[Tie]:
    """Find the names that stand beside handles, in reading order; `found` are each fragment's."""
    # The last texts, as far as none of them has another handle.
    since: deque[str] = deque(maxlen=NOTE)
    over = {
        above.text
        for above, one in pairwise(piece.fragments)
        if one.text.startswith("@") and _is_name_over_handle(above.text, one.text)
    }
    rows = zip([None, *piece.fragments], piece.fragments, found, strict=False)
    for index, (above, fragment, handles) in enumerate(rows):
        since.append(fragment.text)
        if not handles:
            continue
        for handle in handles:
            name = _beside(fragment.text, handle)
            if name is None and _is_led_to(fragment.text, handle):
                name = _followed(fragment.text, handle) or _known_as(fragment.text, handle)
            if name is None and above is not None and fragment.text == handle.surface:
                # A line of its own above, again and again: a list of people.
                listed = above.text in over and (len(over) > 1 or _names(above.text))
                name = above.text if listed else None
            if name is None and len(handles) == 1:
                name = _noted(fragment.text, handle, since)
            if name is not None:
                yield Tie(key_of(handle.surface), name, (index, handle.span.start))
        since.clear()


def _is_name_over_handle(above: str, text: str) -> bool:
    alone = " " not in text and "\n" not in text
    return alone and len(above) < WINDOW and " " in above and is_a_name(above)


def _beside(text: str, handle: Handle) -> str | None:
    before = text[max(0, handle.span.start - WINDOW) : handle.span.start]
    behind = BEHIND.match(text, handle.span.end)
    if behind is not None and is_a_name(behind["name"]):
        return behind["name"]
    if _is_led_to(text, handle):
        for glue in (BRACKET, ALIAS):
            if found := glue.search(before):
                return _last_run(before[: found.start()])
    if text[handle.span.end : handle.span.end + 1] not in ("", "\n"):
        return None
    # A signature: nothing else in its line.
    line = before.rpartition("\n")[2]
    if SIDE.search(line):
        signed = line.strip("—–-, \u00a0")
        return signed if len(line) < WINDOW and is_a_name(signed) else None
    return None


def _is_led_to(text: str, handle: Handle) -> bool:
    """Whether the word before a handle is one with which somebody's name leads to it."""
    before = text[max(0, handle.span.start - WINDOW) : handle.span.start]
    word = before.rstrip(" \u00a0:")[-LONGEST_LAST:].replace("\u00a0", " ").rpartition(" ")[2]
    cue = word.lstrip("(").casefold()
    return cue in LAST_WORDS or not word or word.endswith("(") or not word.isascii()


def _followed(text: str, handle: Handle) -> str | None:
    before = text[max(0, handle.span.start - WINDOW) : handle.span.start]
    found = FOLLOW.search(before) or IS_THERE.search(before)
    return found["name"] if found and _names(found["name"]) else None


def _known_as(text: str, handle: Handle) -> str | None:
    """The whole name nearest before "known as @nq"."""
    start = max(0, handle.span.start - 3 * WINDOW)
    before = text[start : handle.span.start]
    if not KNOWN_AS.search(before):
        return None
    found = [before[slice(n.span.start, n.span.end)] for n in find_names(before, (), ()) if n.whole]
    return found[-1] if found else None


def _noted(text: str, handle: Handle, lines: Reversible[str]) -> str | None:
    """The name that begins a note ("Nora Quill is a baker") whose last words are a handle.

    `lines` are the last ones up to this, none of them with another handle.
    """
    label = CONTACT.search(text[max(0, handle.span.start - WINDOW) : handle.span.start])
    if label is None or text[handle.span.end :].strip(" .)"):
        return None
    for line in reversed(lines):
        run = RUN.match(line[:WINDOW])
        if run and " " in run.group() and is_a_name(run.group()):
            told = IS.match(line, run.end()) is not None
            return run.group() if told or (line is text and _names(run.group())) else None
    return None


def _last_run(text: str) -> str | None:
    """The run of capitals that a text ends with, without words that only open a sentence."""
    for run in RUN.finditer(text):
        if run.end() == len(text):
            words = run.group().split(" ")
            while words and fold_name(words[0]) in OPENERS:
                words.pop(0)
            name = " ".join(words)
            return name if is_a_name(name) else None
    return None


def is_a_name(text: str) -> bool:
    """Tell whether this is a name: words with capitals, or one that is a given name."""
    run = RUN.fullmatch(text)
    if run is None or any(fold_name(word) in NOT_PEOPLE for word in text.split(" ")):
        return False
    return " " in text or _names(text)


def _names(text: str) -> bool:
    found = find_names(text, (), ())
    return len(found) == 1 and found[0].span.end - found[0].span.start == len(text)
