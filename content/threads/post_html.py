"""The HTML of a Mastodon post, made text."""

from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Between these there is an empty line, as readers see it.
APART = ("p", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
BELOW = ("li", "div")
UNSEEN = ["script", "style"]


def text_of_html(html: str) -> str:
    """Give the text: paragraphs apart, links as addresses, people as `@user@host`.

    The invisible parts of a link belong to its address.
    """
    parsed = LexborHTMLParser(html)
    if parsed.body is None:
        return ""
    parsed.strip_tags(UNSEEN)
    for link in parsed.css("a.mention"):
        _tell_host(link)
    for line in parsed.css("br"):
        line.replace_with("\n")
    for block in parsed.css(", ".join(APART)):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    for block in parsed.css(", ".join(BELOW)):
        block.insert_before("\n")
    return _tidy(parsed.body.text())


def _tell_host(link: LexborNode) -> None:
    told = link.text().strip()
    place = _host(link.attributes.get("href") or "")
    if told.startswith("@") and "@" not in told[1:] and place:
        link.replace_with(f"{told}@{place}")


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _tidy(text: str) -> str:
    """Trim every line; of several empty ones one stays."""
    lines: list[str] = []
    for line in map(str.strip, text.split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n")
