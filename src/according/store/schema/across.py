"""What was found across reports: texts, accounts, events, who an actor is."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
)

from according.store.schema.base import ID, TEXT, metadata

waiting = Table(
    "waiting",
    metadata,
    Column("report_id", ID, ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Reports that were not compared with the others yet."""

prints = Table(
    "prints",
    metadata,
    Column("print", BigInteger, primary_key=True),
    Column("report_id", ID, ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Fingerprints of texts, by which those that share some are found."""

origin_links = Table(
    "origin_links",
    metadata,
    Column("a", ID, ForeignKey("reports.id"), primary_key=True),
    Column("b", ID, ForeignKey("reports.id"), primary_key=True, index=True),
    Column("relation", TEXT, nullable=False, index=True),
    Column("score", Float),
    Column("in_a", JSON, nullable=False),
    Column("in_b", JSON, nullable=False),
    sqlite_with_rowid=False,
)
"""How two reports' texts stand to each other. ``in_a`` and ``in_b`` are spans, [start, end]; the
text itself is the report's."""

sketches = Table(
    "sketches",
    metadata,
    Column("account_id", ID, primary_key=True),
    Column("report_id", ID, ForeignKey("readings.report_id"), nullable=False, index=True),
    Column("earliest", Date),
    Column("latest", Date),
    Column("detail", JSON, nullable=False),
    sqlite_with_rowid=False,
)
"""What is compared of accounts, and the days that each is of."""

account_keys = Table(
    "account_keys",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("account_id", ID, primary_key=True),
    sqlite_with_rowid=False,
)
"""By what accounts of one happening are found: a place or name, and a week."""

account_pairs = Table(
    "account_pairs",
    metadata,
    Column("a", ID, primary_key=True),
    Column("b", ID, primary_key=True, index=True),
    Column("odds", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""Accounts that are likely of one happening, with the logarithm of the odds that they are."""

event_accounts = Table(
    "event_accounts",
    metadata,
    Column("account_id", ID, primary_key=True),
    Column("event_id", ID, nullable=False, index=True),
    Column("report_id", ID, ForeignKey("reports.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Which accounts are of which event."""

event_lines = Table(
    "event_lines",
    metadata,
    Column("event_id", ID, primary_key=True),
    Column("reports", Integer, nullable=False, index=True),
    Column("outlets", Integer, nullable=False),
    Column("published", Date),
    Column("last_published", Date),
    Column("earliest", Date, index=True),
    Column("latest", Date),
    sqlite_with_rowid=False,
)
"""What the accounts of each event come to: how many reports and outlets tell of it, when they were
published, and the days that the accounts give. Made anew whenever an event changes."""

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""One row, counted up by each change of events: who has looked at them before another changed them
looks again. Not part of what a record says."""

report_contexts = Table(
    "report_contexts",
    metadata,
    Column("report_id", ID, ForeignKey("reports.id"), primary_key=True),
    Column("detail", JSON, nullable=False),
    sqlite_with_rowid=False,
)
"""What is compared of two reports to tell whether they are of one story."""

actor_joins = Table(
    "actor_joins",
    metadata,
    Column("actor_id", ID, primary_key=True),
    Column("report_id", ID, ForeignKey("readings.report_id"), nullable=False, index=True),
    Column("canonical_id", ID, nullable=False, index=True),
    Column("key", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("rests_on", ID),
    Column("named", JSON, nullable=False),
    Column("path", JSON, nullable=False),
    sqlite_with_rowid=False,
)
"""Who an actor of a report is across reports: all with one ``canonical_id`` are one. The machine
joined them by ``key``, for ``reason``, resting on another actor or on their own words. ``named``
are the words, ``path`` what they are looked up by."""

actor_offers = Table(
    "actor_offers",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("own", TEXT, primary_key=True, index=True),
    Column("actor_id", ID, primary_key=True, index=True),
    Column("report_id", ID, nullable=False),
    Column("day", Integer),
    Index("actor_offers_by_day", "key", "day"),
    sqlite_with_rowid=False,
)
"""Shorter forms that may mean an actor, and its own key. ``day`` is the report's, as a number,
where the form counts among reports of one story alone."""

actor_seeks = Table(
    "actor_seeks",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("actor_id", ID, primary_key=True, index=True),
    Column("report_id", ID, nullable=False),
    Column("own", TEXT, nullable=False),
    Column("day", Integer),
    Index("actor_seeks_by_day", "key", "day"),
    sqlite_with_rowid=False,
)
"""What actors are looked up by."""
