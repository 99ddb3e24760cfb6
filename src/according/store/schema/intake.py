"""Reports, the bytes they came from, what was refused, and a log of runs."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, ForeignKey, Integer, LargeBinary, Table, Text

from according.store.schema.base import ID, metadata

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", ID, primary_key=True),
    Column("outlet", Text, index=True),
    Column("published", Date, index=True),
    Column("published_at", Text),
    Column("title", Text),
    Column("byline", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
)

credits_ = Table(
    "credits",
    metadata,
    Column("report_id", ID, ForeignKey("reports.id"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("quote", Text, nullable=False),
    Column("agency", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", ID, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("deflated", LargeBinary, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("report_id", ID, ForeignKey("reports.id"), primary_key=True),
    Column("id", ID, primary_key=True),
    Column("sha256", ID, ForeignKey("blobs.sha256"), nullable=False, index=True),
    Column("media_type", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("member", Text),
    Column("had_at", DateTime),
    Column("url", Text),
    Column("byline", Text),
)
"""The same bytes can become two reports: read once without an outlet, and then with one. Each
has its capture."""

refusals = Table(
    "refusals",
    metadata,
    Column("id", ID, primary_key=True),
    Column("location", Text, nullable=False, index=True),
    Column("member", Text),
    Column("sha256", ID),
    Column("reason", Text, nullable=False, index=True),
    Column("detail", Text, nullable=False),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("report_id", ID, primary_key=True),
    Column("became", ID),
    Column("pseudonym", Text),
    Column("by", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("why", Text, nullable=False),
    Column("rows", Integer, nullable=False),
)
"""Reports that were taken out, by whom, when and why, and how many rows went. ``became`` is the
report that stands in place of one, with ``pseudonym`` where it had a person's name. The id is a
hash: it says nothing of the report, and by it the same report is refused when it comes again."""

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started_at", DateTime, nullable=False),
    Column("finished_at", DateTime),
    Column("inputs", Integer, nullable=False, default=0),
    Column("stored", Integer, nullable=False, default=0),
    Column("already_there", Integer, nullable=False, default=0),
    Column("refused", Integer, nullable=False, default=0),
)
"""A log of what was run and how it ended. Not part of what a record says: two records that
hold the same were often filled by different runs."""
