"""Reading web pages beside trafilatura: what is kept of embeds and comments, and how fast.

Trafilatura gives the text of article and comments. Like for like is `page to fragments`: a page
recognised and decoded, its article, embeds and comments with who and when, each with its place.
`whole` is all of it: kind and language, paragraphs, people and mentions, the certificate. `parsed
alone` is selectolax and nothing else, below which no reader built on it can come. The last pages
have around the same article what a blog's page is saved with: scripts, styles, menu, sidebar.
"""

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import process_time

from selectolax.lexbor import LexborHTMLParser
from trafilatura import extract

from benchmarks import machine
from content.certificate import certify
from content.document import sheet_of
from content.formats.html import documents, recognise
from content.model import Fragment, FragmentKind
from content.parse import parse_source
from content.readers import Opened

ROUNDS = 7
AIM_RATIO = 20
BLOG = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Quays</title>
<meta property="article:published_time" content="2016-03-02T09:00:00+01:00"></head><body>
<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li>About</li></ul></nav></header>
<main><article class="post"><header><h1 class="entry-title">{title}</h1>
<div class="entry-meta">by <span class="author">Ines Vadim</span></div></header>
<div class="entry-content">{body}</div></article>
<div id="comments"><h2>{count} thoughts on {title}</h2><ol class="comment-list">{comments}</ol>
</div></main><footer class="site-footer">Powered by WordPress</footer></body></html>"""
EMBED = """<blockquote class="twitter-tweet"><p lang="en">{text}</p>&mdash; {name} ({handle})
<a href="https://twitter.com/x/status/{number}">March 1, 2016</a></blockquote>"""
COMMENT = """<li class="comment depth-1"><article class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">{name}</b> <span class="says">says:</span></div>
<div class="comment-metadata"><time datetime="2016-03-03T10:12:00">March 3, 2016</time></div>
</footer><div class="comment-content"><p>{text}</p></div></article></li>"""
SCRIPT = """<script id="{name}-js-extra">/* <![CDATA[ */ var {name} = {{"ajax":"/wp-admin/a.php",
"nonce":"5f1c0d2e7a","text":"<div class='loading'>Please wait</div>"}}; /* ]]> */
(function(w, d) {{ for (var i = 0; i < 9; i++) {{ w.{name}s = w.{name}s || []; w.{name}s.push(i); }}
var s = d.createElement("script"); s.async = 1; s.src = "https://stats.example/{name}.js";
d.head.appendChild(s); }})(window, document);</script>"""
STYLE = """<style id="{name}-css">.{name}{{margin:0 auto;padding:1em 2em;color:#333}}
.{name} a:hover{{text-decoration:underline}} @media(max-width:600px){{.{name}>ul{{display:none}}}}
.{name} .inner:before{{content:"\\2014";font-size:85%}}</style>"""
HEAD = """<meta name="viewport" content="width=device-width"><meta name="robots" content="index">
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="og:url" content="https://quays.example/2016/03/{slug}/">
<meta property="og:image" content="https://quays.example/up/{slug}.jpg">
<meta name="twitter:card" content="summary"><meta name="generator" content="WordPress 6.4">
<link rel="canonical" href="https://quays.example/2016/03/{slug}/">
<link rel="alternate" type="application/rss+xml" href="https://quays.example/feed/">
<link rel="stylesheet" href="https://quays.example/wp-content/themes/quay/style.css">"""
ROW = """<li id="menu-item-{number}" class="menu-item menu-item-{number}">
<a href="https://quays.example/{kind}/{number}/">{kind} {number}</a></li>"""
WIDGET = """<section id="{name}-2" class="widget widget_{name}"><h2 class="widget-title">{name}</h2>
<!-- {name} --><ul>{rows}</ul></section>"""
TAG = '<a href="https://quays.example/tag/{number}/" class="tag-cloud-link">Tag {number}</a> '
SHARING = """<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul>
<li><a class="share-twitter" href="?share=twitter"><span>Click to share on Twitter</span></a></li>
<li><a class="share-facebook" href="?share=facebook"><span>Facebook</span></a></li></ul></div>
<div class="jp-relatedposts"><h3>Related</h3>{related}</div>"""
RELATED = """<div class="related-post"><a href="/{number}/"><img src="/up/{number}.jpg" alt="">
<h4>Another evening {number}</h4></a><p>March {number}, 2015</p></div>"""
WORDS = ("harbour", "ferry", "keeper", "gate", "winter", "rope", "bell", "lantern", "quay", "tide")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what somebody who reads it finds there: each word with who said it."""

    html: str
    embeds: tuple[tuple[str, str], ...]
    comments: tuple[tuple[str, str], ...]


def sentence(number: int, kind: str) -> str:
    """A sentence that no other place of the page has."""
    words = " ".join(WORDS[(number * step) % len(WORDS)] for step in (1, 3, 5, 7, 11))
    return f"The {words} of {kind} number {number} waited until the morning came."


def furnished(one: Page, number: int) -> Page:
    """The same page as a blog prints it."""
    names = ("stats", "emoji", "lightbox", "comments", "sharing", "lazyload")
    scripts = "".join(SCRIPT.format(name=name) for name in names)
    styles = "".join(STYLE.format(name=name) for name in names)
    menu = "".join(ROW.format(number=i, kind="topic") for i in range(30))
    widgets = "".join(
        WIDGET.format(
            name=name, rows="".join(ROW.format(number=i, kind=name) for i in range(count))
        )
        for name, count in (("recent-posts", 10), ("archives", 40), ("categories", 15))
    )
    cloud = "".join(TAG.format(number=i) for i in range(40))
    sharing = SHARING.format(related="".join(RELATED.format(number=i) for i in range(1, 4)))
    head = HEAD.format(title=f"Page {number}", slug=f"page-{number}")
    html = one.html
    for before, added in (
        ("</head>", head + scripts + styles),
        ("</nav></header>", f'</nav><nav class="menu"><ul>{menu}</ul></nav></header>'),
        ('<div id="comments">', f'{sharing}<div id="comments">'),
        (
            '<footer class="site-footer">',
            f'<aside class="sidebar">{widgets}<div class="widget tagcloud">{cloud}</div></aside>'
            f'{scripts}<footer class="site-footer">',
        ),
    ):
        html = html.replace(before, added if before != "</head>" else added + before)
    return Page(html, one.embeds, one.comments)


def page(number: int, embeds: int, comments: int) -> Page:
    """One article with embeds between its paragraphs, and comments below."""
    quoted = tuple((sentence(i, f"tweet {number}"), f"handle_{number}_{i}") for i in range(embeds))
    said = tuple(
        (sentence(i, f"comment {number}"), f"Reader{number} Quill{i}") for i in range(comments)
    )
    body = "".join(
        f"<p>{' '.join(sentence(i * 5 + j, f'page {number}') for j in range(5))}</p>"
        + EMBED.format(text=text, name=f"Name {i}", handle="@" + handle, number=i)
        for i, (text, handle) in enumerate(quoted)
    )
    rows = "".join(COMMENT.format(text=text, name=name) for text, name in said)
    html = BLOG.format(title=f"Page {number}", body=body, comments=rows, count=comments)
    return Page(html, quoted, said)


def ours(html: str) -> str:
    """What we read, as one text: who, then what."""
    opened = Opened("page.html", html.encode())
    ((_, found),) = parse_source(opened, "page")
    return "\n".join(f"{who(one)} {one.text}" for one in found.piece.fragments)


def whole(html: str) -> bool:
    """All that becomes of a page: fragments, people, mentions, where every character went."""
    ((text, found),) = parse_source(Opened("page.html", html.encode()), "page")
    return certify(text, found).whole


def sheet(html: str) -> str:
    """What we read before any people are looked for: all of the page, each part with its place."""
    opened = Opened("page.html", html.encode())
    (document,) = documents(opened, "page", recognise(opened))
    return sheet_of(document).text


def who(fragment: Fragment) -> str:
    """The name or handle that stands with a fragment."""
    return (fragment.handle if fragment.kind is FragmentKind.TWEET else fragment.speaker) or ""


def theirs(html: str) -> str:
    """What trafilatura reads, with comments, favouring recall."""
    return extract(html, include_comments=True, favor_recall=True, output_format="txt") or ""


def kept(text: str, wanted: Sequence[tuple[str, str]]) -> tuple[int, int, bool]:
    """How many of the words are there, how many once and with who said them, and if in order."""
    places = [text.find(words) for words, _ in wanted]
    found = [place for place in places if place >= 0]
    near = sum(
        place >= 0
        and name in text[max(0, place - 120) : place + len(words) + 120]
        and text.count(words) == 1
        for place, (words, name) in zip(places, wanted, strict=True)
    )
    return len(found), near, all(a < b for a, b in pairwise(found))


def seconds(read: Callable[[str], object], pages: Sequence[Page]) -> float:
    """CPU seconds to read all pages."""
    began = process_time()
    for one in pages:
        read(one.html)
    return process_time() - began


def keeping(name: str, read: Callable[[str], str], pages: Sequence[Page]) -> str:
    """What a reader keeps of all pages."""
    texts = [(one, read(one.html)) for one in pages]
    embeds = [kept(text, one.embeds) for one, text in texts]
    comments = [kept(text, one.comments) for one, text in texts]
    shares = [
        f"{sum(row[0] for row in found)}/{sum(map(len, wanted))} {what},"
        f" {sum(row[1] for row in found)} of them once and with their author"
        for what, found, wanted in (
            ("embeds", embeds, [one.embeds for one in pages]),
            ("comments", comments, [one.comments for one in pages]),
        )
    ]
    whole = sum(row[2] and other[2] for row, other in zip(embeds, comments, strict=True))
    return f"{name:28}{'; '.join(shares)}; order kept on {whole}/{len(pages)}"


def timing(pages: Sequence[Page]) -> Iterator[str]:
    """How long each takes for a page, and the ratio of runs that take turns."""
    runs = [tuple(seconds(read, pages) for read in READERS.values()) for _ in range(ROUNDS)]
    for place, name in enumerate(READERS):
        took = statistics.median(run[place] for run in runs) / len(pages)
        row = f"  {name:30}{took * 1000:8.2f} ms a page"
        if READERS[name] is theirs:
            yield row
            continue
        ratio = statistics.median(run[-1] / run[place] for run in runs)
        row = f"{row}, {ratio:4.1f} x as fast as trafilatura"
        if READERS[name] is not LexborHTMLParser:
            row += f"  >= {AIM_RATIO}: {'met' if ratio >= AIM_RATIO else 'MISSED'}"
        yield row


READERS: dict[str, Callable[[str], object]] = {
    "parsed alone (selectolax)": LexborHTMLParser,
    "feuilleton, page to fragments": sheet,
    "feuilleton, whole": whole,
    "trafilatura": theirs,
}


def main() -> None:
    """Print what each keeps, and how fast."""
    print(machine())
    pages = [page(number, 3 + number % 5, 4 + number % 20) for number in range(30)]
    saved = [furnished(one, number) for number, one in enumerate(pages)]
    for some in (pages, [page(30, 10, 200)], saved):
        size = sum(len(one.html) for one in some) // len(some) // 1000
        print(f"{len(some)} page(s) of {size} KB")
        for name, read in (("feuilleton", ours), ("trafilatura", theirs)):
            print(" ", keeping(name, read, some))
        for row in timing(some):
            print(row)


if __name__ == "__main__":
    main()
