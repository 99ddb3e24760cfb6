"""SQL for what is kept beside a record in PostgreSQL: full text by ``tsvector``, and triggers."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

BESIDE = 100
"""Characters of a text that an index has: a row of an index takes 2,700 bytes."""

_SEARCHED = 250_000
"""Characters of a report whose words are found: a ``tsvector`` takes a mebibyte."""


def statements(collation: str) -> Iterator[str]:
    """What is made behind the tables of shelves, in this order.

    Args:
        collation: knows which letter is the small one of another.
    """
    yield _fold(collation)
    yield from (*_WORDS, *_INDEXES, *_FILL)
    for name, when, body in _TRIGGERS:
        yield _FUNCTION.format(name=name, body=body)
        yield f"CREATE TRIGGER {name} AFTER {when} FOR EACH ROW EXECUTE FUNCTION {name}()"


def _fold(collation: str) -> str:
    """A function that makes of a text its words as SQLite's ``unicode61`` has them: runs of letters
    and digits, small, without accents. The server's locale says nothing of it; what is between
    words is told apart here, and only blanks are left for the parser."""
    return f"""
    CREATE FUNCTION shelf_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT regexp_replace(regexp_replace(
        lower(normalize(left($1, {_SEARCHED}), NFD) COLLATE "{collation}"),
        '[\\u0300-\\u036f]+', '', 'g'), '[{_between()}]+', ' ', 'g')
    $$
    """


@cache
def _between() -> str:
    """All characters that are no part of a word, as ranges of a regular expression."""
    marks = range(0x300, 0x370)
    every = (each for each in range(1, sys.maxunicode + 1) if each not in marks)
    ranges = []
    for is_word, run in groupby(every, _is_word):
        if not is_word:
            codes = list(run)
            ranges.append(f"\\U{codes[0]:08x}-\\U{codes[-1]:08x}")
    return "".join(ranges)


def _is_word(code: int) -> bool:
    """Whether it is of a word, or nobody knows."""
    return unicodedata.category(chr(code))[0] in "LN" or unicodedata.category(chr(code)) in (
        *("Co", "Cn", "Cs"),
    )


_WORDS = (
    "CREATE TABLE shelf_words (number integer PRIMARY KEY, words tsvector NOT NULL)",
    # Names are one whatever their letters; and can be longer than an index takes.
    "ALTER TABLE shelf_names DROP CONSTRAINT shelf_names_pkey",
    "CREATE UNIQUE INDEX shelf_names_alike ON shelf_names (md5(lower(quote)), kind)",
)
_INDEXES = (
    f"CREATE INDEX shelf_toponyms ON toponyms (left(lower(quote), {BESIDE}), report_id)",
    f"CREATE INDEX shelf_actors ON actors (left(lower(quote), {BESIDE}), report_id, kind)",
    f"CREATE INDEX shelf_reports ON reports (left(lower(outlet), {BESIDE}), published)",
    "CREATE INDEX shelf_newest ON reports (published DESC NULLS LAST, id)",
    "CREATE INDEX shelf_told ON event_accounts (report_id, event_id)",
    "CREATE INDEX shelf_telling ON event_accounts (event_id, report_id)",
    "CREATE INDEX shelf_unread ON readings (report_id) WHERE unread IS NOT NULL",
    "CREATE INDEX shelf_targets ON wordings (target)",
    "CREATE INDEX shelf_sources ON attributions (source_actor)",
)
_FILL = (
    """
    INSERT INTO shelf_docs (report_id)
      SELECT id FROM reports ORDER BY published NULLS FIRST, id
    """,
    """
    INSERT INTO shelf_words (number, words)
      SELECT number, to_tsvector('simple', shelf_fold(text))
      FROM shelf_docs JOIN reports ON reports.id = report_id
    """,
    # The index is made of what is there at once, which takes a tenth of the time.
    "CREATE INDEX shelf_words_found ON shelf_words USING gin (words)",
    """
    INSERT INTO shelf_names (quote, kind, reports)
      SELECT min(quote), kind, count(*) FROM actors WHERE kind <> 'place'
      GROUP BY lower(quote), kind
    """,
    "INSERT INTO shelf_stale (event_id) SELECT DISTINCT event_id FROM event_accounts",
)
_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$
"""
_STALE = """
INSERT INTO shelf_stale (event_id) {events}
  ON CONFLICT (event_id) DO UPDATE SET number = DEFAULT
"""
_TOLD = "SELECT DISTINCT event_id FROM event_accounts WHERE report_id "
_TRIGGERS = (
    (
        "shelf_report",
        "INSERT ON reports",
        """
        INSERT INTO shelf_docs (report_id) VALUES (new.id);
        INSERT INTO shelf_words (number, words)
          SELECT number, to_tsvector('simple', shelf_fold(new.text))
          FROM shelf_docs WHERE report_id = new.id
        """,
    ),
    (
        "shelf_actor",
        "INSERT ON actors",
        """
        IF new.kind <> 'place' THEN
          INSERT INTO shelf_names AS known (quote, kind, reports) VALUES (new.quote, new.kind, 1)
            ON CONFLICT (md5(lower(quote)), kind) DO UPDATE SET reports = known.reports + 1;
        END IF
        """,
    ),
    (
        "shelf_joined",
        "INSERT ON event_accounts",
        _STALE.format(events="VALUES (new.event_id)"),
    ),
    (
        "shelf_parted",
        "DELETE ON event_accounts",
        _STALE.format(events="VALUES (old.event_id)"),
    ),
    (
        "shelf_moved",
        "UPDATE ON event_accounts",
        _STALE.format(events="VALUES (old.event_id)")
        + ";"
        + _STALE.format(events="VALUES (new.event_id)"),
    ),
    # Why each of these makes events stale: see SQLite's.
    (
        "shelf_linked",
        "INSERT ON origin_links",
        "IF new.relation IN ('copy', 'rewrite') THEN "
        + _STALE.format(events=_TOLD + "IN (new.a, new.b)")
        + "; END IF",
    ),
    (
        "shelf_unlinked",
        "DELETE ON origin_links",
        "DELETE FROM shelf_changes WHERE a = old.a AND b = old.b",
    ),
    (
        "shelf_judged",
        "INSERT ON judgements",
        "IF new.kind = 'reports' THEN "
        + _STALE.format(events=_TOLD + "IN (substr(new.about, 1, 64), substr(new.about, 66, 64))")
        + "; END IF",
    ),
    ("shelf_decided", "INSERT ON judged", _STALE.format(events=_TOLD + "= new.report_id")),
    (
        "shelf_assigned",
        "INSERT ON assignment_words",
        _STALE.format(events=_TOLD + "= new.report_id"),
    ),
)

OWN_TABLES = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND starts_with(relname::text, 'shelf_')
  AND relnamespace = current_schema()::regnamespace
"""
OWN_INDEXES = OWN_TABLES.replace("'r'", "'i'")
OWN_FUNCTIONS = """
SELECT proname FROM pg_proc WHERE starts_with(proname::text, 'shelf_')
  AND pronamespace = current_schema()::regnamespace
"""
