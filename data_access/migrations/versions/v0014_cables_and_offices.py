"""cables: routes as lines; where the house of an agency stands"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

POINT = ("longitude", "latitude")


def upgrade() -> None:
    op.create_table(
        "cables",
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(9), nullable=False),
        sa.Column("operator", sa.String(60), nullable=False),
        sa.Column("in_service_on", sa.Date()),
        sa.Column("out_of_service_on", sa.Date()),
        sa.Column("geometry", sa.Text(), nullable=False),
        sa.Column("in_service_day", sa.Integer(), nullable=False),
        sa.Column("out_of_service_day", sa.Integer(), nullable=False),
        sa.Column("length_km", sa.Float(), nullable=False),
        sa.Column("content_hash", sa.String(32), nullable=False),
        sa.CheckConstraint("kind IN ('fibre', 'dedicated')", name=op.f("ck_cables_kind")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cables")),
    )
    for name in POINT:
        op.add_column("agencies", sa.Column(name, sa.Float(), nullable=True))


def downgrade() -> None:
    for name in reversed(POINT):
        op.drop_column("agencies", name)  # not copied anew: rows of other tables refer to it
    op.drop_table("cables")
