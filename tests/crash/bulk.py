"""Bulk runs whose workers are killed again and again, and whose parts come twice and in no order.

In its long form a program: ``python -m tests.crash.bulk 100`` kills a hundred times.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from according import bulk
from according.bulk.flow import RESULT
from according.bulk.processes import Processes
from according.settings import Settings
from tests.bulk.conftest import stories
from tests.bulk.here import READER, Here, Light, Twice, offered, tables
from tests.crash.killing import PATIENCE, SOURCE, living_in_group, wait_for_the_group

REPORTS = 60
BUCKETS = 2
WHOLE_GROUP = 4
"""One kill of so many takes all processes of a run."""


def run(path: str, out: str, engine: object, mib: float) -> bulk.Written:
    """The run that is killed."""
    settings = Settings(reader=READER)
    return bulk.run(
        [path],
        out,
        settings,
        engine,  # type: ignore[arg-type]
        part_mib=mib,
        buckets=BUCKETS,
        read=Light,
    )


def start(path: Path, out: Path, packages: Path) -> subprocess.Popen[bytes]:
    """The same in a process group of its own, on two workers."""
    paths = os.pathsep.join((str(SOURCE), str(SOURCE.parent), str(packages)))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.bulk", "run", str(path), str(out)],
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
    )


def killed_again_and_again(folder: Path, times: int, seed: int = 1, longest: float = 6.0) -> int:
    """Kill runs so many times, at random moments and random processes; how many of them came to
    their end. Each of these has what an undisturbed one has, to the byte.

    Args:
        longest: seconds between two kills, at most.
    """
    chance = random.Random(seed)
    packages = offered(folder / "packages")
    sys.path.insert(0, str(packages))
    path = stories(folder / "in.jsonl", REPORTS)
    written = run(str(path), str(folder / "plain"), Here(), 1.0)
    assert written.inputs == written.stored + written.already_there + written.refused
    wanted = tables(folder / "plain")
    ended = kills = 0
    while kills < times or not ended:
        out = folder / f"run{ended}"
        going = start(path, out, packages)
        while going.poll() is None:
            wait_until = time.monotonic() + chance.uniform(0, longest)
            while going.poll() is None and time.monotonic() < wait_until:
                time.sleep(0.02)
            if kills < times and going.poll() is None:
                kills += _kill(going, chance)
        wait_for_the_group(going.pid)
        if going.returncode == 0:
            assert (out / RESULT).exists()
            assert tables(out) == wanted, "a run that was killed gave another dataset"
            ended += 1
        else:
            assert going.returncode == -signal.SIGKILL
    return ended


def _kill(going: subprocess.Popen[bytes], chance: random.Random) -> int:
    if chance.randrange(WHOLE_GROUP) == 0:
        os.killpg(going.pid, signal.SIGKILL)
        going.wait(PATIENCE)
        return 1
    workers = [each for each in living_in_group(going.pid) if _parent(each) == going.pid]
    if not workers:
        return 0
    try:
        os.kill(chance.choice(workers), signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


def _parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


if __name__ == "__main__":
    if sys.argv[1] == "run":
        twice = Twice(Processes(2))
        try:
            run(sys.argv[2], sys.argv[3], twice, 0.005)
        finally:
            twice.close()
    else:
        with tempfile.TemporaryDirectory() as scratch:
            ends = killed_again_and_again(Path(scratch), int(sys.argv[1]))
        sys.stdout.write(f"{sys.argv[1]} kills, {ends} datasets, all the same\n")
