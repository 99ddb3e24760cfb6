"""Version 6: the first that records can be migrated from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COUNT = sa.Integer().with_variant(sa.BigInteger, "postgresql")


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "account_keys",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("key", "account_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_pairs",
        sa.Column("a", ID, nullable=False),
        sa.Column("b", ID, nullable=False),
        sa.Column("odds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_pairs_b", "account_pairs", ["b"])
    op.create_table(
        "actor_offers",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("own", TEXT, nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("day", sa.Integer()),
        sa.PrimaryKeyConstraint("key", "own", "actor_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("actor_offers_by_day", "actor_offers", ["key", "day"])
    op.create_index("ix_actor_offers_actor_id", "actor_offers", ["actor_id"])
    op.create_index("ix_actor_offers_own", "actor_offers", ["own"])
    op.create_table(
        "actor_seeks",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("own", TEXT, nullable=False),
        sa.Column("day", sa.Integer()),
        sa.PrimaryKeyConstraint("key", "actor_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("actor_seeks_by_day", "actor_seeks", ["key", "day"])
    op.create_index("ix_actor_seeks_actor_id", "actor_seeks", ["actor_id"])
    op.create_table(
        "assignments",
        sa.Column("id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("coder", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_assignments_coder", "assignments", ["coder"])
    op.create_table(
        "attempts",
        sa.Column("id", ID, nullable=False),
        sa.Column("name_hash", ID, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attempts_address", "attempts", ["address"])
    op.create_index("ix_attempts_at", "attempts", ["at"])
    op.create_index("ix_attempts_name_hash", "attempts", ["name_hash"])
    op.create_table(
        "blobs",
        sa.Column("sha256", ID, nullable=False),
        sa.Column("size", COUNT, nullable=False),
        sa.Column("deflated", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "event_lines",
        sa.Column("event_id", ID, nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("published", sa.Date()),
        sa.Column("last_published", sa.Date()),
        sa.Column("earliest", sa.Date()),
        sa.Column("latest", sa.Date()),
        sa.PrimaryKeyConstraint("event_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_lines_earliest", "event_lines", ["earliest"])
    op.create_index("ix_event_lines_reports", "event_lines", ["reports"])
    op.create_table(
        "judged",
        sa.Column("judgement_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("judgement_id", "report_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_judged_report_id", "judged", ["report_id"])
    op.create_table(
        "judgements",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("field", TEXT),
        sa.Column("decision", TEXT, nullable=False),
        sa.Column("value", TEXT),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("why", TEXT),
        sa.Column("undoes", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_judgements_about", "judgements", ["about"])
    op.create_index("ix_judgements_undoes", "judgements", ["undoes"])
    op.create_table(
        "meta",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "queue",
        sa.Column("id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Float(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("said", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_queue_event_id", "queue", ["event_id"])
    op.create_index("queue_order", "queue", ["rank", "turn", "id"])
    op.create_table(
        "queue_coders",
        sa.Column("event_id", ID, nullable=False),
        sa.Column("coder", TEXT, nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "coder"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "queue_seen",
        sa.Column("item_id", ID, nullable=False),
        sa.Column("coder", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("item_id", "coder"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "queue_stale",
        sa.Column("event_id", ID, nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "refusals",
        sa.Column("id", ID, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("member", TEXT),
        sa.Column("sha256", ID),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_refusals_location", "refusals", ["location"], postgresql_using="hash")
    op.create_index("ix_refusals_reason", "refusals", ["reason"])
    op.create_table(
        "reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("outlet", TEXT),
        sa.Column("published", sa.Date()),
        sa.Column("published_at", TEXT),
        sa.Column("title", TEXT),
        sa.Column("byline", TEXT),
        sa.Column("url", TEXT),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_reports_published", "reports", ["published"])
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime()),
        sa.Column("inputs", sa.Integer(), nullable=False),
        sa.Column("stored", sa.Integer(), nullable=False),
        sa.Column("already_there", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "users",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "assignment_words",
        sa.Column("assignment_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
        ),
        sa.PrimaryKeyConstraint("assignment_id", "report_id", "start", "end"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_assignment_words_report_id", "assignment_words", ["report_id"])
    op.create_table(
        "captures",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("sha256", ID, nullable=False),
        sa.Column("media_type", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("member", TEXT),
        sa.Column("had_at", sa.DateTime()),
        sa.Column("url", TEXT),
        sa.Column("byline", TEXT),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["blobs.sha256"],
        ),
        sa.PrimaryKeyConstraint("report_id", "id"),
    )
    op.create_index("ix_captures_sha256", "captures", ["sha256"])
    op.create_table(
        "credits",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("agency", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "start", "end"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_accounts",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("account_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_accounts_event_id", "event_accounts", ["event_id"])
    op.create_index("ix_event_accounts_report_id", "event_accounts", ["report_id"])
    op.create_table(
        "origin_links",
        sa.Column("a", ID, nullable=False),
        sa.Column("b", ID, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("score", sa.Float()),
        sa.Column("in_a", sa.JSON(), nullable=False),
        sa.Column("in_b", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["reports.id"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_origin_links_b", "origin_links", ["b"])
    op.create_index("ix_origin_links_relation", "origin_links", ["relation"])
    op.create_table(
        "prints",
        sa.Column("print", sa.BigInteger(), nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("print", "report_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "readings",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("unread", TEXT),
        sa.Column("limits", TEXT, nullable=False),
        sa.Column("sentences", sa.LargeBinary(), nullable=False),
        sa.Column("tokens", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("report_id"),
    )
    op.create_table(
        "report_contexts",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("report_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", ID, nullable=False),
        sa.Column("user", TEXT, nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user"],
            ["users.name"],
        ),
        sa.PrimaryKeyConstraint("token_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sessions_user", "sessions", ["user"])
    op.create_table(
        "waiting",
        sa.Column("report_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("report_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "accounts",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("earliest", sa.DateTime()),
        sa.Column("latest", sa.DateTime()),
        sa.Column("course", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_accounts_earliest", "accounts", ["earliest"])
    op.create_index("ix_accounts_id", "accounts", ["id"])
    op.create_table(
        "actor_joins",
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("canonical_id", ID, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("rests_on", ID),
        sa.Column("named", sa.JSON(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("actor_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_actor_joins_canonical_id", "actor_joins", ["canonical_id"])
    op.create_index("ix_actor_joins_report_id", "actor_joins", ["report_id"])
    op.create_table(
        "actors",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sa.UniqueConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attributions",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("inside", ID),
        sa.Column("source", TEXT),
        sa.Column("source_kind", TEXT, nullable=False),
        sa.Column("source_actor", ID),
        sa.Column("cue", TEXT, nullable=False),
        sa.Column("quotation", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attributions_id", "attributions", ["id"])
    op.create_table(
        "blames",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("event", ID, nullable=False),
        sa.Column("actor", ID),
        sa.Column("certainty", TEXT, nullable=False),
        sa.Column("holder", ID),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blames_actor", "blames", ["actor"])
    op.create_index("ix_blames_event", "blames", ["event"])
    op.create_table(
        "events",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("type", TEXT),
        sa.Column("mode", TEXT),
        sa.Column("certainty", TEXT, nullable=False),
        sa.Column("holder", ID),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_events_id", "events", ["id"])
    op.create_index("ix_events_type", "events", ["type"])
    op.create_table(
        "figures",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("low", COUNT),
        sa.Column("best", COUNT),
        sa.Column("high", COUNT),
        sa.Column("of_whom", TEXT),
        sa.Column("part_of", ID),
        sa.Column("holder", ID),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_figures_id", "figures", ["id"])
    op.create_index("ix_figures_kind", "figures", ["kind"])
    op.create_table(
        "quantities",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("low", sa.Float()),
        sa.Column("best", sa.Float()),
        sa.Column("high", sa.Float()),
        sa.Column("counted", TEXT),
        sa.Column("unit", TEXT),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sketches",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("earliest", sa.Date()),
        sa.Column("latest", sa.Date()),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("account_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sketches_report_id", "sketches", ["report_id"])
    op.create_table(
        "times",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("value", TEXT),
        sa.Column("earliest", sa.DateTime()),
        sa.Column("latest", sa.DateTime()),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_times_earliest", "times", ["earliest"])
    op.create_table(
        "toponyms",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("geonames_id", sa.Integer()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("precision", sa.Integer()),
        sa.Column("score", sa.Float()),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_toponyms_geonames_id", "toponyms", ["geonames_id"])
    op.create_table(
        "wordings",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("target", ID),
        sa.Column("voice", ID),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["readings.report_id"],
        ),
        sa.PrimaryKeyConstraint("report_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_reasons",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "actor"],
            ["actors.report_id", "actors.number"],
        ),
        sa.PrimaryKeyConstraint("report_id", "actor", "quote"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "actor"],
            ["actors.report_id", "actors.number"],
        ),
        sa.PrimaryKeyConstraint("report_id", "start", "end"),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(
        sa.table("revision", sa.column("id"), sa.column("number")), [{"id": 1, "number": 0}]
    )
    # Texts of any length: a row of PostgreSQL's index takes 2,700 bytes.
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("ix_reports_outlet", "reports", ["outlet"])
        op.create_index("ix_credits_agency", "credits", ["agency"])
        op.create_index("ix_actors_quote", "actors", ["quote"])
        op.create_index("ix_attributions_source", "attributions", ["source"])
