"""Very many files of a stage are bound into few, so that whoever works at a bucket opens few.

Reading writes a file for each few hundred reports: of a hundred million some 250,000, and each of
4,096 buckets would open them all. Bound, the rows of a bucket stand behind one another as they did
in each, without being unpacked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from according.bulk import shuffle
from according.bulk.storage import Storage

MANY = 1000
"""Files from which on they are bound."""

AT_ONCE = 100
"""Files that are bound into one: as many are open at once."""

Run = Callable[[str, str, Any, Sequence[Any]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Bind:
    """Binds some files, (number, names), into one."""

    out: str
    stage: str

    def __call__(self, part: tuple[int, Sequence[str]]) -> dict[str, Any]:
        """How many files."""
        number, names = part
        storage = Storage(self.out)
        with ExitStack() as opened:
            files = [opened.enter_context(storage.reading(each)) for each in names]
            shuffle.bind(storage, shuffle.file_of(self.stage, number), files)
        return {"bound": len(names)}


def bound(run: Run, storage: Storage, stage: str, what: str) -> str:
    """The stage that has the rows of ``stage`` in few files: itself, where they are few."""
    names = storage.names(f"work/{stage}")
    if len(names) <= MANY:
        return stage
    own = f"{stage}-bound"
    some = [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)]
    run(own, what, Bind(storage.url, own), list(enumerate(some)))
    return own
