import json

import pytest

from according.errors import BenchError
from according.settings import Settings
from evaluation.intake_bench import run

TEXT = "Two people died at the Velden bridge on Monday, the Harbour Rescue League said. "


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    first = {"outlet": "Quay Post", "date": "2024-03-11", "title": "Bridge", "text": TEXT * 3}
    lines = [
        json.dumps(first),
        json.dumps({**first, "outlet": "Pier Daily"}),
        "",
        json.dumps(first),
        "{not json",
        json.dumps({**first, "text": " "}),
    ]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_every_line_is_accounted_for(reports):
    result = run(reports, "dev", Settings())
    values = {name: figure.value for name, figure in result.figures.items()}
    assert values == {
        "reports_in": 5,
        "stored": 2,
        "already_there": 1,
        "refused": 2,
        "sum_right": 1.0,
        "english": 2,
    }
    assert result.items == 5
    assert result.to_json()["figures"]["stored"] == {"value": 2, "low": 2, "high": 2}


def test_a_lost_report_shows_in_the_sum(reports, monkeypatch):
    monkeypatch.setattr("evaluation.intake_bench.take", lambda source, settings: iter(()))
    assert run(reports, "dev", Settings()).figures["sum_right"].value == 0.0


def test_missing_data_say_what_to_give(tmp_path, reports):
    with pytest.raises(BenchError, match=r"--data names the folder"):
        run(tmp_path / "elsewhere", "dev", Settings())
    with pytest.raises(BenchError, match="no test split"):
        run(reports, "test", Settings())
