"""Every table of the store, in one MetaData; `migrations/` makes the same ones step by step."""

from dataclasses import fields
from enum import StrEnum

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
from bot.store.plan_tables import seat
from content.evidence import Counts


class DeliveryState(StrEnum):
    """Sending and unknown are open: nobody knows yet. Refused frees the cause to try again.

    Skipped was left in doubt, as the operator had chosen. Undone frees the cause, too: somebody has
    taken the post back.
    """

    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    UNDONE = "undone"


OPEN = (DeliveryState.SENDING, DeliveryState.UNKNOWN)
FREE = (DeliveryState.REFUSED, DeliveryState.UNDONE)

piece = Table(
    "piece",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("author_name", Text),
    Column("author_handle", Text),
    Column("date", Text),
    Column("language", Text),
    Column("url", Text),
    Column("note", Text),
    Column("source_sha256", Text, nullable=False, index=True),
    Column("content_sha256", Text, nullable=False, unique=True),
    # Folded in Python: no database folds œ and ß the way readers type them.
    Column("search", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

fragment = Table(
    "fragment",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("number", Integer),
    Column("total", Integer),
    Column("speaker", Text),
    Column("handle", Text),
    Column("date", Text),
    Column("noted", Boolean, nullable=False),
    Column("spans", Text, nullable=False),
    Column("depth", Integer, nullable=False),
    PrimaryKeyConstraint("piece_id", "position"),
)

# Whether a piece's note is suggested only, an editor's groups of people as JSON, and by what right
# it may be published. A piece without a row was stored before notes were suggested.
editorial = Table(
    "editorial",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False),
    Column("suggested", Boolean, nullable=False),
    Column("same", Text, nullable=False),
    Column("apart", Text, nullable=False),
    Column("rights", Text, nullable=False),
    PrimaryKeyConstraint("piece_id"),
)

# Which version of the reader read a piece; without a row it was an older one than had a number.
reader = Table(
    "reader",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("piece_id"),
)

# A piece that people corrected: as it was last read from its source, and what they changed, as
# JSON. `note` is what an operator decided beside any file.
correction = Table(
    "correction",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False),
    Column("read", Text, nullable=False),
    Column("read_sha256", Text, nullable=False, index=True),
    # The corrected file that came in last.
    Column("file_sha256", Text, index=True),
    Column("changes", Text, nullable=False),
    Column("note", Text),
    PrimaryKeyConstraint("piece_id"),
)

COUNTS = tuple(field.name for field in fields(Counts))

person = Table(
    "person",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("key", Text, nullable=False),
    # None for a candidate whom an operator confirmed.
    Column("handle", Text),
    Column("name", Text),
    Column("aliases", Text, nullable=False),
    Column("network", Text),
    # Buttons name people by it: made of the key, so that a new import gives the same.
    Column("number", BigInteger, nullable=False, index=True),
    # `content.evidence.Counts`, so that an answer counts no mentions.
    *(Column(name, Integer, nullable=False) for name in COUNTS),
    # An answer adds up all rows of a person: they lie side by side.
    PrimaryKeyConstraint("key", "piece_id"),
    sqlite_with_rowid=False,
)

