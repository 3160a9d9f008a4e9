"""Who is there: the bot, invented people, and the chats they share."""

from dataclasses import dataclass

#: An administrator's rights in a channel.
POST, EDIT = "can_post_messages", "can_edit_messages"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account; a bot has one too."""

    id: int
    first_name: str
    username: str
    language_code: str = ""
    is_bot: bool = False


#: In whose name a supergroup acts by itself.
ANONYMOUS = Person(1_087_968_824, "Group", "GroupAnonymousBot", is_bot=True)


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat has its person's id; groups have negative ids.

    Supergroups and channels begin with -100. Nothing is forwarded out of a protected chat.
    """

    id: int
    kind: str
    title: str = ""
    person: Person | None = None
    is_forum: bool = False
    is_protected: bool = False

    @property
    def is_private(self) -> bool:
        """Between the bot and one person."""
        return self.kind == "private"

    @property
    def is_channel(self) -> bool:
        """Where administrators post in the name of the channel."""
        return self.kind == "channel"
