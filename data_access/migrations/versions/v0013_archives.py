"""archives: months of rows that count though they do not stand in the database"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "archives",
        sa.Column("table_name", sa.String(40), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("how", sa.String(6), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("how IN ('moved', 'folded')", name=op.f("ck_archives_how")),
        sa.PrimaryKeyConstraint("table_name", "month", "part", name=op.f("pk_archives")),
    )


def downgrade() -> None:
    op.drop_table("archives")