# Every spelling of a handle (form `handle`) or name, and every word of a name (`part`).
spelling = Table(
    "spelling",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("spelling", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("person", Text, nullable=False),
    PrimaryKeyConstraint("spelling", "form", "person", "piece_id"),
    sqlite_with_rowid=False,
)

# Spellings without each of their letters in turn, once for all texts; they stay when the last text
# with a spelling goes, and lead nowhere then.
variant = Table(
    "variant",
    metadata,
    Column("variant", Text, nullable=False),
    Column("spelling", Text, nullable=False),
    PrimaryKeyConstraint("variant", "spelling"),
    sqlite_with_rowid=False,
)

# Where a text says who somebody is.
introduction = Table(
    "introduction",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False),
    Column("person", Text, nullable=False, index=True),
    Column("fragment", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    PrimaryKeyConstraint("piece_id", "person", "fragment", "start"),
)

# Who is named without a handle: kept, and not told of until an operator says that it is somebody.
candidate = Table(
    "candidate",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("aliases", Text, nullable=False),
    Column("places", Text, nullable=False),
    PrimaryKeyConstraint("piece_id", "position"),
)

# An operator's yes: the candidates of this name in this text are told of, also when the text is
# replaced.
confirmation = Table(
    "confirmation",
    metadata,
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False),
    Column("candidate", Text, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("piece_id", "candidate"),
)

mention = Table(
    "mention",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("piece_id", ForeignKey(piece.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("fragment", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Column("surface", Text, nullable=False),
    Column("spelling", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    # Leads from a spelling to people, without a look at the rows.
    Index("ix_mention_spelling", "spelling", "person"),
    # Gives the spellings of a person without a look at the rows.
    Index("ix_mention_person", "person", "piece_id", "surface"),
)

# Planned runs do not count: a chat may have several, and read a text by hand beside them.
IS_CURRENT = text("state IN ('idle', 'sending', 'unknown', 'retracting') AND seat_id IS NULL")
IS_PLANNED = text("seat_id IS NOT NULL")
IS_OPEN = text("state IN ('sending', 'unknown')")

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("topic_id", BigInteger, nullable=False),
    Column("piece_id", ForeignKey(piece.c.id), nullable=False, index=True),
    Column("step", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("started_by", BigInteger, nullable=False),
    Column("pace", Float),
    Column("wake_at", Instant),
    Column("stands", Text),
    # The newest message that this run is known to have put into its chat; 0 for none.
    Column("base_id", BigInteger, nullable=False),
    # Of a planned run, and the step at which what is being posted at a time ends.
    Column("seat_id", ForeignKey(seat.c.id)),
    Column("goal", Integer),
    # The planned run, maybe over, that a late reader of the same text does not want to overtake.
    Column("follows", Integer),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index("ix_run_target", "bot_id", "chat_id", "topic_id"),
    # The bot stands first: else SQLite walks through all runs of the bot to find what is due.
    Index("ix_run_due", "bot_id", "wake_at"),
    Index("ix_run_seat", "seat_id", sqlite_where=IS_PLANNED, postgresql_where=IS_PLANNED),
    Index(
        "uq_run_current",
        "bot_id",
        "chat_id",
        "topic_id",
        unique=True,
        sqlite_where=IS_CURRENT,
        postgresql_where=IS_CURRENT,
    ),
    # Buttons in old messages carry these numbers: they are never given out again.
    sqlite_autoincrement=True,
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("run_id", ForeignKey(run.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("cause", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("ends", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    # The newest message of the chat when the post went out: it has a higher number. 0: not known.
    Column("base_id", BigInteger, nullable=False),
    # Whether the process that sent it had heard of that message itself, so that nothing of the
    # bot's own is above.
    Column("heard", Boolean, nullable=False),
    # Of the words that went out.
    Column("digest", Text),
    Column("message_id", BigInteger),
    Column("reason", Text),
    Column("claimed_at", Instant, nullable=False),
    Column("settled_at", Instant),
    # When the chat was looked at, and could not tell whether the post is there.
    Column("looked_at", Instant),
    # Where it went, if that is not the run's own chat; its number counts there.
    Column("chat_id", BigInteger),
    UniqueConstraint("bot_id", "cause", "part"),
    # Few rows are open at a time; a start looks at these only.
    Index("ix_delivery_open", "run_id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
)

handled_update = Table(
    "handled_update",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    PrimaryKeyConstraint("bot_id", "update_id"),
)

# Telegram's "retry after", so that the next process keeps to it; chat 0 is all of them.
wait = Table(
    "wait",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("until", Instant, nullable=False),
    PrimaryKeyConstraint("bot_id", "chat_id"),
)

# Who was asked about a post in doubt, in private.
question = Table(
    "question",
    metadata,
    Column("delivery_id", ForeignKey(delivery.c.id, ondelete="CASCADE"), nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("reminded", Boolean, nullable=False),
    PrimaryKeyConstraint("delivery_id", "user_id"),
)

# Somebody takes the posts of a step back: written down before the first of them is deleted. `was`
# is the state of the run before; until it is done the chat may still have some. `answer_id` is what
# the bot said of it in the chat.
retraction = Table(
    "retraction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("cause", Text, nullable=False),
    Column("run_id", ForeignKey(run.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("step", Integer, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("was", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer_id", BigInteger),
    UniqueConstraint("bot_id", "cause"),
)

# What was posted with words that are others in the library by now, and what is to become of it.
outdated = Table(
    "outdated",
    metadata,
    Column("delivery_id", ForeignKey(delivery.c.id, ondelete="CASCADE"), nullable=False),
    Column("bot_id", BigInteger, nullable=False),
    Column("wanted", Text, nullable=False),
    PrimaryKeyConstraint("delivery_id"),
)

# Who has started the bot: it cannot write to anybody else.
acquaintance = Table(
    "acquaintance",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("language", Text, nullable=False),
    PrimaryKeyConstraint("bot_id", "user_id"),
)
