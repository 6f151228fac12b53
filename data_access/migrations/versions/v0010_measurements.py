"""measurements of signal, schools and health posts, zones of ethnic minorities"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "facilities",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=11), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("commune_code", sa.String(length=20), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("has_broadband", sa.Boolean(), nullable=True),
        sa.Column("checked_day", sa.Integer(), nullable=False),
        sa.Column("superseded_day", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind IN ('school', 'health_post')", name=op.f("ck_facilities_kind")),
        sa.PrimaryKeyConstraint("code", "checked_on", name=op.f("pk_facilities")),
    )
    op.create_table(
        "facility_day_check",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commune_code", sa.String(length=20), autoincrement=False, nullable=False),
        sa.Column("checked_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("schools", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("schools_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("schools_offline", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("schools_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("health_posts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("health_posts_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("health_posts_offline", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("health_posts_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "commune_code", "checked_day", name=op.f("pk_facility_day_check")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("facility_day_check", schema=None) as batch_op:
        batch_op.create_index(
            "ix_facility_day_check_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "measurement_month_hexagon",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hexagon", sa.String(length=15), autoincrement=False, nullable=False),
        sa.Column("operator", sa.String(length=60), autoincrement=False, nullable=False),
        sa.Column("technology", sa.String(length=4), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("measured", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("measured_good", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("measured_weak", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("measured_none", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month", "hexagon", "operator", "technology", name=op.f("pk_measurement_month_hexagon")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("measurement_month_hexagon", schema=None) as batch_op:
        batch_op.create_index(
            "ix_measurement_month_hexagon_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "measurements",
        sa.Column("code", sa.String(length=160), nullable=False),
        sa.Column("measured_at", sa.DateTime(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("operator", sa.String(length=60), nullable=False),
        sa.Column("technology", sa.String(length=4), nullable=False),
        sa.Column("strength_dbm", sa.Float(), nullable=True),
        sa.Column("mcc", sa.SmallInteger(), nullable=True),
        sa.Column("mnc", sa.SmallInteger(), nullable=True),
        sa.Column("measured_day", sa.Integer(), nullable=False),
        sa.Column("hexagon", sa.String(length=15), nullable=False),
        sa.Column("band", sa.String(length=4), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "technology IN ('none', '2g', '3g', '4g', '5g')",
            name=op.f("ck_measurements_technology"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_measurements")),
    )
    with op.batch_alter_table("areas", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minority_zone", sa.String(length=4), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_areas_minority_zone"), "minority_zone IN ('I', 'II', 'III', 'none')"
        )


def downgrade() -> None:
    with op.batch_alter_table("areas", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_areas_minority_zone"), type_="check")
        batch_op.drop_column("minority_zone")
    for table in ("measurement_month_hexagon", "measurements", "facility_day_check", "facilities"):
        op.drop_table(table)
