"""JSON lines (NDJSON): posts, made threads of each account, and texts, one a line."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from content.archives import Unreadable
from content.dates import iso_date
from content.document import Document
from content.jsons import Broken, Unfit, decode, json_of
from content.mentions import fold
from content.model import PartialDate, Problem
from content.readers import Opened
from content.slugs import slug_of
from content.threads.chains import apart_from, threads_of
from content.threads.moments import day_of, moment_of
from content.threads.own_posts import (
    DATES,
    Fields,
    OwnPosts,
    author_of,
    first_of,
    is_retweet,
    line_of,
)
from content.threads.posts import document_of

name = "json_lines"
TITLE = ("title",)
BODIES = ("text", "body", "content")
LANGUAGES = ("language", "lang")
APART = re.compile(r"\r?\n[ \t]*\r?\n")
SAMPLE = 100
# Further ones say nothing new.
PROBLEMS_SHOWN = 20


@dataclass(slots=True)
class _Read:
    """What the lines hold: texts in their order, and posts by account."""

    texts: list[Document] = field(default_factory=list)
    accounts: dict[str, OwnPosts] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def recognise(opened: Opened) -> bytes | None:
    """Look whether at least two lines, and most of the first ones, are objects; give all lines."""
    if opened.members is not None or b"{" not in opened.head:
        return None
    data = json_of(opened)
    sample = [line for _, line in islice(_lines(data), SAMPLE)]
    objects = sum(_is_object(line) for line in sample)
    return data if objects > 1 and objects * 2 > len(sample) else None


def documents(opened: Opened, slug: str, data: bytes) -> Iterator[Document]:
    """Give the texts, then the threads of each account, sorted by time.

    Lines that cannot be read, and answers by others, are problems of the first one. Raises
    `Unreadable` where there is neither a text nor a thread.
    """
    read = _Read()
    for number, line in _lines(data):
        _add(read, number, line, slug)
    first = True
    left_out = _left_out(read)
    for document in _found(read, slug):
        if first:
            problems = (*_shown(read.problems), *_by_others(read.accounts), *document.problems)
            document = replace(document, problems=problems, left_out=left_out)
        yield document
        first = False
    if first:
        raise Unreadable(f"{opened.name} holds neither a text nor a thread; nothing to read.")


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the lines that are not empty, with their numbers."""
    start, number = 0, 1
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end].strip()
        if line:
            yield number, line
        start, number = end + 1, number + 1


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and decode(line, dict[str, Any]) is not None
    except (Broken, Unfit):
        return False


def _add(read: _Read, number: int, line: bytes, slug: str) -> None:
    """Sort a line in: a post, a text, or a problem."""
    try:
        fields = decode(line, dict[str, Any])
    except Broken:
        read.problems.append(Problem(number, "is broken JSON; left out"))
        return
    except Unfit:
        read.problems.append(Problem(number, "is no JSON object; left out"))
        return
    post = None if first_of(fields, TITLE) else line_of(line, fields)
    if post is not None:
        if not post.text or is_retweet(post):
            read.left_out["retweets" if post.text else "posts without words"] += 1
        else:
            account = fold(post.author.handle or post.author.name or "")
            read.accounts.setdefault(account, OwnPosts(post.author)).add(post)
    elif first_of(fields, BODIES):
        read.texts.append(_text(fields, number, slug))
    else:
        read.problems.append(Problem(number, "has neither a post nor a text; left out"))


def _text(fields: Fields, number: int, slug: str) -> Document:
    """Make a text of a line; its paragraphs stand apart."""
    title = first_of(fields, TITLE).strip()
    named = first_of(fields, ("slug",)) or title or f"{slug}-{number}"
    return Document(
        slug=slug_of(named),
        items=tuple(APART.split(first_of(fields, BODIES))),
        title=title or None,
        author=author_of(fields),
        date=_date(first_of(fields, DATES)),
        language=first_of(fields, LANGUAGES)[:2].lower() or None,
        url=first_of(fields, ("url",)) or None,
        note=first_of(fields, ("note",)) or None,
    )


def _found(read: _Read, slug: str) -> Iterator[Document]:
    yield from read.texts
    for own in read.accounts.values():
        for thread in threads_of(dict(own.parents())):
            placed = [(own.post(key), depth) for key, depth in thread]
            yield document_of(own.author, slug, placed)


def _left_out(read: _Read) -> Counter[str]:
    """Count what is in no text and no thread."""
    left = read.left_out + Counter({"lines of no known form": len(read.problems)})
    for own in read.accounts.values():
        parents = dict(own.parents())
        left += apart_from(list(threads_of(parents)), parents)
    return left


def _by_others(accounts: Mapping[str, OwnPosts]) -> tuple[Problem, ...]:
    """Say how many posts answer somebody else's, and so are in nobody's thread."""
    whose = {key: name for name, own in accounts.items() for key, _ in own.parents()}
    apart: set[str] = set()
    for name, own in accounts.items():
        for key, parent in own.parents():
            if parent is not None and (parent in apart or whose.get(parent, name) != name):
                apart.add(key)
    what = f"answers to posts of another account, left out of its threads: {len(apart):,}"
    return (Problem(None, what),) if apart else ()


def _date(text: str) -> PartialDate | None:
    return iso_date(text) or day_of(moment_of(text))


def _shown(problems: list[Problem]) -> tuple[Problem, ...]:
    """The first problems, and how many more there are."""
    more = len(problems) - PROBLEMS_SHOWN
    if more <= 0:
        return tuple(problems)
    rest = Problem(None, f"lines left out beside these: {more:,}")
    return (*problems[:PROBLEMS_SHOWN], rest)
