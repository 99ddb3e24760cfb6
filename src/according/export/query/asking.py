"""`query`: SQL, or a question by its name, over a dataset; nothing but the dataset is in reach."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from according.errors import SettingsError
from according.export.formats.beside import BESIDE, event_faces
from according.export.formats.opening import parquet_files
from according.export.query.questions import Question, named
from according.export.query.views import VIEWS

if TYPE_CHECKING:
    import pyarrow

MEMORY = "2GB"
"""What DuckDB takes at most, unless more is said; what does not fit goes to a temporary folder."""

Files: TypeAlias = Mapping[str, Sequence[Path]]
"""The files of each table."""

_SPILL = "20GB"
"""What that folder takes at most."""


def query(
    folder: str | Path,
    question: str,
    *,
    memory: str = MEMORY,
    **given: str,
) -> pyarrow.Table:
    """Ask a dataset: the folder of a bulk run, or an export as Parquet.

    Args:
        question: one statement of SQL that reads, over tables called as the record's; or the name
            of one of `QUESTIONS`.
        memory: what DuckDB takes at most, such as "4GB".
        given: what the question asks for, such as ``of="Delta Front"``; in SQL it stands as
            ``$of``.

    Returns:
        A table of Arrow.

    Raises:
        ExportDamaged: the folder is no dataset that this version reads.
        SettingsError: DuckDB is not installed; the SQL is no single statement that reads, or has a
            mistake; or something that the question asks for is missing.
    """
    duckdb = _duckdb()
    files = parquet_files(Path(folder), BESIDE)
    sql = _sql(question, given, files)
    with _opened(duckdb, files, memory) as connection:
        try:
            _check(duckdb, connection, sql)
            found = connection.sql(sql, params=dict(given) or None)
            return found.to_arrow_table()
        except duckdb.Error as error:
            raise SettingsError(f"the question cannot be answered: {error}") from error


def tables(folder: str | Path) -> list[str]:
    """The tables that a dataset has.

    Raises:
        ExportDamaged: the folder is no dataset that this version reads.
    """
    return sorted({*parquet_files(Path(folder), BESIDE), *VIEWS})


def _duckdb() -> ModuleType:
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise SettingsError(
            "queries need DuckDB, which is not installed: pip install 'according[query]'"
        ) from error
    module: ModuleType = duckdb
    return module


def _sql(question: str, given: Mapping[str, str], files: Files) -> str:
    """The SQL of a question; a word alone can only be a name."""
    if not re.fullmatch(r"[\w-]+", question.strip()):
        return question
    found: Question = named(question.strip())
    missing = [each for each in found.asks if not given.get(each)]
    unknown = sorted(set(given) - set(found.asks))
    if missing:
        raise SettingsError(f"{found.name} needs --{missing[0]}")
    if unknown:
        raise SettingsError(f"{found.name} takes no --{unknown[0]}")
    if found.faces and event_faces.name not in files:
        raise SettingsError(
            f"{found.name} asks {event_faces.name}, which this export has not; make it with: "
            "according export parquet --option faces=yes"
        )
    return found.sql


@contextmanager
def _opened(duckdb: ModuleType, files: Files, memory: str) -> Iterator[Any]:
    """DuckDB with a view for each table, and then without a way to anything else: no other file,
    no network, no extension, no variable of this program, and no way to change that."""
    with tempfile.TemporaryDirectory(prefix="according-query-") as spill:
        connection = duckdb.connect(":memory:")
        try:
            _limit(duckdb, connection, memory, spill)
            for table, parts in files.items():
                connection.read_parquet([_literal(each) for each in parts]).create_view(table)
            for table, sql in VIEWS.items():
                if table not in files:
                    connection.execute(f"CREATE VIEW {table} AS {sql}")
            # By the path, and as it was named.
            every = {
                one for parts in files.values() for each in parts for one in (each, _literal(each))
            }
            reach = ", ".join(_quoted(str(each)) for each in sorted(map(str, every)))
            connection.execute(f"SET allowed_paths = [{reach}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
        finally:
            connection.close()


def _limit(duckdb: ModuleType, connection: Any, memory: str, spill: str) -> None:
    for name, value in (
        ("temp_directory", spill),
        ("max_temp_directory_size", _SPILL),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("python_enable_replacements", "false"),
        ("enable_progress_bar", "false"),
    ):
        connection.execute(f"SET {name} = {_quoted(value)}")
    try:
        connection.execute(f"SET memory_limit = {_quoted(memory)}")
    except duckdb.Error as error:
        raise SettingsError(f"{memory!r} is no amount of memory; one is 4GB") from error


def _check(duckdb: ModuleType, connection: Any, sql: str) -> None:
    """See that it is one statement, and one that only reads."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise SettingsError(f"one statement of SQL is asked at a time, not {len(statements)}")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise SettingsError("only what reads is asked here: SELECT, WITH, FROM, DESCRIBE")


def _literal(path: Path) -> str:
    """A path in which no character stands for others."""
    return re.sub(r"[*?\[]", r"[\g<0>]", str(path))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
