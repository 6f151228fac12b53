"""rows by day: lists behind figures are read in order"""

from alembic import op

revision = "0005"
down_revision = "0004"

INDEXES = (
    ("dossiers", "received_day"),
    ("dossiers", "finished_day"),
    ("documents", "registered_day"),
)


def upgrade() -> None:
    for table, day in INDEXES:
        op.create_index(op.f(f"ix_{table}_{day}_code"), table, [day, "code"], unique=False)


def downgrade() -> None:
    for table, day in INDEXES:
        op.drop_index(op.f(f"ix_{table}_{day}_code"), table)
