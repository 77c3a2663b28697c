"""Ways back that end the devices of before, when one is taken: a facilitator's.

Those of before were all made by the person, for one device more.
"""

import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    alone = sa.Column("alone", sa.Integer, nullable=False, server_default="0")
    op.add_column("resumes", alone)
