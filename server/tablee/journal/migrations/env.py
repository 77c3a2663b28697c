"""How alembic reaches the database: on the connection, and in the transaction, it is given."""

from alembic import context

from tablee.journal.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # Our connections begin their transactions themselves, so SQLite's DDL is atomic too.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
