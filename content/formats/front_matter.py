"""The head of a canonical text: a few YAML keys between two lines of three hyphens."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as calendar_date

import yaml

from content.dates import iso_date, only_date
from content.joined import begins_with_handle
from content.model import Author, PartialDate, Piece, PieceKind, Problem, Rights

FENCE = "---"
GROUPS = ("same", "apart")
KEYS = (
    *("slug", "kind", "title", "author", "date", "language", "note", "suggested_note"),
    *(*GROUPS, "rights", "source", "sha256"),
)
KEY_LINE = re.compile(rf"(?:{'|'.join(KEYS)})\s*:")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST = 100
# What other programs write behind a day.
CLOCK = re.compile(
    r"(?<=-\d\d-\d\d)(?:T|[ ]+)\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?"
    r"[ ]?(?:Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?$",
    re.IGNORECASE,
)
# Of these signs libyaml, in a tenth of the time, makes what PyYAML makes; it reads others (a tab, a
# question mark, a tag) in its own way, and is not in every PyYAML.
PLAIN = re.compile(r"[\w \n.,:;/()'\"’+=\[\]{}–—«»@-]*")
FAST = getattr(yaml, "CSafeLoader", None)


class BrokenFrontMatter(Exception):  # noqa: N818 - the name other floors rely on
    """The front matter is not YAML; the message is one line with the line number."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line = line


@dataclass(slots=True)
class Head:
    """What a front matter says, and what is wrong with it."""

    slug: str | None = None
    kind: PieceKind | None = None
    title: str | None = None
    author: Author | None = None
    date: PartialDate | None = None
    language: str | None = None
    note: str | None = None
    suggested_note: str | None = None
    same: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    rights: Rights | None = None
    source: str | None = None
    sha256: str | None = None
    problems: list[Problem] = field(default_factory=list)


def fence_of(lines: list[str]) -> int | None:
    """Find the line that closes the front matter (counted from 0); None where there is none.

    A text that begins with a fence and names one of our keys has a front matter, closed or not.
    """
    if not lines or lines[0].rstrip() != FENCE:
        return None
    named = False
    for index, line in enumerate(lines[1 : LONGEST + 1], start=1):
        if line.rstrip() == FENCE:
            return index if named else None
        named = named or KEY_LINE.match(line) is not None
    if named:
        raise BrokenFrontMatter(1, f"no line {FENCE} closes the front matter; add one after it")
    return None


def read_head(text: str) -> Head:
    """Read the YAML between the fences; scalars are taken as they are written."""
    head = Head()
    for key, node in _entries(_mapping(text), head):
        line = node.start_mark.line + 2
        if key in GROUPS:
            problem = _groups(head, key, node)
        else:
            problem = _author(head, node) if key == "author" else _take(head, key, node)
        if problem:
            head.problems.append(Problem(line, problem))
    return head


