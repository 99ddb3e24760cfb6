import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from according.engine import child as child_module
from according.engine.child import Child
from tests.engine import mains

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def child():
    """A function that starts a child, which ends with the test."""
    started = []

    def start(*arguments):
        started.append(Child(*arguments))
        return started[-1]

    yield start
    for each in started:
        each.stop()


def answer(child):
    assert child.connection.poll(30), "no answer"
    return child.answer()


def test_child_says_that_it_is_ready_and_answers(child):
    echo = child(mains.echo, "good day")
    assert not echo.ready
    assert answer(echo) is None
    assert echo.ready
    assert answer(echo) == "good day"
    echo.ask({"any": ["thing"]}, 5)
    assert answer(echo) == {"any": ["thing"]}


def test_child_startup_does_not_count_as_time_to_answer(child):
    echo = child(mains.echo)
    echo.ask("hello", 0.01)
    assert echo.deadline - time.monotonic() > 60
    assert not echo.late()
    assert answer(echo) is None
    assert echo.deadline - time.monotonic() <= 0.01


def test_child_that_rests_is_never_late(child):
    echo = child(mains.echo)
    answer(echo)
    assert echo.deadline is None
    echo.ask("hello", 0.001)
    answer(echo)
    echo.rest()
    time.sleep(0.01)
    assert not echo.late()


def test_child_is_late_when_it_stays_silent(child):
    echo = child(mains.echo)
    answer(echo)
    echo.ask(mains.HANGS, 0.1)
    assert not echo.late()
    time.sleep(0.15)
    assert echo.late()


def test_child_whose_answer_lies_in_the_pipe_is_not_late(child):
    echo = child(mains.echo)
    answer(echo)
    echo.ask("hello", 0.001)
    assert echo.connection.poll(30)
    time.sleep(0.01)
    assert not echo.late()


def test_child_that_never_starts_is_late(child, monkeypatch):
    monkeypatch.setattr(child_module, "STARTUP_SECONDS", 0.2)
    silent = child(mains.never_ready)
    silent.ask("hello", 1000)
    time.sleep(0.3)
    assert silent.late()


def test_child_that_dies_ends_its_answers(child):
    echo = child(mains.echo)
    answer(echo)
    echo.ask(mains.DIES, 5)
    with pytest.raises(EOFError):
        answer(echo)
    assert echo.exit_code == -11


def test_child_that_was_dead_when_asked_ends_its_answers(child):
    dead = child(mains.dead_at_once)
    assert dead.connection.poll(30)
    assert dead.exit_code == 3
    dead.ask("x" * 1_000_000, 5)
    with pytest.raises(EOFError):
        dead.answer()
    assert dead.exit_code == 3


def test_child_stopped_is_gone(child):
    echo = child(mains.echo)
    answer(echo)
    echo.ask(mains.HANGS, 5)
    echo.stop()
    assert echo.exit_code == -9


def test_child_takes_one_thread_and_leaves_the_environment(child, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    counting = child(mains.threads)
    answer(counting)
    assert answer(counting) == "1"
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "MKL_NUM_THREADS" not in os.environ


PARENT = """
import os, signal, sys, time
from according.engine.child import Child
from tests.engine import mains
if __name__ == "__main__":
    child = Child(mains.echo)
    child.connection.poll(30)
    child.answer()
    child.ask(mains.HANGS, 600)
    print(child._process.pid, flush=True)
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
def test_child_dies_with_its_parent(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    run = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    assert run.returncode == -9
    stat = Path(f"/proc/{int(run.stdout)}/stat")
    end = time.monotonic() + 10
    while stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < end, "the child outlives its parent"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("spent", "wants", "late"),
    [(0.0, True, False), (0.02, True, True), (0.0, False, True)],
)
def test_child_that_gets_no_processor_is_waited_for(child, monkeypatch, spent, wants, late):
    slow = child(mains.echo)
    answer(slow)
    had = [0.0]
    monkeypatch.setattr(slow, "_processor", lambda: (had[0], wants))
    slow.due(0.01)
    had[0] = spent
    time.sleep(0.02)
    assert slow.late() is late
    time.sleep(0.1)
    assert slow.late(), "even so, not for ever"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system has no /proc")
def test_child_tells_what_it_had_of_the_processor(child):
    echo = child(mains.echo)
    answer(echo)
    assert 0 < echo._processor()[0] < 60
