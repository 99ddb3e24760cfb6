"""The steps of what a process does to its record and its files, by name, seen from outside the
code: each writing statement, each COMMIT, before and after, and each change to a file.

A process that is to be killed at a step kills itself there, as no code of its own could prevent.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

COMMIT, COMMITTED = "before COMMIT", "after COMMIT"

_WRITES = re.compile(
    r'\s*(?:(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)|(CREATE|DROP|BEGIN|SELECT pg_advisory))',
    re.IGNORECASE,
)
_CHANGES = {
    "os.rename": "rename",
    "os.remove": "remove",
    "os.mkdir": "make folder",
    "os.rmdir": "remove folder",
    "os.chmod": "chmod",
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_NUMBERS = re.compile(r"\b(?:[0-9a-f]{8}|\d+)\b")


class Steps:
    """Counts the steps of this process, and kills it at one.

    Args:
        folder: where files are that count.
        at: the name of a step, and which of those of this name.
    """

    def __init__(self, folder: Path, at: tuple[str, int] | None = None) -> None:
        self.counts: Counter[str] = Counter()
        self.committed: Callable[[], None] = lambda: None
        self._folder = str(folder)
        self._at = at
        self._counting = True

    def step(self, name: str) -> None:
        """The next step."""
        if not self._counting:
            return
        self.counts[name] += 1
        if self._at == (name, self.counts[name]):
            os.kill(os.getpid(), signal.SIGKILL)
        if name == COMMITTED:
            self._counting = False
            self.committed()
            self._counting = True

    def watch(self) -> None:
        """Begin; there is no end but that of the process."""
        event.listen(Engine, "before_cursor_execute", self._statement)
        commit = DefaultDialect.do_commit

        def counted(dialect: DefaultDialect, connection: Any) -> None:
            # Questions end with a COMMIT too where a driver begins a transaction for them.
            self.step(COMMIT)
            commit(dialect, connection)
            self.step(COMMITTED)

        DefaultDialect.do_commit = counted  # type: ignore[method-assign]
        fsync = os.fsync

        def flushed(file: Any) -> None:
            self.step("fsync")
            fsync(file)

        os.fsync = flushed
        connect = sqlite3.connect

        def connected(*arguments: Any, **more: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*arguments, **more)
            self._raw(connection)
            return connection

        # SQLAlchemy connects in its own way.
        sqlite3.connect = connected  # type: ignore[assignment]
        sys.addaudithook(self._audit)

    def _statement(self, _: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found = _WRITES.match(statement)
        if found:
            self.step(" ".join(each for each in found.groups() if each))

    def _audit(self, name: str, values: tuple[Any, ...]) -> None:
        if name in _CHANGES:
            self._file(_CHANGES[name], values[0])
        elif name == "open" and isinstance(values[0], str) and values[2] & _WRITING:
            self._file("open", values[0])

    def _file(self, what: str, path: Any) -> None:
        if not isinstance(path, str | os.PathLike):
            return
        whole = os.path.abspath(os.fspath(path))
        if whole.startswith(self._folder + os.sep):
            self.step(f"{what} {_kind(whole[len(self._folder) + 1 :])}")

    def _raw(self, connection: sqlite3.Connection) -> None:
        """Statements of what goes past SQLAlchemy: a copy is made by the driver itself."""

        def traced(statement: str) -> None:
            if statement.startswith(("PRAGMA journal", "PRAGMA integrity", "ROLLBACK")):
                self.step(statement)

        connection.set_trace_callback(traced)


def _kind(path: str) -> str:
    """Files of one kind have one name: ``*.jsonl``."""
    name = _NUMBERS.sub("N", path.rsplit("/", 1)[-1])
    return re.sub(r"^\w+(?=\.(?:jsonl|parquet|csv)$)", "*", name)
