"""The one schema of a record, for every database that SQLAlchemy speaks to.

Rows are only ever added, but those of what waits to be linked or reviewed, of which event an
account is of and what that comes to, of who an actor is, and of who may sign in. Ids come from
content, so that adding a row twice is the same as adding it once. What the machine read hangs on
its report and goes with it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 6
"""Version of the schema; written into a record when it is made, checked when it is opened."""

_ID = String(64)

metadata = MetaData()


def _finding() -> tuple[Column[Any], ...]:
    """Columns that the rooms' findings share: where they stand, and the whole record as JSON
    (`store.codec`), beside the columns that people ask by."""
    return (
        Column("report_id", _ID, ForeignKey("readings.report_id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("quote", Text, nullable=False),
        Column("detail", JSON, nullable=False),
    )


meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", _ID, primary_key=True),
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
    Column("report_id", _ID, ForeignKey("reports.id"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("quote", Text, nullable=False),
    Column("agency", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", _ID, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("deflated", LargeBinary, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("report_id", _ID, ForeignKey("reports.id"), primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("sha256", _ID, ForeignKey("blobs.sha256"), nullable=False, index=True),
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
    Column("id", _ID, primary_key=True),
    Column("location", Text, nullable=False, index=True),
    Column("member", Text),
    Column("sha256", _ID),
    Column("reason", Text, nullable=False, index=True),
    Column("detail", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("report_id", _ID, ForeignKey("reports.id"), primary_key=True),
    Column("reader", Text, nullable=False),
    Column("unread", Text),
    Column("limits", Text, nullable=False),
    Column("sentences", LargeBinary, nullable=False),
    Column("tokens", LargeBinary, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("report_id", _ID, ForeignKey("readings.report_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""``number`` counts the actors of a report from 0, in the order of their first mention. Rows that
hang on an actor use it instead of the id: a tenth of the size."""

