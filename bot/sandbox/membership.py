"""Where the bot is let in, where it is not any more, and the group that becomes a supergroup."""

from collections.abc import Collection

from bot.sandbox import shapes
from bot.sandbox.people import ANONYMOUS, POST, Chat, Person
from bot.sandbox.pins import Pins


class Membership(Pins):
    """What people do about the bot's place; each change is an update, as Telegram tells it."""

    def block(self, person: Person) -> None:
        """From now on the bot may not write to this person."""
        self.blocked.add(person.id)
        self._moved(self.private(person), person, shapes.member(self.bot, "member"), "kicked")

    def unblock(self, person: Person) -> None:
        """The bot may write again."""
        self.blocked.discard(person.id)
        self._moved(self.private(person), person, shapes.member(self.bot, "kicked"), "member")

    def kick(self, chat: Chat) -> None:
        """An administrator throws the bot out."""
        self._put(chat, "kicked")
        if not chat.is_channel:
            self._serve(chat, self.admin(chat), left_chat_member=shapes.user(self.bot))

    def restore(self, chat: Chat) -> None:
        """The bot is back; in a channel with the rights it had."""
        self._put(chat, "administrator" if chat.is_channel else "member")
        if not chat.is_channel:
            self._serve(chat, self.admin(chat), new_chat_members=[shapes.user(self.bot)])

    def let_in(self, chat: Chat, who: Person, rights: Collection[str] = ()) -> None:
        """Somebody adds the bot, with `rights` as an administrator, which may be more than before.

        Nothing happens where it has all that already.
        """
        old = self.status(chat, self.bot)
        outside = old in ("left", "kicked")
        if not all(self.may(chat, right) for right in rights):
            held = self.bot_rights.get(chat.id, set()) if old == "administrator" else set()
            self._put(chat, "administrator", {*held, *rights}, who)
        elif outside:
            self._put(chat, "member", who=who)
        if outside and not chat.is_channel:
            self._serve(chat, who, new_chat_members=[shapes.user(self.bot)])

    def link(self, channel: Chat, group: Chat) -> None:
        """From now on the channel's posts are brought into the group, which talks about them."""
        if not channel.is_channel or group.kind != "supergroup" or group.is_forum:
            raise ValueError(f"{group.title} cannot talk about {channel.title}")
        self.linked |= {channel.id: group.id, group.id: channel.id}

    def mute(self, chat: Chat) -> None:
        """The bot stays and may not post. ValueError in a basic group, which restricts nobody."""
        if chat.kind == "group":
            raise ValueError(f"{chat.title} is a basic group: nobody is restricted alone there")
        if chat.is_channel:
            self._put(chat, "administrator", rights=self.bot_rights[chat.id] - {POST})
        else:
            self._put(chat, "restricted")

    def unmute(self, chat: Chat) -> None:
        """The bot may post again."""
        if chat.is_channel:
            self._put(chat, "administrator", rights=self.bot_rights[chat.id] | {POST})
        else:
            self._put(chat, "member")

    def migrate(self, chat: Chat) -> Chat:
        """A basic group becomes a supergroup with the same members; the new chat.

        ValueError if it is no basic group or was one.
        """
        if chat.kind != "group" or chat.id in self.migrated:
            raise ValueError(f"{chat.title} is no basic group any more")
        new = self._add_chat("supergroup", chat.title)
        self.members[new.id] = dict(self.members[chat.id])
        self.permissions[new.id] = set(self.permissions[chat.id])
        self.migrated[chat.id] = new.id
        status = self.status(new, self.bot)
        self._moved(new, self.admin(new), shapes.member(self.bot, "left"), status)
        self._serve(chat, self.admin(chat), migrate_to_chat_id=new.id)
        self._serve(new, ANONYMOUS, migrate_from_chat_id=chat.id)
        return new

    def _put(
        self,
        chat: Chat,
        status: str,
        rights: set[str] | None = None,
        who: Person | None = None,
    ) -> None:
        old = self._place(chat)
        self.members[chat.id][self.bot.id] = status
        if rights is not None:
            self.bot_rights[chat.id] = rights
        self._moved(chat, who or self.admin(chat), old, status)

    def _place(self, chat: Chat) -> shapes.Json:
        return shapes.member(self.bot, self.status(chat, self.bot), self.rights(chat, self.bot))

    def _moved(self, chat: Chat, who: Person, old: shapes.Json, status: str) -> None:
        new = shapes.member(self.bot, status, self.rights(chat, self.bot))
        change = shapes.membership(chat, who, old, new, self.clock.now())
        self.updates.add("my_chat_member", change)
        self.changed.ring()
