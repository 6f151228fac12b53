"""what stations send: frequency, height and power, where they are known"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

COLUMNS = ("frequency_mhz", "height_m", "power_w")


def upgrade() -> None:
    with op.batch_alter_table("stations", schema=None) as batch_op:
        for name in COLUMNS:
            batch_op.add_column(sa.Column(name, sa.Float(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("stations", schema=None) as batch_op:
        for name in reversed(COLUMNS):
            batch_op.drop_column(name)
