"""What once crashed or hung, kept by number: `tests/data/content/crashes`."""

import pytest

from tests.fuzz.entries import DOORS
from tests.fuzz.seeds import CRASHES

CASES = dict(line.split(maxsplit=1) for line in (CRASHES / "cases.txt").read_text().splitlines())


@pytest.mark.parametrize("case", CASES)
def test_it_no_longer_does(case: str) -> None:
    """Each is read or refused by the door that its name says, and every law holds."""
    DOORS[case.partition(".")[2]]((CRASHES / case).read_bytes())


def test_each_case_says_what_it_was() -> None:
    """No file without its line, no line without its file; the numbers leave no gap."""
    files = sorted(path.name for path in CRASHES.iterdir() if path.name != "cases.txt")
    assert files == sorted(CASES)
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
