"""From what a bot sends to what stands in the chat: parse, check, clean, trim, find."""

import re
from dataclasses import replace

from bot.sandbox import found, html
from bot.sandbox.answers import bad_request
from bot.sandbox.entities import Entity, given, in_order, units

LONGEST = 4096
LONGEST_CAPTION = 1024
_MOST_BYTES = 1 << 15
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
# Removed by Telegram: carriage returns, line separators with the old direction marks,
# and three combining strokes that once broke layouts.
_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")

Text = tuple[str, tuple[Entity, ...]]


def sent(text: str, parse_mode: str, entities: object) -> Text:
    """The text and entities a bot's parameters stand for; 400 when Telegram refuses them."""
    if not text:
        raise bad_request("message text is empty")
    if len(text.encode(errors="surrogatepass")) > _MOST_BYTES:
        raise bad_request("text is too long")
    plain, spans = _parsed(text, parse_mode, entities)
    plain, spans = trimmed(*cleaned(plain, spans))
    if not plain:
        raise bad_request("text must be non-empty")
    if units(plain) > LONGEST:
        raise bad_request("message is too long")
    return plain, in_order(spans + found.find(plain, spans))


def caption(text: str, parse_mode: str, entities: object) -> Text:
    """The same for what stands under a file, which may be nothing."""
    plain, spans = sent(text, parse_mode, entities) if text else ("", ())
    if units(plain) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return plain, spans


def said(text: str) -> Text:
    """The same for a person, whose app sends no entities; ValueError when it cannot be sent."""
    plain, _ = trimmed(*cleaned(text, []))
    if not plain or units(plain) > LONGEST:
        raise ValueError(f"a message has 1 to {LONGEST} characters; this one has {units(plain)}")
    return plain, in_order(found.find(plain, []))


def part(text: str, entity: Entity) -> str:
    """What stands under an entity."""
    raw = text.encode("utf-16-le", errors="surrogatepass")
    return raw[2 * entity.offset : 2 * entity.end].decode("utf-16-le", errors="surrogatepass")


def _parsed(text: str, parse_mode: str, entities: object) -> tuple[str, list[Entity]]:
    mode = parse_mode.lower()
    if mode in ("", "none"):
        return text, given(entities)
    if mode == "html":
        return html.parse(text)
    if mode in ("markdown", "markdownv2"):
        raise bad_request("the sandbox reads HTML and entities, not Markdown")
    raise bad_request("unsupported parse_mode")


def cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without control characters; the entities move along. 400 if one lies outside or splits."""
    starts = _places(text)
    for entity in entities:
        _check(entity, starts, units(text))
    kept = _CONTROL.sub(" ", text)
    gone = [units(kept[: match.start()]) for match in _REMOVED.finditer(kept)]
    return _REMOVED.sub("", kept), [_moved(entity, gone) for entity in entities]


def _places(text: str) -> frozenset[int]:
    """The UTF-16 offsets at which a character begins, and the end of the text."""
    places, offset = [0], 0
    for character in text:
        offset += 1 + (character > "\uffff")
        places.append(offset)
    return frozenset(places)


def _check(entity: Entity, starts: frozenset[int], length: int) -> None:
    if entity.offset >= length:
        where = f"at UTF-16 offset {entity.offset}"
        raise bad_request(f"entity begins after the end of the text {where}")
    if entity.offset not in starts:
        raise bad_request("entity begins in a middle of a UTF-16 symbol")
    begins = f"entity beginning at UTF-16 offset {entity.offset}"
    if entity.end > length:
        end = f"at UTF-16 offset {entity.end}"
        raise bad_request(f"{begins} ends after the end of the text {end}")
    if entity.end not in starts:
        raise bad_request(f"{begins} ends in a middle of a UTF-16 symbol")


def _moved(entity: Entity, gone: list[int]) -> Entity:
    before = sum(place < entity.offset for place in gone)
    inside = sum(entity.offset <= place < entity.end for place in gone)
    return replace(entity, offset=entity.offset - before, length=entity.length - inside)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without blanks at the end, and at the beginning up to where the first entity begins."""
    text = text.rstrip(" \n")
    end = units(text)
    cut = [replace(entity, length=min(entity.end, end) - entity.offset) for entity in entities]
    kept = [entity for entity in cut if entity.length > 0]
    blanks = len(text) - len(text.lstrip(" \n"))
    blanks = min([blanks, *(entity.offset for entity in kept)])
    return text[blanks:], [replace(entity, offset=entity.offset - blanks) for entity in kept]
