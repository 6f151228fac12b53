"""every system of a province"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    "assessments",
    "crosswalk",
    "deadline_day",
    "deadline_day_agency",
    "deadline_day_agency_field",
    "deadline_day_field",
    "deadline_ledger",
    "deadline_month",
    "deadline_month_agency",
    "deadline_month_agency_field",
    "deadline_month_field",
    "dossier_day",
    "dossier_month",
    "dossier_month_agencies",
    "dossier_states_channel",
    "duration_histogram",
    "duration_histogram_agency",
    "duration_histogram_agency_field",
    "duration_histogram_field",
    "frozen",
    "pulls",
    "station_day_on_air",
    "village_day_survey",
    "incidents",
    "networks",
    "petitions",
    "portals",
    "tasks",
)
COLUMNS = {
    "dataset": ("rollups_due",),
    "document_day": ("folded",),
    "document_month": ("folded",),
    "documents": ("decided_at",),
    "dossier_day_agency": ("folded",),
    "dossier_day_agency_field": ("folded",),
    "dossier_day_field": ("folded",),
    "dossier_month_agency": ("folded",),
    "dossier_month_agency_field": ("folded",),
    "dossier_month_field": ("folded",),
    "dossier_states": ("folded",),
    "dossiers": ("pauses",),
    "holidays": ("content_hash",),
    "loads": ("system", "notes"),
}
FOLDED = "folded"


def upgrade() -> None:
    op.create_table(
        "assessments",
        sa.Column("scheme", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("area_code", sa.String(length=20), nullable=False),
        sa.Column("criterion", sa.String(length=120), nullable=False),
        sa.Column("points", sa.Float(), nullable=True),
        sa.Column("maximum", sa.Float(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("ranked", sa.Integer(), nullable=True),
        sa.Column("tier", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint(
            "scheme", "year", "agency_code", "area_code", "criterion", name=op.f("pk_assessments")
        ),
    )
    op.create_table(
        "crosswalk",
        sa.Column("old_code", sa.String(length=20), nullable=False),
        sa.Column("new_code", sa.String(length=20), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("old_name", sa.String(length=120), nullable=False),
        sa.Column("new_name", sa.String(length=120), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("old_code", "new_code", "changed_on", name=op.f("pk_crosswalk")),
    )
    op.create_table(
        "deadline_day",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "received_month", name=op.f("pk_deadline_day")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_day", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_day_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "deadline_day_agency",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "received_month", "agency_code", name=op.f("pk_deadline_day_agency")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_day_agency", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_day_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "deadline_day_agency_field",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "day",
            "received_month",
            "agency_code",
            "field",
            "channel",
            name=op.f("pk_deadline_day_agency_field"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_day_agency_field", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_day_agency_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "deadline_day_field",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "received_month", "field", "channel", name=op.f("pk_deadline_day_field")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_day_field", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_day_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "deadline_ledger",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "day",
            "received_day",
            "agency_code",
            "field",
            "channel",
            name=op.f("pk_deadline_ledger"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_ledger", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_ledger_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "deadline_month",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("month", "received_month", name=op.f("pk_deadline_month")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_month", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_month_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "deadline_month_agency",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month", "received_month", "agency_code", name=op.f("pk_deadline_month_agency")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_month_agency", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_month_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "deadline_month_agency_field",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month",
            "received_month",
            "agency_code",
            "field",
            "channel",
            name=op.f("pk_deadline_month_agency_field"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_month_agency_field", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_month_agency_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "deadline_month_field",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdue_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_after", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month", "received_month", "field", "channel", name=op.f("pk_deadline_month_field")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_month_field", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_month_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "dossier_day",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_end_to_end", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("end_to_end_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_deadline", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_late", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_withdrawn", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_due", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_paid_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_paid_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved_early", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved_due", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("dossier_digitised", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("digitised_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_digitised", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_digitised_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_electronic", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_electronic_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("in_hand", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("in_hand_no_deadline", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_dossier_day")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("dossier_day", schema=None) as batch_op:
        batch_op.create_index(
            "ix_dossier_day_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "dossier_month",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_end_to_end", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("end_to_end_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_deadline", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_late", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_withdrawn", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_due", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_paid_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_paid_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved_early", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved_due", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("dossier_digitised", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("digitised_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_digitised", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_digitised_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_electronic", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_electronic_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("in_hand", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("in_hand_no_deadline", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_dossier_month")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("dossier_month", schema=None) as batch_op:
        batch_op.create_index(
            "ix_dossier_month_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "dossier_month_agencies",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_end_to_end", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("end_to_end_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_deadline", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_late", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_withdrawn", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_due", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_paid_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_paid_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved_early", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("resolved_due", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("dossier_digitised", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("digitised_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_digitised", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_digitised_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_electronic", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("results_electronic_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("in_hand", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("in_hand_no_deadline", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("month", "agency_code", name=op.f("pk_dossier_month_agencies")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("dossier_month_agencies", schema=None) as batch_op:
        batch_op.create_index(
            "ix_dossier_month_agencies_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "dossier_states_channel",
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("state_new", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("state_processing", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("state_supplement", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("state_fee", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_dossier_states_channel")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("dossier_states_channel", schema=None) as batch_op:
        batch_op.create_index(
            "ix_dossier_states_channel_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "duration_histogram",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_0", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_1", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_2", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_3", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_4", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_5", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_6", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_7", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_8", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_9", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_10", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_11", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_12", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_13", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_14", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_15", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_16", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_17", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_18", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_19", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_20", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_21", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_22", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_23", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_24", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_25", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_26", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_27", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_28", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_29", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_30", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_31", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("month", "block", name=op.f("pk_duration_histogram")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("duration_histogram", schema=None) as batch_op:
        batch_op.create_index(
            "ix_duration_histogram_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "duration_histogram_agency",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_0", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_1", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_2", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_3", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_4", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_5", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_6", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_7", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_8", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_9", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_10", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_11", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_12", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_13", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_14", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_15", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_16", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_17", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_18", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_19", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_20", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_21", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_22", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_23", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_24", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_25", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_26", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_27", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_28", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_29", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_30", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_31", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month", "block", "agency_code", "channel", name=op.f("pk_duration_histogram_agency")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("duration_histogram_agency", schema=None) as batch_op:
        batch_op.create_index(
            "ix_duration_histogram_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "duration_histogram_agency_field",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_0", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_1", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_2", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_3", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_4", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_5", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_6", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_7", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_8", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_9", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_10", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_11", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_12", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_13", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_14", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_15", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_16", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_17", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_18", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_19", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_20", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_21", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_22", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_23", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_24", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_25", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_26", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_27", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_28", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_29", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_30", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_31", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month",
            "block",
            "agency_code",
            "field",
            "channel",
            name=op.f("pk_duration_histogram_agency_field"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("duration_histogram_agency_field", schema=None) as batch_op:
        batch_op.create_index(
            "ix_duration_histogram_agency_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "duration_histogram_field",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_0", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_1", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_2", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_3", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_4", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_5", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_6", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_7", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_8", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_9", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_10", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_11", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_12", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_13", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_14", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_15", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_16", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_17", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_18", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_19", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_20", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_21", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_22", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_23", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_24", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_25", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_26", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_27", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_28", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_29", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_30", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("days_31", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month", "block", "field", "channel", name=op.f("pk_duration_histogram_field")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("duration_histogram_field", schema=None) as batch_op:
        batch_op.create_index(
            "ix_duration_histogram_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "frozen",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.Column("selection", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=10), nullable=False),
        sa.Column("metrics", sa.Text(), server_default="[]", nullable=False),
        sa.Column("readings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_frozen")),
    )
    op.create_table(
        "pulls",
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("watermark", sa.String(length=80), nullable=True),
        sa.Column("mapping", sa.String(length=32), nullable=True),
        sa.Column("compared_at", sa.DateTime(), nullable=True),
        sa.Column("tried_at", sa.DateTime(), nullable=True),
        sa.Column("succeeded_at", sa.DateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("table_name", "source", name=op.f("pk_pulls")),
    )
    op.create_table(
        "station_day_on_air",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commune_code", sa.String(length=20), autoincrement=False, nullable=False),
        sa.Column("on_air_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stations", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("masts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stations_5g", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "commune_code", "on_air_day", name=op.f("pk_station_day_on_air")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("station_day_on_air", schema=None) as batch_op:
        batch_op.create_index(
            "ix_station_day_on_air_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "village_day_survey",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commune_code", sa.String(length=20), autoincrement=False, nullable=False),
        sa.Column("surveyed_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_signal", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_signal_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("weak_signal", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("weak_signal_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_power", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_power_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_broadband", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_broadband_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cut_off", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cut_off_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cut_off_households", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("people_3g", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("people_4g", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("people_5g", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "commune_code", "surveyed_day", name=op.f("pk_village_day_survey")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("village_day_survey", schema=None) as batch_op:
        batch_op.create_index(
            "ix_village_day_survey_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "incidents",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("opened_day", sa.Integer(), nullable=False),
        sa.Column("closed_day", sa.Integer(), nullable=False),
        sa.Column("duration_days", sa.SmallInteger(), nullable=True),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "severity IN ('low', 'medium', 'serious')", name=op.f("ck_incidents_severity")
        ),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agencies.code"], name=op.f("fk_incidents_agency_code_agencies")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_incidents")),
    )
    op.create_table(
        "networks",
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("surveyed_on", sa.Date(), nullable=False),
        sa.Column("on_dedicated_network", sa.Boolean(), nullable=True),
        sa.Column("has_lan", sa.Boolean(), nullable=True),
        sa.Column("video_conferencing", sa.Boolean(), nullable=True),
        sa.Column("firewall", sa.Boolean(), nullable=True),
        sa.Column("antivirus", sa.Boolean(), nullable=True),
        sa.Column("computers", sa.Integer(), nullable=True),
        sa.Column("officials", sa.Integer(), nullable=True),
        sa.Column("surveyed_day", sa.Integer(), nullable=False),
        sa.Column("superseded_day", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agencies.code"], name=op.f("fk_networks_agency_code_agencies")
        ),
        sa.PrimaryKeyConstraint("agency_code", "surveyed_on", name=op.f("pk_networks")),
    )
    op.create_table(
        "petitions",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("area_code", sa.String(length=20), nullable=True),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("received_day", sa.Integer(), nullable=False),
        sa.Column("deadline_day", sa.Integer(), nullable=False),
        sa.Column("answered_day", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agencies.code"], name=op.f("fk_petitions_agency_code_agencies")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_petitions")),
    )
    op.create_table(
        "portals",
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("updated", sa.Boolean(), nullable=True),
        sa.Column("last_post_on", sa.Date(), nullable=True),
        sa.Column("checked_day", sa.Integer(), nullable=False),
        sa.Column("superseded_day", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agencies.code"], name=op.f("fk_portals_agency_code_agencies")
        ),
        sa.PrimaryKeyConstraint("code", "checked_on", name=op.f("pk_portals")),
    )
    op.create_table(
        "tasks",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("assigned_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Float(), nullable=True),
        sa.Column("assigned_day", sa.Integer(), nullable=False),
        sa.Column("deadline_day", sa.Integer(), nullable=False),
        sa.Column("done_day", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind IN ('task', 'programme', 'scheme')", name=op.f("ck_tasks_kind")),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agencies.code"], name=op.f("fk_tasks_agency_code_agencies")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_tasks")),
    )
    with op.batch_alter_table("dossier_deadlines", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_dossier_deadlines_empty"), sqlite_where=sa.text("dossiers = 0")
        )

    op.drop_table("dossier_deadlines")
    op.drop_table("duration_month_agency")
    op.drop_table("duration_month_agency_field")
    op.drop_table("duration_month_field")
    op.drop_table("village_day")
    op.drop_table("station_day")
    with op.batch_alter_table("dataset", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("rollups_due", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("document_day", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_document_day_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("document_month", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_document_month_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decided_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("dossier_day_agency", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_dossier_day_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("dossier_day_agency_field", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_dossier_day_agency_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("dossier_day_field", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_dossier_day_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("dossier_month_agency", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_dossier_month_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("dossier_month_agency_field", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_dossier_month_agency_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("dossier_month_field", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_dossier_month_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("dossier_states", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_dossier_states_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pauses", sa.Text(), nullable=True))

    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("content_hash", sa.String(length=32), server_default="", nullable=False)
        )

    with op.batch_alter_table("loads", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("system", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("notes", sa.Text(), server_default="[]", nullable=False))
        batch_op.create_index(
            batch_op.f("ix_loads_table_name_id"), ["table_name", "id"], unique=False
        )

    op.execute("UPDATE dataset SET rollups_due = true")


def downgrade() -> None:
    """Rollups of that time are left empty, all of them: what some would hold would not go with what
    others lack. The program of that time fills them by `ingest.rollup.rebuild`."""
    op.drop_index(op.f("ix_loads_table_name_id"), "loads")
    for table, columns in COLUMNS.items():
        if FOLDED in columns:
            op.execute(f"DELETE FROM {table}")  # noqa: S608
            op.drop_index(f"ix_{table}_empty", table)
        for column in columns:
            op.drop_column(table, column)
    for table in TABLES:
        op.drop_table(table)
    _rollups_of_before()


def _rollups_of_before() -> None:
    op.create_table(
        "dossier_deadlines",
        sa.Column("closed_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deadline_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("finished_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("dossiers", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "closed_day",
            "deadline_day",
            "received_day",
            "finished_day",
            "agency_code",
            "field",
            "channel",
            "late",
            name=op.f("pk_dossier_deadlines"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("dossier_deadlines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_dossier_deadlines_empty",
            ["dossiers"],
            unique=False,
            sqlite_where=sa.text("dossiers = 0"),
            postgresql_where=sa.text("dossiers = 0"),
        )
    op.create_table(
        "duration_month_agency",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("duration_days", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("dossiers", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month",
            "agency_code",
            "channel",
            "duration_days",
            name=op.f("pk_duration_month_agency"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "duration_month_agency_field",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("duration_days", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("dossiers", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month",
            "agency_code",
            "field",
            "duration_days",
            name=op.f("pk_duration_month_agency_field"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "duration_month_field",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("duration_days", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("dossiers", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "month", "field", "channel", "duration_days", name=op.f("pk_duration_month_field")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "village_day",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commune_code", sa.String(length=20), nullable=False),
        sa.Column("people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_signal", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_signal_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("weak_signal", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("weak_signal_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_power", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_power_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_broadband", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("no_broadband_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cut_off", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cut_off_people", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cut_off_households", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("people_3g", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("people_4g", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("people_5g", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "commune_code", name=op.f("pk_village_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "station_day",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commune_code", sa.String(length=20), nullable=False),
        sa.Column("stations", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("masts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stations_5g", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "commune_code", name=op.f("pk_station_day")),
        sqlite_with_rowid=False,
    )
