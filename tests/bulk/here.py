"""What tests of the bulk lane run: an engine without processes, tasks, and a reader that costs
nothing."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from according.bulk.engine import done, settled
from according.bulk.pieces import Piece, Spooled
from according.bulk.reading import Became, Read
from according.errors import SettingsError
from according.intake import language, take
from according.model import Reading, Refusal, Report

READER = "stand-in"


class Here:
    """An engine that does one part after the other, in this process."""

    def map(self, task: Any, parts: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        for number, part in enumerate(parts):
            yield number, settled(done(task, part))

    def close(self) -> None:
        pass


class Twice:
    """An engine that has each part done twice, and none in its order, by another."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def map(self, task: Any, parts: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        order = sorted([*range(len(parts))] * 2, key=lambda each: (each * 7 + 3) % 5)
        seen = set()
        for number, value in self._engine.map(task, [parts[each] for each in order]):
            if order[number] not in seen:
                seen.add(order[number])
                yield order[number], value

    def close(self) -> None:
        self._engine.close()


class StandIn:
    """A reader that finds nothing, but in reports that say what becomes of it."""

    name = READER

    def __init__(self, _settings: Any = None) -> None:
        pass

    def read(self, report: Report) -> Reading:
        if "DIES" in report.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        return Reading(report, self.name)


class Light(Read):
    """Reads parts as a run does, in the worker itself and by that reader."""

    def outcomes(self, pieces: Sequence[Piece]) -> Iterator[Became]:
        real, language._identifier = language._identifier, English
        spooled = Spooled(pieces)
        try:
            for source in spooled:
                piece = pieces[spooled.at]
                some = [source] if isinstance(source, Refusal) else take(source, self.settings)
                for each in some:
                    reading = None if isinstance(each, Refusal) else StandIn().read(each.report)
                    yield piece, each, reading
        finally:
            spooled.close()
            # It may run in the process of the tests, where others ask for languages.
            language._identifier = real


class English:
    """Takes every text for English. The real one takes half a second to load."""

    def classify(self, _text: str) -> tuple[str, float]:
        return "en", 1.0


def offered(folder: Path) -> Path:
    """Make a package of that reader in ``folder``, for processes that have it in their path."""
    package = folder / "stand_in-1.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: stand-in\nVersion: 1\n")
    (package / "entry_points.txt").write_text(
        f"[according.readers]\n{READER} = tests.bulk.here:StandIn\n"
    )
    return folder


def square(number: int) -> int:
    return number * number


def raising(number: int) -> int:
    if number == 3:
        raise SettingsError("three is not wanted")
    return number


def broken(number: int) -> int:
    return 1 // number


def slow(number: int) -> int:
    time.sleep(600)
    return number


@dataclass(frozen=True)
class Dying:
    """Ends its worker so many times for part 1."""

    folder: str
    times: int

    def __call__(self, number: int) -> int:
        for each in range(self.times if number == 1 else 0):
            mark = Path(self.folder) / str(each)
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return number


def tables(out: Path) -> dict[str, str]:
    """The checksum of each part of each table of a dataset."""
    return {
        str(each.relative_to(out)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted((out / "tables").rglob("*.parquet"))
    }
