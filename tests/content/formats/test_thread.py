"""Thread layouts: text files, a page and what is to be read from it."""

from pathlib import Path

import pytest

from content.model import Fragment, Parsed
from content.parse import parse

CASES = Path(__file__).parents[2] / "data" / "content" / "threads"


def line_of(fragment: Fragment) -> str:
    """Write a fragment as the `.expected` files do."""
    head = [str(fragment.kind)]
    if fragment.number is not None:
        head.append(f"{fragment.number}/{fragment.total or ''}")
    if fragment.handle:
        head.append(f"@{fragment.handle}")
    if fragment.date:
        head.append(str(fragment.date))
    return f"{' '.join(head)} | {fragment.text.replace(chr(10), ' / ')}"


def lines_of(parsed: Parsed) -> list[str]:
    kind = [] if parsed.piece.kind == "thread" else [str(parsed.piece.kind)]
    problems = [
        f"problem {problem.line} | {problem.what}" if problem.line else f"problem | {problem.what}"
        for problem in parsed.problems
    ]
    return [*kind, *map(line_of, parsed.piece.fragments), *problems]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_layout(case: Path) -> None:
    """Each page gives its fragments in reading order, and its problems."""
    expected = case.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert lines_of(parse(case.read_text(encoding="utf-8"), case.stem)) == expected


def test_there_are_layouts_to_try() -> None:
    """The cases were found."""
    assert len(list(CASES.glob("*.txt"))) >= 20
