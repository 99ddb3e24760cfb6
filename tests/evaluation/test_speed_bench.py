"""The benchmark of speed: the sample, the scaling, the figures."""

import json

import numpy as np
import pytest

from according.errors import BenchError
from according.model import Report
from evaluation import speed_bench
from evaluation.speed_bench import REPORTS, figures, sample, timed


def lines(path, texts):
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    return path


def test_speed_sample_takes_reports_of_usual_length_and_is_the_same_again(tmp_path):
    usual = [f"{number} " + "word " * 599 for number in range(REPORTS + 10)]
    path = lines(tmp_path / "articles.jsonl", ["short", *usual, "long " * 5_000])
    chosen = sample(path)
    assert len(chosen) == REPORTS
    assert set(chosen) <= set(usual)
    assert chosen == sample(path)


def test_speed_sample_needs_enough(tmp_path):
    with pytest.raises(BenchError, match="fewer than"):
        sample(lines(tmp_path / "articles.jsonl", ["word " * 600] * (REPORTS - 1)))


def test_speed_figures_are_means_and_a_ratio():
    found = figures(["parse", "encoder"], np.array([[100.0, 10.0], [200.0, 20.0]]))
    assert found["parse_ms"].value == pytest.approx(150)
    assert found["encoder_ms"].value == pytest.approx(15)
    assert found["reading_ms"].value == pytest.approx(165)
    assert found["reading_to_parse"].value == pytest.approx(1.1)
    assert found["reading_to_parse_and_encoder"].value == pytest.approx(1.0)
    assert found["reading_to_parse"].low == pytest.approx(found["reading_to_parse"].high)


def test_speed_times_every_room_and_scales_by_length(reader, monkeypatch):
    clock = iter(float(second) for second in range(1000))
    monkeypatch.setattr(speed_bench.time, "process_time", lambda: next(clock))
    text = "Two people died at the Velden bridge. " * 10
    rooms, times = timed([Report(text, language="en")], reader)
    assert rooms[0] == "parse"
    assert rooms[-1] == "record"
    # Each room takes one second of this clock; seventy words are scaled to six hundred.
    assert times.tolist() == [pytest.approx([1000 * 600 / 70] * len(rooms))]
