"""Reading processes that die, fail, hang or cannot start; the others read on."""

import os
import signal
import time
from multiprocessing.connection import wait

import pytest

from according.engine.readers import Readers, Slot, State
from according.errors import Reason, SettingsError
from according.intake import Taken
from according.model import Capture, Refusal, Report
from according.settings import Limits, Settings
from tests.engine import mains


@pytest.fixture
def pool(quick_readers):
    """A function that makes a pool of so many readers."""
    made = []

    def make(size, **limits):
        made.append(Readers(Settings(pipeline="none", limits=Limits(**limits)), size))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def slot(text):
    return Slot(
        Taken(Report(text), Capture("ab12", "text/plain", "a.txt", "line 3"), b""), State.TO_READ
    )


def run(readers, slots):
    """Read all slots, as the engine does."""
    waiting = list(slots)
    while waiting or readers.children:
        while waiting and readers.free():
            readers.read(waiting.pop(0))
        listening = {child.connection: child for child in readers.children}
        for connection in wait(list(listening), 0.1):
            readers.receive(listening[connection])
        readers.give_up_late()
        waiting += [each for each in slots if each.state is State.TO_READ and each not in waiting]
    assert all(each.state is State.DONE for each in slots)


def test_readers_fill_their_slots(pool):
    slots = [slot(f"Report {number}.") for number in range(7)]
    run(pool(2), slots)
    assert [each.reading.report.text for each in slots] == [f"Report {n}." for n in range(7)]


@pytest.mark.parametrize(("word", "told"), [(mains.DIES, "code -11"), (mains.RAISES, "own")])
def test_readers_one_that_goes_down_costs_one_report(pool, word, told):
    slots = [slot("One."), slot(f"{word}."), slot("Two."), slot("Three.")]
    run(pool(1), slots)
    refusal = slots[1].outcome
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.CRASHED
    assert told in refusal.detail
    assert (refusal.location, refusal.member, refusal.sha256) == ("a.txt", "line 3", "ab12")
    assert slots[1].reading is None
    assert [each.reading.report.text for each in slots if each.reading] == [
        "One.",
        "Two.",
        "Three.",
    ]


def test_readers_one_that_hangs_is_given_up(pool):
    slots = [slot(f"{mains.HANGS}."), slot("One."), slot("Two.")]
    run(pool(2, reading_seconds=0.3), slots)
    assert slots[0].outcome.reason is Reason.TOO_SLOW
    assert slots[1].reading
    assert slots[2].reading


def test_readers_a_long_report_has_more_time(pool):
    readers = pool(2)
    for text in (f"{mains.HANGS}.", f"{mains.HANGS}. " + "a" * 500_000):
        readers.read(slot(text))
    short, long = readers.children
    for child in (short, long):
        while not child.ready:
            readers.receive(child)
    assert 95 < long.deadline - short.deadline < 105


def test_readers_one_killed_while_idle_costs_nothing(pool):
    readers = pool(1)
    first, second, third = slot("One."), slot("Two."), slot("Three.")
    run(readers, [first])
    (idle,) = readers._idle
    os.kill(idle._process.pid, signal.SIGKILL)
    idle._process.join()
    run(readers, [second, third])
    assert second.reading
    assert third.reading


def test_readers_that_cannot_start_end_the_run(pool, monkeypatch):
    monkeypatch.setattr("according.engine.readers.reader_main", mains.dead_at_once)
    for text in ("One.", "One. " * 50_000):
        readers = pool(1)
        with pytest.raises(SettingsError, match="could not start with pipeline 'none'"):
            run(readers, [slot(text)])


def test_readers_no_more_than_asked_for_and_each_kept(pool):
    readers = pool(2)
    slots = [slot(f"{number}.") for number in range(3)]
    assert readers.free()
    readers.read(slots[0])
    assert readers.free()
    readers.read(slots[1])
    assert not readers.free()
    pids = {child._process.pid for child in readers.children}
    run(readers, [])
    run(readers, slots[2:])
    assert {child._process.pid for child in readers._idle} == pids


def test_readers_refused_inputs_are_not_read(pool):
    refused = Slot(Refusal("a", Reason.EMPTY, "no bytes"), State.DONE)
    with pytest.raises(TypeError):
        pool(1).read(refused)


def test_readers_stop_ends_the_busy_and_the_idle(pool):
    readers = pool(2)
    readers.read(slot(f"{mains.HANGS}."))
    readers.read(slot("One."))
    end = time.monotonic() + 30
    while len(readers._idle) < 1 and time.monotonic() < end:
        for child in readers.children:
            if child.connection.poll(0.05):
                readers.receive(child)
    children = [*readers.children, *readers._idle]
    readers.stop()
    assert [child.exit_code for child in children] == [-9, -9]
