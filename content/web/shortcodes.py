"""WordPress's shortcodes, `[gallery ids="1,2"]`: what its database holds and no page shows."""

import re

CAPTION = re.compile(r"\[/?caption[^\]]{0,500}\]")
EMBED = re.compile(
    r"\[embed[^\]]{0,200}\](?P<held>[^\[\]]{1,2000})\[/embed\]"
    r"|\[(?:embed|instagram|tweet|twitter|vimeo|youtube)[= ](?P<told>https?://[^\s\]]{1,2000})"
    r"[^\]]{0,200}\]"
)
GIVEN = r"""\s{1,9}[\w-]{1,40}=(?:"[^"\]]{0,900}"|'[^'\]]{0,900}'|[^\s\]"']{1,300})"""
# What stands in a tag is left alone, and so is what two brackets show as it is.
SHORTCODE = re.compile(
    rf"<[^<>]{{0,2000}}>|(?<!\[)\[(?P<end>/?)(?P<name>[a-z][\w-]{{1,40}})"
    rf"(?P<given>(?:{GIVEN}){{0,30}})\s{{0,9}}/?\](?!\])"
)
# Those that need no attribute.
KNOWN = frozenset(("audio", "gallery", "playlist", "video"))
MARK = "wp-shortcode"


def written_out(html: str) -> str:
    """Give the address of an embed and what a caption is about; mark the others, of class MARK."""
    if "[" not in html:
        return html
    text = EMBED.sub(lambda found: f" {(found['held'] or found['told']).strip()} ", html)
    text = CAPTION.sub("", text)
    names = set(KNOWN)

    def marked(found: re.Match[str]) -> str:
        if found["given"]:
            names.add(found["name"])
        return f'<div class="{MARK}">{found[0]}</div>' if found["name"] in names else found[0]

    return SHORTCODE.sub(marked, text)
