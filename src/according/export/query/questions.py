"""Questions that have names, as SQL over the tables of a record."""

from __future__ import annotations

from dataclasses import dataclass

from according.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``columns`` says what its columns hold, ``asks`` what must be given with it."""

    name: str
    what: str
    columns: tuple[str, ...]
    sql: str
    asks: tuple[str, ...] = ()


def named(name: str) -> Question:
    """The question of this name.

    Raises:
        SettingsError: there is none.
    """
    if name not in QUESTIONS:
        raise SettingsError(f"no question {name!r}; there are {', '.join(QUESTIONS)}")
    return QUESTIONS[name]


# Reports of one event that derive from one text, also by way of others of the event, are named by
# the one with the least id. Only copies are gone through; each other report is a text of its own.
_BY_ORIGINS = """
WITH RECURSIVE
  told AS (SELECT DISTINCT event_id, report_id FROM event_accounts),
  copied AS (
    SELECT one.event_id, link.a, link.b FROM origin_links link
      JOIN told one ON one.report_id = link.a
      JOIN told other ON other.report_id = link.b AND other.event_id = one.event_id
      WHERE link.relation IN ('copy', 'rewrite')
  ),
  edges AS (SELECT event_id, a, b FROM copied UNION ALL SELECT event_id, b, a FROM copied),
  reached(event_id, report_id, other) AS (
    SELECT DISTINCT event_id, a, a FROM edges
    UNION
    SELECT reached.event_id, reached.report_id, edges.b FROM reached
      JOIN edges ON edges.event_id = reached.event_id AND edges.a = reached.other
  ),
  texts AS (
    SELECT event_id, report_id, min(other) AS text FROM reached GROUP BY event_id, report_id
  ),
  counted AS (
    SELECT told.event_id, count(*) AS reports,
      count(DISTINCT coalesce(texts.text, told.report_id)) AS origins
      FROM told LEFT JOIN texts USING (event_id, report_id) GROUP BY told.event_id
  )
SELECT origins AS origins_at_most, count(*) AS events, sum(reports)::BIGINT AS reports
  FROM counted GROUP BY origins ORDER BY origins
"""

# Of each report the largest figure of a kind, as lists of events have it.
_IN_CONFLICT = """
WITH
  several AS (
    SELECT event_id FROM event_accounts GROUP BY event_id HAVING count(DISTINCT report_id) > 1
  ),
  given AS (
    SELECT told.event_id, told.report_id,
      unnest(from_json(sketches.detail -> '$.figures', '["JSON"]')) AS figure
      FROM event_accounts told JOIN several USING (event_id) JOIN sketches USING (account_id)
  ),
  cells AS (
    SELECT event_id, report_id, figure ->> '$[0]' AS kind,
      CAST(figure ->> '$[1]' AS BIGINT) AS low, CAST(figure ->> '$[2]' AS BIGINT) AS high
      FROM given
  ),
  largest AS (
    SELECT event_id, kind, report_id, max(low) AS low,
      arg_max(coalesce(high, 9223372036854775807), low) AS high
      FROM cells WHERE low IS NOT NULL AND kind <> 'other' GROUP BY ALL
  )
SELECT event_id, kind, count(*) AS reports, min(low) AS least, max(low) AS most
  FROM largest GROUP BY event_id, kind HAVING max(low) > min(high)
  ORDER BY reports DESC, event_id, kind
"""

_NAMING = """
WITH
  who AS (
    SELECT DISTINCT coalesce(joined.canonical_id, actors.id) AS id
      FROM actors LEFT JOIN actor_joins joined ON joined.actor_id = actors.id
      WHERE lower(actors.quote) = lower($of)
  ),
  meant AS (
    SELECT actors.report_id, actors.number, actors.id
      FROM actors LEFT JOIN actor_joins joined ON joined.actor_id = actors.id
      WHERE coalesce(joined.canonical_id, actors.id) IN (SELECT id FROM who)
  ),
  words AS (
    SELECT mentions.report_id, mentions.quote AS name, mentions.form AS how
      FROM mentions JOIN meant
        ON meant.report_id = mentions.report_id AND meant.number = mentions.actor
      WHERE mentions.form <> 'pronoun'
    UNION ALL
    SELECT wordings.report_id, wordings.quote,
      CASE WHEN voice IS NULL THEN 'loaded, outlet''s voice' ELSE 'loaded, a source''s voice' END
      FROM wordings JOIN meant ON meant.id = wordings.target
  )
SELECT reports.outlet, strftime(reports.published, '%Y-%m') AS month, words.name, words.how,
  count(DISTINCT words.report_id) AS reports, count(*) AS times
  FROM words JOIN reports ON reports.id = words.report_id
  GROUP BY ALL ORDER BY outlet, month, times DESC, name, how
"""

QUESTIONS = {
    each.name: each
    for each in (
        Question(
            "events-by-origins",
            "how many events rest on how many origins at most: reports that derive from one text "
            "count once",
            ("origins_at_most", "events", "reports"),
            _BY_ORIGINS,
        ),
        Question(
            "figures-in-conflict",
            "figures of one event that reports give differently, by the largest of each report",
            ("event_id", "kind", "reports", "least", "most"),
            _IN_CONFLICT,
        ),
        Question(
            "naming",
            "what outlets call somebody, month by month, also by loaded words; --of says whom, by "
            "any of their names",
            ("outlet", "month", "name", "how", "reports", "times"),
            _NAMING,
            ("of",),
        ),
    )
}
