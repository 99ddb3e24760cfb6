"""Every malformed input, read by the whole engine with good reports between them.

Run with ``-rP`` to see the slowest input and the most memory.
"""

import json
from collections import Counter, defaultdict

import pytest

from according.engine import read_into
from according.errors import Reason
from according.settings import Limits, Settings
from according.store import Added, Record
from tests.engine import mains
from tests.hostile.malformed import MIB, bomb_of, malformed

LIMITS = Settings().limits
PATIENT = Settings(workers=1, limits=Limits(seconds=60))
"""The time limit is held against processor seconds below, whatever else the machine does."""

BETWEEN = 12
"""After so many malformed inputs comes a good one."""

GOOD = "Report number {}: two people died at Velden, the Harbour Rescue League (HRL) said."

EXPECTED = {
    "cut100.txt.gz": Reason.TRUNCATED,
    "cut_rows4.jsonl.gz": Reason.TRUNCATED,
    "iso-8859-1.txt": Reason.CHARSET,
    "declared_wrong.html": Reason.CHARSET,
    "empty.txt": Reason.EMPTY,
    "empty.html": Reason.EMPTY,
    "noise0.txt": Reason.BINARY,
    "bomb.txt.gz": Reason.TOO_LARGE,
    "bomb_letters.html.gz": Reason.TOO_LARGE,
    "gzip_bomb.warc": Reason.TOO_LARGE,
    "nested_div.html": Reason.TOO_LARGE,
    "deep.jsonl": Reason.FORMAT,
    "laughs.xml": Reason.FORBIDDEN,
    "quadratic.xml": Reason.FORBIDDEN,
    "external.xml": Reason.FORBIDDEN,
    "file.png": Reason.UNSUPPORTED,
}
"""Some of them, with the reason that they must have."""


class Run:
    """What came of one run over all of them."""

    def __init__(self, folder, names, record, progress, measures):
        self.folder, self.names, self.record, self.progress = folder, names, record, progress
        self.start, *self.measures = measures
        self.refusals = defaultdict(list)
        for refusal in record.refusals():
            self.refusals[refusal.location].append(refusal)

    def refused(self, name):
        return self.refusals[str(self.folder / name)]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("malformed")
    measures = folder / "measures"
    paths, names = [], []
    for number, (name, data) in enumerate(malformed()):
        if number % BETWEEN == 0:
            paths.append(folder / f"good{number}.txt")
            paths[-1].write_text(GOOD.format(number), "utf-8")
        names.append(name)
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("according.engine.intake.intake_main", mains.measured_intake)
        patch.setenv(mains.MEASURES, str(measures))
        with Record(str(folder / "record.db"), create=True) as record:
            progress = read_into(record, [str(path) for path in paths], PATIENT)
            lines = measures.read_text("utf-8").splitlines()
            for path in paths:
                path.unlink()
            yield Run(folder, names, record, progress, [json.loads(line) for line in lines])


@pytest.mark.slow
def test_each_is_refused_with_a_reason(run):
    assert len(run.names) >= 200
    for name in run.names:
        assert run.refused(name), name
        for refusal in run.refused(name):
            assert refusal.reason in Reason
            assert refusal.detail


def test_none_takes_its_process_down(run):
    down = {Reason.TOO_SLOW, Reason.MEMORY, Reason.CRASHED}
    found = [each for some in run.refusals.values() for each in some if each.reason in down]
    assert not found
    assert run.start[0] == "", "the first line is the start of the process"
    assert all(location for location, *_ in run.measures), "the process was started again"


@pytest.mark.parametrize("name", EXPECTED)
def test_each_kind_has_its_reason(run, name):
    assert [each.reason for each in run.refused(name)] == [EXPECTED[name]]


def test_the_bomb_is_small():
    assert 250_000 < len(bomb_of(300 * MIB)) < 350_000


def test_every_good_report_between_them_is_stored_and_read(run):
    found = [line for line in run.record.lines() if line.opening.startswith("Report number")]
    assert len(found) == -(-len(run.names) // BETWEEN) > 15
    assert all(line.mentions and line.unread is None for line in found)


def test_every_input_is_counted_once(run):
    counts, progress = run.record.counts(), run.progress
    assert progress.inputs == sum(progress.counts[each] for each in Added) == len(run.measures)
    assert progress.counts[Added.STORED] == counts["reports"]
    captures = progress.counts[Added.STORED] + progress.counts[Added.ALREADY_THERE]
    assert captures == counts["captures"]
    assert progress.counts[Added.REFUSED] >= counts["refusals"] >= len(run.names)


def test_none_takes_longer_than_it_may(run):
    slowest = sorted(run.measures, key=lambda each: -each[2])[:3]
    for location, wall, processor, _ in slowest:
        print(f"{wall:.2f} s ({processor:.2f} s of processor)  {location.rpartition('/')[2]}")
    assert slowest[0][2] < LIMITS.seconds


def test_memory_stays_within_its_limit(run):
    most = max(memory for *_, memory in run.measures)
    grown = most - run.start[-1]
    print(f"{most // MIB} MiB at most, {grown // MIB} MiB above the start of the process")
    assert grown < LIMITS.memory_bytes


def test_reasons_are_of_many_kinds(run):
    reasons = Counter(each.reason for some in run.refusals.values() for each in some)
    print(", ".join(f"{number} {reason}" for reason, number in reasons.most_common()))
    assert len(reasons) >= 8
