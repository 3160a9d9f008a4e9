"""Who is there and where: people, their chats, and everybody's place in each."""

from collections.abc import Iterable
from dataclasses import replace

from bot.clock import Clock
from bot.sandbox.people import CHANNEL_RIGHTS, EDIT, GIVEN, GROUP_RIGHTS, PIN, POST, Chat, Person


class Places:
    """Chats with their members; statuses are Telegram's words. `migrated` is the chat that follows.

    `bot_rights` and `person_rights` are what an administrator may do who may not do everything,
    `permissions` what a group gives its members, `linked` a channel's group and its way back. In
    private chats `opened` is where the person has written, `blocked` where they want no more.
    """

    def __init__(self, clock: Clock, bot_id: int) -> None:
        self.clock = clock
        self.bot = Person(bot_id, "Feuilleton", "feuilleton_sandbox_bot", is_bot=True)
        self.people: dict[int, Person] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.members: dict[int, dict[int, str]] = {}
        self.bot_rights: dict[int, set[str]] = {}
        self.person_rights: dict[tuple[int, int], set[str]] = {}
        self.permissions: dict[int, set[str]] = {}
        self.linked: dict[int, int] = {}
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
        username: str = "",
    ) -> Chat:
        """A group with the bot as a plain member; the first admin is its creator."""
        chat = self._add_chat(kind, title, admins, members)
        self.members[chat.id][self.bot.id] = "member"
        chat = replace(chat, is_forum=is_forum, is_protected=is_protected, username=username)
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
        self.permissions[chat.id] = set(GIVEN)
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

    def rights(self, chat: Chat, person: Person) -> dict[str, bool] | None:
        """What an administrator may and may not do; None for everybody else."""
        status = self.status(chat, person)
        if status not in ("creator", "administrator"):
            return None
        names = CHANNEL_RIGHTS if chat.is_channel else GROUP_RIGHTS
        held = self._held(chat, person)
        if held is None:
            # Whoever may do everything shows their name, and only the creator makes others admins.
            no = {names[0]} | (set() if status == "creator" else {"can_promote_members"})
            held = set(names) - no
        return {name: name in held or name == "can_manage_chat" for name in names}

    def _held(self, chat: Chat, person: Person) -> set[str] | None:
        if person == self.bot:
            return self.bot_rights.get(chat.id)
        return self.person_rights.get((chat.id, person.id))

    def may(self, chat: Chat, right: str, person: Person | None = None) -> bool:
        """Whether the bot, or a person, has this right as an administrator."""
        rights = self.rights(chat, person or self.bot)
        return rights is not None and rights.get(right, False)

    def may_pin(self, chat: Chat) -> bool:
        """Whether the bot may pin: in a channel it goes with editing."""
        if chat.is_private or self.may(chat, EDIT if chat.is_channel else PIN):
            return True
        return self.status(chat, self.bot) == "member" and PIN in self.permissions[chat.id]
