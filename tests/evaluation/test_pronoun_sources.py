import json

import pytest

from according.errors import BenchError
from evaluation import pronoun_sources
from evaluation.pronoun_sources import SIZE, Case, files, labels, resolved, sample, score

TEXT = "Mara Lindqvist met Ivo Kralj. She said he was late."
MARA, IVO, SHE, HE = (0, 14), (19, 28), (30, 33), (39, 41)
CASE = Case("quay", SHE, (MARA,))
NOBODY = Case("quay", HE, ())


def test_right_if_the_nearest_name_is():
    assert resolved(CASE, [[(MARA, True), (SHE, False)], [(IVO, True)]])


def test_wrong_if_the_nearest_name_is_anothers():
    assert not resolved(CASE, [[(MARA, True), (IVO, True), (SHE, False)]])
    assert not resolved(CASE, [[(IVO, True), (SHE, False)]])


def test_wrong_if_it_means_nobody_or_is_not_found():
    assert not resolved(CASE, [[(SHE, False)], [(MARA, True)]])
    assert not resolved(CASE, [[(MARA, True)]])


def test_a_name_counts_before_a_nearer_description():
    assert resolved(CASE, [[(MARA, True), (IVO, False), (SHE, False)]])
    assert not resolved(CASE, [[(IVO, False), (SHE, False)]])


def test_a_name_behind_it_counts_where_none_is_before():
    assert resolved(Case("quay", MARA, (IVO,)), [[(MARA, False), (IVO, True)]])


def test_a_pronoun_that_means_nobody_in_the_text_should_mean_nobody():
    assert resolved(NOBODY, [[(MARA, True), (SHE, False)]])
    assert resolved(NOBODY, [[(HE, False)]])
    assert not resolved(NOBODY, [[(IVO, True), (HE, False)]])


def test_a_sample_is_of_pronouns_and_the_same_each_time():
    text = "He said. They said. The group said."
    sources = [("quay", text, (0, 2)), ("quay", text, (9, 13)), ("quay", text, (20, 29))]
    assert sample(sources) == sample(sources[::-1]) == [("quay", (0, 2)), ("quay", (9, 13))]


def test_the_labels_are_of_the_sample():
    found = labels()
    assert len(found) == SIZE
    assert len({(case.document, case.pronoun) for case in found}) == SIZE


def test_labels_of_another_form_are_an_error(tmp_path):
    path = tmp_path / "labels.json"
    path.write_text(json.dumps({"quay": [{"pronoun": [0]}]}))
    with pytest.raises(BenchError, match="has no labels"):
        labels(path)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """One annotated document, and a label of it."""
    for folder in ("text", "attributions"):
        (tmp_path / "polnear" / "dev" / folder).mkdir(parents=True)
    (tmp_path / "polnear/dev/text/quay.txt").write_text(TEXT)
    (tmp_path / "polnear/dev/attributions/quay_0000.ann").write_text("T1\tSource 30 33\tShe\n")
    path = tmp_path / "labels.json"
    case = {"pronoun": SHE, "names": [MARA]}
    path.write_text(json.dumps({"quay_0000": [case]}))
    monkeypatch.setattr(pronoun_sources, "LABELS", path)
    monkeypatch.setattr(pronoun_sources, "labels", lambda: labels(path))
    return tmp_path


def test_score_reads_each_document(data):
    assert score(data, lambda text: [[(MARA, True), (SHE, False)]]).value == 1
    assert score(data, lambda text: []).value == 0


def test_files_are_texts_annotations_and_labels(data, tmp_path):
    assert [path.name for path in files(data)] == ["quay_0000.ann", "quay.txt", "labels.json"]
    assert files(tmp_path / "nowhere") == []
