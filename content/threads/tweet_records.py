"""Tweets as an X archive holds them: what is needed of each, and its words as readers see them."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from content.threads.posts import Shown, written

LINK = re.compile(r"https?://t\.co/\w+")
STATUS = re.compile(r"https?://(?:\w+\.)?(?:twitter|x)\.com/\w+/status/\d+/?(?:\?\S*)?")
RETWEET = re.compile(r"RT @\w+: ")
CHOICE = re.compile(r"choice\d_label")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


class Url(msgspec.Struct, gc=False):
    """A link: as it stands in the text, and where it leads."""

    url: str = ""
    expanded_url: str | None = None


class Media(msgspec.Struct, gc=False):
    """An image or a video; `url` is its link in the text."""

    url: str = ""
    type: str = ""
    ext_alt_text: str | None = None
    alt_text: str | None = msgspec.field(default=None, name="altText")


class Entities(msgspec.Struct, gc=False):
    """What a tweet's text has in it."""

    urls: tuple[Url, ...] = ()
    media: tuple[Media, ...] = ()


class Choice(msgspec.Struct, gc=False):
    """A value of a card; a poll's answers are `choice1_label` and so on."""

    string_value: str | None = None


class Card(msgspec.Struct, gc=False):
    """What is shown below a tweet: a poll, or the preview of a page."""

    name: str = ""
    binding_values: dict[str, Choice] = {}


class Tweet(msgspec.Struct, gc=False):
    """One tweet; every number is a string."""

    id_str: str = ""
    id: str | int = ""
    full_text: str = ""
    text: str = ""
    created_at: str = ""
    in_reply_to_status_id_str: str | None = None
    in_reply_to_user_id_str: str | None = None
    in_reply_to_screen_name: str | None = None
    entities: Entities | None = None
    extended_entities: Entities | None = None
    card: Card | None = None

    @property
    def key(self) -> str:
        """The id."""
        return self.id_str or str(self.id)

    @property
    def words(self) -> str:
        """The text as it is stored."""
        return self.full_text or self.text


class Element(Tweet, gc=False):
    """An element of `tweets.js`: the tweet is in it, in old archives it is the tweet itself."""

    tweet: Tweet | None = None


def unescaped(text: str) -> str:
    """Undo the three entities that the network writes."""
    for written_out, sign in ENTITIES:
        text = text.replace(written_out, sign)
    return text


def told(tweet: Tweet, long: str | None, links: Mapping[str, str]) -> tuple[str, dict[str, int]]:
    """Give the text with its links, images and polls written out, and how many of each there are.

    `long` replaces a text that was cut, and `links` leads on from the links in it.
    """
    entities, more = tweet.entities or Entities(), tweet.extended_entities or Entities()
    targets = {one.url: one.expanded_url or one.url for one in (*entities.urls, *more.urls)}
    targets |= links
    # The extended entities have all images, the others the first.
    media = more.media or entities.media
    targets |= {one.url: "" for one in (*media, *entities.media)}
    words = LINK.sub(lambda link: targets.get(link[0], link[0]), unescaped(long or tweet.words))
    shown = Shown(
        images=[_alt(one) for one in media if one.type not in ("video", "animated_gif")],
        videos=[_alt(one) for one in media if one.type in ("video", "animated_gif")],
        poll=list(_answers(tweet.card)) if tweet.card else (),
        quotes=sum(STATUS.fullmatch(link) is not None for link in set(targets.values())),
    )
    return written(words, shown), shown.counts


def _alt(media: Media) -> str | None:
    return media.ext_alt_text or media.alt_text


def _answers(card: Card) -> Iterator[str]:
    values = card.binding_values
    for name in sorted(name for name in values if CHOICE.fullmatch(name)):
        yield values[name].string_value or ""
