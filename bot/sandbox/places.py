"""Who is there and where: people, their chats, and everybody's place in each."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.clock import Clock
from bot.sandbox import shapes
from bot.sandbox.people import EDIT, POST, Chat, Person


class Places:
    """Chats with their members; statuses are Telegram's words. `migrated` is the chat that follows.

    `bot_rights` is what the bot may do in a channel; in private chats `opened` is where the person
    has written, `blocked` where they want no more.
    """

    def __init__(self, clock: Clock, bot_id: int) -> None:
        self.clock = clock
        self.bot = Person(bot_id, "Feuilleton", "feuilleton_sandbox_bot", is_bot=True)
        self.people: dict[int, Person] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.members: dict[int, dict[int, str]] = {}
        self.bot_rights: dict[int, set[str]] = {}
        self.migrated: dict[int, int] = {}
        self.opened: set[int] = set()
        self.blocked: set[int] = set()

    def add_person(self, first_name: str, username: str, language_code: str = "en") -> Person:
        """Somebody new, whose private chat with the bot opens with their first message."""
        person = Person(700_000_000 + len(self.people), first_name, username, language_code)
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person=person)
        return person

    def add_group(
        self,
        title: str,
        admins: Iterable[Person] = (),
        members: Iterable[Person] = (),
        *,
        kind: str = "supergroup",
        is_forum: bool = False,
        is_protected: bool = False,
    ) -> Chat:
        """A group with the bot as a plain member; the first admin is its creator."""
        chat = self._add_chat(kind, title, admins, members)
        self.members[chat.id][self.bot.id] = "member"
        chat = replace(chat, is_forum=is_forum, is_protected=is_protected)
        self.chats[chat.id] = chat
        return chat

    def add_channel(
        self,
        title: str,
        admins: Iterable[Person] = (),
        subscribers: Iterable[Person] = (),
        *,
        may_edit: bool = True,
    ) -> Chat:
        """A channel in which the bot may post; with `may_edit` also change what others posted."""
        chat = self._add_chat("channel", title, admins, subscribers)
        self.members[chat.id][self.bot.id] = "administrator"
        self.bot_rights[chat.id] = {POST, EDIT} if may_edit else {POST}
        return chat

    def _add_chat(
        self,
        kind: str,
        title: str,
        admins: Iterable[Person] = (),
        members: Iterable[Person] = (),
    ) -> Chat:
        number = 1_000_000_001 + len(self.chats)
        chat = Chat(-number if kind == "group" else -1_000_000_000_000 - number, kind, title)
        self.chats[chat.id] = chat
        self.opened.add(chat.id)
        places = {person.id: "member" for person in members}
        places |= {one.id: "administrator" if at else "creator" for at, one in enumerate(admins)}
        self.members[chat.id] = places
        return chat

    def private(self, person: Person) -> Chat:
        """The person's chat with the bot."""
        return self.chats[person.id]

    def status(self, chat: Chat, person: Person) -> str:
        """The person's place in a chat: creator, administrator, member, left or kicked."""
        if chat.is_private:
            return "member" if person in (chat.person, self.bot) else "left"
        return self.members[chat.id].get(person.id, "left")

    def admin(self, chat: Chat) -> Person:
        """Who does what administrators do: the creator; LookupError if the chat has none."""
        for number, status in self.members[chat.id].items():
            if status == "creator":
                return self.people[number]
        raise LookupError(f"{chat.title} has no creator: nobody could do that")

    def rights(self, chat: Chat, person: Person) -> Collection[str] | None:
        """What an administrator may do in a channel; None in a group, where it is everything."""
        if not chat.is_channel:
            return None
        return self.bot_rights[chat.id] if person == self.bot else shapes.EVERY_RIGHT

    def may(self, chat: Chat, right: str) -> bool:
        """Whether the bot has this right in a channel."""
        return right in self.bot_rights.get(chat.id, ())
