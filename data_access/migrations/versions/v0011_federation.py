"""federation: cubes of provinces, as they told them themselves"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "federated_provinces",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("identity", sa.String(32), server_default="", nullable=False),
        sa.Column("tag", sa.String(120), server_default="", nullable=False),
        sa.Column("today", sa.Date()),
        sa.Column("as_of", sa.DateTime()),
        sa.Column("sources", sa.Text(), server_default="[]", nullable=False),
        sa.Column("reported", sa.Text(), server_default="{}", nullable=False),
        sa.Column("differs", sa.Text(), server_default="[]", nullable=False),
        sa.Column("defined", sa.String(16), server_default="", nullable=False),
        sa.Column("synthetic", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("heard_at", sa.DateTime()),
        sa.Column("asked_at", sa.DateTime()),
        sa.Column("state", sa.String(10), server_default="never", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("reason_en", sa.Text(), server_default="", nullable=False),
        sa.Column("received_bytes", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_federated_provinces")),
    )
    op.create_table(
        "federated_months",
        sa.Column("province_code", sa.String(20), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(16), nullable=False),
        _of_province("federated_months"),
        sa.PrimaryKeyConstraint("province_code", "month", name=op.f("pk_federated_months")),
    )
    op.create_table(
        "federated_cubes",
        sa.Column("province_code", sa.String(20), nullable=False),
        sa.Column("family", sa.String(20), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        _of_province("federated_cubes"),
        sa.PrimaryKeyConstraint(
            "province_code", "family", "month", "slot", "level", "measure",
            name=op.f("pk_federated_cubes"),
        ),
        sqlite_with_rowid=False,
    )  # fmt: skip


def downgrade() -> None:
    for table in (
        "federated_cubes",
        "federated_months",
        "federated_provinces",
    ):
        op.drop_table(table)


def _of_province(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_province_code_federated_provinces")
    return sa.ForeignKeyConstraint(["province_code"], ["federated_provinces.code"], name=name)
