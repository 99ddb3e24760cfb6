import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from according.cli.app import app
from according.cli.bench import _find_evaluation
from according.errors import BenchError
from evaluation.coref_bench import Responses

runner = CliRunner()


def test_bench_prints_figures_and_writes_json(gum, tmp_path, monkeypatch):
    # The figures are tested elsewhere; no model is loaded for how they are shown.
    nothing = Responses(lambda text: [], lambda text: [])
    monkeypatch.setattr("evaluation.coref_bench.reader", lambda settings: nothing)
    path = tmp_path / "out.json"
    ran = runner.invoke(app, ["bench", "coref", "--data", str(gum), "--json", str(path)])
    assert ran.exit_code == 0, ran.output
    assert "coref, dev: 2 items" in ran.output
    assert "conll_f1_news_interview" in ran.output
    assert "None comparable" in ran.output
    result = json.loads(path.read_text(encoding="utf-8"))
    assert list(result) == ["bench", "split", "items", "figures", "published"]
    assert result["figures"]["conll_f1"] == {"value": 0, "low": 0, "high": 0}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope", "--data", "."], "there are accounts, attribution, basil, copies, coref"),
        (["coref", "--data", "no-such-folder"], "no folder no-such-folder"),
    ],
)
def test_what_is_wrong_is_said(arguments, message):
    ran = runner.invoke(app, ["bench", *arguments])
    assert isinstance(ran.exception, BenchError)
    assert message in str(ran.exception)


def test_an_installed_package_without_checkout_says_so(tmp_path):
    package = tmp_path / "lib" / "site-packages" / "according" / "__init__.py"
    with pytest.raises(BenchError, match="part of a checkout"):
        _find_evaluation(Path(package))
