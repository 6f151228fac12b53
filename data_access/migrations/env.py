"""Run by Alembic only, on the connection that `data_access.migrate` gives it."""

from alembic import context

import data_access.rollups  # noqa: F401  (its tables join the metadata)
from data_access.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
