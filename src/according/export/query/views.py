"""What a bulk run writes beside the record's tables, as SQL: for exports, which have it not."""

from __future__ import annotations

from according.export.formats.beside import LOADED, called, naming

VIEWS = {
    called.name: """
        SELECT DISTINCT lower(actors.quote) AS name,
          coalesce(joined.canonical_id, actors.id) AS actor_id
        FROM actors LEFT JOIN actor_joins joined ON joined.actor_id = actors.id
    """,
    naming.name: f"""
        WITH
          meant AS (
            SELECT actors.report_id, actors.number, actors.id,
              coalesce(joined.canonical_id, actors.id) AS actor_id
            FROM actors LEFT JOIN actor_joins joined ON joined.actor_id = actors.id
          ),
          words AS (
            SELECT meant.actor_id, mentions.report_id, mentions.quote AS name, mentions.form AS how
            FROM mentions JOIN meant
              ON meant.report_id = mentions.report_id AND meant.number = mentions.actor
            WHERE mentions.form <> 'pronoun'
            UNION ALL
            SELECT meant.actor_id, wordings.report_id, wordings.quote,
              CASE WHEN voice IS NULL THEN '{LOADED[True].replace("'", "''")}'
                ELSE '{LOADED[False].replace("'", "''")}' END
            FROM wordings JOIN meant ON meant.id = wordings.target
          )
        SELECT words.actor_id, reports.outlet, strftime(reports.published, '%Y-%m') AS month,
          words.name, words.how, count(DISTINCT words.report_id) AS reports, count(*) AS times
        FROM words JOIN reports ON reports.id = words.report_id
        GROUP BY ALL
    """,  # noqa: S608
}
"""SQL by the names of such tables, over the tables of a record."""
