"""JSON as programs export it: typed, and read on where strings hold what JSON does not allow."""

import codecs
import json
import re
from typing import Any, TypeVar

import msgspec
from msgspec import Raw

from content.readers import Opened

T = TypeVar("T")
# Half of a character in UTF-16: nobody can print it, and no database takes it.
HALF = re.compile("[\ud800-\udfff]")
INSTEAD = "\ufffd"
_UNKNOWN = msgspec.json.Decoder(dict[str, Raw] | list[dict[str, Raw]])


class Broken(Exception):  # noqa: N818 - it says a state
    """What is no JSON at all; the message says where, for a program's author."""


class Unfit(Exception):  # noqa: N818 - it says a state
    """What is JSON, but not of the form that was asked for."""


def json_of(opened: Opened) -> bytes:
    """The bytes of a file in UTF-8, without a byte order mark and white space."""
    data = opened.data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8).strip()


def decode(data: bytes | Raw, kind: type[T]) -> T:
    """Decode one value; raises `Broken` for what is no JSON, `Unfit` for another form.

    Halves of characters, control characters and bytes that are not UTF-8 are borne in strings.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise Unfit(str(error)) from error
    except (ValueError, RecursionError):
        return _convert(_lenient(bytes(data)), kind)


def is_json(data: bytes) -> bool:
    """Whether all of it is an object or a list of objects, and no text that begins like one."""
    if data[:1] not in (b"{", b"["):
        return False
    try:
        return bool(_UNKNOWN.decode(data))
    except msgspec.ValidationError:
        return False
    except (ValueError, RecursionError):
        pass
    try:
        value = _lenient(data)
    except Broken:
        return False
    items = value if isinstance(value, list) else [value]
    return bool(items) and all(isinstance(item, dict) for item in items)


def _convert(value: Any, kind: type[T]) -> T:
    try:
        return msgspec.convert(value, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        raise Unfit(str(error)) from error


def _lenient(data: bytes) -> Any:
    try:
        # Where it is not strict, it bears control characters.
        value = json.loads(data.decode("utf-8", "replace"), strict=False)
        return json.loads(HALF.sub(INSTEAD, json.dumps(value, ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        raise Broken(str(error)) from error
