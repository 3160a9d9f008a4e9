"""The parameters of a request, read the way the Bot API reads them: every value is text first."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.answers import bad_request


class Params(dict[str, str]):
    """Text by name; objects and lists are JSON inside that text, whatever the body's format."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Params":
        """Read form fields or a JSON object; null is the same as absent."""
        params = cls()
        for name, value in values.items():
            if isinstance(value, str):
                params[name] = value
            elif value is not None:
                params[name] = json.dumps(value)
        return params

    def text(self, name: str) -> str:
        """The text, empty when absent."""
        return self.get(name, "")

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
