"""applicants, where a mapping asks for them"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "applicants",
        sa.Column("dossier_code", sa.String(60), nullable=False),
        sa.Column("name", sa.String(160)),
        sa.Column("address", sa.String(300)),
        sa.Column("phone", sa.String(40)),
        sa.Column("content_hash", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("dossier_code", name=op.f("pk_applicants")),
    )


def downgrade() -> None:
    op.drop_table("applicants")
