"""JSON as programs export it: typed, and read on where strings hold what JSON does not allow."""

import codecs
import json
import re
from typing import TypeVar

import msgspec
from msgspec import Raw

from content.readers import Opened

T = TypeVar("T")
# Half of a character in UTF-16: nobody can print it, and no database takes it.
HALF = re.compile("[\ud800-\udfff]")
INSTEAD = "\ufffd"
# A list of three numbers or more, or of lists of them; it may break off.
NUMBERS = re.compile(rb"\[(?:[\s\d.eE+\[\]-]*,){2}[\s\d.,eE+\[\]-]*")


class Broken(Exception):  # noqa: N818 - it says a state
    """What is no JSON at all; the message says where, for a program's author."""


class Unfit(Exception):  # noqa: N818 - it says a state
    """What is JSON, but not of the form that was asked for."""


def json_of(opened: Opened) -> bytes:
    """The bytes of a file in UTF-8, without a byte order mark."""
    data = opened.data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def decode(data: bytes | Raw, kind: type[T]) -> T:
    """Decode one value; raises `Broken` for what is no JSON, `Unfit` for another form.

    Halves of characters, control characters and bytes that are not UTF-8 are borne in strings;
    `NaN` is nothing.
    """
    try:
        return _decode(data, kind)
    except (ValueError, RecursionError):
        pass
    try:
        return _decode(_cleaned(bytes(data)), kind)
    except (ValueError, RecursionError) as error:
        raise Broken(str(error)) from error


def is_json(data: bytes) -> bool:
    """Whether all is an object, or a list of objects or numbers, and no text that begins so."""
    data = data.strip()
    if data[:1] not in (b"{", b"["):
        return False
    if NUMBERS.fullmatch(data) is not None:
        return True
    try:
        decode(data, dict[str, Raw]) if data[:1] == b"{" else decode(data, list[dict[str, Raw]])
    except (Broken, Unfit):
        return False
    return data[1:-1].strip() != b""


def _decode(data: bytes | Raw, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise Unfit(str(error)) from error


def _cleaned(data: bytes) -> bytes:
    """Write JSON again without what a strict reader refuses."""
    # Where it is not strict, it bears control characters.
    text = data.decode("utf-8", "replace")
    value = json.loads(text, strict=False, parse_constant=lambda _: None)
    return HALF.sub(INSTEAD, json.dumps(value, ensure_ascii=False)).encode()
