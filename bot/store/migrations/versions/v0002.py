"""Counts of people are stored, not counted at every question; candidates can be confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

FRAGMENTS = {
    "wrote": "author",
    "replied": "replier",
    "commented": "commenter",
    "asked": "interviewer",
    "answered": "interviewee",
}
WHOLE = {"signed": "author", "interviewed": "interviewee"}
COUNTS = (
    "mentioned",
    "recommended",
    "wrote",
    "replied",
    "commented",
    "asked",
    "answered",
    "signed",
    "interviewed",
)


def upgrade() -> None:
    """Make `person` anew with counts from its mentions, the indexes of mentions, `confirmation`."""
    op.execute("CREATE TEMPORARY TABLE person_before AS SELECT * FROM person")
    op.drop_table("person")
    _person()
    op.execute(_filled())
    op.execute("DROP TABLE person_before")
    op.drop_index("ix_mention_person", "mention")
    op.create_index("ix_mention_person", "mention", ["person", "piece_id", "surface"], unique=False)
    op.drop_index("ix_mention_spelling", "mention")
    op.create_index("ix_mention_spelling", "mention", ["spelling", "person"], unique=False)
    op.create_table(
        "confirmation",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_confirmation_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece_id", "candidate", name="pk_confirmation"),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name="fk_person_piece_id_piece", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "piece_id", name="pk_person"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_number", "person", ["number"], unique=False)
    op.create_index("ix_person_piece_id", "person", ["piece_id"], unique=False)


def _filled() -> str:
    """The statement that copies the people and counts what their mentions say."""
    mine = "FROM mention AS m WHERE m.person = p.key AND m.piece_id = p.piece_id AND m.role"
    counts = {
        "mentioned": f"(SELECT count(*) {mine} IN ('mentioned', 'recommended'))",
        "recommended": f"(SELECT count(*) {mine} = 'recommended')",
    }
    for name, role in FRAGMENTS.items():
        counts[name] = f"(SELECT count(DISTINCT m.fragment) {mine} = '{role}')"
    for name, role in WHOLE.items():
        counts[name] = f"(SELECT count(*) > 0 {mine} = '{role}' AND m.fragment IS NULL)"
    columns = "piece_id, key, handle, name, aliases, network, number"
    return (
        f"INSERT INTO person ({columns}, {', '.join(COUNTS)}) "
        f"SELECT {columns}, {', '.join(counts[name] for name in COUNTS)} FROM person_before AS p"
    )
