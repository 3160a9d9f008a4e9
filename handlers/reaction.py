"""The answer to a tap, as a value."""

from dataclasses import dataclass

from bot.delivery.post import Keyboard, Post


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows a tap: a toast, new posts, and another text or other buttons where it was.

    `private` are posts for whoever tapped alone, in their private chat.
    """

    toast: str | None = None
    posts: tuple[Post, ...] = ()
    replace: Post | None = None
    clear: bool = False
    keyboard: Keyboard | None = None
    private: tuple[Post, ...] = ()