def compose(text: str) -> yaml.Node | None:
    """What PyYAML makes of a text, in the fastest way that makes the same; raises its errors."""
    if FAST is not None and PLAIN.fullmatch(text):
        try:
            return yaml.compose(text, Loader=FAST)
        except yaml.YAMLError:
            # The other one says it in its own words, the same everywhere.
            pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _mapping(text: str) -> yaml.MappingNode | None:
    try:
        node = compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "not YAML"
        raise BrokenFrontMatter(mark.line + 2 if mark else 1, _advice(what)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 2
        raise BrokenFrontMatter(line, _advice("a character YAML does not allow")) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise BrokenFrontMatter(1, _advice("not YAML")) from error
    if node is None or isinstance(node, yaml.MappingNode):
        return node
    raise BrokenFrontMatter(node.start_mark.line + 2, _advice("no 'key: value'"))


def _advice(what: str) -> str:
    return f"the front matter cannot be read ({what}); a value with signs like : goes in quotes"


def _entries(node: yaml.MappingNode | None, head: Head) -> Iterator[tuple[str, yaml.Node]]:
    seen = set()
    for key, value in node.value if node is not None else ():
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        line = key.start_mark.line + 2
        if name not in KEYS:
            head.problems.append(Problem(line, f"unknown key {name!r}: left out"))
        elif name in seen:
            head.problems.append(Problem(line, f"{name!r} stands twice: the first one counts"))
        else:
            seen.add(name)
            yield name, value


def _text(node: yaml.Node) -> str | None:
    """Give a scalar's text; an empty one counts only in quotes."""
    if isinstance(node, yaml.ScalarNode) and (node.value or node.style):
        return str(node.value)
    return None


def _author(head: Head, node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.MappingNode):
        name = _text(node)
        if name is None:
            return None
        handle = name[1:] if name.startswith("@") else None
        head.author = Author(None if handle else name, handle)
        return None
    values: Mapping[str, str | None] = {
        key.value: _text(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)
    }
    name, handle = values.get("name"), values.get("handle")
    if name is not None or handle is not None:
        head.author = Author(name, handle)
    unknown = [key for key in values if key not in ("name", "handle")]
    return f"unknown key 'author.{unknown[0]}': left out" if unknown else None


def _groups(head: Head, key: str, node: yaml.Node) -> str | None:
    """Set a list of lists; give what is wrong with it, if anything is."""
    groups = []
    for group in node.value if isinstance(node, yaml.SequenceNode) else (node,):
        names = group.value if isinstance(group, yaml.SequenceNode) else (group,)
        if not isinstance(group, yaml.SequenceNode) or any(_text(name) is None for name in names):
            return f"{key!r} is no list of lists; write [[handle, other name], ...]"
        groups.append(tuple(str(name.value) for name in names))
    setattr(head, key, tuple(groups))
    for group in groups:
        if len(set(group)) < 2:
            return f"a group of {key!r} has two members or more; {list(group)} says nothing"
        if key == "same" and not begins_with_handle(group):
            return f"a group of 'same' begins with a handle; {list(group)} joins nobody"
    for one in head.same:
        for other in head.apart:
            both = [name for name in one if name in other]
            if len(both) > 1:
                return f"'same' and 'apart' both have {' and '.join(both)}; leave one of them out"
    return None


def _take(head: Head, key: str, node: yaml.Node) -> str | None:
    """Set one key; give what is wrong with it, if anything is."""
    value = _text(node)
    if value is None:
        return None if isinstance(node, yaml.ScalarNode) else f"{key!r} is no plain text: left out"
    if key == "kind":
        if value not in tuple(PieceKind):
            return f"kind {value!r} is unknown; write {', '.join(PieceKind)}"
        head.kind = PieceKind(value)
    elif key == "rights":
        if value not in tuple(Rights):
            return f"rights {value!r} are unknown; write {', '.join(Rights)}"
        head.rights = Rights(value)
    elif key == "date":
        head.date = iso_date(CLOCK.sub("", value)) or only_date(value)
        return None if head.date else f"date {value!r} is none; write 2014, 2014-11 or 2014-11-24"
    elif key == "slug" and not SLUG.fullmatch(value):
        return f"slug {value!r} may hold a-z, 0-9 and hyphens only: left out"
    elif key == "sha256" and not SHA256.fullmatch(value):
        return "sha256 is not 64 hexadecimal digits: left out"
    else:
        setattr(head, key, value)
    return None


def write_head(piece: Piece) -> str:
    """Write the front matter of a piece, fences included."""
    author = piece.author and {
        key: value
        for key, value in (("name", piece.author.name), ("handle", piece.author.handle))
        if value is not None
    }
    groups = {"same": piece.same, "apart": piece.apart}
    values = {
        "slug": piece.slug,
        "kind": str(piece.kind),
        "title": piece.title,
        "author": author,
        "date": _plain(piece.date),
        "language": piece.language,
        "suggested_note" if piece.suggested else "note": piece.note,
        **{key: _Groups(groups) for key, groups in groups.items() if groups},
        "rights": None if piece.rights is Rights.UNKNOWN else str(piece.rights),
        "source": piece.source.url,
        "sha256": piece.source.sha256,
    }
    known = {key: value for key, value in values.items() if value is not None}
    dumped = yaml.dump(
        known, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf")
    )
    return f"{FENCE}\n{dumped}{FENCE}\n"


class _Groups(tuple[tuple[str, ...], ...]):
    """A list of lists that is written in one line."""


class _Dumper(yaml.SafeDumper):
    """Quotes what is not printable with escapes: plain quotes turn U+0085 into a space."""


def _string(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = None if value.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _in_one_line(dumper: yaml.SafeDumper, groups: _Groups) -> yaml.SequenceNode:
    rows = [dumper.represent_sequence("tag:yaml.org,2002:seq", g, flow_style=True) for g in groups]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", rows, flow_style=True)


_Dumper.add_representer(str, _string)
_Dumper.add_representer(_Groups, _in_one_line)


def _plain(date: PartialDate | None) -> calendar_date | int | str | None:
    """Give YAML the type that it prints without quotes."""
    if date is None:
        return None
    if date.month is None:
        return date.year if date.year >= 1000 else str(date)
    return str(date) if date.day is None else calendar_date(date.year, date.month, date.day)
