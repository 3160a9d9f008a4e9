"""Telegram takes every @name for one of its own people and tells them; none of ours are."""

import re

from bot.delivery.post import Entity, Rich, Style
from content.model import Span

# What Telegram's server looks for (td/telegram/MessageEntity.cpp): an @ that no word character
# precedes, and a word of up to 32 characters after it. Links and code are left alone by it.
PINGS = re.compile(r"(?<!\w)@\w{2,32}")
SAFE = (Style.LINK, Style.CODE)


def shielded(body: Rich) -> Rich:
    """The same text, with every name that would ping somebody set as code."""
    if "@" not in body.text:
        return body
    safe = [entity.span for entity in body.entities if entity.style in SAFE]
    bare = [
        Entity(Span(*found.span()), Style.CODE)
        for found in PINGS.finditer(body.text)
        if not any(span.start <= found.start() < span.end for span in safe)
    ]
    return Rich(body.text, (*body.entities, *bare)) if bare else body
