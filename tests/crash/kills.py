"""Operations that are killed, and done again: nothing that was kept is lost, nothing is doubled,
nothing is half there, and in the end all is as if nobody had killed anything.

As a program: ``python -m tests.crash.kills 500`` kills at every named step three times, and so many
times at random moments.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from according.reviewing import queue
from according.store import Record
from tests.crash import world
from tests.crash.comparing import Rows, faults, rows, state
from tests.crash.ending import content, left_over, wrong_with
from tests.crash.nursery import Nursery, Ran
from tests.crash.operations import OUT, reports_in
from tests.crash.places import Databases, Files, base_of

RECORDING = ("create", "put", "link", "judge")
"""Operations that change a record."""

MAKING = ("export jsonl", "export parquet", "export csv", "export evidence", "release", "backup")
"""Operations that make files of one."""

AT_EACH = 3
"""Times that a process is killed at a step of one name: at the first, one between, the last."""


@dataclass(frozen=True)
class Whole:
    """An operation that nobody disturbed: its steps, the states of the record that it went through,
    and what came of it."""

    ran: Ran
    states: tuple[str, ...]
    rows: Rows
    made: Mapping[str, str]


class Killer:
    """Kills operations at records in one place.

    Args:
        scratch: a folder for what they make.
    """

    def __init__(self, nursery: Nursery, place: Files | Databases, scratch: Path) -> None:
        self.nursery = nursery
        self.place = place
        self.scratch = scratch
        self.whole = cache(self._whole)
        self.lasts: dict[str, float] = {}
        """Seconds that an operation took when it was last done to its end."""

    def folder(self, operation: str) -> Path:
        """An empty folder, with what the operation reads."""
        folder = self.scratch / "killed"
        for each in folder.rglob("*") if folder.exists() else ():
            if each.is_dir():
                each.chmod(0o755)  # a release is closed to writing
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if operation == "read":
            reports_in(folder)
        return folder

    def _whole(self, operation: str) -> Whole:
        folder = self.folder(operation)
        with self.place.record(operation, folder) as url:
            before = state(url) if base_of(operation) else ""
            ran = self.nursery.run(operation, url, folder, watch=operation != "read")
            assert ran.code == 0, ran.said
            assert wrong_with(operation, folder) == []
            assert left_over(folder) == []
            made = content(operation, folder) if operation in MAKING else {}
            return Whole(ran, (before, *ran.states), _final(url), made)

    def steps(self, operation: str, times: int = AT_EACH) -> Iterator[tuple[str, int]]:
        """The named steps of an operation, some of each name."""
        for name, count in self.whole(operation).ran.steps.items():
            some = {1, (count + 1) // 2, count} if times > 1 else {(count + 1) // 2}
            yield from ((name, each) for each in sorted(some))

    def kill(
        self, operation: str, at: tuple[str, int] | None = None, after: float | None = None
    ) -> bool:
        """Kill an operation and do it again, with all that must hold.

        Returns:
            Whether the kill met it, before it had ended by itself.
        """
        folder = self.folder(operation)
        with self.place.record(operation, folder) as url:
            ran = self.nursery.run(operation, url, folder, at=at, after=after)
            assert ran.was_killed or (ran.code == 0 and at is None), ran
            self.check(operation, url, folder, ran)
            return ran.was_killed

    def check(self, operation: str, url: str, folder: Path, ran: Ran) -> None:
        """See that all is well after an operation that ended too early, and do it again."""
        whole = self.whole(operation)
        self.place.settle(url)
        if self.place.kind == "sqlite" and Path(url).exists():
            assert faults(url) == []
        if operation != "read":
            now = state(url)
            assert now in whole.states, "the record is between two states"
            kept = whole.ran.commits[len(ran.kept) - 1] if ran.kept else 0
            last = max(at for at, each in enumerate(whole.states) if each == now)
            assert last >= kept, "what was said to be kept is lost"
        assert wrong_with(operation, folder) == []
        there = operation == "backup" and (folder / OUT).exists()
        again = self.nursery.run(operation, url, folder)
        # A backup that had come to its end is there, and nothing is written over it.
        assert again.code == there, again.said
        self.lasts[operation] = again.seconds
        assert _final(url) == whole.rows
        assert wrong_with(operation, folder) == []
        assert left_over(folder) == []
        if operation in MAKING:
            assert content(operation, folder) == whole.made


def _final(url: str) -> Rows:
    """All rows, with what waits for people made of them."""
    with Record(url) as record:
        queue.refresh(record)
    return rows(url, queue=True)


def at_named_steps(killer: Killer, operations: tuple[str, ...]) -> Iterator[str]:
    """Kill at every named step; what to say of each operation."""
    for operation in operations:
        steps = list(killer.steps(operation))
        for step in steps:
            assert killer.kill(operation, at=step), (operation, step)
        names = len({name for name, _ in steps})
        yield f"{operation}: {len(steps)} kills at {names} named steps"


def at_random(killer: Killer, operations: tuple[str, ...], times: int, seed: int) -> int:
    """Kill at random moments; how many kills met a living process."""
    chance = random.Random(seed)
    met = 0
    while met < times:
        operation = chance.choice(operations)
        lasts = killer.lasts.get(operation, killer.whole(operation).ran.seconds)
        met += killer.kill(operation, after=chance.uniform(0, lasts))
    return met


def _killed(name: str, killer: Killer, operations: tuple[str, ...], times: int) -> Iterator[str]:
    yield from (f"{name}, {each}" for each in at_named_steps(killer, operations))
    met = at_random(killer, operations, times, 1)
    yield f"{name}: {met} kills at random moments"


def program(times: int) -> Iterator[str]:
    """The long form; what to say of each part."""
    from according.reading import Reader
    from according.settings import Settings
    from tests import postgres

    with TemporaryDirectory() as name:
        folder = world.made(Path(name), lambda: Reader(Settings()))
        nursery = Nursery(folder)
        try:
            files = Killer(nursery, Files(folder), Path(name))
            yield from _killed("SQLite", files, (*RECORDING, *MAKING), times)
            if postgres.programs() is None:
                yield "PostgreSQL: no server is installed"
                return
            with postgres.running(Path(name)) as server:
                databases = Killer(nursery, Databases(server, folder), Path(name))
                some = (*RECORDING, "export jsonl", "release")
                yield from _killed("PostgreSQL", databases, some, times)
        finally:
            nursery.close()


if __name__ == "__main__":
    for line in program(int(sys.argv[1])):
        sys.stdout.write(f"{line}: nothing lost, nothing doubled, nothing torn\n")
        sys.stdout.flush()
