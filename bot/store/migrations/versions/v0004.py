"""What people corrected is kept, and notes that are suggested only are known as such."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make `editorial` and `correction`; pieces are found by the text that they were read from."""
    op.create_table(
        "editorial",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("suggested", sa.Boolean(), nullable=False),
        sa.Column("same", sa.Text(), nullable=False),
        sa.Column("apart", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_editorial_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", name="pk_editorial"),
    )
    op.create_table(
        "correction",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("read", sa.Text(), nullable=False),
        sa.Column("read_sha256", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_correction_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", name="pk_correction"),
    )
    for table, column in (
        ("correction", "read_sha256"),
        ("correction", "file_sha256"),
        ("piece", "source_sha256"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
