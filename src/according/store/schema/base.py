"""What the tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Text

ID = String(64)

metadata = MetaData()


def finding() -> tuple[Column[Any], ...]:
    """Columns that the rooms' findings share: where they stand, and the whole record as JSON
    (`store.codec`), beside the columns that people ask by."""
    return (
        Column("report_id", ID, ForeignKey("readings.report_id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("quote", Text, nullable=False),
        Column("detail", JSON, nullable=False),
    )
