"""Answers to comments are known as such."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEPT = "piece_id, position, kind, text, number, total, speaker, handle, date, noted, spans"


def upgrade() -> None:
    """Make `fragment` anew with how deep each hangs."""
    op.execute("CREATE TEMPORARY TABLE fragment_before AS SELECT * FROM fragment")
    op.drop_table("fragment")
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
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_fragment_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", "position", name="pk_fragment"),
    )
    op.execute(f"INSERT INTO fragment ({KEPT}, depth) SELECT {KEPT}, 0 FROM fragment_before")
    op.execute("DROP TABLE fragment_before")
