"""How the Bot API refuses: an HTTP status, a description, and sometimes parameters."""

from typing import Any


class Refused(Exception):  # noqa: N818 - the word of the protocol; it is an answer, not a fault of ours
    """A request the server answers with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refused:
    """400; the server writes the reason after its prefix, starting in lower case."""
    return Refused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refused:
    """403, the bot may not do this here."""
    return Refused(403, f"Forbidden: {reason}")
