"""Ways back that the device which took one may ask for again, when the answer was lost.

One that was taken keeps the hash of that device's key, and the salt of its cookie.
"""

import sqlalchemy as sa
from alembic import op

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; no way back of before was taken, as those were deleted."""
    op.add_column("resumes", sa.Column("taker", sa.LargeBinary))
    op.add_column("resumes", sa.Column("salt", sa.LargeBinary))
