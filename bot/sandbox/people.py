"""Who is there: the bot, invented people, and the chats they share."""

from dataclasses import dataclass

#: An administrator's rights in a channel, and in a group.
POST, EDIT, PIN = "can_post_messages", "can_edit_messages", "can_pin_messages"

_EVERYWHERE = (
    *("is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)
#: The rights there are, by kind of chat; the first of them says how somebody appears.
CHANNEL_RIGHTS = (*_EVERYWHERE, POST, EDIT)
GROUP_RIGHTS = (*_EVERYWHERE, PIN, "can_manage_topics")
ADMIN_RIGHTS = frozenset((*CHANNEL_RIGHTS, *GROUP_RIGHTS))
#: What a member may do in a group who is not restricted, if the group gives it.
PERMISSIONS = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos"),
    *("can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls"),
    *("can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages"),
    *("can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages"),
    "can_manage_topics",
)
#: What a group gives its members unless a test says more or less.
GIVEN = frozenset(PERMISSIONS) - {"can_change_info", PIN, "can_manage_topics"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account; a bot has one too."""

    id: int
    first_name: str
    username: str
    language_code: str = ""
    is_bot: bool = False


#: Who brings a channel's posts into its group.
TELEGRAM = Person(777_000, "Telegram", "")
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
    username: str = ""

    @property
    def is_private(self) -> bool:
        """Between the bot and one person."""
        return self.kind == "private"

    @property
    def is_channel(self) -> bool:
        """Where administrators post in the name of the channel."""
        return self.kind == "channel"
