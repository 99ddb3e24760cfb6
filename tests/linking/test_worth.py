from dataclasses import replace

import numpy as np
import pytest

from according.errors import DataError
from according.linking import worth
from according.linking.worth import FEATURES, Worth, describe, is_linked, load_worth
from tests.linking.test_pairs import BLAST

EVERYTHING = Worth(np.zeros(len(FEATURES)), 0.0)
NOTHING = Worth(np.zeros(len(FEATURES)), 1.0)


def test_an_attack_with_its_toll_is_of_an_event_and_a_remark_further_down_is_not():
    remark = replace(
        BLAST,
        number=6,
        in_head=False,
        types=frozenset({"REQUEST"}),
        figures=(),
        spots=(),
        earliest=None,
        latest=None,
        asserted=False,
    )
    assert is_linked(BLAST)
    assert not is_linked(remark)


def test_courses_of_things_are_of_no_event():
    assert is_linked(BLAST, EVERYTHING)
    assert not is_linked(replace(BLAST, course=True), EVERYTHING)


def test_what_nothing_tells_from_others_is_of_no_event():
    bare = replace(BLAST, figures=(), spots=(), actors=frozenset(), names=frozenset({"varna"}))
    assert not is_linked(bare, EVERYTHING)
    assert is_linked(replace(bare, spots=BLAST.spots), EVERYTHING)
    assert not is_linked(BLAST, NOTHING)


def test_an_account_without_evidence_breaks_nothing():
    assert np.isfinite(describe(replace(BLAST, evidence=()))).all()


def test_damaged_weights_are_said(monkeypatch):
    load_worth.cache_clear()
    monkeypatch.setattr(worth, "load_json", lambda name: {"weights": {}})
    with pytest.raises(DataError, match=r"linking/worth\.json is damaged"):
        load_worth()
    load_worth.cache_clear()
