"""What the bot sends, judged by a schema that was made elsewhere: aiogram's classes of methods.

The sandbox was written beside the bot and may share its errors; this was not.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from aiogram import methods
from aiohttp import web
from pydantic import BaseModel, ValidationError
from telegram.request import BaseRequest

KNOWN: dict[str, type[BaseModel]] = {
    name.lower(): getattr(methods, name) for name in methods.__all__ if name != "TelegramMethod"
}


def faults(method: str, params: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with a request, whose values are text, and JSON where they are no strings."""
    schema = KNOWN.get(method.lower())
    if schema is None:
        return (f"{method}: no such method",)
    strangers = [name for name in params if name not in schema.model_fields]
    unknown = [f"{method}: unknown key {name}" for name in strangers]
    values = {name: _decoded(schema, name, text) for name, text in params.items()}
    try:
        # Strict, so that "5" is no number; from JSON, since a dict is no model otherwise.
        built = schema.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        wrong = (f"{method}: {_place(one['loc'])}: {one['msg']}" for one in error.errors())
        return (*unknown, *wrong)
    nested = (_strangers(getattr(built, name), f"{method}: {name}") for name in schema.model_fields)
    return (*unknown, *(fault for one in nested for fault in one))


def _decoded(schema: type[BaseModel], name: str, text: str) -> Any:
    known = schema.model_fields.get(name)
    if known is not None and (known.annotation is str or str in get_args(known.annotation)):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _place(path: tuple[int | str, ...]) -> str:
    return ".".join(map(str, path))


def _strangers(value: Any, place: str) -> Iterator[str]:
    """The unknown keys of objects inside; aiogram keeps them, for what Telegram adds later."""
    if isinstance(value, BaseModel):
        yield from (f"{place}: unknown key {name}" for name in value.model_extra or ())
        for name in type(value).model_fields:
            yield from _strangers(getattr(value, name), f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from _strangers(one, f"{place}.{number}")


@dataclass(slots=True)
class Judge:
    """Looks at every request that carries the bot's own User-Agent.

    What a test sends by hand has another one, and may be as wrong as it likes.
    """

    seen: int = 0
    faults: list[str] = field(default_factory=list)

    def look(self, request: web.Request, params: Mapping[str, str]) -> None:
        """Judge one request to the sandbox."""
        if request.headers.get("User-Agent") == BaseRequest.USER_AGENT:
            self.seen += 1
            self.faults.extend(faults(request.match_info["method"], params))
