"""parse_mode HTML: tags become entities, with the errors of the real server.

Rules: https://core.telegram.org/bots/api#html-style and TDLib's parse_html.
"""

import re
from dataclasses import dataclass

from bot.sandbox.answers import Refused, bad_request
from bot.sandbox.entities import Entity, units

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,7})|#([0-9]{1,8})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LINK = re.compile(r"(?i)(?:https?|ftp|tg|ton|tonsite|mailto|tel)(?::|://)\S+|[\w.~-]+\.\w{2,}\S*")
_USER = re.compile(r"(?i)tg://user\?id=(\d+)")


def parse(source: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and the entities; 400 "can't parse entities" otherwise."""
    return _Reader(source).read()


def unescape(source: str) -> str:
    """Replace character references; what is none stays as it is written."""
    return _CHARACTER.sub(_character, source)


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return match.group()
    return chr(code)


@dataclass(frozen=True, slots=True)
class _Open:
    """A start tag that waits for its end: where it stands in the result, and its attribute."""

    tag: str
    value: str
    begin: int
    offset: int


class _Reader:
    """Goes once through the source, with the tags that are open on a stack."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.text = ""
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.place < len(self.source):
            start = self.source.find("<", self.place)
            stop = len(self.source) if start < 0 else start
            self._plain(unescape(self.source[self.place : stop]))
            self.place = stop
            if self.source.startswith("</", stop):
                self._end_tag()
            elif start >= 0:
                self._start_tag()
        if self.open:
            tag = self.open[-1].tag
            raise _error(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return self.text, self.entities

    def _plain(self, text: str) -> None:
        self.text += text
        self.length += units(text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.place)
        found = match.group() if match else ""
        self.place += len(found)
        return found

    @property
    def _next(self) -> str:
        return self.source[self.place : self.place + 1]

    def _at(self, place: int) -> str:
        return f"at byte offset {len(self.source[:place].encode())}"

    def _start_tag(self) -> None:
        begin = self.place
        self.place += 1
        tag = self._take(_NAME).lower()
        if not self._next:
            raise _error(f"Unclosed start tag {self._at(begin)}")
        if tag not in TAGS:
            raise _error(f'Unsupported start tag "{tag}" {self._at(begin)}')
        value = ""
        while True:
            self._take(_SPACE)
            if self._next == ">":
                break
            name, content = self._attribute(tag, begin)
            value = _argument(tag, name, content) or value
        if tag == "span" and value != "spoiler":
            raise _error(f'Tag "span" must have class "tg-spoiler" {self._at(begin)}')
        self.place += 1
        self.open.append(_Open(tag, value, len(self.text), self.length))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._take(_ATTRIBUTE)
        if not name and self._next:
            raise _error(f'Empty attribute name in the tag "{tag}" {self._at(begin)}')
        self._take(_SPACE)
        if self._next == "=":
            self.place += 1
            self._take(_SPACE)
            content = self._content(begin)
        else:
            content = ""
        if not self._next:
            raise _error(f'Unclosed start tag "{tag}" {self._at(begin)}')
        return name, content

    def _content(self, begin: int) -> str:
        quote = self._next
        if quote and quote in "\"'":
            stop = self.source.find(quote, self.place + 1)
            if stop < 0:
                raise _error(f"Unclosed start tag {self._at(begin)}")
            content = unescape(self.source[self.place + 1 : stop])
            self.place = stop + 1
            return content
        start = self.place
        token = self._take(_TOKEN).lower()
        if self._next and not self._next.isspace() and self._next != ">":
            raise _error(f"Unexpected end of name token {self._at(start)}")
        return token

    def _end_tag(self) -> None:
        begin = self.place
        if not self.open:
            raise _error(f"Unexpected end tag {self._at(begin)}")
        self.place += 2
        tag = self._take(_NAME).lower()
        self._take(_SPACE)
        if self._next != ">":
            raise _error(f"Unclosed end tag {self._at(begin)}")
        self.place += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise _error(f"Unmatched end tag {self._at(begin)}, {expected}")
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind, value = TAGS[opened.tag], opened.value
        length = self.length - opened.offset
        if opened.tag == "a":
            value = value or self.text[opened.begin :]
            if user := _USER.fullmatch(value):
                kind, value = "text_mention", user.group(1)
            elif not _LINK.fullmatch(value):
                return
            elif "://" not in value and not value.lower().startswith(("mailto:", "tel:")):
                value = f"http://{value}"
        elif opened.tag == "blockquote":
            kind, value = f"expandable_{kind}" if value else kind, ""
        elif opened.tag == "tg-emoji" and not value.isdecimal():
            raise _error("Invalid custom emoji identifier specified")
        elif opened.tag in ("pre", "code") and self._joins(opened, length):
            return
        self.entities.append(
            Entity(kind, opened.offset, length, value if opened.tag not in _BARE else "")
        )

    def _joins(self, opened: _Open, length: int) -> bool:
        """`<pre><code class="language-x">` over the same place is one entity with a language."""
        if opened.tag != "pre" or not self.entities:
            return False
        inner = self.entities[-1]
        same = (inner.kind, inner.offset, inner.length) == ("code", opened.offset, length)
        if not same or not inner.value:
            return False
        self.entities[-1] = Entity("pre", opened.offset, length, inner.value)
        return True


_BARE = ("span", "tg-spoiler", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del")


def _argument(tag: str, name: str, content: str) -> str:
    """What an attribute means for its tag; unknown ones mean nothing."""
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return content
    if (tag, name) == ("blockquote", "expandable"):
        return "yes"
    if (tag, name) == ("code", "class") and content.startswith("language-"):
        return content.removeprefix("language-")
    if (tag, name) == ("span", "class") and content.startswith("tg-"):
        return content.removeprefix("tg-")
    return ""


def _error(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")
