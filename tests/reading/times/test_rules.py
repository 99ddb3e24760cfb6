import pytest

from according.errors import DataError
from according.reading.times import rules, vocabulary
from according.reading.times.calendar import MAKERS
from according.reading.times.grammar import parse
from according.reading.times.patterns import Words, shortest
from according.reading.times.rules import Kind, load_rules
from according.reading.times.vocabulary import load_vocabulary
from according.reading.times.weights import weights_from
from according.reading.times.words import BREAK, words

KINDS = frozenset({"MONTH", "YEAR"})


@pytest.fixture(scope="module")
def text():
    """A function from a text to its words with their senses."""
    known = load_vocabulary()

    def make(string):
        found = words(string)
        return Words(found, lambda at: known.senses(found, at))

    return make


def ends(pattern, text):
    return sorted({end for end, _ in parse(pattern, {}, KINDS).match(text, 0)})


def test_words_are_runs_and_marks():
    assert [word.low for word in words("a.m. 12-year—old")] == [
        "a", ".", "m", ".", "12", "-", "year", "-", "old",
    ]  # fmt: skip


def test_words_know_blank_lines_and_spaces():
    found = words("March\n3\n \n2014")
    assert [word.low for word in found] == ["march", "3", BREAK, "2014"]
    assert [word.glued for word in words("3rd 4")] == [True, True, False]


@pytest.mark.parametrize(
    ("pattern", "string", "expected"),
    [
        ("the | a", "the", [1]),
        ("the? MONTH", "March", [1]),
        ("the? MONTH", "the March", [2]),
        ("MONTH ( ,? YEAR )?", "March, 2014", [1, 3]),
        ("MONTH ~YEAR", "March 2014", []),
        ("MONTH [ YEAR ]", "March 2014", [2]),
        ("the *", "the siege", [2]),
        ("the *", "the 3", []),
    ],
)
def test_patterns_match(pattern, string, expected, text):
    assert ends(pattern, text(string)) == expected


@pytest.mark.parametrize("pattern", ["( the", "the )", "the |", "NOPE", "@nope", "", "the ( )"])
def test_malformed_patterns_are_refused(pattern):
    with pytest.raises(DataError):
        parse(pattern, {}, KINDS)


def test_rules_load_and_none_is_empty():
    loaded = load_rules(load_vocabulary().kinds)
    assert len(loaded.rules) > 100
    assert all(shortest(rule.pattern) > 0 for rule in loaded.rules)


def test_every_calendar_rule_has_a_maker():
    loaded = load_rules(load_vocabulary().kinds)
    named = {rule.name for rule in loaded.rules if rule.kind is Kind.CALENDAR}
    assert named <= set(MAKERS)
    assert set(MAKERS) - named <= {"unknown"}


@pytest.mark.parametrize(
    "lines", ["calendar\tdate", "nope\tdate\tthe", "calendar\tdate\tthe?", "let\ta\tNOPE"]
)
def test_malformed_rules_are_refused(lines, monkeypatch):
    monkeypatch.setattr(rules, "load_text", lambda name: lines)
    with pytest.raises(DataError):
        load_rules(load_vocabulary().kinds)


@pytest.mark.parametrize(
    "change",
    [
        {"classes": {"MONTH": {}}},
        {"classes": {"MONTH": {"March": 3}}},
        {"classes": {"month": {"march": 3}}},
        {"classes": {"MONTH": {"march": None}}},
        {"capital": ["nowhere"]},
        {"numbers": None},
        {"ordinals": {"first": "1"}},
    ],
)
def test_malformed_words_are_refused(change, monkeypatch):
    whole = vocabulary.load_json(vocabulary.FILE)
    monkeypatch.setattr(vocabulary, "load_json", lambda name: whole | change)
    with pytest.raises(DataError):
        load_vocabulary()


@pytest.mark.parametrize("plain", [{}, {"accept": 1, "ahead": 2}, {"accept": {"bias": 1}}, None])
def test_malformed_weights_are_refused(plain):
    with pytest.raises(DataError):
        weights_from(plain)


@pytest.mark.parametrize(
    ("string", "kind", "value"),
    [
        ("1,250", "COUNT", 1250), ("2.5", "COUNT", 2.5), ("5 1/2", "COUNT", 5.5),
        ("twenty-four", "COUNT", 24), ("a hundred", "COUNT", 100), ("a dozen", "COUNT", 12),
        ("two hundred and fifty", "COUNT", 250), ("nineteen ninety-four", "YEAR", 1994),
        ("two thousand", "YEAR", 2000), ("1984", "YEAR", 1984), ("'84", "YEAR", 1984),
        ("'16", "YEAR", 2016), ("3rd", "DAY", 3), ("twenty-first", "ORD", 21),
        ("1980s", "DECADE", 1980), ("1980's", "DECADE", 1980), ("'80s", "DECADE", 1980),
        ("eighties", "DECADE", 1980),
        ("1930", "HHMM", 1930), ("third", "ORD", 3),
    ],
)  # fmt: skip
def test_numbers_in_digits_and_words(string, kind, value, text):
    found = [sense for sense in text(string).senses[0] if sense.kind == kind]
    assert value in [sense.value for sense in found]
    assert max(sense.end for sense in found) == len(words(string))


@pytest.mark.parametrize("string", ["1,984", "1984.5", "1984%", "19840", "0984", "9" * 5_000])
def test_digits_that_are_no_year(string, text):
    assert all(sense.kind != "YEAR" for sense in text(string).senses[0])


def test_money_is_no_year(text):
    assert all(sense.kind != "YEAR" for sense in text("$1984").senses[1])
