"""A spelling without one letter is stored once for all texts, no longer once a text."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEPT = "piece_id, spelling, form, person"


def upgrade() -> None:
    """Make `spelling` anew without the variants, and `variant` of them."""
    op.execute("CREATE TEMPORARY TABLE spelling_before AS SELECT * FROM spelling")
    op.drop_table("spelling")
    op.create_table(
        "spelling",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_spelling_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("spelling", "form", "person", "piece_id", name="pk_spelling"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_spelling_piece_id", "spelling", ["piece_id"], unique=False)
    op.create_table(
        "variant",
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("variant", "spelling", name="pk_variant"),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO spelling ({KEPT}) SELECT DISTINCT {KEPT} FROM spelling_before "
        f"ORDER BY spelling, form, person, piece_id"
    )
    op.execute(
        "INSERT INTO variant (variant, spelling) SELECT DISTINCT variant, spelling "
        "FROM spelling_before WHERE variant <> spelling ORDER BY variant, spelling"
    )
    op.execute("DROP TABLE spelling_before")
