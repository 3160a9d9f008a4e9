"""The tables of what is planned, and of what each chat has settled."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.columns import Instant, metadata

# Few have such a message; a start looks at these only.
WITH_CONTENTS = text("contents")
HAS_CONTENTS = text("contents_id > 0")
WARNED = text("warn_at IS NOT NULL")

# What a chat has settled for itself; a row is made when it settles something.
chat = Table(
    "chat",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("zone", Text),
    Column("language", Text),
    # Local times without seconds, `22:00-08:00`.
    Column("quiet", Text),
    Column("distance", Float, nullable=False),
    Column("held_until", Instant),
    PrimaryKeyConstraint("bot_id", "chat_id"),
)

# Rule and playlist are JSON: nothing is looked for inside them.
schedule = Table(
    "schedule",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("topic_id", BigInteger, nullable=False),
    Column("planned_by", BigInteger, nullable=False),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("playlist", Text, nullable=False),
    Column("key", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("rule", Text),
    Column("portion", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("not_before", Instant),
    Column("contents", Boolean, nullable=False),
    # How long before (s) whoever planned it is warned, the post of which they were last, and when
    # to look again; no such time where nobody wants to be.
    Column("warn", Integer, nullable=False),
    Column("warned_of", Instant),
    Column("warn_at", Instant),
    Column("updated_at", Instant, nullable=False),
    Index("ix_schedule_home", "bot_id", "chat_id", "topic_id"),
    Index(
        "ix_schedule_contents",
        "bot_id",
        sqlite_where=WITH_CONTENTS,
        postgresql_where=WITH_CONTENTS,
    ),
    Index("ix_schedule_warn", "bot_id", "warn_at", sqlite_where=WARNED, postgresql_where=WARNED),
    # Buttons in old messages carry these numbers: they are never given out again.
    sqlite_autoincrement=True,
)

# Who changed what about a schedule, and when.
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule_id", ForeignKey(schedule.c.id), nullable=False, index=True),
    Column("user_id", BigInteger, nullable=False),
    Column("what", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# One chat of a schedule; `item` is its place in the playlist, `run_id` the run that is there.
seat = Table(
    "seat",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule_id", ForeignKey(schedule.c.id), nullable=False),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("topic_id", BigInteger, nullable=False),
    Column("item", Integer, nullable=False),
    # None between the transaction's two rows that name each other.
    Column("run_id", BigInteger, unique=True),
    Column("state", Text, nullable=False),
    # The message that tells what has come here: its number (0: somebody has taken it away), and
    # what its words are known by.
    Column("contents_id", BigInteger),
    Column("contents_digest", Text),
    UniqueConstraint("schedule_id", "chat_id", "topic_id"),
    Index("ix_seat_chat", "bot_id", "chat_id"),
    Index("ix_seat_contents", "bot_id", sqlite_where=HAS_CONTENTS, postgresql_where=HAS_CONTENTS),
)

# By which the rules of a time zone were known at the last start.
zone = Table(
    "zone",
    metadata,
    Column("name", Text, nullable=False),
    Column("rules", Text, nullable=False),
    PrimaryKeyConstraint("name"),
)

# Where Telegram has brought a channel's post in the group that talks about it.
forward = Table(
    "forward",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("post_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    PrimaryKeyConstraint("bot_id", "channel_id", "post_id"),
)
