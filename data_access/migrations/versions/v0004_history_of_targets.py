"""history of targets"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "target_changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("how", sa.String(length=4), nullable=False),
        sa.Column("metric", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("area_code", sa.String(length=20), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("old_value", sa.Float(), nullable=True),
        sa.Column("new_value", sa.Float(), nullable=True),
        sa.Column("old_decision", sa.String(length=200), nullable=False),
        sa.Column("new_decision", sa.String(length=200), nullable=False),
        sa.CheckConstraint("how IN ('edit', 'load')", name=op.f("ck_target_changes_how")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_changes")),
    )


def downgrade() -> None:
    op.drop_table("target_changes")
