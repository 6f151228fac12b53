"""commitments: by when a village is to have what it lacks"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "commitments",
        sa.Column("village_code", sa.String(40), nullable=False),
        sa.Column("what", sa.String(10), nullable=False),
        sa.Column("decision", sa.String(120), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("operator", sa.String(60), nullable=False),
        sa.Column("content_hash", sa.String(32), nullable=False),
        sa.CheckConstraint(
            "what IN ('signal', 'power', 'broadband')", name=op.f("ck_commitments_what")
        ),
        sa.PrimaryKeyConstraint("village_code", "what", "decision", name=op.f("pk_commitments")),
    )


def downgrade() -> None:
    op.drop_table("commitments")
