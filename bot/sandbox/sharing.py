"""The big buttons below a chat, the chats that people pick, and where they may add the bot."""

from bot.clock import Clock
from bot.sandbox.deep_links import DeepLink
from bot.sandbox.people import Chat, Person
from bot.sandbox.reply_keyboards import Key, ReplyKeyboard, Request
from bot.sandbox.topics import Topics


class Sharing(Topics):
    """`keyboards` are what is below each chat now."""

    def __init__(self, clock: Clock, bot_id: int) -> None:
        super().__init__(clock, bot_id)
        self.keyboards: dict[int, ReplyKeyboard] = {}

    def put_keyboard(self, chat: Chat, keyboard: ReplyKeyboard) -> None:
        """Show these buttons below a chat, or none any more."""
        if keyboard.rows:
            self.keyboards[chat.id] = keyboard
        else:
            self.keyboards.pop(chat.id, None)
        self.changed.ring()

    def key(self, person: Person, label: str) -> Key:
        """The big button with this label below the person's private chat; LookupError if none."""
        keyboard = self.keyboards.get(person.id, ReplyKeyboard())
        for key in keyboard.keys:
            if key.text == label:
                return key
        labels = ", ".join(repr(key.text) for key in keyboard.keys) or "no buttons"
        raise LookupError(f"below the chat there are {labels}, not {label!r}")

    def fitting(self, person: Person, request: Request) -> list[Chat]:
        """The chats that a person may pick: both have the rights there that are asked for."""
        return [chat for chat in self._shared() if self._fits(chat, person, request)]

    def _shared(self) -> list[Chat]:
        chats = self.chats.values()
        return [chat for chat in chats if not chat.is_private and chat.id not in self.migrated]

    def _fits(self, chat: Chat, person: Person, request: Request) -> bool:
        if chat.is_channel != request.is_channel:
            return False
        if request.is_forum is not None and chat.is_forum != request.is_forum:
            return False
        inside = [who for who in (person, self.bot) if not self._outside(chat, who)]
        if person not in inside or (request.bot_is_member and self.bot not in inside):
            return False
        mine = all(self.may(chat, right, person) for right in request.person_rights)
        return mine and all(self.may(chat, right) for right in request.bot_rights)

    def _outside(self, chat: Chat, who: Person) -> bool:
        return self.status(chat, who) in ("left", "kicked")

    def share(self, person: Person, label: str, chat: Chat) -> None:
        """Press a big button that asks for a chat, and pick this one.

        LookupError if there is no such button, ValueError if the apps would not offer the chat.
        """
        request = self.key(person, label).request
        if request is None:
            raise LookupError(f"the button {label!r} asks for no chat")
        if chat not in self.fitting(person, request):
            raise ValueError(f"{chat.title or 'this chat'} is not among those that fit")
        shared: dict[str, int | str] = {"request_id": request.number, "chat_id": chat.id}
        if request.title:
            shared["title"] = chat.title
        self.fold(person)
        self._serve(self.private(person), person, chat_shared=shared)

    def fold(self, person: Person) -> None:
        """A keyboard for one time was used: the apps fold it away, here it is gone."""
        keyboard = self.keyboards.get(person.id)
        if keyboard and keyboard.one_time:
            del self.keyboards[person.id]

    def choices(self, person: Person, link: DeepLink) -> list[Chat]:
        """Where a person may bring the bot along a link: for rights only whoever has them."""
        wanted = link.door == "startchannel"
        shared = [chat for chat in self._shared() if chat.is_channel == wanted]
        return [chat for chat in shared if self._may_add(chat, person, link)]

    def _may_add(self, chat: Chat, person: Person, link: DeepLink) -> bool:
        if link.rights:
            # Whoever makes another one an administrator gives no more than they have.
            wanted = {*link.rights, "can_promote_members"} - {"is_anonymous"}
            return all(self.may(chat, right, person) for right in wanted)
        if self.status(chat, person) == "member":
            return "can_invite_users" in self.permissions[chat.id]
        return self.may(chat, "can_invite_users", person)
