"""Schedules: when which texts come, in which chats, and what each chat has settled for itself."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

RUN = (
    "id, bot_id, chat_id, topic_id, piece_id, step, part, state, fence, language, started_by, "
    "pace, wake_at, stands, base_id, created_at, updated_at"
)
KEPT = ("run", "delivery", "question")
CURRENT = sa.text("state IN ('idle', 'sending', 'unknown', 'retracting') AND seat_id IS NULL")
PLANNED = sa.text("seat_id IS NOT NULL")
OPEN = sa.text("state IN ('sending', 'unknown')")
WITH_CONTENTS = sa.text("contents")
HAS_CONTENTS = sa.text("contents_id > 0")
WARNED = sa.text("warn_at IS NOT NULL")


def upgrade() -> None:
    """Make `run` anew, since a column cannot be put in its middle, and what refers to it."""
    for table in KEPT:
        op.execute(f"CREATE TEMPORARY TABLE {table}_before AS SELECT * FROM {table}")
    op.execute(
        "CREATE TEMPORARY TABLE last_before AS SELECT seq FROM sqlite_sequence WHERE name = 'run'"
    )
    for table in reversed(KEPT):
        op.drop_table(table)
    _rights()
    _readers()
    _chats()
    _schedules()
    _changes()
    _seats()
    _zones()
    _forwards()
    _runs()
    _deliveries()
    _questions()
    _retractions()
    _outdated()
    op.execute(f"INSERT INTO run ({RUN}) SELECT {RUN} FROM run_before")
    op.execute("INSERT INTO delivery SELECT *, NULL FROM delivery_before")
    op.execute("INSERT INTO question SELECT * FROM question_before")
    # Numbers of runs stand in old buttons: they are never given out again.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'run'")
    op.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'run', seq FROM last_before")
    for name in (*KEPT, "last"):
        op.execute(f"DROP TABLE {name}_before")


def _rights() -> None:
    """Of a text that is there nobody has said by what right it may be published."""
    op.execute("CREATE TEMPORARY TABLE editorial_before AS SELECT * FROM editorial")
    op.drop_table("editorial")
    op.create_table(
        "editorial",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("suggested", sa.Boolean(), nullable=False),
        sa.Column("same", sa.Text(), nullable=False),
        sa.Column("apart", sa.Text(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_editorial_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", name="pk_editorial"),
    )
    op.execute("INSERT INTO editorial SELECT *, 'unknown' FROM editorial_before")
    op.execute("DROP TABLE editorial_before")


def _readers() -> None:
    """Of a text that is there nobody knows which reader read it: it has no row."""
    op.create_table(
        "reader",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_reader_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", name="pk_reader"),
    )


def _chats() -> None:
    op.create_table(
        "chat",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("quiet", sa.Text(), nullable=True),
        sa.Column("distance", sa.Float(), nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", name="pk_chat"),
    )


def _schedules() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("planned_by", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("playlist", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("portion", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("contents", sa.Boolean(), nullable=False),
        sa.Column("warn", sa.Integer(), nullable=False),
        sa.Column("warned_of", sa.BigInteger(), nullable=True),
        sa.Column("warn_at", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sqlite_autoincrement=True,
    )
    home = ["bot_id", "chat_id", "topic_id"]
    op.create_index("ix_schedule_home", "schedule", home, unique=False)
    op.create_index(
        "ix_schedule_contents",
        "schedule",
        ["bot_id"],
        unique=False,
        sqlite_where=WITH_CONTENTS,
        postgresql_where=WITH_CONTENTS,
    )
    op.create_index(
        "ix_schedule_warn",
        "schedule",
        ["bot_id", "warn_at"],
        unique=False,
        sqlite_where=WARNED,
        postgresql_where=WARNED,
    )


def _changes() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name="fk_change_schedule_id_schedule"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_schedule_id", "change", ["schedule_id"], unique=False)


def _seats() -> None:
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("contents_id", sa.BigInteger(), nullable=True),
        sa.Column("contents_digest", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.UniqueConstraint(
            "schedule_id", "chat_id", "topic_id", name="uq_seat_schedule_id_chat_id_topic_id"
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name="fk_seat_schedule_id_schedule"
        ),
        sa.UniqueConstraint("run_id", name="uq_seat_run_id"),
    )
    op.create_index("ix_seat_chat", "seat", ["bot_id", "chat_id"], unique=False)
    op.create_index(
        "ix_seat_contents",
        "seat",
        ["bot_id"],
        unique=False,
        sqlite_where=HAS_CONTENTS,
        postgresql_where=HAS_CONTENTS,
    )


def _zones() -> None:
    op.create_table(
        "zone",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_zone"),
    )


def _forwards() -> None:
    op.create_table(
        "forward",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "channel_id", "post_id", name="pk_forward"),
    )
    op.create_index("ix_forward_at", "forward", ["at"], unique=False)


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("started_by", sa.BigInteger(), nullable=False),
        sa.Column("pace", sa.Float(), nullable=True),
        sa.Column("wake_at", sa.BigInteger(), nullable=True),
        sa.Column("stands", sa.Text(), nullable=True),
        sa.Column("base_id", sa.BigInteger(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("goal", sa.Integer(), nullable=True),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name="fk_run_piece_id_piece"),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name="fk_run_seat_id_seat"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sqlite_autoincrement=True,
    )
    target = ["bot_id", "chat_id", "topic_id"]
    op.create_index("ix_run_target", "run", target, unique=False)
    op.create_index("ix_run_piece_id", "run", ["piece_id"], unique=False)
    op.create_index("ix_run_due", "run", ["bot_id", "wake_at"], unique=False)
    op.create_index(
        "ix_run_seat",
        "run",
        ["seat_id"],
        unique=False,
        sqlite_where=PLANNED,
        postgresql_where=PLANNED,
    )
    op.create_index(
        "uq_run_current",
        "run",
        target,
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("base_id", sa.BigInteger(), nullable=False),
        sa.Column("heard", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("looked_at", sa.BigInteger(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.UniqueConstraint("bot_id", "cause", "part", name="uq_delivery_bot_id_cause_part"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name="fk_delivery_run_id_run", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
    )
    op.create_index("ix_delivery_run_id", "delivery", ["run_id"], unique=False)
    op.create_index(
        "ix_delivery_open",
        "delivery",
        ["run_id"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _questions() -> None:
    op.create_table(
        "question",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["delivery.id"],
            name="fk_question_delivery_id_delivery",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delivery_id", "user_id", name="pk_question"),
    )


def _retractions() -> None:
    op.create_table(
        "retraction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
        sa.UniqueConstraint("bot_id", "cause", name="uq_retraction_bot_id_cause"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name="fk_retraction_run_id_run", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_retraction"),
    )
    op.create_index("ix_retraction_run_id", "retraction", ["run_id"], unique=False)


def _outdated() -> None:
    op.create_table(
        "outdated",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["delivery.id"],
            name="fk_outdated_delivery_id_delivery",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delivery_id", name="pk_outdated"),
    )
