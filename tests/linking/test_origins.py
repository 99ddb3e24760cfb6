import random

from according.linking import links, origins
from according.model import Relation, Report
from tests.linking.test_relations import OWN, WIRE

LATE = "The harbour guard said on Tuesday that the reef would be marked with two more lights."


def report(text: str, outlet: str = "Quay Post") -> Report:
    return Report(text, outlet=outlet)


def groups(reports: list[Report]) -> set[frozenset[str]]:
    found = origins(reports, list(links(reports, {})))
    return {frozenset(each.report_ids) for each in found}


def test_copies_are_of_one_origin_and_others_of_their_own():
    wire, copy, other = report(WIRE), report(WIRE, "Osk Daily"), report(OWN)
    assert groups([wire, copy, other]) == {
        frozenset((wire.id, copy.id)),
        frozenset((other.id,)),
    }


def test_a_link_shows_the_words_on_both_sides():
    wire, copy = report(WIRE), report(f"{LATE} {WIRE}", "Osk Daily")
    (link,) = links([wire, copy], {})
    assert link.relation is Relation.COPY
    for left, right in zip(link.in_a, link.in_b, strict=True):
        assert left.quote.lower() == right.quote.lower()
        assert wire.text[left.start : left.end] == left.quote
        assert copy.text[right.start : right.end] == right.quote


def test_a_copy_of_a_copy_is_of_the_same_origin():
    first = report(f"{WIRE} {OWN}")
    second = report(WIRE, "Osk Daily")
    third = report(f"{LATE} {OWN}", "Upper Osk Times")
    assert len(groups([first, second, third])) == 1


def test_the_order_of_arrival_changes_nothing():
    reports = [
        report(text, f"Outlet {number}")
        for number, text in enumerate((WIRE, OWN, WIRE, f"{LATE} {WIRE}", LATE, f"{OWN} {LATE}"))
    ]
    expected = groups(reports)
    for seed in range(6):
        random.Random(seed).shuffle(reports)
        assert groups(reports) == expected


def test_a_thousand_copies_are_one_origin():
    reports = [report(WIRE, f"Outlet {number}") for number in range(1000)]
    assert len(groups(reports)) == 1


def test_no_reports_have_no_origins():
    assert origins([], []) == ()


def test_two_processes_find_what_one_finds():
    reports = [report(f"{WIRE} {OWN}", f"Outlet {number}") for number in range(4)]
    assert list(links(reports, {}, workers=2)) == list(links(reports, {}))
