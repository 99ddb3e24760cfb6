"""SQL for what is kept beside a record in SQLite: full text by FTS5, and triggers."""

from __future__ import annotations

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

STATEMENTS = (_WORDS, *_INDEXES, *_FILL, *_TRIGGERS)
"""What is made behind the tables of shelves, in this order."""

OWN = """
SELECT name FROM sqlite_master
  WHERE type = ? AND name LIKE 'shelf\\_%' ESCAPE '\\'
  AND name NOT LIKE 'shelf\\_words\\_%' ESCAPE '\\'
"""
"""The names of all triggers, indexes or tables of shelves; FTS5 removes its own tables."""
