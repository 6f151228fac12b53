"""sites: where lists say that a station could stand"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "sites",
        sa.Column("list_name", sa.String(60), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("height_m", sa.Float()),
        sa.Column("cost", sa.Float()),
        sa.Column("content_hash", sa.String(32), nullable=False),
        sa.CheckConstraint("kind IN ('site', 'height')", name=op.f("ck_sites_kind")),
        sa.PrimaryKeyConstraint("list_name", "code", name=op.f("pk_sites")),
    )


def downgrade() -> None:
    op.drop_table("sites")
