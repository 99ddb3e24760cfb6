"""Operations whose disk is full, broken, or writes half, at each write in turn: they say so in
plain words, leave nothing torn, and come to their end when there is room again.

As a program: ``python -m tests.crash.disks`` does it at every write, of every operation.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from according.export.releases.sums import in_series
from tests.crash import shim, world
from tests.crash.ending import left_over
from tests.crash.kills import MAKING, RECORDING, Killer
from tests.crash.nursery import Nursery, Ran
from tests.crash.operations import OUT
from tests.crash.places import Files
from tests.crash.shim import Disk, Fault

FAULTS = {
    "full": shim.FULL,
    "full in the middle of a write": shim.FULL_IN_THE_MIDDLE,
    "broken once": shim.BROKEN_ONCE,
    "broken": shim.BROKEN,
    "short": shim.SHORT,
    "killed in the middle of a write": shim.TORN,
}

EVERY = (*RECORDING, *MAKING)

_SAID = re.compile(
    r"error: .*(cannot be (written|opened|read|prepared)|No space left|Input/output error)",
    re.DOTALL,
)
_NEVER = ("Traceback", "Exception", "None", "Errno")


class Failing(Killer):
    """Has the disk fail under operations at records in files.

    Args:
        disk: the nursery has its environment.
    """

    def __init__(self, nursery: Nursery, folder: Path, scratch: Path, disk: Disk) -> None:
        super().__init__(nursery, Files(folder), scratch)
        self._disk = disk

    def calls(self, operation: str) -> list[str]:
        """The calls that change files, of an operation that nobody disturbs."""
        folder = self.folder(operation)
        with self.place.record(operation, folder) as url:
            self._disk.arm(folder.parent)
            try:
                ran = self.nursery.run(operation, url, folder)
            finally:
                self._disk.disarm()
            assert ran.code == 0, ran.said
            return self._disk.calls()

    def fail(self, operation: str, at: int, fault: Fault) -> str:
        """Have a call fail, with all that must hold; the call, "" where there was none."""
        folder = self.folder(operation)
        with self.place.record(operation, folder) as url:
            self._disk.arm(folder.parent, at, fault)
            try:
                ran = self.nursery.run(operation, url, folder)
            finally:
                self._disk.disarm()
            where = f"{operation}, call {at} ({self._disk.hit}), {fault}: {ran.code} {ran.said}"
            if fault.become in (shim.Become.TORN, shim.Become.KILL):
                assert ran.was_killed or not self._disk.hit, where
            elif ran.code == 0 or fault == shim.SHORT:
                assert ran.code == 0, where
            else:
                check_said(ran, where)
                if fault != shim.BROKEN:  # what cannot be moved cannot be taken back either
                    check_nothing_made(operation, folder, where)
            try:
                self.check(operation, url, folder, ran)
            except (AssertionError, OSError) as error:
                raise AssertionError(f"{error}\n{where}") from error
        return self._disk.hit


def check_said(ran: Ran, where: str) -> None:
    """An error was said in plain words, with the exit code that is promised."""
    assert ran.code == 1, where
    assert _SAID.search(ran.said), where
    assert not any(each in ran.said for each in _NEVER), where


def check_nothing_made(operation: str, folder: Path, where: str) -> None:
    """What failed has left nothing, by its name or another."""
    assert left_over(folder) == [], where
    if operation == "release":
        assert not (folder / OUT).exists() or in_series(folder / OUT) == [], where
    elif operation in MAKING:
        assert not list(folder.glob(f"{OUT}*")), where


def at_every_write(failing: Failing, operations: tuple[str, ...]) -> Iterator[str]:
    """Have every call fail, in every way; what to say of each."""
    for operation in operations:
        calls = failing.calls(operation)
        for name, fault in FAULTS.items():
            met = sum(bool(failing.fail(operation, at, fault)) for at in range(1, len(calls) + 1))
            yield f"{operation}, {name}: {met} of {len(calls)} calls"


if __name__ == "__main__":
    from according.reading import Reader
    from according.settings import Settings

    with TemporaryDirectory() as scratch:
        made = world.made(Path(scratch), lambda: Reader(Settings()))
        told = Disk(Path(scratch))
        loaded = Nursery(made, told.environment)
        try:
            (Path(scratch) / "disk").mkdir()
            work = Failing(loaded, made, Path(scratch) / "disk", told)
            for line in at_every_write(work, tuple(sys.argv[1:]) or EVERY):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
        finally:
            loaded.close()
