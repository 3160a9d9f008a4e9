"""The messages that stand above a chat, the newest first to be seen."""

from bot.clock import Clock
from bot.sandbox import shapes
from bot.sandbox.history import History
from bot.sandbox.messages import Message
from bot.sandbox.people import Chat, Person


class Pins(History):
    """`pins` are the numbers of what is pinned in a chat, the newest at the end."""

    def __init__(self, clock: Clock, bot_id: int) -> None:
        super().__init__(clock, bot_id)
        self.pins: dict[int, list[int]] = {}

    def pin(self, message: Message, who: Person) -> None:
        """Show it above the chat; groups and channels are told, unless it stands there already."""
        pinned = self.pins.setdefault(message.chat.id, [])
        if message.message_id in pinned:
            return
        pinned.append(message.message_id)
        if not message.chat.is_private:
            self._serve(message.chat, who, pinned_message=self.shape(message))
        self.changed.ring()

    def unpin(self, message: Message) -> None:
        """Take it from above the chat; nobody is told."""
        pinned = self.pins.get(message.chat.id, [])
        if message.message_id in pinned:
            pinned.remove(message.message_id)
        self.changed.ring()

    def pinned(self, chat: Chat) -> Message | None:
        """The message that is pinned last and still there."""
        found = (self.message(chat, number) for number in reversed(self.pins.get(chat.id, [])))
        return next((message for message in found if message is not None), None)

    def full_chat(self, chat: Chat) -> shapes.Json:
        """A ChatFullInfo of a chat as it is now."""
        shape = shapes.full_chat(chat)
        if not (chat.is_private or chat.is_channel):
            shape["permissions"] = shapes.permissions(self.permissions[chat.id])
        if linked := self.linked.get(chat.id):
            shape["linked_chat_id"] = linked
        if message := self.pinned(chat):
            shape["pinned_message"] = self.shape(message)
        return shape
