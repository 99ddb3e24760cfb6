"""A bulk run over two hosts, of which one is cut off in the middle: two network namespaces of this
machine, joined by a pair of virtual links. The scheduler, one worker and the run are on one, the
other worker is on the other; both see one folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from according import bulk
from according.bulk.cluster import Cluster
from according.bulk.flow import RESULT
from according.settings import Settings
from tests.bulk.conftest import stories
from tests.bulk.here import READER, Here, Light, offered, tables
from tests.crash.killing import SOURCE

REPORTS = 60
BUCKETS = 2
PATIENCE = 90.0
"""Seconds in which a run ends, with a worker that is waited for in vain among them."""

_NET = "10.213.7"
_SCHEDULER = f"tcp://{_NET}.1:8786"
_QUICK = {
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "12s",
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "6s",
}
"""A worker that is not heard of is given up after seconds, not minutes; Dask takes no less than
eleven for a connection."""


def cannot() -> str | None:
    """Why there can be no such hosts here, None where there can."""
    if shutil.which("ip") is None or os.name != "posix" or os.geteuid() != 0:
        return "network namespaces need root and the command ip"
    try:
        with _namespace("according-try"):
            return None
    except subprocess.CalledProcessError as error:
        return f"no network namespaces here: {error.stderr.decode().strip()}"


@dataclass(frozen=True, slots=True)
class Host:
    """A network namespace, and its end of the link."""

    name: str
    link: str
    address: str

    def command(self, *words: str) -> list[str]:
        """What runs a command on it."""
        return ["ip", "netns", "exec", self.name, *words]

    def cut_off(self) -> None:
        """Take its link down; what runs on it is not told."""
        _do(self.command("ip", "link", "set", self.link, "down"))


def cut_off_in_the_middle(folder: Path) -> None:
    """A run whose second host is cut off as soon as a part is read. It ends, and has what an
    undisturbed one has, to the byte."""
    packages = offered(folder / "packages")
    sys.path.insert(0, str(packages))
    path = stories(folder / "in.jsonl", REPORTS)
    bulk.run(
        [str(path)],
        str(folder / "plain"),
        Settings(reader=READER),
        Here(),
        part_mib=1.0,
        buckets=BUCKETS,
        read=Light,
    )
    out = folder / "out"
    with ExitStack() as stack:
        first, second = stack.enter_context(_hosts())
        every = _Processes(folder, packages)
        stack.callback(every.stop)
        every.start(first, "-m", "distributed.cli.dask_scheduler", "--host", first.address)
        for host in (first, second):
            words = ("-m", "distributed.cli.dask_worker", _SCHEDULER, "--host", host.address)
            every.start(host, *words, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        run = every.start(first, "-m", "tests.crash.hosts", str(path), str(out))
        _wait(lambda: any(out.glob("manifest/read*/*.json")), run)
        second.cut_off()
        code = run.wait(PATIENCE)
        assert code == 0, every.said()
    assert (out / RESULT).exists()
    assert tables(out) == tables(folder / "plain"), "a run that lost a host gave another dataset"


class _Processes:
    """Programs on hosts, with what they say in files."""

    def __init__(self, folder: Path, packages: Path) -> None:
        self._folder = folder
        paths = os.pathsep.join((str(SOURCE), str(SOURCE.parent), str(packages)))
        self._env = {**os.environ, **_QUICK, "PYTHONPATH": paths}
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, host: Host, *words: str) -> subprocess.Popen[bytes]:
        log = self._folder / f"log{len(self._running)}"
        with log.open("wb") as file:
            found = subprocess.Popen(
                host.command(sys.executable, *words),
                env=self._env,
                cwd=self._folder,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        self._running.append(found)
        return found

    def said(self) -> str:
        """The last that each said."""
        return "\n".join(each.read_text()[-1500:] for each in sorted(self._folder.glob("log*")))

    def stop(self) -> None:
        for each in self._running:
            each.kill()
        for each in self._running:
            each.wait(10)


@contextmanager
def _hosts() -> Iterator[tuple[Host, Host]]:
    name = f"according-{os.getpid()}"
    first = Host(f"{name}-a", f"acc{os.getpid() % 100_000}a", f"{_NET}.1")
    second = Host(f"{name}-b", f"acc{os.getpid() % 100_000}b", f"{_NET}.2")
    with _namespace(first.name), _namespace(second.name):
        ends = ("type", "veth", "peer", "name", second.link, "netns", second.name)
        _do(["ip", "link", "add", first.link, "netns", first.name, *ends])
        for host in (first, second):
            _do(host.command("ip", "addr", "add", f"{host.address}/24", "dev", host.link))
            for link in ("lo", host.link):
                _do(host.command("ip", "link", "set", link, "up"))
        yield first, second


@contextmanager
def _namespace(name: str) -> Iterator[None]:
    _do(["ip", "netns", "add", name])
    try:
        yield
    finally:
        _do(["ip", "netns", "delete", name])


def _do(words: Sequence[str]) -> None:
    subprocess.run(words, check=True, capture_output=True)


def _wait(until: Callable[[], bool], run: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        assert run.poll() is None, "the run ended before its host was cut off"
        assert time.monotonic() < end, "nothing was read"
        time.sleep(0.02)


def main() -> None:
    """The run that loses a host."""
    path, out = sys.argv[1:]
    cluster = Cluster(_SCHEDULER, 1)
    try:
        settings = Settings(reader=READER)
        bulk.run([path], out, settings, cluster, part_mib=0.004, buckets=BUCKETS, read=Light)
    finally:
        cluster.close()


if __name__ == "__main__":
    main()
