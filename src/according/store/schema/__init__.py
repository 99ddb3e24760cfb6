"""The one schema of a record, for every database that SQLAlchemy speaks to: tables by what they are
about.

Rows are only ever added, but those of what waits to be linked or reviewed, of which event an
account is of and what that comes to, of who an actor is, and of who may sign in. Ids come from
content, so that adding a row twice is the same as adding it once. What the machine read hangs on
its report and goes with it.
"""

from __future__ import annotations

from according.store.schema.across import (
    account_keys,
    account_pairs,
    actor_joins,
    actor_offers,
    actor_seeks,
    event_accounts,
    event_lines,
    origin_links,
    prints,
    report_contexts,
    revision,
    sketches,
    waiting,
)
from according.store.schema.base import metadata
from according.store.schema.findings import (
    FINDINGS,
    accounts,
    actor_reasons,
    actors,
    attributions,
    blames,
    events,
    figures,
    mentions,
    quantities,
    readings,
    times,
    toponyms,
    wordings,
)
from according.store.schema.intake import (
    blobs,
    captures,
    credits_,
    forgotten,
    meta,
    refusals,
    reports,
    runs,
)
from according.store.schema.people import attempts, sessions, users
from according.store.schema.review import (
    assignment_words,
    assignments,
    judged,
    judgements,
    queue,
    queue_coders,
    queue_seen,
    queue_stale,
)

VERSION = 7
"""Version of the schema; written into a record when it is made, checked when it is opened."""

PASSING = frozenset(
    (runs, revision, queue, queue_coders, queue_seen, queue_stale, users, sessions, attempts)
)
"""Tables that are no part of what a record says: logs, what is made of other tables, who may sign
in."""

READ = (credits_, readings, mentions, *FINDINGS)
"""What goes with the text of a report: what intake and the reader found in it."""

__all__ = [
    "FINDINGS",
    "PASSING",
    "READ",
    "VERSION",
    "account_keys",
    "account_pairs",
    "accounts",
    "actor_joins",
    "actor_offers",
    "actor_reasons",
    "actor_seeks",
    "actors",
    "assignment_words",
    "assignments",
    "attempts",
    "attributions",
    "blames",
    "blobs",
    "captures",
    "credits_",
    "event_accounts",
    "event_lines",
    "events",
    "figures",
    "forgotten",
    "judged",
    "judgements",
    "mentions",
    "meta",
    "metadata",
    "origin_links",
    "prints",
    "quantities",
    "queue",
    "queue_coders",
    "queue_seen",
    "queue_stale",
    "readings",
    "refusals",
    "report_contexts",
    "reports",
    "revision",
    "runs",
    "sessions",
    "sketches",
    "times",
    "toponyms",
    "users",
    "waiting",
    "wordings",
]
