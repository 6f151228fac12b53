"""alerts, their events and what is to be sent of them"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column(
        "dataset", sa.Column("alerts_version", sa.Integer(), nullable=False, server_default="0")
    )
    _alerts()
    _events()
    _outbox()
    op.create_table(
        "alert_watch",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("evaluated_at", sa.DateTime(), nullable=False),
        sa.Column("evaluated_real", sa.DateTime(), nullable=False),
        sa.Column("every_seconds", sa.Integer(), nullable=False),
        sa.Column("busy_until", sa.DateTime()),
        sa.CheckConstraint("id = 1", name=op.f("ck_alert_watch_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_watch")),
    )


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("about", sa.String(120), nullable=False),
        sa.Column("agency_code", sa.String(40), nullable=False),
        sa.Column("area_key", sa.String(40), nullable=False),
        sa.Column("priority", sa.String(8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("limit_value", sa.Float(), nullable=False),
        sa.Column("numerator", sa.Float()),
        sa.Column("denominator", sa.Float()),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("alarm", sa.Boolean(), nullable=False),
        sa.Column("turned_at", sa.DateTime(), nullable=False),
        sa.Column("acknowledged", sa.Boolean(), nullable=False),
        sa.Column("raised_at", sa.DateTime()),
        sa.Column("acknowledged_at", sa.DateTime()),
        sa.Column("acknowledged_by", sa.String(120), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("cleared_at", sa.DateTime()),
        sa.Column("assigned_to", sa.String(40), nullable=False),
        sa.Column("due_at", sa.DateTime()),
        sa.Column("shelved_until", sa.DateTime()),
        sa.Column("ended_at", sa.DateTime()),
        sa.CheckConstraint(
            "priority IN ('urgent', 'high', 'normal')", name=op.f("ck_alerts_priority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    op.create_index(op.f("ix_alerts_ended_at"), "alerts", ["ended_at"])
    standing = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_alerts_standing",
        "alerts",
        ["rule", "about"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )


def _events() -> None:
    op.create_table(
        "alert_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("agency_code", sa.String(40), nullable=False),
        sa.Column("until", sa.DateTime()),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alerts.id"], name=op.f("fk_alert_events_alert_id_alerts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_events")),
    )
    op.create_index(op.f("ix_alert_events_alert_id"), "alert_events", ["alert_id"])


def _outbox() -> None:
    op.create_table(
        "alert_outbox",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.String(60), nullable=False),
        sa.Column("message_key", sa.String(64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("next_try_at", sa.DateTime()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime()),
        sa.Column("problem", sa.Text()),
        sa.ForeignKeyConstraint(
            ["event_id"], ["alert_events.id"], name=op.f("fk_alert_outbox_event_id_alert_events")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_outbox")),
        sa.UniqueConstraint("message_key", name=op.f("uq_alert_outbox_message_key")),
    )
    op.create_index(op.f("ix_alert_outbox_next_try_at"), "alert_outbox", ["next_try_at"])


def downgrade() -> None:
    for table in ("alert_watch", "alert_outbox", "alert_events", "alerts"):
        op.drop_table(table)
    op.drop_column("dataset", "alerts_version")
