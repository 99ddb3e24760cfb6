"""What people decided, who codes what, and what waits for them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
)

from according.store.schema.base import ID, TEXT, metadata

judgements = Table(
    "judgements",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("about", TEXT, nullable=False, index=True),
    Column("field", TEXT),
    Column("decision", TEXT, nullable=False),
    Column("value", TEXT),
    Column("by", TEXT, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("why", TEXT),
    Column("undoes", ID, index=True),
)
"""What people decided. Rows are added, never changed: a decision is taken back by another."""

judged = Table(
    "judged",
    metadata,
    Column("judgement_id", ID, primary_key=True),
    Column("report_id", ID, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Of which reports the words are that a judgement is about. A report may be gone."""

assignments = Table(
    "assignments",
    metadata,
    Column("id", ID, primary_key=True),
    Column("event_id", ID, nullable=False),
    Column("coder", TEXT, nullable=False, index=True),
    Column("by", TEXT, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""Which event is to be coded by whom. ``event_id`` is what it was called when it was assigned; what
finds it again are its words."""

assignment_words = Table(
    "assignment_words",
    metadata,
    Column("assignment_id", ID, ForeignKey("assignments.id"), primary_key=True),
    Column("report_id", ID, primary_key=True, index=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""The first words of each account that an assigned event had."""

queue = Table(
    "queue",
    metadata,
    Column("id", ID, primary_key=True),
    Column("event_id", ID, nullable=False, index=True),
    Column("rank", Integer, nullable=False),
    Column("turn", Float, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("said", TEXT, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("queue_order", "rank", "turn", "id"),
)
"""What waits for somebody to look at it: the least rank first, of these the least turn. ``detail``
has what it rests on."""

queue_coders = Table(
    "queue_coders",
    metadata,
    Column("event_id", ID, primary_key=True),
    Column("coder", TEXT, primary_key=True),
    Column("done", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Who codes the events of the queue, of those that are assigned."""

queue_seen = Table(
    "queue_seen",
    metadata,
    Column("item_id", ID, primary_key=True),
    Column("coder", TEXT, primary_key=True),
    sqlite_with_rowid=False,
)
"""Who has decided on all that an item of the queue rests on."""

queue_stale = Table(
    "queue_stale",
    metadata,
    Column("event_id", ID, primary_key=True),
    Column("mark", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Events that changed since the queue was made. ``mark`` is another number with every change."""
