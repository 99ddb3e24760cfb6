from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evaluation import gate, pins
from evaluation.adapter import Figure, Result


@dataclass
class Adapter:
    """A benchmark whose figures a test sets."""

    path: Path
    figures: dict = field(default_factory=lambda: {"f1": 0.5, "count": 3})
    items: int = 2

    def files(self, data, split):
        return [self.path]

    def run(self, data, split, settings):
        exact = {name: Figure.exact(value) for name, value in self.figures.items()}
        return Result("one", split, self.items, exact)


@pytest.fixture
def adapter(tmp_path, monkeypatch):
    path = tmp_path / "data"
    path.write_text("some data", encoding="utf-8")
    made = Adapter(path)
    monkeypatch.setattr(gate, "BENCHES", {"one": ""})
    monkeypatch.setattr(gate, "load", lambda name: made)
    return made


@pytest.fixture
def run(tmp_path, adapter):
    baseline = tmp_path / "baseline.json"

    def _run(*arguments):
        common = ("--data", str(tmp_path), "--baseline", str(baseline))
        return gate.main([*common, *arguments])

    _run.pins = lambda: pins.load(baseline)["one"].figures
    return _run


def test_an_unpinned_benchmark_fails_until_it_is_raised(run):
    assert run("--only", "one") == 1
    assert run("--raise") == 0
    assert run() == 0
    assert run.pins() == {"f1": 0.5, "count": 3}


def test_a_fall_fails_with_a_table(run, adapter, capsys):
    run("--raise")
    adapter.figures = {"f1": 0.4, "count": 3}
    assert run() == 1
    line = next(line for line in capsys.readouterr().out.splitlines() if "worse" in line)
    assert line.split() == ["f1", "0.5000", "0.4000", "worse", "by", "0.1"]


def test_raise_ratchets_up_and_never_down(run, adapter):
    run("--raise")
    adapter.figures = {"f1": 0.6, "count": 2}
    assert run("--raise") == 1
    assert run.pins() == {"f1": 0.6, "count": 3}


def test_without_raise_nothing_is_pinned(run, adapter):
    run("--raise")
    adapter.figures = {"f1": 0.6, "count": 3}
    assert run() == 0
    assert run.pins()["f1"] == 0.5


def test_only_lower_lowers(run, adapter):
    run("--raise")
    adapter.figures = {"f1": 0.4, "count": 2}
    assert run("--lower", "one") == 0
    assert run.pins() == {"f1": 0.4, "count": 2}


def test_other_data_fail_and_are_not_raised_on(run, adapter):
    run("--raise")
    adapter.path.write_text("other data", encoding="utf-8")
    adapter.figures = {"f1": 0.9, "count": 9}
    assert run("--raise") == 1
    assert run.pins() == {"f1": 0.5, "count": 3}
    assert run("--lower", "one") == 0
    assert run() == 0


def test_errors_are_one_line(tmp_path, capsys):
    assert gate.main(["--data", str(tmp_path), "--only", "nope"]) == 1
    assert capsys.readouterr().err.startswith("error: no benchmark 'nope'")
