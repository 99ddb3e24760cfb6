"""Benchmark ``query-scale``: how long the named questions take over a dataset of a million reports.

The dataset is made up, by DuckDB: reports of 200 outlets over 900 days, one account each; events of
one to eight accounts, two reports in fifteen copies of another of their event; three figures an
account; four actors a report, of 40,000 whom all know, with seven mentions. Texts are short, for no
named question reads them. Each question is asked twenty times, each time by a connection of its
own.

- ``..._p50_s``, ``..._p95_s``: seconds from the question to its answer, half of the times and 95 of
  100.
- ``rows``: rows of the dataset; ``dataset_mib``: its size.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from according.export.formats.opening import DATASET
from according.export.query import QUESTIONS, query
from according.export.query.views import VIEWS
from according.settings import Settings
from according.store import schema
from evaluation.adapter import Figure, Result
from evaluation.published import published

BENCH = "query-scale"
REPORTS = 1_000_000
TIMES = 20

SQL = "SELECT outlet, count(*) AS reports FROM reports GROUP BY outlet ORDER BY reports DESC"
"""What somebody may ask beside the named questions."""

GIVEN = {"naming": {"of": "Actor 13"}}

_TABLES = {
    "reports": """
      SELECT sha256('report ' || n) AS id, 'Outlet ' || (n * 7919 % 200) AS outlet,
        DATE '2022-01-01' + (n * 104729 % 900)::INTEGER AS published, NULL::VARCHAR AS published_at,
        'Report ' || n AS title, NULL::VARCHAR AS byline, NULL::VARCHAR AS url, 'en' AS language,
        'A bomb went off, a made-up body said.' AS text
      FROM range({reports}) made(n)
    """,
    # Of each fifteen reports in a row: events of 8, 3, 2, 1 and 1.
    "event_accounts": """
      SELECT sha256('account ' || n) AS account_id,
        sha256('event ' || (n // 15) || ' ' || CASE WHEN n % 15 < 8 THEN 0 WHEN n % 15 < 11 THEN 1
          WHEN n % 15 < 13 THEN 2 ELSE n % 15 END) AS event_id, sha256('report ' || n) AS report_id
      FROM range({reports}) made(n)
    """,
    "origin_links": """
      SELECT least(one, other) AS a, greatest(one, other) AS b, 'copy' AS relation, 1.0 AS score,
        '[[0,9]]' AS in_a, '[[0,9]]' AS in_b
      FROM (SELECT sha256('report ' || n) AS one, sha256('report ' || (n - 1)) AS other
        FROM range({reports}) made(n) WHERE n % 15 IN (3, 9))
    """,
    "sketches": """
      SELECT sha256('account ' || n) AS account_id, sha256('report ' || n) AS report_id,
        DATE '2022-01-01' + (n * 104729 % 900)::INTEGER AS earliest,
        DATE '2022-01-01' + (n * 104729 % 900)::INTEGER AS latest,
        '{{"words":["' || repeat('made up ', 60) || '"],"figures":[["killed",'
          || (n * 31 % 9) || ',' || (n * 31 % 9) || '],["wounded",' || (n * 17 % 40)
          || ',null],["detained",1,1]]}}' AS detail
      FROM range({reports}) made(n)
    """,
    "actors": """
      SELECT sha256('report ' || n) AS report_id, k AS number,
        sha256('actor ' || n || ' ' || k) AS id, 'organisation' AS kind, 0 AS start, 8 AS "end",
        'Actor ' || (n * 13 + k * 9973) % 40000 AS quote
      FROM range({reports}) made(n), range(4) others(k)
    """,
    "actor_joins": """
      SELECT sha256('actor ' || n || ' ' || k) AS actor_id, sha256('report ' || n) AS report_id,
        sha256('who ' || (n * 13 + k * 9973) % 40000) AS canonical_id
      FROM range({reports}) made(n), range(4) others(k)
    """,
    "mentions": """
      SELECT sha256('report ' || n) AS report_id, m * 40 AS start, m * 40 + 8 AS "end",
        m % 4 AS actor, CASE WHEN m < 4 THEN 'name' ELSE 'description' END AS form,
        CASE WHEN m < 4 THEN 'Actor ' || (n * 13 + (m % 4) * 9973) % 40000
          ELSE 'the group ' || n % 5 END AS quote
      FROM range({reports}) made(n), range(7) said(m)
    """,
    "wordings": """
      SELECT sha256('report ' || n) AS report_id, 0 AS number, 0 AS start, 9 AS "end",
        'ringleader' AS quote, '{{}}' AS detail, sha256('actor ' || n || ' 0') AS target,
        NULL::VARCHAR AS voice
      FROM range({reports}) made(n) WHERE n % 3 = 0
    """,
    "event_faces": """
      SELECT sha256('event ' || k || ' ' || shape.first) AS event_id, 'ASSAULT' AS type,
        'bomb, went' AS words, 'Place ' || (k * 7919 % 900) AS place, 'XX' AS country,
        (k * 31 % 120) - 60.0 AS latitude, (k * 37 % 340) - 170.0 AS longitude, false AS wide,
        TIMESTAMP '2022-01-01' + to_days((k * 104729 % 900)::INTEGER) AS earliest,
        TIMESTAMP '2022-01-01' + to_days((k * 104729 % 900)::INTEGER) AS latest,
        NULL::DATE AS week, DATE '2022-01-01' + (k * 104729 % 900)::INTEGER AS published,
        shape.reports, shape.reports AS outlets, 1 AS low,
        greatest(1, shape.reports - shape.copies) AS high, k % 9 AS killed_low,
        k % 9 + 3 AS killed_high, CASE WHEN shape.reports > 1 THEN 'killed, wounded' ELSE '' END
          AS differs, '' AS apart
      FROM range({reports} // 15) made(k),
        (VALUES (0, 8, 1), (1, 3, 1), (2, 2, 0), (13, 1, 0), (14, 1, 0))
          shape(first, reports, copies)
    """,
}

_GROUP = 8_192
"""Rows of a row group of what is sorted to be asked for one actor, as a bulk run writes them."""


def files(data: Path, split: str) -> list[Path]:
    """None: the dataset is made up."""
    return []


def run(data: Path, split: str, settings: Settings) -> Result:
    """Make the dataset and ask it."""
    return measure(REPORTS)


def measure(reports: int, times: int = TIMES) -> Result:
    """Make a dataset of so many reports and ask each question ``times`` times."""
    found: dict[str, Figure] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found["rows"] = Figure.exact(fill(folder, reports))
        size = sum(each.stat().st_size for each in folder.rglob("*.parquet"))
        found["dataset_mib"] = Figure.exact(size / (1 << 20))
        for question in (*QUESTIONS, "sql"):
            took = sorted(_asked(folder, question) for _ in range(times))
            label = question.replace("-", "_")
            found[f"{label}_p50_s"] = Figure.exact(statistics.median(took))
            found[f"{label}_p95_s"] = Figure.exact(took[min(len(took) - 1, int(0.95 * len(took)))])
    return Result(BENCH, "dev", reports, found, published(BENCH))


def fill(folder: Path, reports: int) -> int:
    """Make a dataset as a bulk run lays it out; how many rows it has."""
    counts: dict[str, int] = {}
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET enable_progress_bar = false")
        for table, made in _TABLES.items():
            to = folder / "tables" / table
            to.mkdir(parents=True)
            # As a bulk run has it: in the order of the key within a part.
            at = str(to / "part-0000.parquet")
            rows = connection.sql(made.format(reports=reports)).order("1")
            rows.write_parquet(at, compression="zstd")
            counts[table] = len(connection.read_parquet(at))
            connection.read_parquet(at).create_view(table)
        for table, made in VIEWS.items():
            to = folder / "tables" / table
            to.mkdir(parents=True)
            at = str(to / "part-0000.parquet")
            rows = connection.sql(made).order("ALL")
            rows.write_parquet(at, compression="zstd", row_group_size=_GROUP)
            counts[table] = len(connection.read_parquet(at))
    plain: dict[str, Any] = {"schema": schema.VERSION, "tables": counts}
    (folder / DATASET).parent.mkdir()
    (folder / DATASET).write_text(json.dumps(plain), encoding="utf-8")
    return sum(counts.values())


def _asked(folder: Path, question: str) -> float:
    began = time.perf_counter()
    if question == "sql":
        query(folder, SQL)
    else:
        query(folder, question, **GIVEN.get(question, {}))
    return time.perf_counter() - began
