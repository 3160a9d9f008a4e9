"""Which message numbers are known: what a post in doubt cannot be, and what it comes after.

Private chats and basic groups of a bot count together, a supergroup or channel by itself.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

SHARED = 0
"""The counter of all private chats and basic groups."""
KEPT_SHARED, KEPT = 4_096, 256
COUNTERS = 1_000
_BASIC_GROUPS_ABOVE = -1_000_000_000_000


def counter_of(chat_id: int) -> int:
    """The counter that numbers the messages of a chat."""
    return SHARED if chat_id > _BASIC_GROUPS_ABOVE else chat_id


@dataclass(slots=True)
class _Counter:
    newest: int = 0
    seen: OrderedDict[int, None] = field(default_factory=OrderedDict)


class Numbers:
    """The message numbers seen lately, of people and of the bot, by counter."""

    def __init__(self) -> None:
        self._counters: OrderedDict[int, _Counter] = OrderedDict()

    def saw(self, chat_id: int, message_id: int) -> None:
        """A message with this number has come now, and it is known what it is."""
        self.know(chat_id, message_id)
        counter = self._counters[counter_of(chat_id)]
        counter.newest = max(counter.newest, message_id)

    def know(self, chat_id: int, message_id: int) -> None:
        """A message with this number came at some time, and it is known what it is."""
        name = counter_of(chat_id)
        counter = self._counters.setdefault(name, _Counter())
        counter.seen[message_id] = None
        self._counters.move_to_end(name)
        if len(counter.seen) > (KEPT if name else KEPT_SHARED):
            counter.seen.popitem(last=False)
        if len(self._counters) > COUNTERS:
            self._counters.popitem(last=False)

    def newest(self, chat_id: int) -> int:
        """The highest number heard of by this process where this chat counts; 0 for none.

        All that earlier processes sent or heard there is below it.
        """
        counter = self._counters.get(counter_of(chat_id))
        return counter.newest if counter else 0

    def forget_newest(self, chat_id: int) -> None:
        """A message of the bot may be there whose number nobody knows.

        The next one that is heard of is above it.
        """
        if counter := self._counters.get(counter_of(chat_id)):
            counter.newest = 0

    def is_known(self, chat_id: int, message_id: int) -> bool:
        """Whether it is known what this number is."""
        counter = self._counters.get(counter_of(chat_id))
        return counter is not None and message_id in counter.seen
