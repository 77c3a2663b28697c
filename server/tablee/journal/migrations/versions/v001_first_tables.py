"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "rooms",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("epoch", sa.Text, nullable=False),
        sa.Column("head_seq", sa.BigInteger, nullable=False),
        sa.Column("created_ms", sa.BigInteger, nullable=False),
        sa.Column("delete_after_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "events",
        _room(key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("by", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commands",
        _room(key=True),
        sa.Column("outbox", sa.Text, primary_key=True),
        sa.Column("n", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("payload_hash", sa.LargeBinary, nullable=False),
        sa.Column("from_seq", sa.BigInteger, nullable=False),
        sa.Column("to_seq", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.LargeBinary, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    without_events = sa.text("to_seq < from_seq")
    op.create_index(
        "commands_without_events",
        "commands",
        ["at_ms"],
        sqlite_where=without_events,
        postgresql_where=without_events,
    )
    op.create_table(
        "checkpoints",
        _room(key=True),
        sa.Column("schema", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("crc", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "capabilities",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        _room(key=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("created_ms", sa.BigInteger, nullable=False),
        sa.Column("revoked_ms", sa.BigInteger),
    )
    op.create_index("capabilities_of_room", "capabilities", ["room_id", "role"])
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        _room(key=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("participant", sa.Text),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("lang", sa.Text, nullable=False),
        sa.Column("created_ms", sa.BigInteger, nullable=False),
        sa.Column("seen_ms", sa.BigInteger, nullable=False),
        sa.Column("revoked_ms", sa.BigInteger),
    )
    op.create_index("sessions_of_room", "sessions", ["room_id", "participant"])
    op.create_table(
        "outboxes",
        sa.Column("id", sa.Text, primary_key=True),
        _room(key=False),
        sa.Column(
            "session_hash",
            sa.LargeBinary,
            sa.ForeignKey("sessions.token_hash", ondelete="CASCADE"),
            nullable=False,
        ),
    )
    op.create_index("outboxes_of_session", "outboxes", ["session_hash"])
    op.create_index("outboxes_of_room", "outboxes", ["room_id"])
    op.create_table(
        "people",
        _room(key=True),
        sa.Column("participant", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "codes",
        sa.Column("code_hash", sa.LargeBinary, primary_key=True),
        _room(key=False),
    )
    op.create_index("codes_of_room", "codes", ["room_id"])


def _room(*, key: bool) -> sa.Column[str]:
    return sa.Column(
        "room_id",
        sa.Text,
        sa.ForeignKey("rooms.id", ondelete="CASCADE"),
        primary_key=key,
        nullable=False,
    )
