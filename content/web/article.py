"""The article of a page: which part of the page it is, and what its markup says about it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from content.model import Author, PartialDate
from content.web.nodes import day_in, day_of, shown
from content.web.selectors import Finder, Selector, selectors

HEAD = "html, title, meta[content], link[rel='canonical'], script[type='application/ld+json']"
# Best first: what holds only the text, then what holds a bit more.
MAIN = selectors(
    ".post-body, .entry-content, .article-content, .article-body, .post-content,"
    " [itemprop='articleBody'], .e-content, .t-main, article, [role='main'], main"
)
# A page with several such parts is a list of articles, unless one of them is nearly all.
MOST = 0.6
TITLE = selectors(
    "h1.entry-title, h2.entry-title, h3.post-title, h2.post-title, h1.post-title, .p-name,"
    " [itemprop='headline'], article h1, h1"
)
AUTHOR = selectors(
    ".author .fn, .post-author .fn, .byline .fn, .byline a[rel='author'], a[rel='author'],"
    " .entry-author, .p-author, .byline-author, .author-name, [itemprop='author']"
)
DATE = selectors(
    "time.published, time.entry-date, time[itemprop='datePublished'], .dt-published, time[pubdate],"
    " .timestamp-link abbr, .post-timestamp, .entry-date, .post-date, h2.date-header,"
    " time[datetime]"
)
BYLINES = selectors(
    ".entry-meta, .post-meta, .byline, .post-byline, .post-header-line-1, .posted-on,"
    " .post-author, h2.date-header, .entry-footer, .post-footer"
)
SITE = re.compile(r"\s+[|–—·:•-]\s+[^|–—·]{1,60}$")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says of its article; `main` is None where all of the page may be text.

    `titles` and `bylines` are the nodes (`mem_id`) that print what is metadata.
    """

    main: int | None
    titles: frozenset[int]
    bylines: frozenset[int]
    title: str | None
    author: Author | None
    date: PartialDate | None
    language: str | None
    url: str | None


def article_of(finder: Finder) -> Article:
    """Read a page's own data: its markup first, then JSON-LD and meta elements."""
    head = _head(finder.page)
    meta, data = _meta(head["meta"]), _linked_data(head["script"])
    main = _main(finder)
    printed, heading = _first(finder, TITLE)
    named = meta.get("og:title") or meta.get("twitter:title") or _text(data.get("headline"))
    title = heading.replace("\n", " ") or named or SITE.sub("", _page_title(head["title"]))
    signed, name = _first(finder, AUTHOR)
    day, _ = _first(finder, DATE)
    published = meta.get("article:published_time") or meta.get("date") or ""
    date = day_in(_text(data.get("datePublished"))) or day_in(published)
    date = date or (day_of(day) if day is not None else None)
    told = [node for node in finder.all(BYLINES) if len(shown(node)) <= LONGEST]
    others = [node for node in (day, signed) if node is not None]
    language = next((node.attributes.get("lang") for node in head["html"]), None) or ""
    link = next((node.attributes.get("href") for node in head["link"]), None)
    address = link or meta.get("og:url")
    return Article(
        main.mem_id if main is not None else None,
        frozenset((printed.mem_id,) if printed is not None else ()),
        frozenset(node.mem_id for node in (*told, *others)),
        title[:LONGEST].strip() or None,
        _author(name.replace("\n", " "), data, meta),
        date,
        language[:2].lower() or None,
        address if address and address.startswith("http") else None,
    )


def _head(page: LexborHTMLParser) -> Mapping[str, Sequence[LexborNode]]:
    """What is nowhere shown, by tag."""
    found: dict[str, list[LexborNode]] = defaultdict(list)
    for node in page.css(HEAD):
        found[node.tag or ""].append(node)
    return found


def _main(finder: Finder) -> LexborNode | None:
    for found in finder.each(MAIN):
        sizes = [len(node.text()) for node in found]
        if max(sizes) >= MOST * sum(sizes):
            return found[sizes.index(max(sizes))]
    return None


def _first(finder: Finder, listed: Sequence[Selector]) -> tuple[LexborNode | None, str]:
    """The best node that shows something, and what it shows."""
    for found in finder.each(listed):
        for node in found:
            if text := shown(node):
                return node, text
    return None, ""


def _author(name: str, data: dict[str, Any], meta: dict[str, str]) -> Author | None:
    written = data.get("author")
    first = written[0] if isinstance(written, list) and written else written
    told = _text(first.get("name")) if isinstance(first, dict) else _text(first)
    given = meta.get("author") or meta.get("article:author") or ""
    name = told or (name if len(name) <= 80 else "") or ("" if "://" in given else given)
    handle = (meta.get("twitter:creator") or "").lstrip("@") or None
    name = name.removeprefix("@") if name.startswith("@") else name
    return Author(name or None, handle) if name or handle else None


def _meta(nodes: Sequence[LexborNode]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes:
        given = node.attributes
        key = given.get("property") or given.get("name")
        if key and (content := (given.get("content") or "").strip()):
            found.setdefault(key.lower(), content)
    return found


def _page_title(nodes: Sequence[LexborNode]) -> str:
    return " ".join(nodes[0].text().split()) if nodes else ""


def _linked_data(scripts: Sequence[LexborNode]) -> dict[str, Any]:
    """The first article that the page describes in JSON-LD."""
    for script in scripts:
        try:
            found = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        for one in _things(found):
            kind = one.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(str(name).endswith(("Article", "Posting")) for name in kinds):
                return one
    return {}


def _things(found: Any) -> Iterator[dict[str, Any]]:
    rows = found if isinstance(found, list) else [found]
    for row in rows:
        if isinstance(row, dict):
            yield row
            graph = row.get("@graph")
            yield from (one for one in graph or () if isinstance(one, dict))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
