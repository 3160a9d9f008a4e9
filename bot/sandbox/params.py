"""The parameters of a request, read the way the Bot API reads them: every value is text first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.answers import bad_request


@dataclass(frozen=True, slots=True)
class File:
    """A file of a form."""

    name: str
    content: bytes


class Params(dict[str, str]):
    """Text by name; objects and lists are JSON inside that text, whatever the body's format.

    `files` are the parts of a form that have a file's name.
    """

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, File] = {}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Params":
        """Read form fields or a JSON object; null is the same as absent."""
        params = cls()
        for name, value in values.items():
            if isinstance(value, str):
                params[name] = value
            elif isinstance(value, web.FileField):
                params.files[name] = _file(value)
            elif value is not None:
                params[name] = json.dumps(value)
        return params

    def text(self, name: str) -> str:
        """The text, empty when absent."""
        return self.get(name, "")

    def file(self, name: str) -> "File | None":
        """The file sent under this name, or under the one that it says is attached."""
        attached = self.text(name).removeprefix("attach://")
        return self.files.get(name) or self.files.get(attached)

    def flag(self, name: str) -> bool:
        """Telegram takes true, yes and 1 for true."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def number(self, name: str, default: int = 0) -> int:
        """A whole number, or the default when it is none."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def json(self, name: str, what: str) -> Any:
        """The decoded value, None when absent; 400 naming `what` when it is not JSON."""
        raw = self.text(name)
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None


def _file(field: web.FileField) -> File:
    # The body is kept, and may be read once more.
    field.file.seek(0)
    return File(field.filename, field.file.read())


async def read(request: web.Request) -> Params:
    """Query string, form and JSON are one; the body wins."""
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except json.JSONDecodeError:
            raise _unreadable() from None
        if not isinstance(body, dict):
            raise _unreadable()
        return Params.of(values | body)
    return Params.of(values | dict(await request.post()))


def _unreadable() -> web.HTTPBadRequest:
    refused = bad_request("can't parse JSON object")
    return web.HTTPBadRequest(text=json.dumps(refused.as_json()), content_type="application/json")
