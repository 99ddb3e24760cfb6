"""What runs in child processes of the tests instead of the real thing.

Inputs say themselves what becomes of them: their text has one of the words below.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

from according.engine import worker
from according.engine.worker import Declined, Failed, Started, Unusable
from according.errors import Reason
from according.intake import language, taking
from according.model import Notes, Reading

HANGS = "HANGS"
SWELLS = "SWELLS"
DIES = "DIES"
RAISES = "RAISES"
WAITS = "WAITS"
UNWANTED = "UNWANTED"


def _misbehave(words: str) -> None:
    if HANGS in words:
        time.sleep(600)
    if DIES in words:
        os.kill(os.getpid(), signal.SIGSEGV)
    if RAISES in words:
        raise RuntimeError("the parser has an error of its own")
    if SWELLS in words:
        held = []
        while True:
            held.append(bytearray(1 << 20))
    if WAITS in words:
        time.sleep(0.4)


class _English:
    """Takes every text for English. The real one takes half a second to load."""

    def classify(self, _text: str) -> tuple[str, float]:
        return "en", 1.0


def intake(connection: Any, *arguments: Any) -> None:
    """The real intake, but for inputs that have one of the words, and for languages."""
    real = taking.to_report
    language._identifier = _English

    def to_report(item: Any, settings: Any) -> Any:
        _misbehave(item.data.decode("utf-8", "replace"))
        return real(item, settings)

    taking.to_report = to_report
    worker.intake_main(connection, *arguments)


def walker(connection: Any, *arguments: Any) -> None:
    """`intake`, for sources that are hard to walk: the name of a file that is a word says how.

    Of "slow" each input takes a while to come to; of HANGS and the others none, and of a name
    such as "2-DIES" two do.
    """
    real = taking.members

    def members(source: Any, *more: Any) -> Iterator[Any]:
        count, _, word = os.path.basename(source.location).partition(".")[0].rpartition("-")
        for number, found in enumerate(real(source, *more)):
            if number == int(count or 0):
                _misbehave(word)
            if word == "slow":
                time.sleep(0.1)
            yield found

    taking.members = members
    intake(connection, *arguments)


def reader(connection: Any, *_: Any) -> None:
    """A reader that finds nothing, at once; but for reports that have one of the words."""
    connection.send(Started())
    while True:
        report = worker.received(connection)
        try:
            _misbehave(report.text)
        except RuntimeError as error:
            connection.send(Failed(str(error)))
            return
        connection.send(Reading(report, "none"))


def reader_in_vain(connection: Any, *_: Any) -> None:
    """A reader that can read nothing, and says what that cost."""
    connection.send(Started())
    report = worker.received(connection)
    connection.send(Notes(report.id, "none", requests=3, failed="nobody is there"))
    connection.send(Unusable("nobody is there"))


def reader_that_tells_local(connection: Any, settings: Any) -> None:
    """A reader that can read nothing, and says whether it was told that the endpoint is here."""
    connection.send(Unusable(f"local is {settings.chat.local}"))


def choosy_reader(connection: Any, *_: Any) -> None:
    """A reader that declines reports that have the word UNWANTED."""
    connection.send(Started())
    while True:
        report = worker.received(connection)
        if UNWANTED in report.text:
            connection.send(Declined(Reason.READER, "not this one"))
        else:
            connection.send(Reading(report, "none"))


def echo(connection: Any, *greetings: str) -> None:
    """Give back its arguments, and then what it is asked; the word DIES ends it."""
    worker.die_with_parent()
    connection.send(Started())
    for greeting in greetings:
        connection.send(greeting)
    while True:
        asked = worker.received(connection)
        _misbehave(str(asked))
        connection.send(asked)


def threads(connection: Any) -> None:
    """Tell how many threads linear algebra may take."""
    connection.send(Started())
    connection.send(os.environ.get("OMP_NUM_THREADS"))


def never_ready(connection: Any) -> None:
    """Neither start nor end."""
    time.sleep(600)


def dead_at_once(connection: Any, *_: Any) -> None:
    """End before it is ready."""
    os._exit(3)


MEASURES = "ACCORDING_TEST_MEASURES"
"""The variable that names the file which `measured_intake` writes to."""


def measured_intake(connection: Any, *arguments: Any) -> None:
    """The real intake, which writes down what each input costs.

    One JSON line for each outcome: location, wall and processor seconds, and the most memory
    that the process ever held, in bytes.
    """
    real = worker.take

    def take(source: Any, *more: Any) -> Iterator[Any]:
        found = real(source, *more)
        while True:
            wall, processor = time.monotonic(), time.process_time()
            outcome = next(found, None)
            if outcome is None:
                return
            _measured(source.location, time.monotonic() - wall, time.process_time() - processor)
            yield outcome

    worker.take = take
    worker.language.load()
    _measured("", 0.0, 0.0)
    worker.intake_main(connection, *arguments)


def _measured(*values: object) -> None:
    with open(os.environ[MEASURES], "a", encoding="utf-8") as file:
        file.write(json.dumps([*values, most_memory()]) + "\n")


def most_memory() -> int:
    """The most memory, in bytes, that this process has held so far."""
    if sys.platform == "linux":
        # Not from getrusage, which counts what the parent held as it made this process.
        with open("/proc/self/status", encoding="ascii") as file:
            kibibytes = next(line for line in file if line.startswith("VmHWM")).split()[1]
        return int(kibibytes) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
