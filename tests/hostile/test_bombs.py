"""Bombs are stopped at the cap, and the memory of who opens them stays flat."""

from __future__ import annotations

import io
import multiprocessing
import resource
import socket
import threading
import time
import zipfile

import pytest

from according.engine import read_into
from according.errors import InputRefused, Reason
from according.intake import Fetcher, Refusal, Source, take
from according.settings import Fetching, Limits, Settings
from according.store import Record
from tests.hostile.bombs import GIB, MIB, bombs, gzipped, zeros, zipped
from tests.long import LONG

SIZES = (10 * MIB, GIB, 10 * GIB) if LONG else (10 * MIB,)
SECONDS = Settings().limits.seconds
LIMIT = Settings().limits.memory_bytes
FLAT = 16 * MIB
"""What the most memory may differ by between bombs of 1 GB and of 10 GB."""


def child(connection):
    """Open the files whose paths come in; answer with refusals, seconds of CPU, and the most
    memory that the process has held so far, in bytes."""
    while (path := connection.recv()) is not None:
        before = time.process_time()
        found = [
            (each.reason.value, each.detail) if isinstance(each, Refusal) else ("taken", "")
            for each in take(Source(path), Settings())
        ]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        connection.send((found, time.process_time() - before, peak))


@pytest.fixture(scope="module")
def opened():
    """Opens a file in one process that all have."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    running = context.Process(target=child, args=(theirs,), daemon=True)
    running.start()
    theirs.close()

    def ask(path):
        ours.send(str(path))
        assert ours.poll(120), f"{path.name} hangs"
        return ours.recv()

    yield ask
    running.kill()
    running.join()
    ours.close()


def test_each_is_stopped_and_memory_stays_flat(opened, tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("Two people died at the Velden bridge on Monday, the police said.\n" * 4)
    start = opened(good)[2]
    peaks, failures = {}, []
    for size in SIZES:
        for bomb in bombs(size):
            path = bomb.write(tmp_path)
            packed = path.stat().st_size
            found, seconds, peak = opened(path)
            path.unlink()
            told = (
                f"{bomb.name} of {size // MIB:,} MiB, {packed:,} bytes packed: {seconds:.2f} s, "
                f"{(peak - start) // MIB} MiB of memory, {found}"
            )
            print(told)
            refused = found and {reason for reason, _ in found} <= set(bomb.reasons)
            clear = all(detail for _, detail in found)
            # A line without end is passed over, not held; the engine ends that when time is up.
            in_time = seconds < SECONDS or bomb.name.startswith("line")
            if not (refused and clear and in_time and peak - start < LIMIT):
                failures.append(told)
        peaks[size] = peak
    assert not failures
    assert not LONG or peaks[10 * GIB] - peaks[GIB] < FLAT


@pytest.mark.skipif(not LONG, reason="the long form")
def test_a_line_without_end_is_ended_by_the_engine(tmp_path):
    (bomb,) = (each for each in bombs(10 * GIB) if each.name.startswith("line"))
    good = tmp_path / "good.txt"
    good.write_text("Two people died at the Velden bridge on Monday, the police said.\n" * 4)
    paths = [str(bomb.write(tmp_path)), str(good)]
    with Record(str(tmp_path / "record.db"), create=True) as record:
        read_into(record, paths, Settings(workers=1))
        (refusal,) = record.refusals()
        assert refusal.reason is Reason.TOO_SLOW
        assert record.counts()["reports"] == 1


def test_a_zip_is_one():
    packed = io.BytesIO(b"".join(zipped(3 * MIB)))
    with zipfile.ZipFile(packed) as archive:
        assert archive.infolist()[0].file_size == 3 * MIB


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_server_that_sends_without_end_is_left(encoding):
    """Neither a bomb nor plain bytes without end are taken in: the server finds itself alone."""
    size = SIZES[-1]
    sent = []

    def serve(listening):
        called, _ = listening.accept()
        with called:
            called.recv(4096)
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}"
            parts = gzipped(size, zeros()) if encoding == "gzip" else iter(zeros, None)
            try:
                called.sendall(head.encode() + b"\r\n\r\n")
                for part in parts:
                    called.sendall(part)
                    sent.append(len(part))
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        fetcher = Fetcher(
            Fetching(robots=False),
            Limits(input_bytes=16 * MIB),
            allow=lambda *_: True,
            resolve=lambda *_: ["127.0.0.1"],
        )
        with pytest.raises(InputRefused) as caught:
            fetcher.get(f"http://quaypost.example:{port}/")
        thread.join(10)
    assert caught.value.reason is Reason.TOO_LARGE
    assert not thread.is_alive()
    assert sum(sent) < 32 * MIB
