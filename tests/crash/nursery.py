"""Processes that are to die, made quickly: one process loads what all of them need, and each of
them is a fork of it. `Nursery` is how a test asks for them; run as a program it is that process."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bulk.here import offered
from tests.crash.killing import SOURCE, wait_for_the_group

PATIENCE = 120.0
"""Seconds after which a process is taken for hung."""


@dataclass(frozen=True)
class Ran:
    """How a process ended (negative: by a signal), what it had kept by its own word, what it said,
    and if that was asked for, its steps, the state of the record after each COMMIT, and how many
    COMMITs there were each time that it said that something is kept."""

    code: int
    kept: tuple[str, ...]
    said: str
    seconds: float
    steps: Counter[str]
    states: tuple[str, ...]
    commits: tuple[int, ...]

    @property
    def was_killed(self) -> bool:
        """Whether it was ended by SIGKILL."""
        return self.code == -signal.SIGKILL


class Nursery:
    """Starts processes. To be closed.

    Args:
        world: the folder that `world.made` made.
        environment: more of it, for all of them.
    """

    def __init__(self, world: Path, environment: dict[str, str] | None = None) -> None:
        self._scratch = TemporaryDirectory(prefix="according-nursery-")
        packages = offered(Path(self._scratch.name) / "packages")
        paths = os.pathsep.join((str(SOURCE), str(SOURCE.parent), str(packages)))
        own = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ACCORDING_CODER": "ana"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery", str(world), self._scratch.name],
            env={**os.environ, "PYTHONPATH": paths, **own, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()
        self._scratch.cleanup()

    def run(
        self,
        operation: str,
        url: str,
        folder: Path,
        *,
        at: tuple[str, int] | None = None,
        after: float | None = None,
        watch: bool = False,
    ) -> Ran:
        """Do an operation in a process of its own, and wait for its end.

        Args:
            folder: what it makes goes here.
            at: it is killed at this step, the so-manieth of its name.
            after: it is killed after so many seconds.
            watch: note its steps, and the states of the record.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"operation": operation, "url": url, "folder": str(folder)}
        more = {"at": at, "after": after, "watch": watch}
        self._process.stdin.write(json.dumps({**asked, **more}).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        wait_for_the_group(answer["process"])
        scratch = Path(self._scratch.name)
        noted = json.loads((scratch / "noted").read_text()) if watch else {}
        return Ran(
            answer["code"],
            tuple((scratch / "kept").read_text().splitlines()),
            (scratch / "said").read_text(encoding="utf-8", errors="replace"),
            answer["seconds"],
            Counter(noted.get("steps", {})),
            tuple(noted.get("states", ())),
            tuple(noted.get("commits", ())),
        )


def _serve(world_folder: Path, scratch: Path) -> None:
    readings = _warm(world_folder, scratch)
    for line in sys.stdin:
        asked = json.loads(line)
        for each in ("kept", "said", "noted"):
            (scratch / each).write_text("")
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            _do(asked, readings, scratch)
        status = _ended(child, asked["after"])
        answer = {
            "process": child,
            "code": os.waitstatus_to_exitcode(status),
            "seconds": time.monotonic() - began,
        }
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _ended(child: int, after: float | None) -> int:
    """Wait for a process, and kill it when its time is over."""
    handle = os.pidfd_open(child)
    try:
        if not select.select([handle], [], [], PATIENCE if after is None else after)[0]:
            os.killpg(child, signal.SIGKILL)
    finally:
        os.close(handle)
    return os.waitpid(child, 0)[1]


def _warm(world_folder: Path, scratch: Path) -> Any:
    """Load what operations load, so that each need not: by doing them."""
    import pg8000  # noqa: F401
    import pyarrow.parquet  # noqa: F401
    import typer.main

    from tests.crash import operations, world

    # A fifth of a second, each time that the command line is called.
    typer.main.get_command = cache(typer.main.get_command)
    readings = world.load(world_folder)
    url, out = str(scratch / "warm.db"), scratch / "warm"
    out.mkdir()
    standing = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for each in ("put", "link", "judge", "release"):
        with contextlib.suppress(SystemExit):
            operations.OPERATIONS[each](url, out, readings, lambda _: None)
    os.dup2(standing, 1)
    return readings


def _do(asked: dict[str, Any], readings: Any, scratch: Path) -> None:
    """In the child: do it and end."""
    os.setpgid(0, 0)
    said = os.open(scratch / "said", os.O_WRONLY | os.O_APPEND)
    for each in (1, 2):
        os.dup2(said, each)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    kept = os.open(scratch / "kept", os.O_WRONLY | os.O_APPEND)
    os._exit(_done(asked, readings, scratch, kept))


def _done(asked: dict[str, Any], readings: Any, scratch: Path, kept: int) -> int:
    from according.errors import AccordingError
    from tests.crash.comparing import state
    from tests.crash.operations import OPERATIONS
    from tests.crash.steps import Steps

    folder, url = Path(asked["folder"]), asked["url"]
    at = asked["at"]
    steps = Steps(folder, tuple(at) if at else None)
    states: list[str] = []
    commits: list[int] = []
    steps.committed = lambda: states.append(state(url)) if asked["watch"] else None
    if at or asked["watch"]:
        steps.watch()

    def told(what: str) -> None:
        os.write(kept, f"{what}\n".encode())
        commits.append(len(states))

    code = 0
    try:
        OPERATIONS[asked["operation"]](url, folder, readings, told)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except AccordingError as error:
        sys.stderr.write(f"error: {error}\n")
        code = 1
    except BaseException:  # noqa: BLE001 - as a process of its own would end
        traceback.print_exc()
        code = 1
    if asked["watch"]:
        noted = {"steps": steps.counts, "states": states, "commits": commits}
        (scratch / "noted").write_text(json.dumps(noted))
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), Path(sys.argv[2]))
