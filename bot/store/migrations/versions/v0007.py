"""A post in doubt can be looked up: where to look, who was asked, whom the bot may write to."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

RUN = (
    "id, bot_id, chat_id, topic_id, piece_id, step, part, state, fence, language, started_by, "
    "pace, wake_at, created_at, updated_at"
)
DELIVERY = (
    "id, bot_id, run_id, cause, step, part, fence, ends, state, message_id, reason, claimed_at, "
    "settled_at"
)
# What each run is known to have posted; its later messages have higher numbers.
NEWEST = "SELECT coalesce(max(message_id), 0) FROM delivery_before WHERE run_id = run_before.id"
CURRENT = sa.text("state IN ('idle', 'sending', 'unknown')")
OPEN = sa.text("state IN ('sending', 'unknown')")


def upgrade() -> None:
    """Make `run` and `delivery` anew, since a column cannot be put in their middle."""
    op.execute("CREATE TEMPORARY TABLE run_before AS SELECT * FROM run")
    op.execute("CREATE TEMPORARY TABLE delivery_before AS SELECT * FROM delivery")
    op.execute(
        "CREATE TEMPORARY TABLE last_before AS SELECT seq FROM sqlite_sequence WHERE name = 'run'"
    )
    op.drop_table("delivery")
    op.drop_table("run")
    _runs()
    _deliveries()
    _questions()
    op.execute(f"INSERT INTO run ({RUN}, base_id) SELECT {RUN}, ({NEWEST}) FROM run_before")
    op.execute(
        f"INSERT INTO delivery ({DELIVERY}, base_id, heard) "
        f"SELECT {DELIVERY}, 0, 0 FROM delivery_before"
    )
    # Numbers of runs stand in old buttons: they are never given out again.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'run'")
    op.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'run', seq FROM last_before")
    # Whoever reads in private has started the bot.
    op.execute(
        "INSERT INTO acquaintance (bot_id, user_id, language) "
        "SELECT bot_id, chat_id, max(language) FROM run_before WHERE chat_id > 0 "
        "GROUP BY bot_id, chat_id"
    )
    for table in ("run_before", "delivery_before", "last_before"):
        op.execute(f"DROP TABLE {table}")


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
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name="fk_run_piece_id_piece"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_run_piece_id", "run", ["piece_id"], unique=False)
    target = ["bot_id", "chat_id", "topic_id"]
    op.create_index("ix_run_target", "run", target, unique=False)
    op.create_index("ix_run_wake_at", "run", ["wake_at"], unique=False)
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
    op.create_table(
        "acquaintance",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "user_id", name="pk_acquaintance"),
    )
