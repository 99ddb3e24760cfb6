"""What attribution is scored with, on invented miniatures."""

import json

import numpy as np
import pytest

from according.errors import BenchError
from evaluation import brat
from evaluation.attribution_bench import macro_f1
from evaluation.attribution_set import load
from evaluation.damage import bare, capitals
from evaluation.marked import linked
from evaluation.matching import Words, jaccard, matched
from evaluation.polnear_bench import Instance, f1
from evaluation.treebank import joined

TEXT = "The mayor said the bridge was open. Reportedly it fell."
STANDOFF = (
    "T1\tSource 0 9\tThe mayor\n"
    "T2\tCue 10 14\tsaid\n"
    "T3\tContent 15 34\tthe bridge was open\n"
    "T4\tCue 36 46\tReportedly\n"
    "T5\tContent 47 54\tit fell\n"
    "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    "E2\tAttribution-no-source:T4 Cue:T4 Content:T5\n"
)


def test_brat_reads_attributions_with_and_without_a_source():
    first, second = linked(brat.parse("x", TEXT, STANDOFF))
    assert (first.source, first.cue, first.content) == (((0, 9),), (10, 14), ((15, 34),))
    assert (second.source, second.cue, second.content) == ((), (36, 46), ((47, 54),))


@pytest.mark.parametrize("layout", ["beside", "apart"])
def test_brat_folders_of_both_layouts(tmp_path, layout):
    texts, marks = (tmp_path,) * 2
    if layout == "apart":
        texts, marks = tmp_path / "text", tmp_path / "attributions"
        texts.mkdir()
        marks.mkdir()
    (texts / "a.txt").write_text(TEXT)
    (marks / "a.ann").write_text(STANDOFF)
    (found,) = brat.folder(tmp_path)
    assert found.text == TEXT
    assert len(linked(found)) == 2


def test_brat_a_text_without_annotation_is_an_error(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(ValueError, match="none of 0 annotation files"):
        brat.folder(tmp_path)


def marked_report(**changes):
    attribution = {
        "id": "a1",
        "source": [0, 9],
        "cue": [10, 14],
        "content": [[15, 34]],
        "inside": None,
        "kind": "role",
        "quotation": "indirect",
    }
    report = {"id": "r", "text": TEXT, "attributions": [attribution | changes], "events": []}
    return json.dumps(report)


def test_a_set_is_loaded(tmp_path):
    path = tmp_path / "set.jsonl"
    path.write_text(marked_report())
    (report,) = load(path)
    assert report.attributions[0].content == ((15, 34),)
    assert report.depth(report.attributions[0]) == 0


@pytest.mark.parametrize(
    "changes",
    [{"inside": "a9"}, {"kind": "nobody"}, {"cue": [10, 999]}, {"cue": [14, 10]}, {"content": 3}],
)
def test_a_malformed_set_is_refused_by_line(tmp_path, changes):
    path = tmp_path / "set.jsonl"
    path.write_text(marked_report(**changes))
    with pytest.raises(BenchError, match="line 1"):
        load(path)


def test_matching_is_one_to_one_and_finds_the_most():
    worth = {("a", "x"): 1.0, ("a", "y"): 0.9, ("b", "x"): 0.8}
    pairs = matched("ab", "xy", lambda a, b: worth.get((a, b), 0.0))
    assert sorted(pairs) == [(0, 1), (1, 0)]


def test_words_of_spans():
    words = Words(TEXT)
    assert len(words.of([(0, 9)])) == 2
    assert jaccard(words.of([(0, 9)]), words.of([(0, 14)])) == pytest.approx(2 / 3)


def test_damage_leads_back():
    damaged = bare("“No,” he said - don't.")
    assert damaged.text == "No he said  don't"
    assert damaged.back((0, 2)) == (1, 3)
    assert capitals("Straße").text == "STRAßE"


def test_spans_of_an_instance():
    labels = ("B-source", "I-source", "B-cue", "O", "B-content", "B-content")
    assert Instance("d", ("a",) * 6, labels).spans() == {
        ("source", 0, 2),
        ("cue", 2, 3),
        ("content", 4, 5),
        ("content", 5, 6),
    }


def test_f1_by_hand():
    assert f1(np.array([2, 4, 3])) == pytest.approx(4 / 7)
    assert f1(np.array([0, 0, 0])) == 0


def test_macro_f1_counts_the_classes_that_the_key_has():
    table = np.array([[2, 0, 0], [1, 1, 0], [0, 0, 0]], dtype=float)
    assert macro_f1(table.ravel()) == pytest.approx((4 / 5 + 2 / 3) / 2)


def test_treebank_tokens_become_text():
    tokens = ["``", "No", ",", "''", "he", "did", "n't", "say", "(", "twice", ")", "."]
    text, at = joined(tokens)
    assert text == "“No,” he didn't say (twice)."
    assert [text[a:b] for a, b in at][1] == "No"
