"""Version 7: reports can be taken out of a record, and a row says that they were."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "7"
down_revision = "6"
branch_labels = None
depends_on = None

ID = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table of what was taken out."""
    op.create_table(
        "forgotten",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("became", ID),
        sa.Column("pseudonym", TEXT),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "at"),
    )
