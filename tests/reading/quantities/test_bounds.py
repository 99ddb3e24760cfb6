import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.errors import DataError, SettingsError
from according.reading.quantities import bounds as module
from according.reading.quantities import load_conventions, rebound
from according.reading.quantities.bounds import RULES, bounds, convention

OWN = convention()


@pytest.mark.parametrize(
    ("rule", "stated", "counts", "measures"),
    [
        ("exact", (14,), (14, 14, 14), (14, 14, 14)),
        ("at least", (14,), (14, 14, None), (14, 14, None)),
        ("more than", (20,), (21, None, None), (20, None, None)),
        ("more than", (1.5,), (2, None, None), (1.5, None, None)),
        ("up to", (30,), (None, None, 30), (None, None, 30)),
        ("fewer than", (20,), (None, None, 19), (None, None, 20)),
        ("about", (15,), (14, 15, 17), (13.5, 15, 16.5)),
        ("nearly", (300,), (270, None, 299), (270, None, 300)),
        ("just over", (100,), (101, None, 110), (100, None, 110)),
        ("just under", (100,), (90, None, 99), (90, None, 100)),
        ("between", (20, 30), (20, None, 30), (20, None, 30)),
        ("ratio", (1, 5), (20, 20, 20), (20, 20, 20)),
        ("sum", (1, 2), (3, 3, 3), (3, 3, 3)),
        ("none", (0,), (0, 0, 0), (0, 0, 0)),
        ("ordinal", (11,), (11, 11, 11), (11, 11, 11)),
        ("multiple", (2,), (None, None, None), (None, None, None)),
        ("dozens", (1,), (24, None, None), (24, None, None)),
        ("tens", (1000,), (20_000, None, None), (20_000, None, None)),
        ("several", (100,), (300, None, None), (300, None, None)),
    ],
)
def test_bounds_by_rule(rule, stated, counts, measures):
    assert bounds(rule, stated, OWN) == counts
    assert bounds(rule, stated, OWN, whole=False) == measures


numbers = st.integers(0, 10**12) | st.decimals(0, 10**6, places=2).map(float)


@given(
    st.sampled_from(sorted(RULES - {"ratio"})),
    st.lists(numbers, min_size=2, max_size=2).map(sorted),
    st.booleans(),
    st.sampled_from(sorted(load_conventions())),
)
def test_bounds_are_never_upside_down(rule, stated, whole, name):
    found = bounds(rule, tuple(stated), load_conventions()[name], whole=whole)
    given_ = [bound for bound in found if bound is not None]
    assert given_ == sorted(given_)
    assert all(math.isfinite(bound) and bound >= 0 for bound in given_)


def test_conventions_differ_where_they_should():
    known = load_conventions()
    assert set(known) == {"according", "even", "acled"}
    assert bounds("dozens", (1,), known["acled"]) == (12, 12, 12)
    assert bounds("hundreds", (1,), known["acled"]) == (100, 100, 100)
    assert bounds("nearly", (300,), known["even"]) == (270, 300, 330)
    assert bounds("about", (200,), known["acled"]) == (200, 200, 200)


def test_every_convention_has_the_same_vague_words():
    known = load_conventions()
    assert len({frozenset(each.vague) for each in known.values()}) == 1


def test_rebound_keeps_the_words_and_changes_the_bounds(read):
    (found,) = read("Dozens of boats left Velden.")
    other = rebound(found, convention("acled"))
    assert (found.low, found.high, other.low, other.high) == (24, None, 12, 12)
    assert (other.evidence, other.rule, other.stated) == (found.evidence, "dozens", (1,))


def test_rebound_by_its_own_convention_changes_nothing(read):
    text = "Nearly 300 of at least two dozen groups had 20 to 30 men, half of them aged over 40."
    assert [rebound(each, OWN) for each in read(text)] == list(read(text))


def test_unknown_names_are_refused():
    with pytest.raises(SettingsError, match="no convention 'mine'; there are according, acled"):
        convention("mine")
    with pytest.raises(SettingsError, match="no rule 'guess'"):
        bounds("guess", (1,), OWN)


@pytest.mark.parametrize(
    "entry",
    [{}, {"about": 0.1, "vague": {"dozens": [5, None, 3]}, "nearly_reaches": True}, {"about": "x"}],
)
def test_a_damaged_convention_is_refused(monkeypatch, entry):
    monkeypatch.setattr(module, "load_json", lambda name: {"mine": entry})
    with pytest.raises(DataError, match=r"quantity_conventions\.json, mine"):
        load_conventions()
