"""A report with two names exchanged gives the same record with the names exchanged.

Numbers and days must be the same without exception. For what a learned parser and encoder say of
words, `AT_MOST` is how much may differ in these reports; docs/trust.md has how much does, in 300.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from tests.hostile.casts import Exchange, cast, pair, template
from tests.hostile.swap import compared, laid
from tests.long import LONG

MANY = 300 if LONG else 8
NEVER = ("figures: value", "figures: of whom", "quantities")
AT_MOST = {
    Exchange.SIDES: {"mentions: of whom": 0.25, "attributions: found": 0.15, "blame": 0.3},
    Exchange.SEXES: {"mentions: of whom": 0.15, "attributions: found": 0.1, "blame": 0.2},
    Exchange.OUTLETS: {"mentions: of whom": 0.1, "attributions: found": 0.1, "blame": 0.1},
}


@pytest.fixture(scope="module")
def read(reader):
    """Reads each report once."""
    known = {}

    def once(report):
        if report.id not in known:
            known[report.id] = reader.read(report)
        return known[report.id]

    return once


@pytest.mark.parametrize("what", Exchange)
def test_the_record_is_the_same_with_names_exchanged(read, what):
    found = compared(read, (pair(number, what) for number in range(MANY)))
    assert sum(each.findings for each in found.values()) > 100 * MANY
    for name in NEVER:
        assert found[name].differing == 0, found[name].lines
    for name, most in AT_MOST[what].items():
        assert found[name].rate <= most, "\n".join(found[name].lines)


def test_a_reader_that_takes_a_side_is_caught(read):
    def unfair(report):
        reading = read(report)
        first = report.text.find("Russia") < report.text.find("Ukrain")
        return replace(reading, figures=()) if first else reading

    both = {"Russia", "Ukraine"}
    numbers = (n for n in range(200) if {cast(n).a.country, cast(n).b.country} == both)
    found = compared(unfair, (pair(n, Exchange.SIDES) for n in islice(numbers, 4)))
    assert found["figures: value"].rate > 0.5


def test_reports_are_of_many_kinds_and_lie_upon_one_another():
    texts = set()
    for number in range(100):
        texts.add(template(number))
        for what in Exchange:
            one, other = pair(number, what)
            assert one.places[-1] == other.places[-1]
            assert len(one.places) == len(one.report.text) + 1
            assert what is not Exchange.SIDES or one.report.text != other.report.text
            assert "{" not in one.report.text + other.report.text
            assert "[" not in one.report.text
    assert len(texts) == 100


def test_what_lies_at_one_place_is_the_same(read):
    one, _ = pair(0, Exchange.SIDES)
    reading = read(one.report)
    assert laid(reading, one.span) == laid(reading, one.span)
    mention = reading.mentions[0].evidence
    assert one.span(mention.start, mention.end) in laid(reading, one.span)["mentions: found"]
