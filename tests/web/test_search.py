"""Search and filters find what is there, and only that."""

import re

import pytest

from according.store.dialects import SQLite
from according.store.wanted import Wanted, open_ended, terms
from according.web.excerpts import excerpt
from tests.postgres import BOTH

DATABASES = BOTH


def match(words):
    """A search in the language of FTS5, as it is sent."""
    wanted = terms(words)
    if not wanted:
        return None
    query = SQLite().search(wanted, open_ended(words)).numbers
    (expression,) = query.compile().params.values()
    return expression


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("", None),
        ("  ", None),
        ("* - '", None),
        ("bomb", '"bomb"'),
        ("bomb*", '"bomb" *'),
        ("covered mark *", '"covered" AND "mark" *'),
        ("covered market", '"covered" AND "market"'),
        ('"covered market"', '"covered market"'),
        ('he said "so', '"he" AND "said" AND "so"'),
        ("a AND b OR NOT c", '"a" AND "AND" AND "b" AND "OR" AND "NOT" AND "c"'),
        ("text:x", '"text x"'),
        ("NEAR(a b, 3)", '"NEAR a" AND "b" AND "3"'),
    ],
)
def test_words_are_never_commands(words, expression):
    assert match(words) == expression


def test_terms_keep_phrases():
    assert terms('one "two three" four') == [("one",), ("two", "three"), ("four",)]


def ids(state, **wanted):
    return [each.id for each in state.finding.reports(Wanted(**wanted), size=50).rows]


def texts(state):
    return {each: state.record.report(each).text for each in state.record.report_ids()}


@pytest.mark.parametrize(
    "words", ["market", "Prefect", "tulcea", "bus station", "covered mark*", "zzzz"]
)
def test_search_finds_the_reports_that_have_the_words(state, words):
    *whole, last = words.lower().split()
    begins, last = last.endswith("*"), last.rstrip("*")
    has = set()
    for report, text in texts(state).items():
        own = set(re.findall(r"\w+", text.lower()))
        if own.issuperset(whole) and any(
            each.startswith(last) if begins else each == last for each in own
        ):
            has.add(report)
    assert set(ids(state, words=words)) == has


def test_accents_do_not_matter(state):
    assert ids(state, words="Galati") == ids(state, words="Galaţi")
    assert ids(state, words="Galati")


def test_phrases_stand_together(state):
    together = ids(state, words='"covered market"')
    assert together
    assert all("covered market" in texts(state)[each].lower() for each in together)


def test_filters_narrow(state):
    state.faces.catch_up()
    of_outlet = ids(state, outlet="capital standard")
    assert {state.record.report(each).outlet for each in of_outlet} == {"Capital Standard"}
    both = ids(state, outlet="Capital Standard", words="bomb")
    assert set(both) <= set(of_outlet)
    assert not ids(state, outlet="Capital Standard", words="Kamnik")
    named = ids(state, actor="Delta Front")
    assert named
    assert all("Delta Front" in texts(state)[each] for each in named)


def test_events_are_narrowed_by_what_is_told(state):
    state.faces.catch_up()
    find = state.finding.events
    every = find(Wanted(), size=500)
    assert every.total == len(every.rows) == len({each.event_id for each in every.rows})
    several = find(Wanted(reports=3), size=500).rows
    assert several
    assert all(each.reports >= 3 for each in several)
    sure = find(Wanted(origins=2), size=500).rows
    assert all(each.low >= 2 for each in sure)
    there = find(Wanted(place="tulc"), size=500).rows
    assert there
    assert all(each.place.startswith("Tulcea") for each in there)
    differ = find(Wanted(differing=True), size=500).rows
    assert all(each.differs for each in differ)
    told = find(Wanted(outlet="Capital Standard"), size=500).rows
    members = state.record.across.members([each.event_id for each in told])
    by_event = {}
    for event, report in members.values():
        by_event.setdefault(event, set()).add(state.record.report(report).outlet)
    assert all("Capital Standard" in outlets for outlets in by_event.values())


def test_pages_of_a_list_are_all_of_it_once(state):
    state.faces.catch_up()
    total = state.finding.events(Wanted(), size=1).total
    seen = [
        each.event_id
        for at in range(0, total, 7)
        for each in state.finding.events(Wanted(), size=7, at=at).rows
    ]
    assert len(seen) == len(set(seen)) == total


def test_excerpts_show_what_was_searched():
    text = "Headline\n\nThe prefect spoke. " + "Nothing more. " * 40 + "Préfets came."
    bits = excerpt(text, "prefets")
    assert [each.text for each in bits if each.hit] == ["Préfets"]
    assert excerpt(text, "nowhere")[0].text.startswith("Headline")
    assert "".join(each.text for each in excerpt("short", "")) == "short"


def test_the_last_day_that_there_is_can_be_asked_for(client):
    for page in ("events", "map", "search", "timeline"):
        assert client.get(f"/{page}?to=9999-12-31").status_code == 200
