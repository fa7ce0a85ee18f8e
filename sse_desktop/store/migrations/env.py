"""Alembic's entry: runs the migrations on the connection it was given, inside the caller's transaction."""

from alembic import context

from sse_desktop.store import tables  # noqa: F401 - autogeneration compares with every table
from sse_desktop.store.record import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
