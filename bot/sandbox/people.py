"""Who is there: the bot, invented people, and the chats they share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account; a bot has one too."""

    id: int
    first_name: str
    username: str
    language_code: str = ""
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat has its person's id; groups have negative ids, supergroups -100 and more."""

    id: int
    kind: str
    title: str = ""
    person: Person | None = None
    is_forum: bool = False

    @property
    def is_private(self) -> bool:
        """Between the bot and one person."""
        return self.kind == "private"
