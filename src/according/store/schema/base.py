"""What the tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, MetaData, String, Text

ID = String(64).with_variant(String(64, collation="C"), "postgresql")
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Texts are compared and put in order by their code points in every database, whatever language its
server speaks."""

NOCASE = Text(collation="NOCASE").with_variant(Text(collation="C"), "postgresql")
"""The same, but A to Z large or small; where a database has no such collation its dialect asks by
small letters."""

COUNT = Integer().with_variant(BigInteger, "postgresql")
"""A number that a text can give, of up to 64 bits, which SQLite's integers have anyway."""

metadata = MetaData()


def unbounded(name: str, column: str) -> Index:
    """An index of texts that can be of any length, which only SQLite takes: a row of PostgreSQL's
    has 2,700 bytes. There the shelves have one of their beginnings."""
    return Index(name, column).ddl_if(dialect="sqlite")


def finding() -> tuple[Column[Any], ...]:
    """Columns that the rooms' findings share: where they stand, and the whole record as JSON
    (`store.codec`), beside the columns that people ask by."""
    return (
        Column("report_id", ID, ForeignKey("readings.report_id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("quote", TEXT, nullable=False),
        Column("detail", JSON, nullable=False),
    )
