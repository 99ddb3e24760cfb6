"""Reports, the bytes they came from, what was refused, and a log of runs."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, Table

from according.store.schema.base import COUNT, ID, TEXT, metadata, unbounded

meta = Table(
    "meta",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("value", TEXT, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", ID, primary_key=True),
    Column("outlet", TEXT),
    Column("published", Date, index=True),
    Column("published_at", TEXT),
    Column("title", TEXT),
    Column("byline", TEXT),
    Column("url", TEXT),
    Column("language", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    unbounded("ix_reports_outlet", "outlet"),
)

credits_ = Table(
    "credits",
    metadata,
    Column("report_id", ID, ForeignKey("reports.id"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("quote", TEXT, nullable=False),
    Column("agency", TEXT, nullable=False),
    unbounded("ix_credits_agency", "agency"),
    sqlite_with_rowid=False,
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", ID, primary_key=True),
    Column("size", COUNT, nullable=False),
    Column("deflated", LargeBinary, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("report_id", ID, ForeignKey("reports.id"), primary_key=True),
    Column("id", ID, primary_key=True),
    Column("sha256", ID, ForeignKey("blobs.sha256"), nullable=False, index=True),
    Column("media_type", TEXT, nullable=False),
    Column("location", TEXT, nullable=False),
    Column("member", TEXT),
    Column("had_at", DateTime),
    Column("url", TEXT),
    Column("byline", TEXT),
)
"""The same bytes can become two reports: read once without an outlet, and then with one. Each
has its capture."""

refusals = Table(
    "refusals",
    metadata,
    Column("id", ID, primary_key=True),
    Column("location", TEXT, nullable=False),
    Column("member", TEXT),
    Column("sha256", ID),
    Column("reason", TEXT, nullable=False, index=True),
    Column("detail", TEXT, nullable=False),
    Index("ix_refusals_location", "location", postgresql_using="hash"),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("report_id", ID, primary_key=True),
    Column("became", ID),
    Column("pseudonym", TEXT),
    Column("by", TEXT, nullable=False),
    Column("at", DateTime, primary_key=True),
    Column("why", TEXT, nullable=False),
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
