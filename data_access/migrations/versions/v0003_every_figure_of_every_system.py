"""every figure of every system"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = (
    "closing_histogram",
    "incident_day_agency",
    "network_day_agency",
    "petition_day",
    "petition_day_agency",
    "petition_day_agency_field",
    "portal_day_agency",
    "procedure_day",
    "task_day_agency",
    "usage_month",
)
DOSSIERS = (
    "received_synced",
    "synced_untold",
    "online_identified",
    "identified_untold",
    "data_reused",
    "reused_untold",
)
COLUMNS = {
    "document_day": ("documents_in", "documents_handled", "documents_in_time"),
    "document_month": ("documents_in", "documents_handled", "documents_in_time"),
    "documents": ("done_day", "late"),
    "dossier_day": DOSSIERS,
    "dossier_day_agency": DOSSIERS,
    "dossier_day_agency_field": DOSSIERS,
    "dossier_day_field": DOSSIERS,
    "dossier_month": DOSSIERS,
    "dossier_month_agencies": DOSSIERS,
    "dossier_month_agency": DOSSIERS,
    "dossier_month_agency_field": DOSSIERS,
    "dossier_month_field": DOSSIERS,
    "dossiers": ("reused", "vneid", "synced"),
    "petitions": ("overdue_day",),
    "procedures": (
        "published_on",
        "online_on",
        "withdrawn_on",
        "published",
        "eligible",
        "integrated",
        "online_payment",
        "published_day",
        "online_day",
        "withdrawn_day",
    ),
    "tasks": ("overdue_day",),
}


def upgrade() -> None:
    op.create_table(
        "closing_histogram",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_0", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_1", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_2", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_3", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_4", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_5", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_6", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_7", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_8", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_9", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_10", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_11", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_12", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_13", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_14", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_15", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_16", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_17", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_18", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_19", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_20", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_21", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_22", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_23", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_24", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_25", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_26", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_27", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_28", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_29", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_30", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("closing_31", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "block", "agency_code", name=op.f("pk_closing_histogram")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("closing_histogram", schema=None) as batch_op:
        batch_op.create_index(
            "ix_closing_histogram_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "incident_day_agency",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("incidents_opened", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("incidents_serious", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("incidents_closed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("incidents_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "agency_code", name=op.f("pk_incident_day_agency")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("incident_day_agency", schema=None) as batch_op:
        batch_op.create_index(
            "ix_incident_day_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "network_day_agency",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("agencies_surveyed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("on_network", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("on_network_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("with_lan", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("with_lan_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("with_video", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("with_video_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("with_firewall", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("with_firewall_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("with_antivirus", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("with_antivirus_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("computers", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("officials", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "agency_code", name=op.f("pk_network_day_agency")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("network_day_agency", schema=None) as batch_op:
        batch_op.create_index(
            "ix_network_day_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "petition_day",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_answered", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_in_time", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_missed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_rated", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_satisfied", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_overdue", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_petition_day")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("petition_day", schema=None) as batch_op:
        batch_op.create_index(
            "ix_petition_day_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "petition_day_agency",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_answered", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_in_time", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_missed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_rated", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_satisfied", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_overdue", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "agency_code", name=op.f("pk_petition_day_agency")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("petition_day_agency", schema=None) as batch_op:
        batch_op.create_index(
            "ix_petition_day_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "petition_day_agency_field",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_answered", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_in_time", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_missed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_rated", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_satisfied", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("petitions_overdue", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "agency_code", "field", name=op.f("pk_petition_day_agency_field")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("petition_day_agency_field", schema=None) as batch_op:
        batch_op.create_index(
            "ix_petition_day_agency_field_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "portal_day_agency",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("portals_checked", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("portals_updated", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("portals_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "agency_code", name=op.f("pk_portal_day_agency")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("portal_day_agency", schema=None) as batch_op:
        batch_op.create_index(
            "ix_portal_day_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "procedure_day",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.String(length=10), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=120), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("procedures", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("procedures_published", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("procedures_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("services_partial", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("services_full", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("services_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("services_eligible", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("eligible_full", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("procedures_integrated", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("integrated_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("procedures_with_fee", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_online", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fee_online_untold", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "level", "field", name=op.f("pk_procedure_day")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("procedure_day", schema=None) as batch_op:
        batch_op.create_index(
            "ix_procedure_day_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "task_day_agency",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tasks_assigned", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tasks_done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tasks_in_time", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tasks_missed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tasks_open", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tasks_overdue", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "agency_code", name=op.f("pk_task_day_agency")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("task_day_agency", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_day_agency_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    op.create_table(
        "usage_month",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("procedure_code", sa.String(length=40), autoincrement=False, nullable=False),
        sa.Column("folded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("services_used", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("month", "procedure_code", name=op.f("pk_usage_month")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("usage_month", schema=None) as batch_op:
        batch_op.create_index(
            "ix_usage_month_empty",
            ["folded"],
            unique=False,
            sqlite_where=sa.text("folded = 0"),
            postgresql_where=sa.text("folded = 0"),
        )

    with op.batch_alter_table("document_day", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("documents_in", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("documents_handled", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("documents_in_time", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("document_month", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("documents_in", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("documents_handled", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("documents_in_time", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("done_day", sa.Integer(), server_default="99991231", nullable=False)
        )
        batch_op.add_column(sa.Column("late", sa.Boolean(), nullable=True))

    with op.batch_alter_table("dossier_day", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossier_day_agency", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossier_day_agency_field", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossier_day_field", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossier_month", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossier_month_agencies", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossier_month_agency", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossier_month_agency_field", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossier_month_field", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("received_synced", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("synced_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_identified", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("identified_untold", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("data_reused", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reused_untold", sa.BigInteger(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reused", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("vneid", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("synced", sa.Boolean(), nullable=True))

    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("overdue_day", sa.Integer(), server_default="99991231", nullable=False)
        )

    with op.batch_alter_table("procedures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("online_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("published", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("eligible", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("integrated", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("online_payment", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("published_day", sa.Integer(), server_default="19000101", nullable=False)
        )
        batch_op.add_column(
            sa.Column("online_day", sa.Integer(), server_default="19000101", nullable=False)
        )
        batch_op.add_column(
            sa.Column("withdrawn_day", sa.Integer(), server_default="99991231", nullable=False)
        )

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("overdue_day", sa.Integer(), server_default="99991231", nullable=False)
        )

    _fill_days()
    op.execute("UPDATE dataset SET rollups_due = true")


def _fill_days() -> None:
    """What loading works out from the times of rows, for those that are there already."""
    days = {
        "documents": {"done_day": _day("done_at")},
        "petitions": {"overdue_day": _day("due_at", later=True)},
        "tasks": {"overdue_day": _day("due_at", later=True)},
    }
    for table, columns in days.items():
        for name, day in columns.items():
            op.execute(f"UPDATE {table} SET {name} = coalesce({day}, {name})")  # noqa: S608
    due, done = _day("due_at"), _day("done_at")
    timed = f"{_time('due_at')} <> '000000' AND done_at > due_at"
    op.execute(
        f"UPDATE documents SET late = ({done} > {due} OR ({timed}))"  # noqa: S608
        " WHERE due_at IS NOT NULL AND done_at IS NOT NULL"
    )


def _day(column: str, *, later: bool = False) -> str:
    """The local day of a time, or the day after, as 20241227."""
    if op.get_bind().dialect.name == "sqlite":
        more = ", '+1 day'" if later else ""
        return f"CAST(strftime('%Y%m%d', {column}, '+7 hours'{more}) AS INTEGER)"
    hours = "31 hours" if later else "7 hours"
    return f"CAST(to_char({column} + interval '{hours}', 'YYYYMMDD') AS INTEGER)"


def _time(column: str) -> str:
    if op.get_bind().dialect.name == "sqlite":
        return f"strftime('%H%M%S', {column}, '+7 hours')"
    return f"to_char({column} + interval '7 hours', 'HH24MISS')"


def downgrade() -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            op.drop_column(table, column)
    for table in TABLES:
        op.drop_table(table)
    op.execute("UPDATE dataset SET rollups_due = true")
