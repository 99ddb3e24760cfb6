"""Ids of events from release to release: the same happening keeps its id, none is given twice."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from according.export.releases.stable import State, Telling, leads_to, name


def telling(report: str, account: str | None = None, *words: tuple[int, int]) -> Telling:
    return Telling(report, account or f"{report}-account", words or ((0, 5),))


def released(*releases):
    """Each release after the other: what each named."""
    known, all_named = (), []
    for number, events in enumerate(releases, 1):
        named = name(
            {event: list(map(telling, reports)) for event, reports in events.items()}, known, number
        )
        known = tuple(named.known.values())
        all_named.append(named)
    return all_named


def test_an_event_keeps_its_id_when_a_report_joins_and_the_record_calls_it_otherwise():
    first, second = released({"a": "12", "b": "3"}, {"x": "124", "y": "3"})
    assert first.of == {"a": "a", "b": "b"}
    assert second.of == {"x": "a", "y": "b"}
    assert second.known["a"].since == 1
    assert second.known["a"].last == 2


def test_a_reading_anew_keeps_ids_by_the_words_that_tell():
    before = name(
        {"a": [telling("1", "old", (10, 16))], "b": [telling("1", "other", (40, 46))]}, ()
    )
    now = {"x": [telling("1", "new", (12, 20))], "y": [telling("1", "newer", (41, 44), (90, 95))]}
    assert name(now, before.known.values(), 2).of == {"x": "a", "y": "b"}


def test_other_words_of_the_same_report_are_another_event():
    before = name({"a": [telling("1", "old", (10, 16))]}, ())
    after = name({"x": [telling("1", "new", (60, 66))]}, before.known.values(), 2)
    assert after.of == {"x": "x"}
    assert after.known["a"].state is State.GONE


def test_an_id_that_the_record_gives_to_another_happening_is_not_given_again():
    _, second = released({"a": "1"}, {"a": "9", "b": "1"})
    assert second.of["b"] == "a"
    assert second.of["a"] not in ("a", "b")


def test_of_events_that_became_one_the_lesser_points_on():
    _, second, third = released({"a": "12", "b": "3"}, {"a": "123"}, {"a": "1234", "c": "5"})
    assert second.of == {"a": "a"}
    assert second.known["b"].state is State.MERGED
    assert second.known["b"].into == ("a",)
    assert leads_to("b", third.known) == ("a",)


def test_ids_point_on_along_a_chain():
    *_, last = released(
        {"a": "1", "b": "23", "c": "456"}, {"b": "123", "c": "456"}, {"c": "123456"}
    )
    assert leads_to("a", last.known) == ("c",)
    assert leads_to("b", last.known) == ("c",)
    assert leads_to("nothing", last.known) == ()


def test_what_is_told_apart_again_has_its_own_id_back():
    _, _, third = released({"a": "12", "b": "34"}, {"a": "1234"}, {"a": "12", "z": "34"})
    assert third.of == {"a": "a", "z": "b"}
    assert third.back == {"b"}
    assert third.split == {"b": ("a",)}
    assert third.known["b"].state is State.LIVE
    assert third.known["b"].since == 1


def test_a_part_of_a_merged_event_is_not_that_event():
    _, _, third = released({"a": "1267", "b": "345"}, {"a": "1234567"}, {"a": "123467", "z": "5"})
    assert third.of["z"] == "z"
    assert third.known["b"].state is State.MERGED


def test_a_split_event_goes_on_as_its_greater_part_and_the_rest_says_where_it_is_from():
    _, second = released({"a": "12345"}, {"x": "45", "y": "123"})
    assert second.of == {"y": "a", "x": "x"}
    assert second.split == {"x": ("a",)}


def test_what_was_left_out_once_has_its_id_back():
    _, second, third = released({"a": "12", "b": "3"}, {"a": "12"}, {"a": "12", "n": "3"})
    assert second.known["b"].state is State.GONE
    assert third.of["n"] == "b"
    assert third.back == {"b"}
    assert third.split == {}


GROUPS = st.lists(
    st.dictionaries(st.sampled_from("1234567"), st.sampled_from("ABC"), max_size=7), max_size=5
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(GROUPS)
def test_whatever_happens_ids_are_of_one_event_and_none_is_lost(histories):
    releases = []
    for grouped in histories:
        events: dict[str, list[str]] = {}
        for report, event in sorted(grouped.items()):
            events.setdefault(event, []).append(report)
        releases.append(events)
    ever: set[str] = set()
    for events, named in zip(releases, released(*releases), strict=True):
        assert named.of.keys() == events.keys()
        assert len(set(named.of.values())) == len(events)
        live = {each.id for each in named.known.values() if each.state is State.LIVE}
        assert live == set(named.of.values())
        assert ever <= named.known.keys()
        ever = set(named.known)
        for each in named.known.values():
            if each.state is State.MERGED:
                assert leads_to(each.id, named.known) or not set(each.into) & live


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(GROUPS)
def test_the_same_again_names_the_same(histories):
    releases = []
    for grouped in histories:
        events: dict[str, list[str]] = {}
        for report, event in sorted(grouped.items()):
            events.setdefault(event, []).append(report)
        releases += [events, events]
    all_named = released(*releases)
    for first, again in zip(all_named[::2], all_named[1::2], strict=True):
        assert first.of == again.of
        assert not again.split
        assert not again.back