actor_reasons = Table(
    "actor_reasons",
    metadata,
    Column("report_id", _ID, primary_key=True),
    Column("actor", Integer, primary_key=True),
    Column("quote", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    ForeignKeyConstraint(["report_id", "actor"], ["actors.report_id", "actors.number"]),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    Column("report_id", _ID, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("actor", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("quote", Text, nullable=False),
    ForeignKeyConstraint(["report_id", "actor"], ["actors.report_id", "actors.number"]),
    sqlite_with_rowid=False,
)
"""A mention's kind is its actor's, and its id follows from its place: neither is stored again."""

times = Table(
    "times",
    metadata,
    *_finding(),
    Column("type", Text, nullable=False),
    Column("value", Text),
    Column("earliest", DateTime, index=True),
    Column("latest", DateTime),
    sqlite_with_rowid=False,
)

toponyms = Table(
    "toponyms",
    metadata,
    *_finding(),
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
    *_finding(),
    Column("low", Float),
    Column("best", Float),
    Column("high", Float),
    Column("counted", Text),
    Column("unit", Text),
    sqlite_with_rowid=False,
)

attributions = Table(
    "attributions",
    metadata,
    *_finding(),
    Column("id", _ID, nullable=False, index=True),
    Column("inside", _ID),
    Column("source", Text, index=True),
    Column("source_kind", Text, nullable=False),
    Column("source_actor", _ID),
    Column("cue", Text, nullable=False),
    Column("quotation", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Start, end and quote are of the first stretch of the content."""

events = Table(
    "events",
    metadata,
    *_finding(),
    Column("id", _ID, nullable=False, index=True),
    Column("type", Text, index=True),
    Column("mode", Text),
    Column("certainty", Text, nullable=False),
    Column("holder", _ID),
    sqlite_with_rowid=False,
)
"""Event mentions. ``holder`` is the innermost attribution around it; null is the outlet."""

figures = Table(
    "figures",
    metadata,
    *_finding(),
    Column("id", _ID, nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("of_whom", Text),
    Column("part_of", _ID),
    Column("holder", _ID),
    sqlite_with_rowid=False,
)
"""``part_of`` is the id of the figure that this is a part of; ``holder`` as of events."""

blames = Table(
    "blames",
    metadata,
    *_finding(),
    Column("event", _ID, nullable=False, index=True),
    Column("actor", _ID, index=True),
    Column("certainty", Text, nullable=False),
    Column("holder", _ID),
    sqlite_with_rowid=False,
)
"""Start, end and quote are of the words for who did it."""

accounts = Table(
    "accounts",
    metadata,
    *_finding(),
    Column("id", _ID, nullable=False, index=True),
    Column("earliest", DateTime, index=True),
    Column("latest", DateTime),
    Column("course", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Start, end and quote are of its first event mention."""

wordings = Table(
    "wordings",
    metadata,
    *_finding(),
    Column("target", _ID),
    Column("voice", _ID),
    sqlite_with_rowid=False,
)
"""``target`` is the actor, ``voice`` the innermost attribution; null is the outlet."""

waiting = Table(
    "waiting",
    metadata,
    Column("report_id", _ID, ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Reports that were not compared with the others yet."""

prints = Table(
    "prints",
    metadata,
    Column("print", BigInteger, primary_key=True),
    Column("report_id", _ID, ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Fingerprints of texts, by which those that share some are found."""

origin_links = Table(
    "origin_links",
    metadata,
    Column("a", _ID, ForeignKey("reports.id"), primary_key=True),
    Column("b", _ID, ForeignKey("reports.id"), primary_key=True, index=True),
    Column("relation", Text, nullable=False, index=True),
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
    Column("account_id", _ID, primary_key=True),
    Column("report_id", _ID, ForeignKey("readings.report_id"), nullable=False, index=True),
    Column("earliest", Date),
    Column("latest", Date),
    Column("detail", JSON, nullable=False),
    sqlite_with_rowid=False,
)
"""What is compared of accounts, and the days that each is of."""

account_keys = Table(
    "account_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("account_id", _ID, primary_key=True),
    sqlite_with_rowid=False,
)
"""By what accounts of one happening are found: a place or name, and a week."""

account_pairs = Table(
    "account_pairs",
    metadata,
    Column("a", _ID, primary_key=True),
    Column("b", _ID, primary_key=True, index=True),
    Column("odds", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""Accounts that are likely of one happening, with the logarithm of the odds that they are."""

event_accounts = Table(
    "event_accounts",
    metadata,
    Column("account_id", _ID, primary_key=True),
    Column("event_id", _ID, nullable=False, index=True),
    Column("report_id", _ID, ForeignKey("reports.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Which accounts are of which event."""

event_lines = Table(
    "event_lines",
    metadata,
    Column("event_id", _ID, primary_key=True),
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

judgements = Table(
    "judgements",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("about", Text, nullable=False, index=True),
    Column("field", Text),
    Column("decision", Text, nullable=False),
    Column("value", Text),
    Column("by", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("why", Text),
    Column("undoes", _ID, index=True),
)
"""What people decided. Rows are added, never changed: a decision is taken back by another."""

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

judged = Table(
    "judged",
    metadata,
    Column("judgement_id", _ID, primary_key=True),
    Column("report_id", _ID, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Of which reports the words are that a judgement is about. A report may be gone."""

assignments = Table(
    "assignments",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("event_id", _ID, nullable=False),
    Column("coder", Text, nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""Which event is to be coded by whom. ``event_id`` is what it was called when it was assigned; what
finds it again are its words."""

assignment_words = Table(
    "assignment_words",
    metadata,
    Column("assignment_id", _ID, ForeignKey("assignments.id"), primary_key=True),
    Column("report_id", _ID, primary_key=True, index=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""The first words of each account that an assigned event had."""

queue = Table(
    "queue",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("event_id", _ID, nullable=False, index=True),
    Column("rank", Integer, nullable=False),
    Column("turn", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("queue_order", "rank", "turn", "id"),
)
"""What waits for somebody to look at it: the least rank first, of these the least turn. ``detail``
has what it rests on."""

queue_coders = Table(
    "queue_coders",
    metadata,
    Column("event_id", _ID, primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("done", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Who codes the events of the queue, of those that are assigned."""

queue_seen = Table(
    "queue_seen",
    metadata,
    Column("item_id", _ID, primary_key=True),
    Column("coder", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Who has decided on all that an item of the queue rests on."""

queue_stale = Table(
    "queue_stale",
    metadata,
    Column("event_id", _ID, primary_key=True),
    Column("mark", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Events that changed since the queue was made. ``mark`` is another number with every change."""

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("removed_at", DateTime),
)
"""Who may sign in. A name that was removed stays, so that it is never anybody else's."""

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", _ID, primary_key=True),
    Column("user", Text, ForeignKey("users.name"), nullable=False, index=True),
    Column("began_at", DateTime, nullable=False),
    Column("used_at", DateTime, nullable=False),
    sqlite_with_rowid=False,
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name_hash", _ID, nullable=False, index=True),
    Column("address", Text, nullable=False, index=True),
    Column("at", DateTime, nullable=False, index=True),
)
"""Attempts to sign in that failed, of the last day. The name is hashed: people type
passwords there."""

PASSING = frozenset(
    (runs, revision, queue, queue_coders, queue_seen, queue_stale, users, sessions, attempts)
)
"""Tables that are no part of what a record says: logs, what is made of other tables, who may sign
in."""

report_contexts = Table(
    "report_contexts",
    metadata,
    Column("report_id", _ID, ForeignKey("reports.id"), primary_key=True),
    Column("detail", JSON, nullable=False),
    sqlite_with_rowid=False,
)
"""What is compared of two reports to tell whether they are of one story."""

actor_joins = Table(
    "actor_joins",
    metadata,
    Column("actor_id", _ID, primary_key=True),
    Column("report_id", _ID, ForeignKey("readings.report_id"), nullable=False, index=True),
    Column("canonical_id", _ID, nullable=False, index=True),
    Column("key", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("rests_on", _ID),
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
    Column("key", Text, primary_key=True),
    Column("own", Text, primary_key=True, index=True),
    Column("actor_id", _ID, primary_key=True, index=True),
    Column("report_id", _ID, nullable=False),
    Column("day", Integer),
    Index("actor_offers_by_day", "key", "day"),
    sqlite_with_rowid=False,
)
"""Shorter forms that may mean an actor, and its own key. ``day`` is the report's, as a number,
where the form counts among reports of one story alone."""

actor_seeks = Table(
    "actor_seeks",
    metadata,
    Column("key", Text, primary_key=True),
    Column("actor_id", _ID, primary_key=True, index=True),
    Column("report_id", _ID, nullable=False),
    Column("own", Text, nullable=False),
    Column("day", Integer),
    Index("actor_seeks_by_day", "key", "day"),
    sqlite_with_rowid=False,
)
"""What actors are looked up by."""
