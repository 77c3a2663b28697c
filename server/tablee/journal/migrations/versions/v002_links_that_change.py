"""Links that can be replaced one by one, and places that a person takes up on another device.

A link keeps two things sealed: what it `holds` for whoever brings it (a key of the room), and
itself (`shown`) for whoever may show it. Links of before have neither: they are derived from one
another, and are sealed when the facilitator next opens theirs (`edge/keyring.py`). A room of
before has exactly one link of each role, so the sessions of a role came through that one.
"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, say which link each session came through, make `resumes`."""
    op.add_column("capabilities", sa.Column("holds", sa.LargeBinary))
    op.add_column("capabilities", sa.Column("shown", sa.LargeBinary))
    op.add_column("codes", sa.Column("shown", sa.LargeBinary))
    op.add_column("sessions", sa.Column("link", sa.LargeBinary))
    op.execute(
        "UPDATE sessions SET link = (SELECT token_hash FROM capabilities "
        "WHERE capabilities.room_id = sessions.room_id AND capabilities.role = sessions.role)"
    )
    op.create_table(
        "resumes",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        sa.Column(
            "room_id", sa.Text, sa.ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("participant", sa.Text, nullable=False),
        sa.Column("until_ms", sa.BigInteger, nullable=False),
    )
    op.create_index("resumes_of_room", "resumes", ["room_id", "participant"])
