"""Several at one record at the same time: a command line that adds and links, two who review in
browsers of two servers, and one who reads pages. Nobody loses a decision or a report, nobody is
shown a lock or a fault, and in the end the record is as if one had come after the other.

As a program: ``python -m tests.crash.together 600`` lets them work for so many seconds.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from according import linker
from according.cli.app import main
from according.model import Reading
from according.reviewing import queue
from according.store import Record
from evaluation.record_scale_bench import readings
from tests.crash import world
from tests.crash.comparing import faults
from tests.crash.sessions import Done, reads_pages, reviews

BEGIN = 30
"""Reports that are in the record before all begin."""

_PATIENCE = 30.0


def adds_and_links(url: str, _: str, end: float, done: Done) -> None:
    """Add a few reports and link them by the command, again and again."""
    made = islice(readings((10_000_000,)), BEGIN, None)
    while time.monotonic() < end:
        some = [reading for _, reading in islice(made, 3)]
        add(url, some)
        done.kept += [each.report.id for each in some]
        code = command("link", "--record", url)
        done.answers[f"link {code}"] += 1
        if code:
            done.wrong.append(f"link ended with {code}")
        time.sleep(0.1)


def add(url: str, some: Sequence[Reading]) -> None:
    """Add reports as a run of reading does."""
    with Record(url, create=True) as record:
        for each in some:
            capture, data = world.capture_of(each.report)
            record.add(each, capture, data)


def command(*arguments: str) -> int:
    """Run a command of the command line in this process; its exit code."""
    sys.argv = ["according", *arguments]
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def serves(url: str, port: int) -> None:
    """Serve the record's pages until it is stopped."""
    command("serve", url, "--port", str(port))


# ---- all of them


def together(url: str, seconds: float, folder: Path) -> dict[str, Any]:
    """Let all of them work at a record for so long; what each did, by name.

    Args:
        folder: for what they write; ``NAME.log`` is what a process said.
    """
    add(url, [reading for _, reading in islice(readings((10_000_000,)), BEGIN)])
    with Record(url) as record:
        linker.link(record)
        queue.refresh(record)
    ports = [free_port(), free_port()]
    servers = [forked(folder, f"server{port}", serves, url, port) for port in ports]
    for port in ports:
        wait_for(port)
    end = time.monotonic() + seconds
    work: dict[str, tuple[Callable[..., None], Any]] = {
        "command": (adds_and_links, url),
        "ana": (reviews, ports[0]),
        "ben": (reviews, ports[1]),
        "reader": (reads_pages, ports[0]),
    }
    running = {
        name: forked(folder, name, notes, folder, what, at, name, end)
        for name, (what, at) in work.items()
    }
    codes = {
        name: os.waitstatus_to_exitcode(os.waitpid(each, 0)[1]) for name, each in running.items()
    }
    for each in servers:
        os.kill(each, signal.SIGINT)
        os.waitpid(each, 0)
    logs = {each.stem: each.read_text() for each in folder.glob("*.log")}
    assert not any(codes.values()), logs
    found = {name: Done.read(folder / f"{name}.json") for name in running}
    return {"done": found, "logs": logs}


def notes(
    folder: Path, what: Callable[..., None], at: Any, name: str, end: float, *more: Any
) -> None:
    """Do something, and write down what came of it."""
    done = Done()
    what(at, name, end, done, *more)
    (folder / f"{name}.json").write_text(json.dumps(vars(done)))


def forked(folder: Path, name: str, what: Callable[..., None], *given: Any) -> int:
    """Do something in a process of its own, that writes to a log; its number."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    log = os.open(folder / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    code = 1
    try:
        what(*given)
        code = 0
    except BaseException:  # noqa: BLE001 - as a process of its own would end
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody does."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the pages are not served")


def wrong_with(url: str, made: dict[str, Any]) -> Iterator[str]:
    """What must not be, after all of them are done."""
    done = made["done"]
    for name, each in done.items():
        yield from (f"{name}: {said}" for said in each.wrong)
    for name, log in made["logs"].items():
        if "Traceback" in log:
            yield f"{name} said: {log[-2000:]}"
    with Record(url) as record:
        yield from _lost(record, done["ana"].kept + done["ben"].kept, done["command"].kept)
        yield from _unlike(record)
    if "://" not in url:
        yield from faults(url)


def _lost(record: Record, decisions: Sequence[str], reports: Sequence[str]) -> Iterator[str]:
    """What was said to be kept and is not there, or not once."""
    there = Counter(each.why for each in record.across.judgements())
    for why in decisions:
        if there[why] != 1:
            yield f"decision {why!r} is there {there[why]} times"
    if not set(record.report_ids()).issuperset(reports):
        yield "a report is lost"


def _unlike(record: Record) -> Iterator[str]:
    """What is not as if one had come after the other."""
    if record.across.waiting():
        yield "a report was not linked"
    queue.refresh(record)
    if record.review.stale_count():
        yield "what waits does not come to an end"
    before = _groups(record)
    record.across.forget()
    linker.link(record)
    if _groups(record) != before:
        yield "linked anew, the record has other events"


def _groups(record: Record) -> set[frozenset[str]]:
    return {frozenset(each.account_ids) for each in record.across.events()}


def told(made: dict[str, Any]) -> str:
    """What they did, in a line."""
    done = made["done"]
    answers = sum((each.answers for each in done.values()), Counter())
    decisions = len(done["ana"].kept) + len(done["ben"].kept)
    counted = ", ".join(f"{number} {name}" for name, number in sorted(answers.items()))
    return f"{len(done['command'].kept)} reports, {decisions} decisions; {counted}"


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        at = sys.argv[2] if len(sys.argv) > 2 else str(Path(scratch) / "record.db")
        result = together(at, float(sys.argv[1]), Path(scratch))
        wrong = list(wrong_with(at, result))
        sys.stdout.write(f"{told(result)}\n" + "".join(f"WRONG: {each}\n" for each in wrong[:40]))
        sys.exit(bool(wrong))
