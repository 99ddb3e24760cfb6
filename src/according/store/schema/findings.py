"""What the machine read in each report; it hangs on the reading and goes with it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Table,
)

from according.store.schema.base import COUNT, ID, TEXT, finding, metadata, unbounded

readings = Table(
    "readings",
    metadata,
    Column("report_id", ID, ForeignKey("reports.id"), primary_key=True),
    Column("reader", TEXT, nullable=False),
    Column("unread", TEXT),
    Column("limits", TEXT, nullable=False),
    Column("sentences", LargeBinary, nullable=False),
    Column("tokens", LargeBinary, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("report_id", ID, ForeignKey("readings.report_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("kind", TEXT, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", TEXT, nullable=False),
    unbounded("ix_actors_quote", "quote"),
    sqlite_with_rowid=False,
)
"""``number`` counts the actors of a report from 0, in the order of their first mention. Rows that
hang on an actor use it instead of the id: a tenth of the size."""

actor_reasons = Table(
    "actor_reasons",
    metadata,
    Column("report_id", ID, primary_key=True),
    Column("actor", Integer, primary_key=True),
    Column("quote", TEXT, primary_key=True),
    Column("reason", TEXT, nullable=False),
    ForeignKeyConstraint(["report_id", "actor"], ["actors.report_id", "actors.number"]),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    Column("report_id", ID, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("actor", Integer, nullable=False),
    Column("form", TEXT, nullable=False),
    Column("quote", TEXT, nullable=False),
    ForeignKeyConstraint(["report_id", "actor"], ["actors.report_id", "actors.number"]),
    sqlite_with_rowid=False,
)
"""A mention's kind is its actor's, and its id follows from its place: neither is stored again."""

times = Table(
    "times",
    metadata,
    *finding(),
    Column("type", TEXT, nullable=False),
    Column("value", TEXT),
    Column("earliest", DateTime, index=True),
    Column("latest", DateTime),
    sqlite_with_rowid=False,
)

toponyms = Table(
    "toponyms",
    metadata,
    *finding(),
    Column("geonames_id", Integer, index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", Integer),
    Column("score", Float),
    sqlite_with_rowid=False,
)

quantities = Table(
    "quantities",
    metadata,
    *finding(),
    Column("low", Float),
    Column("best", Float),
    Column("high", Float),
    Column("counted", TEXT),
    Column("unit", TEXT),
    sqlite_with_rowid=False,
)

attributions = Table(
    "attributions",
    metadata,
    *finding(),
    Column("id", ID, nullable=False, index=True),
    Column("inside", ID),
    Column("source", TEXT),
    Column("source_kind", TEXT, nullable=False),
    Column("source_actor", ID),
    Column("cue", TEXT, nullable=False),
    Column("quotation", TEXT, nullable=False),
    unbounded("ix_attributions_source", "source"),
    sqlite_with_rowid=False,
)
"""Start, end and quote are of the first stretch of the content."""

events = Table(
    "events",
    metadata,
    *finding(),
    Column("id", ID, nullable=False, index=True),
    Column("type", TEXT, index=True),
    Column("mode", TEXT),
    Column("certainty", TEXT, nullable=False),
    Column("holder", ID),
    sqlite_with_rowid=False,
)
"""Event mentions. ``holder`` is the innermost attribution around it; null is the outlet."""

figures = Table(
    "figures",
    metadata,
    *finding(),
    Column("id", ID, nullable=False, index=True),
    Column("kind", TEXT, nullable=False, index=True),
    Column("low", COUNT),
    Column("best", COUNT),
    Column("high", COUNT),
    Column("of_whom", TEXT),
    Column("part_of", ID),
    Column("holder", ID),
    sqlite_with_rowid=False,
)
"""``part_of`` is the id of the figure that this is a part of; ``holder`` as of events."""

blames = Table(
    "blames",
    metadata,
    *finding(),
    Column("event", ID, nullable=False, index=True),
    Column("actor", ID, index=True),
    Column("certainty", TEXT, nullable=False),
    Column("holder", ID),
    sqlite_with_rowid=False,
)
"""Start, end and quote are of the words for who did it."""

accounts = Table(
    "accounts",
    metadata,
    *finding(),
    Column("id", ID, nullable=False, index=True),
    Column("earliest", DateTime, index=True),
    Column("latest", DateTime),
    Column("course", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Start, end and quote are of its first event mention."""

wordings = Table(
    "wordings",
    metadata,
    *finding(),
    Column("target", ID),
    Column("voice", ID),
    sqlite_with_rowid=False,
)
"""``target`` is the actor, ``voice`` the innermost attribution; null is the outlet."""

FINDINGS = (
    actors,
    actor_reasons,
    times,
    toponyms,
    quantities,
    attributions,
    events,
    figures,
    blames,
    accounts,
    wordings,
)
"""What is read in a report, but its mentions; in the order in which `store.rows.to_reading` takes
it."""
