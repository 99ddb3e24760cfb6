"""The command line as a function, and a small record to look into."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from according.cli import main
from according.pipeline import run
from according.settings import Settings
from according.store import Record
from tests.conftest import ROOT
from tests.engine import mains

FIRST = "Two people died at the Velden bridge on Monday, the Harbour Rescue League (HRL) said."
SECOND = "The HRL closed its shelter in Velden, Mara Lindqvist of the Harbour Rescue League said."
SLOVENE = (
    "V sredo zjutraj so na mostu pri Veldnu umrli dva človeka, je sporočila reševalna služba. "
    "Domačini so povedali, da je bila megla zelo gosta in da niso videli ničesar."
)


@dataclass(frozen=True)
class Ran:
    """A command that was run: its exit code and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def according(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Run a command in this process, as ``according`` does."""

    def command(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["according", *map(str, arguments)])
        monkeypatch.setattr(
            sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: False)
        )
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsys.readouterr()
        return Ran(int(ended.value.code or 0), written.out, written.err)

    return command


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading processes that load no models and find nothing."""
    monkeypatch.setattr("according.engine.readers.reader_main", mains.reader)
    monkeypatch.setattr("according.engine.intake.intake_main", mains.intake)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, reader: Any) -> Path:
    """A record of three reports, one of them unread, and two refusals. Only to look into."""
    folder = tmp_path_factory.mktemp("cli")
    reports = folder / "in"
    reports.mkdir()
    (reports / "a.txt").write_text(f"date 2024-03-11 Quay Post - {FIRST}", "utf-8")
    (reports / "b.txt").write_text(f"date 2024-03-12 Harbour Courier - {SECOND}", "utf-8")
    (reports / "c.txt").write_text(SLOVENE, "utf-8")
    (reports / "d.txt").write_text("", "utf-8")
    (reports / "e.jsonl").write_text('{"title": "[bold]Two die[/bold]"}\n', "utf-8")
    with Record(str(folder / "record.db"), create=True) as record:
        run([str(reports)], record, reader, Settings())
    return folder / "record.db"


def process(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    """A command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **options.pop("env", {})}
    command = [sys.executable, "-m", "according", *map(str, arguments)]
    return subprocess.Popen(command, env=environment, **options)
