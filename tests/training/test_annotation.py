from pathlib import Path

import pytest

from according.errors import BenchError
from training.encoder import annotation

REPORTS = Path(__file__).parents[2] / "training" / "reports" / "attribution.jsonl"


def test_the_invented_reports_are_marked_in_full():
    found = annotation.read([REPORTS])
    assert len(found.full) == 110
    assert found.plain == ()
    marks = [mark for each in found.full for mark in each.marks]
    assert {mark.layer for mark in marks} == {0, 1}
    assert any(mark.label == "anonymous" for mark in marks)
    for each in found.full:
        for start, end, _ in each.events:
            assert each.text[start:end].strip() == each.text[start:end] != ""


def test_a_brat_folder_is_marked_in_part(tmp_path):
    (tmp_path / "a.txt").write_text("He left, she said.")
    (tmp_path / "a.ann").write_text(
        "T1\tSource 9 12\tshe\nT2\tCue 13 17\tsaid\nT3\tContent 0 7\tHe left\n"
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    )
    found = annotation.read([tmp_path])
    assert [each.text for each in found.plain] == ["He left, she said."]
    assert not found.plain[0].complete


def test_what_holds_nothing_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="no annotated documents"):
        annotation.read([tmp_path])
    (tmp_path / "a.jsonl").write_text("{}")
    with pytest.raises(BenchError, match="line 1"):
        annotation.read([tmp_path / "a.jsonl"])
