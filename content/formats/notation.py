r"""The notation of the canonical form's body: labels and escapes, both ways.

`\x{2C}` stands for the character with that hexadecimal number and `\x{}` for nothing; a
backslash before anything else is an ordinary character. A line that begins with a backslash is
taken without it and is never notation, so a lone backslash is an empty line.
"""

import re
from dataclasses import dataclass

from content.dates import ISO, iso_date
from content.model import FragmentKind, PartialDate

KINDS = "|".join(FragmentKind)
HEADING = re.compile(r"#{1,6} +(?P<text>\S.*)")
SAID = re.compile(r"(?P<letter>[QA]): *(?P<text>.*)")
LABEL = re.compile(
    rf"\[(?P<noted>noted (?=[^\]]))?"
    rf"(?:(?P<kind>{KINDS}|noted)(?: (?P<number>\d{{1,9}}|\?)(?:/(?P<total>\d{{1,9}})?)?)?"
    r"|(?P<short>\d{1,9})/(?P<of>\d{1,9})?)(?: (?P<depth>>+))?"
    r"(?P<rest>(?:,[^\],]*)*)\](?: +(?P<text>.*))?"
)
ESCAPE = re.compile(r"\\x\{([0-9A-Fa-f]{0,6})\}")
# What editors, terminals and line readers change or take for a line end, and a white space at
# the end of a line, which editors cut off.
FRAGILE = re.compile(r"\\(?=x\{)|[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|\s\Z")
SAYS = {"Q": FragmentKind.QUESTION, "A": FragmentKind.ANSWER}
NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a fragment's text; `short` takes the rest from the front matter."""

    kind: FragmentKind
    number: int | None = None
    total: int | None = None
    speaker: str | None = None
    handle: str | None = None
    date: PartialDate | None = None
    short: bool = False
    noted: bool = False
    depth: int = 0


def read_label(line: str) -> tuple[Label, int] | None:
    """Read a line's notation: the label, and where the text begins; None for plain text."""
    if heading := HEADING.fullmatch(line):
        return Label(FragmentKind.HEADING), heading.start("text")
    if said := SAID.fullmatch(line):
        return Label(SAYS[said["letter"]]), said.start("text")
    if label := LABEL.fullmatch(line):
        start = label.start("text") if label["text"] else len(line)
        return _label(label), start
    return None


def _label(match: re.Match[str]) -> Label:
    names: list[str] = []
    handle, date = None, None
    for part in (part.strip() for part in match["rest"].split(",")[1:]):
        if part.startswith("@"):
            handle = unescape(part[1:])
        elif (found := iso_date(part)) is not None:
            date = found
        elif part:
            names.append(unescape(part))
    number = match["number"] or match["short"]
    total = match["total"] or match["of"]
    # A bare [noted] is a paragraph.
    alone = match["kind"] == NOTED
    kind = FragmentKind.PROSE if alone else FragmentKind(match["kind"] or FragmentKind.TWEET)
    return Label(
        kind,
        None if number in (None, "?") else int(number),
        int(total) if total else None,
        ", ".join(names) if names else None,
        handle,
        date,
        short=match["kind"] is None and not match["rest"],
        noted=alone or match["noted"] is not None,
        depth=len(match["depth"] or ""),
    )


def write_label(label: Label) -> str:
    """Write a label so that `read_label` gives it back."""
    number = "" if label.number is None else str(label.number)
    total = "" if label.total is None else str(label.total)
    noted = f"{NOTED} " if label.noted else ""
    deep = f" {'>' * label.depth}" if label.depth else ""
    if label.short:
        return f"[{noted}{number}/{total}{deep}]"
    if label == Label(FragmentKind.PROSE, noted=True):
        return f"[{NOTED}]"
    head = noted + str(label.kind)
    if number or total:
        head += f" {number or '?'}" + (f"/{total}" if total else "")
    parts = [head + deep]
    if label.speaker is not None:
        parts.append(_part(label.speaker))
    if label.handle is not None:
        parts.append("@" + _part(label.handle))
    if label.date is not None:
        parts.append(str(label.date))
    return f"[{', '.join(parts)}]"


def _part(text: str) -> str:
    escaped = re.sub(r"[,\]]", _hexadecimal, escape(text)) or r"\x{}"
    if escaped[0] == "@" or escaped[0].isspace() or ISO.fullmatch(escaped):
        return f"\\x{{{ord(escaped[0]):X}}}{escaped[1:]}"
    return escaped


def escape(line: str) -> str:
    """Write the characters of one line that would not survive as they are."""
    return FRAGILE.sub(_hexadecimal, line)


def unescape(line: str) -> str:
    """Read what `escape` wrote; a number that is no character stays as it stands."""
    return ESCAPE.sub(_character, line)


def write_line(line: str) -> str:
    """Write one line of a text; a backslash in front where it could be taken for notation."""
    escaped = escape(line)
    if not escaped or escaped.startswith("\\") or read_label(escaped) is not None:
        return "\\" + escaped
    return escaped


def _hexadecimal(match: re.Match[str]) -> str:
    return f"\\x{{{ord(match[0]):X}}}"


def _character(match: re.Match[str]) -> str:
    if not match[1]:
        return ""
    code = int(match[1], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
