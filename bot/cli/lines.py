"""What the command line prints: lines that stay lines, and JSON that every program can read."""

import json
import unicodedata
from collections.abc import Mapping

import click

from bot.log import redactor

# Line ends, control characters and halves of characters: a file name may hold any of them.
BREAKING = frozenset(("Cc", "Cs", "Zl", "Zp"))


def one_line(text: str) -> str:
    """The text with everything escaped that would end a line or steer a terminal."""
    return "".join(
        repr(char)[1:-1] if unicodedata.category(char) in BREAKING else char for char in text
    )


def say(text: str) -> None:
    """Print one line of an answer."""
    click.echo(one_line(text))


def remark(text: str) -> None:
    """Print one line beside the answer, on standard error; a bot's token in it is hidden."""
    click.echo(one_line(redactor(())(text)), err=True)


def complain(where: str, error: Exception | str) -> None:
    """Print an error, a line for each fault it names, each with the command it is about."""
    for fault in str(error).splitlines():
        remark(f"{where}: {fault}")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: `1 text`, `4 texts`."""
    return f"{number} {one if number == 1 else many}"


def listed(names: Mapping[str, int]) -> str:
    """How many of each name: `drafts (2), retweets (1,204)`."""
    return ", ".join(f"{name} ({count:,})" for name, count in sorted(names.items()))


def print_json(value: object) -> None:
    """Print JSON in UTF-8 whatever the terminal speaks; half a character becomes JSON's escape."""
    click.echo(as_json(value))


def as_json(value: object) -> bytes:
    """The bytes of a JSON document."""
    # All that UTF-8 lacks are lone surrogates, and Python escapes them just as JSON does.
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
