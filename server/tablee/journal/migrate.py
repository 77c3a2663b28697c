"""Bring the tables to the shape this version knows, at start-up, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from tablee.journal.errors import DataFromNewerVersion


def migrate(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction.

    Raises `DataFromNewerVersion` when the database is ahead of this code; nothing is changed then.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    # The option parser reads `%` and separators its own way; the connection goes in as an object.
    config.set_main_option("path_separator", "newline")
    known = ScriptDirectory.from_config(config)
    head = known.get_current_head()
    present = MigrationContext.configure(connection).get_current_revision()
    if present == head:
        return
    if present is not None and present not in {each.revision for each in known.walk_revisions()}:
        raise DataFromNewerVersion(present)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
