"""Runs of ``according read`` that are killed and started again, as real processes."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from according.store import Record
from according.store.schema import metadata

SOURCE = Path(__file__).resolve().parents[2] / "src"
PEOPLE = ("Mara Lindqvist", "Ilir Toma", "Ines Abreu", "Radu Enescu", "Hana Vesely")
BODIES = ("Harbour Rescue League", "Velden Teachers Union", "Northern River Council")
TOWNS = ("Velden", "Karsova", "Mirna", "Lower Tolm")
REPORTS = 30
REFUSED = 2
PATIENCE = 60
"""Seconds after which a run that should be over is taken for hung."""
KILLS_IN_A_ROW = 25
"""So often a run is killed and started again before it may come to its end."""

CHANGING = {"runs", "waiting", "event_accounts", "queue_stale"}
"""Tables whose rows go by design: of what is to be linked, of which event an account is, and what
changed since. What they come to is compared at the end."""

Rows = Counter[tuple[str, tuple[object, ...]]]


@dataclass(frozen=True)
class Kill:
    """A kill that met a living run: how long it had run, and what it had in the record."""

    seconds: float
    before: int
    after: int


def make_folder(folder: Path, seed: int = 1) -> Path:
    """Short invented reports, one of them a copy in a second file, and two refused inputs."""
    chance = random.Random(seed)
    folder.mkdir()
    for number in range(REPORTS - 1):
        (folder / f"report{number:02}.txt").write_text(_story(chance, number), encoding="utf-8")
    copy = (folder / "report03.txt").read_text(encoding="utf-8")
    (folder / "report03_again.txt").write_text(copy, encoding="utf-8")
    (folder / "cut.txt.gz").write_bytes(b"\x1f\x8b\x08\x00\x00")
    (folder / "nothing.txt").write_bytes(b"")
    return folder


def _story(chance: random.Random, number: int) -> str:
    lines = [f"date 2024-03-{number % 28 + 1:02} Quay Post - Report {number} from the river\n"]
    lines += [
        f"{chance.choice(PEOPLE)} of the {chance.choice(BODIES)} said that "
        f"{chance.randint(2, 90)} people were hurt in {chance.choice(TOWNS)} on Monday. "
        for _ in range(chance.randint(2, 5))
    ]
    return "".join(lines)


def start(folder: Path, record: Path, workers: int = 1) -> subprocess.Popen[bytes]:
    """A run in a process group of its own."""
    command = [sys.executable, "-m", "according", "read", str(folder)]
    return subprocess.Popen(
        [*command, "--into", str(record), "--workers", str(workers)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def time_until_written(folder: Path, record: Path) -> float:
    """Run to the end; how many seconds it took until the first input was in the record."""
    began = time.monotonic()
    run = start(folder, record)
    _wait_for_more(run, record, 1)
    seconds = time.monotonic() - began
    printed, _ = run.communicate(timeout=PATIENCE)
    assert run.returncode == 0, printed
    return seconds


def finish(folder: Path, record: Path, workers: int = 1) -> str:
    """Run to the end; what it printed."""
    run = start(folder, record, workers)
    printed, _ = run.communicate(timeout=PATIENCE)
    assert run.returncode == 0, printed
    return printed.decode()


def rows(record: Path) -> Rows:
    """Every row of a record but the log of runs; none where no record was made yet."""
    if not record.exists() or not record.stat().st_size:
        return Counter()
    with Record(str(record)) as opened:
        return Counter(opened.dump())


def inputs_in(record: Path) -> int:
    """How many inputs a running process has in the record, as another process sees it."""
    if not record.exists():
        return 0
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True, timeout=1)) as raw:
        try:
            query = "SELECT (SELECT count(*) FROM captures) + (SELECT count(*) FROM refusals)"
            return int(raw.execute(query).fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # it is just being made


def living_in_group(group: int) -> list[int]:
    """Processes of a group that run; one that is dead and not yet buried does not."""
    living = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text().rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(its_group) == group and state != "Z":
            living.append(int(path.parent.name))
    return living


def wait_for_the_children_of(run: subprocess.Popen[bytes]) -> None:
    """Wait until all processes of a killed run are gone."""
    wait_for_the_group(run.pid)


def wait_for_the_group(group: int) -> None:
    """Wait until all processes of a group are gone; fail if they stay."""
    end = time.monotonic() + PATIENCE
    while living := living_in_group(group):
        assert time.monotonic() < end, f"processes {living} outlive their parent"
        time.sleep(0.02)


def kill_group(run: subprocess.Popen[bytes]) -> None:
    """Kill a run with all its children."""
    os.killpg(run.pid, signal.SIGKILL)


def kill_parent(run: subprocess.Popen[bytes]) -> None:
    """Kill a run's first process only."""
    run.kill()


def kill_again_and_again(
    folder: Path,
    record: Path,
    chance: random.Random,
    kill: Callable[[subprocess.Popen[bytes]], None],
    ready: float,
    times: int,
) -> Iterator[Kill]:
    """Start a run over ``folder`` and kill it, ``times`` times, at moments of every kind.

    Three of four are killed within ``ready`` seconds, about the time until the first input is
    written: while processes start and load modules and models. The fourth is killed as some more
    inputs are being written.
    """
    for number in range(times):
        before = inputs_in(record)
        if before == REPORTS + REFUSED:
            return
        began = time.monotonic()
        run = start(folder, record)
        if number % 4 != 1:
            time.sleep(chance.uniform(0, ready))
        else:
            _wait_for_more(run, record, chance.randint(1, 4))
            time.sleep(chance.uniform(0, 0.03))
        acknowledged = visible_rows(record)
        kill(run)
        run.communicate(timeout=PATIENCE)
        wait_for_the_children_of(run)
        assert not acknowledged - visible_rows(record), "what could be seen before the kill is gone"
        if run.returncode == -signal.SIGKILL:
            yield Kill(time.monotonic() - began, before, inputs_in(record))
        else:
            assert run.returncode == 0


def visible_rows(record: Path) -> Rows:
    """The rows in a record that another process may be writing, but of tables
    that change."""
    found: Rows = Counter()
    if not record.exists():
        return found
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True, timeout=1)) as raw:
        for table in sorted(set(metadata.tables) - CHANGING):
            try:
                cells = raw.execute(f"SELECT * FROM {table}").fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):  # it is just being made
                    continue
                raise
            found.update((table, row) for row in cells)
    return found


def _wait_for_more(run: subprocess.Popen[bytes], record: Path, more: int) -> None:
    end = time.monotonic() + PATIENCE
    before = inputs_in(record)
    whole = REPORTS + REFUSED
    while run.poll() is None and inputs_in(record) < min(before + more, whole):
        assert time.monotonic() < end, "the run hangs"
        time.sleep(0.01)
