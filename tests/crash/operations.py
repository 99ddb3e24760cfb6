"""What is done in a process that may be killed at any moment, or whose disk fails; each says what
it has kept once it has, and can be done again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from according import linker
from according.cli.app import main
from according.linker import NAME
from according.model import Judgement, Reading
from according.reviewing import coding, deciding, grouping, queue
from according.reviewing.findings import Finding, Kind, findings
from according.reviewing.history import all_judgements
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from according.store import Record
from tests.bulk.here import READER
from tests.crash import world

Told: TypeAlias = Callable[[str], None]
"""Called with what is kept for good."""

ANA, CAT = Viewer("ana", Role.CODER), Viewer("cat", Role.ADJUDICATOR)
OUT = "out"
"""What an operation makes is in this folder, of the folder that it is given."""


def create(url: str, _: Path, _readings: list[Reading], told: Told) -> None:
    """A record with nothing in it."""
    Record(url, create=True).close()
    told("created")


def put(url: str, _: Path, readings: list[Reading], told: Told) -> None:
    """Reports, captures and refusals, as a run of reading writes them."""
    with Record(url, create=True) as record:
        world.put(record, readings, told)


def link(url: str, _: Path, _readings: list[Reading], told: Told) -> None:
    """What is not linked yet."""
    with Record(url) as record:
        linker.link(record, lambda done: told(f"linked {done.reports}"))


def judge(url: str, _: Path, _readings: list[Reading], told: Told) -> None:
    """Decisions of every kind, each once: those that are there already are left as they are."""
    with Record(url) as record:
        record.across.begin(NAME)
        reports = [each.id for each in world.reports()]
        figures = [_finding(record, each, Kind.FIGURE) for each in reports[:3]]
        steps: list[Callable[[str], Judgement]] = [
            lambda why: deciding.decide(
                record, ANA, figures[0].anchor, Verdict.ACCEPT, "count", why=why
            ),
            lambda why: deciding.decide(
                record, ANA, figures[1].anchor, Verdict.CORRECT, "count", "7", why=why
            ),
            lambda why: deciding.decide(record, CAT, figures[2].anchor, Verdict.NOTE, why=why),
            lambda why: grouping.join(record, ANA, *_events(record, reports[0], reports[3]), why),
            lambda why: deciding.undo(record, ANA, _standing(record, "step 3").id, why),
            lambda why: grouping.split(
                record, CAT, _events(record, reports[0], reports[0])[0], reports[0], why
            ),
            lambda why: grouping.not_a_copy(record, CAT, reports[3], reports[4], why),
        ]
        for number, step in enumerate(steps):
            why = f"step {number}"
            if not any(each.why == why for each in all_judgements(record, CAT)):
                step(why)
            told(f"judged {why}")
        coding.assign(record, CAT, _events(record, reports[5], reports[5])[0], ["ana", "ben"])
        told("assigned")
        queue.refresh(record)


def _finding(record: Record, report: str, kind: Kind) -> Finding:
    return next(e for e in findings(record.reading(report)) if e.anchor.kind is kind)


def _events(record: Record, *reports: str) -> list[str]:
    return [record.across.events_told_by(each)[0].id for each in reports]


def _standing(record: Record, why: str) -> Judgement:
    return next(each for each in record.across.standing() if each.why == why)


def command(*arguments: str) -> Callable[[str, Path, list[Reading], Told], None]:
    """A command of the real command line; ``RECORD`` and ``OUT`` stand for what they say."""

    def run(url: str, folder: Path, _: list[Reading], told: Told) -> None:
        out = str(folder / OUT)
        given = [url if each == "RECORD" else each.replace("OUT", out) for each in arguments]
        if arguments[0] == "export" and (folder / OUT).exists():
            given.append("--force")
        sys.argv = ["according", *given]
        main()
        told("done")

    return run


def read(url: str, folder: Path, _: list[Reading], _told: Told) -> None:
    """The real command as a process of its own, with children that take and read; a reader that
    finds nothing."""
    command = ["-m", "according", "read", str(folder / "reports"), "--into", url]
    more = ["--reader", READER, "--workers", "1", "--no-link"]
    os.execv(sys.executable, [sys.executable, *command, *more])


def reports_in(folder: Path) -> None:
    """What `read` reads."""
    (folder / "reports").mkdir()
    for number, each in enumerate(world.reports()):
        (folder / "reports" / f"{number}.txt").write_text(each.text, encoding="utf-8")


OPERATIONS: dict[str, Callable[[str, Path, list[Reading], Told], None]] = {
    "create": create,
    "put": put,
    "link": link,
    "judge": judge,
    "export jsonl": command("export", "jsonl", "RECORD", "--out", "OUT"),
    "export parquet": command("export", "parquet", "RECORD", "--out", "OUT"),
    "export csv": command("export", "csv", "RECORD", "--out", "OUT"),
    "export evidence": command("export", "evidence", "RECORD", "--out", "OUT"),
    "release": command("release", "RECORD", "--out", "OUT"),
    "backup": command("backup", "--record", "RECORD", "--out", "OUT"),
    "read": read,
}
