"""Run by Alembic only, on the connection that `access.store` gives it."""

from alembic import context

from access.schema import metadata
from access.store import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
