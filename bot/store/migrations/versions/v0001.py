"""The first form: pieces and who is in them, runs, deliveries, handled updates."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table and index, in one transaction."""
    _pieces()
    _people()
    _spellings()
    _descriptions()
    _runs()
    _deliveries()
    _updates()


def _updates() -> None:
    op.create_table(
        "handled_update",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_handled_update"),
    )
    op.create_index("ix_handled_update_at", "handled_update", ["at"], unique=False)


def _pieces() -> None:
    op.create_table(
        "piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=True),
        sa.Column("author_handle", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source_sha256", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_piece"),
        sa.UniqueConstraint("slug", name="uq_piece_slug"),
        sa.UniqueConstraint("content_sha256", name="uq_piece_content_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "fragment",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("handle", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("noted", sa.Boolean(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_fragment_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", "position", name="pk_fragment"),
    )


def _people() -> None:
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("fragment", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_mention_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mention"),
    )
    op.create_index(
        "ix_mention_person",
        "mention",
        ["person", "piece_id", "role", "surface", "fragment"],
        unique=False,
    )
    op.create_index("ix_mention_piece_id", "mention", ["piece_id"], unique=False)
    op.create_index("ix_mention_spelling", "mention", ["spelling"], unique=False)
    op.create_table(
        "person",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_person_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", "key", name="pk_person"),
    )
    op.create_index("ix_person_key", "person", ["key"], unique=False)
    op.create_index("ix_person_number", "person", ["number"], unique=False)


def _spellings() -> None:
    op.create_table(
        "spelling",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_spelling_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "piece_id", "variant", "spelling", "form", "person", name="pk_spelling"
        ),
    )
    op.create_index("ix_spelling_variant", "spelling", ["variant"], unique=False)


def _descriptions() -> None:
    op.create_table(
        "introduction",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("fragment", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_introduction_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", "person", "fragment", "start", name="pk_introduction"),
    )
    op.create_index("ix_introduction_person", "introduction", ["person"], unique=False)
    op.create_table(
        "candidate",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_candidate_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", "position", name="pk_candidate"),
    )
    op.create_index("ix_candidate_key", "candidate", ["key"], unique=False)


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
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name="fk_run_piece_id_piece"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_run_piece_id", "run", ["piece_id"], unique=False)
    op.create_index("ix_run_target", "run", ["bot_id", "chat_id", "topic_id"], unique=False)
    op.create_index("ix_run_wake_at", "run", ["wake_at"], unique=False)
    op.create_index(
        "uq_run_current",
        "run",
        ["bot_id", "chat_id", "topic_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('idle', 'sending', 'unknown')"),
        postgresql_where=sa.text("state IN ('idle', 'sending', 'unknown')"),
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
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.UniqueConstraint("bot_id", "cause", "part", name="uq_delivery_bot_id_cause_part"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name="fk_delivery_run_id_run", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
    )
    op.create_index(
        "ix_delivery_open",
        "delivery",
        ["run_id"],
        unique=False,
        sqlite_where=sa.text("state IN ('sending', 'unknown')"),
        postgresql_where=sa.text("state IN ('sending', 'unknown')"),
    )
    op.create_index("ix_delivery_run_id", "delivery", ["run_id"], unique=False)
