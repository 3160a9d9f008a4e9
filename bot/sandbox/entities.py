"""Spans of a text: links, bold and the rest, counted in UTF-16 units as Telegram counts."""

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.answers import bad_request

#: Kinds that found text only; Telegram ignores them when a bot sends them and looks for itself.
FOUND = frozenset(
    (
        *("mention", "hashtag", "cashtag", "bot_command", "url", "email"),
        *("phone_number", "bank_card_number"),
    )
)
#: Kinds that may hold others and lie across them.
STYLES = frozenset(("bold", "italic", "underline", "strikethrough", "spoiler"))
QUOTES = frozenset(("blockquote", "expandable_blockquote"))
#: Kinds that carry a value, with the field it stands in.
VALUES = {
    "text_link": "url",
    "pre": "language",
    "custom_emoji": "custom_emoji_id",
    "date_time": "date_time_format",
}
#: How apps may show an instant: how long ago, or day of the week, date and time, short or long.
_FORM = re.compile(r"r|w?[dD]?[tT]?")
#: The last second that apps count in 32 bits.
_LAST_SECOND = 2**31 - 1
SENT = STYLES | QUOTES | frozenset(VALUES) | {"code", "text_mention"}
LIMIT = 100


@dataclass(frozen=True, slots=True)
class Entity:
    """`offset` and `length` in UTF-16 units; `value` is the link, language, emoji or user id.

    Of a `date_time` it is the format, and `unix_time` the instant.
    """

    kind: str
    offset: int
    length: int
    value: str = ""
    unix_time: int | None = None

    @property
    def end(self) -> int:
        """The first unit after it."""
        return self.offset + self.length

    def as_json(self) -> dict[str, Any]:
        """The shape of a MessageEntity."""
        shape: dict[str, Any] = {"type": self.kind, "offset": self.offset, "length": self.length}
        if self.value and self.kind in VALUES:
            shape[VALUES[self.kind]] = self.value
        if self.unix_time is not None:
            shape["unix_time"] = self.unix_time
        if self.kind == "text_mention":
            shape["user"] = {"id": int(self.value), "is_bot": False, "first_name": ""}
        return shape


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def in_order(entities: list[Entity]) -> tuple[Entity, ...]:
    """Telegram's order: by place, the longer first; the first hundred count."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))[:LIMIT]


def given(sent: object) -> list[Entity]:
    """The entities a bot sent along with its text; those without length are dropped."""
    if not isinstance(sent, list):
        return []
    entities = [_one(item) for item in sent]
    return [entity for entity in entities if entity is not None and entity.length > 0]


def _one(item: object) -> Entity | None:
    if not isinstance(item, dict):
        raise _unreadable("expected an Object")
    offset, length, kind = item.get("offset"), item.get("length"), item.get("type")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise _unreadable("offset and length must be of type Number")
    if kind in FOUND:
        return None
    if kind not in SENT:
        raise _unreadable("unsupported type specified")
    for name, number in (("offset", offset), ("length", length)):
        if not 0 <= number <= 1_000_000:
            raise bad_request(f"receive an entity with incorrect {name} {number}")
    _only_known(kind, item)
    return Entity(kind, offset, length, _value(kind, item), _instant(kind, item))


def _only_known(kind: str, item: dict[str, Any]) -> None:
    """Stricter than Telegram, which leaves out what it does not know: a misspelt field shows."""
    known = {"type", "offset", "length", VALUES.get(kind)}
    known |= {"date_time": {"unix_time"}, "text_mention": {"user"}}.get(kind, set())
    if strange := sorted(set(item) - known):
        raise _unreadable(f"unknown field {strange[0]!r} of a {kind}")


def _instant(kind: str, item: dict[str, Any]) -> int | None:
    if kind != "date_time":
        return None
    instant = item.get("unix_time")
    if not isinstance(instant, int) or isinstance(instant, bool):
        raise _unreadable('Field "unix_time" must be of type Number')
    if not 0 < instant <= _LAST_SECOND:
        raise bad_request("invalid unix time specified")
    return instant


def _value(kind: str, item: dict[str, Any]) -> str:
    if kind == "text_mention":
        user = item.get("user")
        if not isinstance(user, dict) or not isinstance(user.get("id"), int):
            raise _unreadable("user must be an Object with an id")
        return str(user["id"])
    value = item.get(VALUES.get(kind, ""), "")
    if kind == "text_link" and not value:
        raise _unreadable('can\'t find field "url"')
    if kind == "date_time" and not (isinstance(value, str) and _FORM.fullmatch(value)):
        raise bad_request("invalid date-time entity format specified")
    return str(value)


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse MessageEntity: {reason}")
