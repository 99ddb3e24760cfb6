import io
from datetime import date
from importlib import resources

import numpy as np
import pytest

from according.errors import DataError
from according.linking import vectors
from according.linking.same import Same, as_weights
from according.linking.told import told
from according.linking.vectors import WEIGHTS, checked
from according.model import Report

FERRY = (
    "Ferry sinks off Velden\n"
    "The ferry Aurora sank off Velden on Monday in a storm. Divers rescued 14 passengers."
)
AGAIN = (
    "Fourteen saved as ferry goes down\n"
    "Fourteen passengers were rescued when the ferry Aurora sank near Velden on Monday."
)
STRIKE = (
    "Teachers in Orsk strike over pay\n"
    "Teachers in Orsk went on strike on Thursday. Their union demanded higher pay."
)


@pytest.fixture(scope="module")
def same():
    return Same()


@pytest.fixture(scope="module")
def words(reader):
    reports = [Report(text, published=date(2024, 3, 12)) for text in (FERRY, AGAIN, STRIKE)]
    found = [each for report in reports for each in told(reader.read(report))]
    return found, {each.id: each.text for each in reports}


def at(words, text, form):
    found, texts = words
    return next(
        number
        for number, each in enumerate(found)
        if texts[each.report_id] == text and each.form == form
    )


def test_the_likeliest_of_another_report_is_the_same_happening(same, words):
    found, texts = words
    odds = same.odds(found, same.vectors(found, texts))
    sank, again = at(words, FERRY, "sank"), at(words, AGAIN, "sank")
    others = [n for n, each in enumerate(found) if each.report_id == found[again].report_id]
    assert max(others, key=lambda each: odds[sank, each]) == again
    assert odds[sank, again] > 0 > odds[sank, at(words, STRIKE, "demanded")]
    assert np.allclose(odds, odds.T)


def test_groups_and_matters_have_each_once(same, words):
    found, texts = words
    described = same.vectors(found, texts)
    for groups in (same.groups(found, described), same.matters(found, described, texts)):
        assert sorted(each for group in groups for each in group) == list(range(len(found)))


def test_reports_of_other_matters_are_apart(same, words):
    found, texts = words
    parts = same.matters(found, same.vectors(found, texts), texts)
    together = next(part for part in parts if at(words, FERRY, "sank") in part)
    assert at(words, AGAIN, "sank") in together
    assert at(words, STRIKE, "demanded") not in together


def test_order_changes_nothing(same, words):
    found, texts = words
    turned = found[::-1]
    odds = same.odds(found, same.vectors(found, texts))
    other = same.odds(turned, same.vectors(turned, texts))
    assert np.allclose(odds, other[::-1, ::-1])


def test_one_word_and_none(same, words):
    found, texts = words
    alone = found[:1]
    assert same.groups(alone, same.vectors(alone, texts)) == [[0]]
    assert same.groups([], same.vectors([], {})) == []
    assert same.matters([], same.vectors([], {}), {}) == []


def test_a_long_sentence_is_read_around_its_word(same, words):
    found, texts = words
    each = found[0]
    assert len(same.vectors([each], texts).trigger[0]) == vectors.TRIGGER


def test_damaged_weights_are_said():
    folder = resources.files("according.data") / "linking"
    with np.load(io.BytesIO((folder / WEIGHTS).read_bytes())) as arrays:
        plain = {name: arrays[name] for name in arrays.files}
    written = io.BytesIO()
    np.savez(written, **{**plain, "features": plain["features"][:-1]})
    with pytest.raises(DataError, match="other features"):
        as_weights(written.getvalue())


def test_files_that_are_not_the_cards_are_refused(tmp_path):
    for name in (vectors.CARD, vectors.MODEL, WEIGHTS):
        content = (resources.files("according.data") / "linking" / name).read_bytes()
        (tmp_path / name).write_bytes(content)
    assert set(checked(tmp_path)) == {vectors.MODEL, WEIGHTS}
    (tmp_path / WEIGHTS).write_bytes(b"other")
    with pytest.raises(DataError, match="the card says"):
        checked(tmp_path)
    (tmp_path / vectors.MODEL).unlink()
    with pytest.raises(DataError, match="reinstall"):
        checked(tmp_path)
