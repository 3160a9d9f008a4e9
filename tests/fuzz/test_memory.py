"""Captures of millions of signs, lines and names: read or refused, in little memory.

How time grows with them is in `benchmarks/reading.py`.
"""

import subprocess
import sys
from pathlib import Path

import pytest

MOST = 200
LINE, LARGE = 500_000, 5_000_000
SHAPES = {
    "letters": (b"a" * LINE, "ESSAY"),
    "spaces": (b"a" + b" " * LINE + b"b", "ESSAY"),
    "at signs": (b"@" * LARGE, "over 100,000 handles"),
    "handles": (b"@a " * (LARGE // 3), "over 100,000 handles"),
    "line ends": (b"a\r" * (LARGE // 2), "over 80,000 lines"),
    "markers": (b"1/" * LINE, "ESSAY"),
    "brackets": (b"(" * LINE, "ESSAY"),
    "digits": (b"1" * LINE, "ESSAY"),
    "names": (b"Nora: " * (LARGE // 6), "over 300,000 words with a capital"),
    "many names": (b"Nora: " * 100_000, "ESSAY"),
    "tweets": (b"@ada: ok\n" * 20_000, "THREAD"),
    "comments": (b"2 comments\n" * 20_000, "ESSAY"),
    "elements": (b"<html><body>" + b"<p>a" * 20_000, "ESSAY"),
    "more elements": (b"<html><body>" + b"<p>a" * 1_000_000, "over 200,000 tags"),
    "nested": (b"<html><body>" + b"<div>a" * 20_000, "ESSAY"),
    "attributes": (b"<html><body><p " + b"a " * 500_000 + b">b", "ESSAY"),
    "emphasis": (b"# a\n**b** " + b"*" * LINE, "ESSAY"),
}
CHILD = """
import sys
from content.parse import parse_source
from content.readers import Unreadable, open_source
try:
    for _, parsed in parse_source(open_source(sys.stdin.buffer.read(), "x"), "x"):
        print(parsed.piece.kind.name)
except Unreadable as error:
    print(error)
# What `getrusage` tells begins with the memory of who started this.
(peak,) = (line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.fuzz
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak so")
@pytest.mark.parametrize("shape", SHAPES)
def test_it_fits(shape: str) -> None:
    """What cannot be read in 200 MB is refused, with what to do."""
    data, expected = SHAPES[shape]
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=data, capture_output=True, check=True
    )
    told, peak = done.stdout.decode().splitlines()
    assert expected in told
    assert int(peak) < MOST
