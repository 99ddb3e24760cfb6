"""What is kept beside a record so that pages need not go through all of it.

All of it follows from the record's own tables and can be made anew at any time: it is no part of
what the record says, and of no release. Triggers keep it as reports and events come, whoever
writes them. It is for SQLite; other databases are asked without it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    text,
)
from sqlalchemy.exc import DBAPIError

from according.errors import StoreError

VERSION = "3"
"""Of these tables: those of another version are made anew."""

_ID = String(64)

shelves = MetaData()

docs = Table(
    "shelf_docs",
    shelves,
    Column("number", Integer, primary_key=True),
    Column("report_id", _ID, nullable=False, unique=True),
)
"""The number that a report has in the table of words."""

names = Table(
    "shelf_names",
    shelves,
    Column("quote", Text(collation="NOCASE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("reports", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Each name of somebody as written, and how many reports name somebody so."""

stale = Table(
    "shelf_stale",
    shelves,
    Column("number", Integer, primary_key=True),
    Column("event_id", _ID, nullable=False, unique=True),
    sqlite_autoincrement=True,
)
"""Events that changed since their face was made. One that changes again has another number."""

faces = Table(
    "shelf_faces",
    shelves,
    Column("event_id", _ID, primary_key=True),
    Column("type", Text),
    Column("words", Text, nullable=False),
    Column("place", Text(collation="NOCASE"), index=True),
    Column("country", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("wide", Boolean),
    Column("earliest", DateTime, index=True),
    Column("latest", DateTime),
    Column("week", Date),
    Column("published", Date),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("differs", Text, nullable=False),
    Column("apart", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""An event as lists and maps show it. ``week`` is its Monday; ``low`` and ``high`` are origins;
``differs`` names the figures that are in conflict, ``apart`` says whether where and when it was
are; both are empty where they are not."""

changes = Table(
    "shelf_changes",
    shelves,
    Column("a", _ID, primary_key=True),
    Column("b", _ID, primary_key=True),
    Column("figures", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Two reports of which one was made of the other, and how many figures differ. Texts and figures
do not change, so a pair that was looked at stays so until its link goes."""

Index("shelf_changes_most", changes.c.figures.desc(), changes.c.a, changes.c.b)
Index("shelf_faces_told", faces.c.reports.desc(), faces.c.high.desc(), faces.c.event_id)
Index("shelf_faces_weeks", faces.c.week, faces.c.type)
Index("shelf_faces_type", faces.c.type, faces.c.reports.desc(), faces.c.low)
Index("shelf_faces_origins", faces.c.low, faces.c.reports.desc())
Index("shelf_faces_spots", faces.c.latitude, faces.c.longitude)
Index("shelf_faces_differs", faces.c.differs, faces.c.reports.desc())

_WORDS = """
CREATE VIRTUAL TABLE shelf_words
USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')
"""
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS shelf_toponyms ON toponyms (quote COLLATE NOCASE, report_id)",
    "CREATE INDEX IF NOT EXISTS shelf_actors ON actors (quote COLLATE NOCASE, report_id, kind)",
    "CREATE INDEX IF NOT EXISTS shelf_outlets ON reports (outlet, published)",
    "CREATE INDEX IF NOT EXISTS shelf_told ON event_accounts (report_id, event_id)",
    "CREATE INDEX IF NOT EXISTS shelf_telling ON event_accounts (event_id, report_id)",
    "CREATE INDEX IF NOT EXISTS shelf_reports ON reports (outlet COLLATE NOCASE, published)",
    "CREATE INDEX IF NOT EXISTS shelf_unread ON readings (unread) WHERE unread IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS shelf_targets ON wordings (target)",
    "CREATE INDEX IF NOT EXISTS shelf_sources ON attributions (source_actor)",
)
_TRIGGERS = (
    """
    CREATE TRIGGER shelf_report AFTER INSERT ON reports BEGIN
      INSERT INTO shelf_docs (report_id) VALUES (new.id);
      INSERT INTO shelf_words (rowid, text)
        SELECT number, new.text FROM shelf_docs WHERE report_id = new.id;
    END
    """,
    """
    CREATE TRIGGER shelf_actor AFTER INSERT ON actors WHEN new.kind <> 'place' BEGIN
      INSERT INTO shelf_names (quote, kind, reports) VALUES (new.quote, new.kind, 1)
        ON CONFLICT DO UPDATE SET reports = reports + 1;
    END
    """,
    """
    CREATE TRIGGER shelf_joined AFTER INSERT ON event_accounts BEGIN
      INSERT OR REPLACE INTO shelf_stale (event_id) VALUES (new.event_id);
    END
    """,
    """
    CREATE TRIGGER shelf_parted AFTER DELETE ON event_accounts BEGIN
      INSERT OR REPLACE INTO shelf_stale (event_id) VALUES (old.event_id);
    END
    """,
    """
    CREATE TRIGGER shelf_moved AFTER UPDATE ON event_accounts BEGIN
      INSERT OR REPLACE INTO shelf_stale (event_id) VALUES (old.event_id);
      INSERT OR REPLACE INTO shelf_stale (event_id) VALUES (new.event_id);
    END
    """,
    # Copies change how many origins the events rest on that either tells of.
    """
    CREATE TRIGGER shelf_linked AFTER INSERT ON origin_links
      WHEN new.relation IN ('copy', 'rewrite') BEGIN
      INSERT OR REPLACE INTO shelf_stale (event_id) SELECT event_id FROM event_accounts
        WHERE report_id IN (new.a, new.b);
    END
    """,
    """
    CREATE TRIGGER shelf_unlinked AFTER DELETE ON origin_links BEGIN
      DELETE FROM shelf_changes WHERE a = old.a AND b = old.b;
    END
    """,
    # "Not a copy" changes how many origins the events rest on that both reports tell of.
    """
    CREATE TRIGGER shelf_judged AFTER INSERT ON judgements WHEN new.kind = 'reports' BEGIN
      INSERT OR REPLACE INTO shelf_stale (event_id) SELECT event_id FROM event_accounts
        WHERE report_id IN (substr(new.about, 1, 64), substr(new.about, 66, 64));
    END
    """,
    # What people decide of a report's words counts in the events that it tells of; while coders
    # are at them, nobody else sees it.
    """
    CREATE TRIGGER shelf_decided AFTER INSERT ON judged BEGIN
      INSERT OR REPLACE INTO shelf_stale (event_id) SELECT event_id FROM event_accounts
        WHERE report_id = new.report_id;
    END
    """,
    """
    CREATE TRIGGER shelf_assigned AFTER INSERT ON assignment_words BEGIN
      INSERT OR REPLACE INTO shelf_stale (event_id) SELECT event_id FROM event_accounts
        WHERE report_id = new.report_id;
    END
    """,
)
_FILL = (
    "INSERT INTO shelf_docs (report_id) SELECT id FROM reports ORDER BY published, id",
    """
    INSERT INTO shelf_words (rowid, text)
      SELECT number, text FROM shelf_docs JOIN reports ON reports.id = report_id
    """,
    """
    INSERT INTO shelf_names (quote, kind, reports)
      SELECT quote, kind, count(*) FROM actors WHERE kind <> 'place'
      GROUP BY quote COLLATE NOCASE, kind
    """,
    "INSERT INTO shelf_stale (event_id) SELECT DISTINCT event_id FROM event_accounts",
)
_KEY = "shelves"


def prepare(engine: Engine, url: str) -> None:
    """Make the shelves of a record if it has none of this version.

    Raises:
        StoreError: the record is in no SQLite database, or cannot be written.
    """
    if engine.dialect.name != "sqlite":
        raise StoreError(
            f"{url}: the pages are served from SQLite so far; read the reports into a file"
        )
    try:
        with engine.connect() as connection:
            if _is_there(connection):
                return
            connection.rollback()
            # As of the schema: the driver would commit before each CREATE.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if not _is_there(connection):
                _make(connection)
            connection.commit()
    except DBAPIError as error:
        raise StoreError(f"{url} cannot be prepared for pages: {error.orig}") from error


def _is_there(connection: Connection) -> bool:
    query = text("SELECT value FROM meta WHERE key = :key")
    return connection.execute(query, {"key": _KEY}).scalar() == VERSION


def _make(connection: Connection) -> None:
    clear(connection)
    shelves.create_all(connection)
    for statement in (_WORDS, *_INDEXES, *_FILL, *_TRIGGERS):
        connection.exec_driver_sql(statement)
    connection.execute(text("DELETE FROM meta WHERE key = :key"), {"key": _KEY})
    values = {"key": _KEY, "value": VERSION}
    connection.execute(text("INSERT INTO meta (key, value) VALUES (:key, :value)"), values)


def clear(connection: Connection) -> None:
    """Take the shelves away, if there are any: `prepare` makes them anew."""
    kinds = ("trigger", "index", "table")
    for kind in kinds:
        query = text(
            "SELECT name FROM sqlite_master WHERE type = :kind AND name LIKE 'shelf\\_%' "
            "ESCAPE '\\' AND name NOT LIKE 'shelf\\_words\\_%' ESCAPE '\\'"
        )
        for (name,) in connection.execute(query, {"kind": kind}).all():
            connection.exec_driver_sql(f"DROP {kind} IF EXISTS {name}")


def is_prepared(engine: Engine) -> bool:
    """Whether a record has shelves."""
    return inspect(engine).has_table(faces.name)
