"""Adding reports from a page: one job after the other, each in a process of its own.

The process is the only one that reads reports into the record, as ``according read`` would; it is
not the server's, so that models do not fill the server's memory and a job can be ended.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from typing import Any

from according.errors import AccordingError
from according.settings import Given, Settings
from according.store import Added, Record

_KEPT = 50
"""Jobs whose end is remembered."""


@dataclass(frozen=True, slots=True)
class Job:
    """Reports that are being added. ``state`` is waiting, reading, comparing, done or failed;
    ``done`` of ``of`` counts what the state says; ``refused`` are (what, why)."""

    id: str
    what: str
    files: int
    state: str = "waiting"
    inputs: int = 0
    stored: int = 0
    already: int = 0
    refused: int = 0
    done: int = 0
    of: int = 0
    why: tuple[tuple[str, str], ...] = ()
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "failed")


@dataclass(slots=True)
class _Waiting:
    job: Job
    folder: Path
    settings: Settings = field(default_factory=Settings)


class Jobs:
    """The jobs of one server."""

    def __init__(self, url: str, settings: Settings | None = None) -> None:
        self._url = url
        self._settings = settings or Settings()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: Queue[_Waiting | None] = Queue()
        self._lock = threading.Lock()
        self._process: Any = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def folder(self) -> Path:
        """A folder of its own for the files of a job. Its name stands in the record as where the
        reports came from."""
        name = f"added {datetime.now(UTC):%Y-%m-%d %H.%M.%S} {secrets.token_hex(2)}"
        made = Path(tempfile.mkdtemp(prefix="according-")) / name
        made.mkdir()
        return made

    def add(self, folder: Path, what: str, files: int, given: Given) -> Job:
        """Read the files of ``folder``, which is removed after.

        Args:
            what: words for the person who waits.
            files: how many there are.
        """
        job = Job(secrets.token_hex(8), what, files)
        self._keep(job)
        self._queue.put(_Waiting(job, folder, replace(self._settings, given=given)))
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        return job

    def get(self, job_id: str) -> Job | None:
        """A job as it stands."""
        with self._lock:
            return self._jobs.get(job_id)

    def all(self) -> list[Job]:
        """The jobs since the server was started, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """End the job under way; what it read stays in the record."""
        self._closed = True
        self._queue.put(None)
        process = self._process
        if process is not None:
            process.terminate()

    def _keep(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)

    def _work(self) -> None:
        while (waiting := self._queue.get()) is not None:
            try:
                if not self._closed:
                    self._run(waiting)
            except (OSError, RuntimeError) as error:
                # Whatever became of one, the next are read.
                self._keep(replace(waiting.job, state="failed", error=str(error)))
            finally:
                shutil.rmtree(waiting.folder.parent, ignore_errors=True)

    def _run(self, waiting: _Waiting) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        arguments = (theirs, self._url, str(waiting.folder), waiting.settings)
        self._process = context.Process(target=add_main, args=arguments)
        job = replace(waiting.job, state="reading")
        self._keep(job)
        self._process.start()
        theirs.close()
        try:
            while True:
                job = replace(job, **ours.recv())
                self._keep(job)
        except EOFError:
            self._process.join()
        finally:
            ours.close()
        if not job.is_over:
            code = self._process.exitcode
            said = f"the process that read ended with code {code}; what was read is kept"
            self._keep(replace(job, state="failed", error=said))
        self._process = None


def add_main(connection: Connection, url: str, folder: str, settings: Settings) -> None:
    """Read all of ``folder`` into the record at ``url`` and link it, telling how far it is."""
    from according import linker
    from according.engine import Progress, read_into

    # Ctrl-C is for the server, which ends its jobs.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def told(progress: Progress) -> None:
        counts = progress.counts
        connection.send(
            {
                "inputs": progress.inputs,
                "stored": counts[Added.STORED],
                "already": counts[Added.ALREADY_THERE],
                "refused": counts[Added.REFUSED],
                "why": tuple(
                    (Path(each.location).name, f"{each.reason.value}: {each.detail}")
                    for each in progress.first_refusals
                ),
            }
        )

    try:
        url = url if "://" in url else str(Path(url).absolute())
        with Record(url) as record:
            # What stands in the record is the folder's name, not where it lay for a moment.
            os.chdir(Path(folder).parent)
            told(read_into(record, [Path(folder).name], settings, on_progress=told))
            connection.send({"state": "comparing"})
            linker.link(record, lambda done: connection.send({"done": done.reports, "of": done.of}))
        connection.send({"state": "done"})
    except (BrokenPipeError, ConnectionResetError):
        return  # The server is gone; what was read is in the record.
    except AccordingError as error:
        connection.send({"state": "failed", "error": str(error)})
