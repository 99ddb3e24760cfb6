"""Every malformed input ends in a refusal by `take` itself, in time and within its memory."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from contextlib import contextmanager

import pytest

from according.errors import Reason
from according.intake import Refusal, Source, take
from according.settings import Settings
from tests.hostile.malformed import malformed

SECONDS = Settings().limits.seconds
MEMORY = Settings().limits.memory_bytes


def child(connection):
    """Take the files whose paths come in; answer with the reasons and the longest work.

    In seconds of CPU: other tests keep the machine busy, and nothing here waits.
    """
    limit_memory()
    while (path := connection.recv()) is not None:
        reasons, slowest, last = [], 0.0, time.process_time()
        for outcome in take(Source(path), Settings()):
            now = time.process_time()
            slowest, last = max(slowest, now - last), now
            if isinstance(outcome, Refusal):
                reasons.append((outcome.reason.value, outcome.detail))
        connection.send((reasons, max(slowest, time.process_time() - last)))


def limit_memory():
    if sys.platform == "linux":
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))


@contextmanager
def process():
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    running = context.Process(target=child, args=(theirs,), daemon=True)
    running.start()
    theirs.close()
    yield ours
    running.kill()
    running.join()
    ours.close()


def test_there_are_enough_and_all_differ():
    names, contents = set(), set()
    for name, data in malformed():
        names.add(name)
        contents.add(hash(data))
    assert len(names) >= 200
    assert len(contents) >= 200


@pytest.mark.slow
def test_each_is_refused_in_time_and_memory(tmp_path):
    failures = []
    with process() as connection:
        for name, data in malformed():
            path = tmp_path / name
            path.write_bytes(data)
            del data
            connection.send(os.fspath(path))
            assert connection.poll(60), f"{name} hangs"
            try:
                reasons, seconds = connection.recv()
            except EOFError:
                pytest.fail(f"{name} took its process down")
            if not reasons or seconds > SECONDS:
                failures.append((name, reasons, seconds))
            for reason, detail in reasons:
                assert Reason(reason), name
                assert detail, name
            path.unlink()
        connection.send(None)
    assert not failures
