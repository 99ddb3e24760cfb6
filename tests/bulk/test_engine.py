"""One body of tests for all engines."""

import pytest

from according.bulk import cluster, processes
from according.bulk import engine as engines
from according.bulk.cluster import Cluster
from according.bulk.processes import Processes
from according.errors import SettingsError, StoreError
from tests.bulk import here


@pytest.fixture(scope="module", params=["local", "dask"])
def engine(request):
    if request.param == "dask":
        pytest.importorskip("distributed")
    found = Processes(2) if request.param == "local" else Cluster(None, 2)
    yield found
    found.close()


def test_each_part_is_done_and_told_by_its_number(engine):
    assert sorted(engine.map(here.square, range(20))) == [(each, each**2) for each in range(20)]
    assert list(engine.map(here.square, [])) == []


def test_what_a_task_raises_is_raised_here(engine):
    with pytest.raises(SettingsError, match="three is not wanted"):
        list(engine.map(here.raising, range(5)))
    with pytest.raises(StoreError, match="ZeroDivisionError"):
        list(engine.map(here.broken, [1, 0]))
    assert sorted(engine.map(here.square, [1, 2])) == [(0, 1), (1, 4)]


def test_a_part_whose_worker_goes_down_is_run_again(engine, tmp_path):
    task = here.Dying(str(tmp_path), 2)
    assert sorted(engine.map(task, range(4))) == [(each, each) for each in range(4)]
    assert (tmp_path / "1").exists()


def test_a_part_that_ends_every_worker_is_an_error(engine, tmp_path, monkeypatch):
    for module in (engines, processes, cluster):
        monkeypatch.setattr(module, "TRIES", 1)
    with pytest.raises(StoreError, match="part 1 ended"):
        list(engine.map(here.Dying(str(tmp_path), 50), range(2)))


def test_who_stops_asking_stops_what_runs(engine):
    asked = engine.map(here.square, range(1000))
    next(asked)
    asked.close()
    assert list(engine.map(here.square, [3])) == [(0, 9)]
