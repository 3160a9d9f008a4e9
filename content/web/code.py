"""Code on pages: what a `pre` shows, with the indentation of its lines."""

import re

from selectolax.lexbor import LexborNode

from content.document import Code
from content.web.nodes import SHY, SILENT, Given, Steps, classes, is_file, words_of

# What those who colour code call its element.
NAMES = re.compile(r"(?:^|[-_])(?:code|highlight|lang|language|syntax|prettyprint|brush|hljs)")
# How a line of code ends, or what it has in it; few others have.
SIGN = re.compile(r"[;{}\\]$|\w\(|\w:$|</?\w|[-=]>|\s[=+|&]{1,2}\s|^\s*(?:#|//|\$)|\w=\S")
TAB = 4
# One line in so many looks like code where nothing else tells.
MANY = 2


def code_of(pre: LexborNode) -> Code | None:
    """Read a `pre` that holds code with some lines further in than others; None for any other."""
    if is_file(pre):
        return None
    lines = _lines(pre)
    depths = {len(line) - len(line.lstrip()) for line in lines if line}
    if len(depths) < 2 or not (_is_named(pre) or _is_code(lines)):
        return None
    first = min(depths)
    return Code("\n".join(line[first:] for line in lines))


def _lines(pre: LexborNode) -> list[str]:
    """The lines without those that are empty at both ends, and one empty one for several."""
    parts: list[str] = []
    walk = Steps(pre)
    for node, tag, entering in walk:
        if tag == "-text":
            parts.append(words_of(node))
        elif entering and tag in SILENT:
            walk.skip()
        elif entering and tag in ("br", "div", "li"):
            parts.append("\n")
    text = "".join(parts).translate(SHY).replace("\r", "").replace("\f", " ")
    lines: list[str] = []
    for line in text.expandtabs(TAB).split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return lines if not lines or lines[-1] else lines[:-1]


def _is_named(pre: LexborNode) -> bool:
    inner = pre.css_first("code, kbd, samp")
    given: tuple[Given, ...] = (pre.attributes, pre.parent.attributes if pre.parent else {})
    return inner is not None or any(NAMES.search(name) for one in given for name in classes(one))


def _is_code(lines: list[str]) -> bool:
    told = [line for line in lines if line]
    return sum(SIGN.search(line) is not None for line in told) * MANY >= len(told)
