"""What a link to the bot says: `t.me/<bot>?start=<payload>`, in the 64 letters Telegram allows."""

from dataclasses import dataclass

LIMIT = 64
# Ids of supergroups and channels count down from here; addresses count up from 0.
FIRST_WITH_ADDRESSES = -(10**12)


@dataclass(frozen=True, slots=True)
class Notices:
    """Open the private chat, so that the bot may write there."""


@dataclass(frozen=True, slots=True)
class Join:
    """Let this group take part in what a schedule posts; `key` is what nobody guesses."""

    schedule: int
    key: int


@dataclass(frozen=True, slots=True)
class FromStart:
    """Read in private, from its first word, what a run reads elsewhere."""

    run: int


@dataclass(frozen=True, slots=True)
class Text:
    """Show a text; its number stays when it gets another name."""

    piece: int


Link = Notices | Join | FromStart | Text

CODES: dict[str, type[Link]] = {
    "notices": Notices,
    "join": Join,
    "first": FromStart,
    "text": Text,
}
_WORDS = {kind: word for word, kind in CODES.items()}


def encode(link: Link) -> str:
    """The link's payload, for example `join-12-8731`; only letters that Telegram lets through."""
    numbers = (str(getattr(link, name)) for name in link.__slots__)
    return "-".join((_WORDS[type(link)], *numbers))


def decode(payload: str) -> Link | None:
    """What a payload says, or None for one that this version does not know."""
    word, *numbers = payload.split("-")
    kind = CODES.get(word)
    if kind is None or len(numbers) != len(kind.__slots__):
        return None
    if not all(number.isascii() and number.isdigit() and len(number) < 20 for number in numbers):
        return None
    return kind(*(int(number) for number in numbers))


def url(username: str, link: Link, *, group: bool = False) -> str:
    """The address that opens the private chat, or has a person choose a group."""
    where = "startgroup" if group else "start"
    return f"https://t.me/{username}?{where}={encode(link)}"


def address_of(chat_id: int, username: str | None) -> str | None:
    """The address of a supergroup or channel, below which its messages are; None if it has none."""
    if chat_id >= FIRST_WITH_ADDRESSES:
        return None
    return f"https://t.me/{username or f'c/{FIRST_WITH_ADDRESSES - chat_id}'}"
