import json
from dataclasses import replace

import pytest

from according.errors import BenchError
from evaluation import pins
from evaluation.adapter import Figure, Result
from evaluation.benches import BENCHES, load
from evaluation.pins import (
    FILE,
    TOLERANCE,
    Pin,
    compare,
    data_sha256,
    dump,
    pin,
    raised,
)
from evaluation.pins import load as load_pins

PIN = Pin("dev", 3, "ab" * 32, {"conll_f1": 0.5, "stored": 7, "refused": 2})


def failures(reached):
    return {line.name: line.failure for line in compare(PIN, reached) if line.failure}


def with_figures(**figures):
    return replace(PIN, figures={**PIN.figures, **figures})


def test_an_error_is_better_when_it_is_lower_and_a_curve_is_not_pinned():
    assert pins.gain("trnews_calibration_error", 0.02, 0.03) < 0 < pins.gain("f1", 0.02, 0.03)
    figures = {"x_right_at_0.9": Figure.exact(0.98), "x_exact_id": Figure.exact(0.87)}
    assert set(pins.pin(Result("places", "dev", 1, figures), []).figures) == {"x_exact_id"}


def test_the_same_figures_pass():
    assert not failures(PIN)


def test_a_fall_within_the_tolerance_passes_and_one_beyond_fails():
    assert not failures(with_figures(conll_f1=0.5 - TOLERANCE / 2))
    assert failures(with_figures(conll_f1=0.498)) == {"conll_f1": "worse by 0.002"}


def test_a_count_may_not_fall_by_one():
    assert failures(with_figures(stored=6)) == {"stored": "worse by 1"}


def test_more_refusals_are_worse():
    assert failures(with_figures(refused=3)) == {"refused": "worse by 1"}
    assert not failures(with_figures(refused=0))


def test_other_data_fail():
    assert set(failures(replace(PIN, items=4))) == {"items"}
    assert set(failures(replace(PIN, data_sha256="cd" * 32))) == {"data_sha256"}


def test_a_figure_that_is_gone_fails_and_a_new_one_does_not():
    assert failures(replace(PIN, figures={"conll_f1": 0.5, "stored": 7})) == {"refused": "gone"}
    assert not failures(with_figures(more=0.1))


def test_raised_never_goes_down():
    reached = with_figures(conll_f1=0.6, stored=6, refused=1, new=0.2)
    expected = {"conll_f1": 0.6, "stored": 7, "refused": 1, "new": 0.2}
    assert raised(PIN, reached).figures == expected
    assert raised(PIN, with_figures(conll_f1=0.4999)) == PIN


def test_pins_are_kept_the_same_to_the_byte(tmp_path):
    path = tmp_path / "baseline.json"
    other = replace(PIN, figures=dict(reversed(PIN.figures.items())))
    dump({"b": PIN, "a": PIN}, path)
    first = path.read_bytes()
    assert load_pins(path) == {"a": PIN, "b": PIN}
    dump({"a": other, "b": other}, path)
    assert path.read_bytes() == first


def test_a_result_becomes_a_pin(tmp_path):
    path = tmp_path / "data"
    path.write_bytes(b"x")
    result = Result("coref", "dev", 1, {"f": Figure(1 / 3, 0, 1), "n": Figure.exact(5)})
    assert pin(result, [path]) == Pin("dev", 1, data_sha256([path]), {"f": 0.333333, "n": 5})


def test_the_data_hash_is_of_names_and_bytes_not_of_places(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for name in ("a", "b"):
            (tmp_path / folder / name).write_bytes(name.encode())
    one, two = ([tmp_path / folder / name for name in "ab"] for folder in ("one", "two"))
    assert data_sha256(one) == data_sha256(reversed(two))
    two[0].write_bytes(b"other")
    assert data_sha256(one) != data_sha256(two)


@pytest.mark.parametrize("text", ["{", "[]", '{"coref": {"split": "dev"}}', '{"coref": 3}'])
def test_a_malformed_file_of_pins_is_refused(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BenchError, match="no file of pins"):
        load_pins(path)


def test_the_project_s_pins_are_of_its_benchmarks():
    pinned = load_pins()
    assert set(pinned) <= set(BENCHES)
    assert (
        FILE.read_text(encoding="utf-8")
        == json.dumps(json.loads(FILE.read_text(encoding="utf-8")), indent=2, sort_keys=True) + "\n"
    )


@pytest.mark.parametrize("name", sorted(BENCHES))
def test_every_benchmark_can_be_loaded(name):
    adapter = load(name)
    assert callable(adapter.run)
    assert callable(adapter.files)


def test_an_unknown_benchmark_lists_the_known():
    with pytest.raises(
        BenchError, match="no benchmark 'nope'; there are accounts, attribution, basil, copies"
    ):
        load("nope")


def test_a_missing_part_says_what_to_install(monkeypatch):
    monkeypatch.setitem(BENCHES, "coref", "no_such_module")
    with pytest.raises(BenchError, match="needs no_such_module; install"):
        load("coref")
