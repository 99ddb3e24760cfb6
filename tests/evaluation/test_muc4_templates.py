"""Incidents of a message, from what the encoder finds."""

import json

import numpy as np
import pytest

from according.errors import BenchError
from according.model import Report
from evaluation.gtt import INCIDENTS, ROLES, fold_of
from evaluation.muc4_slots import load_tables, slots
from evaluation.muc4_templates import (
    Weights,
    filler_features,
    incident_features,
    incidents,
    load_weights,
    looked_at,
)

TEXT = (
    "OSK, 3 MAR 90 -- GUNMEN OF THE HARBOUR FRONT KIDNAPPED MAYOR TOMAS VEL IN THE TOWN OF OSK "
    "TODAY. A BOMB DESTROYED THE TOWN MILL AN HOUR LATER."
)


@pytest.fixture
def message(reader):
    (encoded,) = reader.encode(Report(TEXT))
    return looked_at(TEXT, encoded)


def test_features_have_the_weights_that_were_learned(message):
    weights = load_weights()
    assert filler_features(message).shape == (len(message.fillers), len(weights.filler) - 1)
    assert incident_features(message).shape == (len(INCIDENTS), len(weights.incident) - 1)


def test_what_fills_a_role_stands_in_the_text_without_articles(message):
    assert message.fillers
    for filler in message.fillers:
        for place in filler.places:
            words = TEXT[place.start : place.end]
            assert words == words.strip()
            assert not words.startswith("THE ")


def test_no_incident_is_told_of_where_none_is_likely(message):
    never = Weights(
        np.r_[-20.0, np.zeros(15 + 4 * len(ROLES))],
        np.r_[-20.0, np.zeros(6 + 2 * len(INCIDENTS))],
    )
    assert incidents(message, never) == []


def test_slots_are_written_as_keys_are(message, reader):
    always = Weights(
        np.r_[20.0, np.zeros(15 + 4 * len(ROLES))],
        np.r_[20.0, np.zeros(6 + 2 * len(INCIDENTS))],
    )
    found = incidents(message, always)
    assert len(found) == len(INCIDENTS)
    reading = reader.read(Report(TEXT))
    for each in found:
        filled = slots(each, reading, load_tables())
        assert filled[4][0] == ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY",
                                "FORCED WORK STOPPAGE")[each.sort]  # fmt: skip
        assert all(values for values in filled.values())


def test_damaged_weights_are_told(tmp_path):
    (tmp_path / "weights.json").write_text(json.dumps({"filler": [1]}))
    with pytest.raises(BenchError, match="no weights"):
        load_weights(tmp_path / "weights.json")


def test_a_message_is_always_in_the_same_fold():
    assert [fold_of(f"DEV-MUC3-{n:04d}") for n in range(1, 5)] == [3, 0, 5, 1]
    assert {fold_of(f"DEV-MUC3-{n:04d}") for n in range(300)} == set(range(6))
