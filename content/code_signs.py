"""Code inside a text: its `@` begins no handle."""

import re
from collections.abc import Iterator

import regex

from content.model import Span

LONGEST = 200
# What stands between backticks in one line.
TICKED = regex.compile(rf"(?<!`)(`{{1,3}})(?!`)[^\n]{{1,{LONGEST}}}?(?<!`)\1(?!`)")
# Lines of decorators, and the definition that they stand over.
DECORATED = regex.compile(
    rf"^(?:[ \t]*@[\w.]+(?:\([^\n]{{0,{LONGEST}}}\))?[ \t]*\n){{1,9}}"
    r"(?=[ \t]*(?:(?:async[ ])?def[ ]\w+\(|(?:export[ ])?class[ ]\w+[ ]?[:({]"
    r"|(?:public|private|protected|static|final|abstract)[ ][\w<>\[\] ]{1,80}[({;=]))",
    regex.MULTILINE,
)
_STYLES = r"(?:media|supports|font-face|keyframes|page|layer|container|import|charset)(?![\w-])"
AT_RULE = regex.compile(rf"@{_STYLES}[^{{}};@\n]{{0,{LONGEST}}}[{{;]")
PACKAGE = regex.compile(r"(?<=[\"'])@[\w.-]+/[\w./-]+(?=[\"'])")
INSTALLED = regex.compile(rf"(?<!\w)(?:npm|npx|pnpm|yarn)[ ][^\n]{{0,{LONGEST}}}")
SET = regex.compile(r"(?<!\w)(?i:set|declare)[ ]@\w+[ ]?(?:=|[A-Z])|@\w+[ ]?:=")
# "ten of them @2.50", "two @3€": prices.
PRICE = regex.compile(
    r"@\d+(?:[.,]\d+|(?:[.,]\d+)?[ \u00a0]?(?:[€$£¥%]|(?:EUR|USD|CHF|GBP|euros?|dollars?)\b))"
)
RULES = (TICKED, DECORATED, AT_RULE, PACKAGE, INSTALLED, SET, PRICE)
# All that a rule finds has one of these; most texts with an `@` have none. What an expression
# begins with is found at once: so what stands before the sign is looked at behind it.
SIGNS = ("`", "npm ", "npx ", "yarn ")
CUES = (
    re.compile(rf"@(?:\d|\w+[ ]?:=|(?<=[\"']@)|(?<=(?i:set)[ ]@)|(?<=(?i:declare)[ ]@)|{_STYLES})"),
    re.compile(
        r"\n[ \t]*(?:async|def|export|class|public|private|protected|static|final|abstract)[ ]"
    ),
)


def find_code(text: str) -> Iterator[Span]:
    """Find the places in a text that are code or prices, rule by rule."""
    if not (any(map(text.__contains__, SIGNS)) or any(cue.search(text) for cue in CUES)):
        return
    for rule in RULES:
        yield from (Span(*match.span()) for match in rule.finditer(text))
