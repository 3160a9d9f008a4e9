"""The answer to a tap, as a value."""

from dataclasses import dataclass

from bot.delivery.post import Keyboard, Post, Rich


@dataclass(frozen=True, slots=True)
class File:
    """A file to send, with words under it."""

    name: str
    content: bytes
    caption: Rich


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows a tap: a toast, new posts or a file, another text or other buttons above.

    `private` are posts for whoever tapped alone, in their private chat.
    """

    toast: str | None = None
    posts: tuple[Post, ...] = ()
    replace: Post | None = None
    clear: bool = False
    keyboard: Keyboard | None = None
    file: File | None = None
    private: tuple[Post, ...] = ()
