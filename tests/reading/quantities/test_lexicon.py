import pytest

from according.errors import DataError
from according.reading.quantities import lexicon
from according.reading.quantities.lexicon import check_lower, inverted, load_lexicon


def test_lexicon_loads():
    lists = load_lexicon()
    assert lists.hedges.before["no fewer than"] == "at least"
    assert lists.units.measures["km"] == lists.units.measures["kilometers"] == "kilometre"
    assert lists.units.time <= set(lists.units.measures.values())
    assert lists.numbers.scales["dozen"] == 12


def test_people_who_are_counted_in_the_plural_are_people():
    words = load_lexicon().words
    assert words["plural_people"] - words["people"] <= {"grandchildren"}


@pytest.mark.parametrize(
    ("values", "wrong"), [([], "empty"), (["a", "a"], "twice"), (["A"], "not lower case")]
)
def test_bad_lists_are_refused(values, wrong):
    with pytest.raises(DataError, match=wrong):
        check_lower("file.json", "list", values)


def test_a_word_of_two_units_is_refused():
    with pytest.raises(DataError, match="'m' is under 'metre' and 'mile'"):
        inverted("file.json", {"metre": ["m"], "mile": ["m"]})


def test_a_missing_part_is_refused(monkeypatch):
    monkeypatch.setattr(lexicon, "load_json", lambda name: {})
    with pytest.raises(DataError, match="missing or empty"):
        load_lexicon()


def test_a_hedge_without_a_rule_is_refused(monkeypatch):
    table = {"before": {"sort of": ["kind of"]}, "after": {"about": ["or so"]}}
    real = lexicon.load_json
    monkeypatch.setattr(
        lexicon, "load_json", lambda name: table if name == "quantity_hedges.json" else real(name)
    )
    with pytest.raises(DataError, match="no rule"):
        load_lexicon()


def test_lists_that_no_rule_asks_for_are_refused(monkeypatch):
    real = lexicon.load_json
    monkeypatch.setattr(
        lexicon,
        "load_json",
        lambda name: {**real(name), "more": ["x"]} if name == "quantity_words.json" else real(name),
    )
    with pytest.raises(DataError, match=r"missing or unknown: \['more'\]"):
        load_lexicon()
