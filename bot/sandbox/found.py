"""What Telegram finds in a text by itself: mentions, hashtags, commands, addresses.

The rules are those of TDLib's MessageEntity.cpp, put as patterns:
https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from bot.sandbox.entities import QUOTES, STYLES, Entity

_COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs "
    "bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee "
    "eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm "
    "hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb "
    "lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz "
    "na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs "
    "ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl "
    "tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_GENERIC = (
    "com org net edu gov int mil info biz name pro aero coop museum jobs mobi travel tel cat asia "
    "app art blog cafe chat cloud club dev design eco email games group link live media network "
    "news one online page paris photo press review shop site social space store studio tech team "
    "today tools top video website wiki work world xyz zone"
)
# Telegram knows every top-level domain; without a protocol the sandbox knows these.
_TOP = "|".join(sorted(f"{_GENERIC} {_COUNTRIES}".split(), key=len, reverse=True))
_PATH = r"(?::\d{1,5})?(?:[/?#][^\s<>\"«»]*)?"

#: Tried in this order; of two that overlap, the one that begins first stays, then the longer.
PATTERNS = (
    # Usernames have 5 to 32 characters; those sold by auction may have 4.
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])"),
    ),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
    (
        "email",
        re.compile(
            r"(?<![\w.+@/#-])(?:[A-Za-z0-9_-]{0,26}[.+]){0,10}[A-Za-z0-9_-]{1,35}"
            r"@(?:[A-Za-z0-9](?:[A-Za-z0-9_-]{0,28}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,8}(?![\w@])"
        ),
    ),
    ("url", re.compile(rf"(?i)(?<![\w])(?:https?|ftp|tonsite)://[^\s<>\"«»/?#]+\.?{_PATH}")),
    (
        "url",
        re.compile(rf"(?i)(?<![\w@/#.-])(?:[\w~-]+\.)+(?:{_TOP})(?![\w@-]|\.\w){_PATH}"),
    ),
)
#: A link does not take these from the end of the sentence around it.
_BAD_END = ".:;,('?!`)"


def find(text: str, taken: list[Entity]) -> list[Entity]:
    """The automatic entities at places that no given entity holds; styles and quotes hold none."""
    held = [entity for entity in taken if entity.kind not in STYLES | QUOTES]
    kept: list[Entity] = []
    for entity in sorted(_all(text), key=lambda found: (found.offset, -found.length)):
        if not any(entity.offset < other.end and other.offset < entity.end for other in held):
            held.append(entity)
            kept.append(entity)
    return kept


def _all(text: str) -> Iterator[Entity]:
    offsets = [0, *accumulate(1 + (character > "\uffff") for character in text)]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            found = match.group()
            if kind == "url":
                found = _trimmed(found)
            offset = offsets[match.start()]
            yield Entity(kind, offset, offsets[match.start() + len(found)] - offset)


def _trimmed(link: str) -> str:
    """The link without the punctuation of its sentence; a bracket it opened itself stays."""
    while link[-1] in _BAD_END:
        if link[-1] == ")" and link.count("(") >= link.count(")"):
            break
        link = link[:-1]
    return link
