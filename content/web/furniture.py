"""What on a page is none of its text: menus, buttons, what is hidden; known by tag or class."""

from functools import lru_cache

from content.document import Beside
from content.draft import BOILERPLATE, METADATA
from content.web.nodes import Given, is_hidden
from content.web.shortcodes import MARK

FURNITURE_TAGS = {
    "nav": "navigation",
    "aside": "sidebar",
    "form": "form",
    "button": "button",
    "footer": "footer",
}
FURNITURE = {
    "navigation": "nav navigation menu breadcrumb breadcrumbs pagination post-navigation nav-links"
    " blog-pager site-header skip-link",
    "sharing": "sharedaddy sharing share share-buttons social social-share jp-likes addtoany"
    " post-share-buttons sd-sharing jetpack-likes-widget-wrapper post-icons",
    "related": "jp-relatedposts related related-posts yarpp",
    "sidebar": "sidebar widget widget-area secondary",
    "subscribe": "newsletter subscribe subscription",
    "advertisement": "advert advertisement ads ad wpcnt adsbygoogle",
    "cookies": "cookie cookie-banner cookie-notice",
    "hidden": "screen-reader-text sr-only visually-hidden",
    "footer": "site-footer colophon site-info",
    "button": "comment-reply-link reply comment-actions comment-edit-link tw-permalink",
    "shortcode": MARK,
    "categories": "tags-links cat-links post-labels tags labels entry-tags",
}
NAMED = {word: name for name, words in FURNITURE.items() for word in words.split()}


def furniture_of(tag: str, names: frozenset[str], given: Given) -> Beside | None:
    """Tell what of the furniture begins with a node of this tag, these classes and attributes."""
    name = FURNITURE_TAGS.get(tag)
    if name is None and given:
        name = _named(names) or ("hidden" if is_hidden(given) else None)
    if name is None:
        return None
    return Beside("", METADATA if name == "categories" else BOILERPLATE, name)


@lru_cache(maxsize=1024)
def _named(names: frozenset[str]) -> str | None:
    known = [word for word in names if word in NAMED]
    return NAMED[min(known)] if known else None
