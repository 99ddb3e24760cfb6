"""Parts of a toll are no tolls of their own."""

import pytest

from according.errors import DataError
from according.model import (
    Account,
    Attribution,
    Evidence,
    Figure,
    FigureKind,
    Holder,
    Quotation,
    Report,
    SourceKind,
    Span,
)
from according.reading.events.partial import load_sorts, parted


def read(text, *figures):
    """The figures of an account, each given by (number as written, of whom, low, high,
    source, kind if others than the dead are counted)."""
    report = Report(text, outlet="Quay Post")

    def at(words, after=0):
        start = text.index(words, after)
        return Evidence.at(report, start, start + len(words))

    said = {
        name: Attribution(
            cue=at("said"),
            content=(at("people"),),
            source=at(name),
            source_kind=SourceKind.NAMED,
            quotation=Quotation.INDIRECT,
        )
        for name in {each[4] for each in figures if each[4]}
    }
    made = []
    for words, whom, low, high, name, *other in figures:
        holder = Holder((said[name].id,)) if name else Holder()
        where = at(words)
        of_whom = at(whom, where.end) if whom else None
        best = low if low == high else None
        kind = other[0] if other else FigureKind.KILLED
        made.append(Figure(where, kind, low, best, high, holder=holder, of_whom=of_whom))
    account = Account(report.id, ("0" * 64,), tuple(each.id for each in made))
    stops = [at for at, letter in enumerate(text) if letter == "."]
    starts = [0, *(each + 1 for each in stops)]
    sentences = [Span(a, b + 1) for a, b in zip(starts, stops, strict=False)]
    return parted(text, sentences, made, [account], said.values())


SIXTEEN = ("16", "people", 16, 16, None)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "16 people were killed. Three attackers died too.",
            [SIXTEEN, ("Three", "attackers", 3, 3, None)],
        ),
        (
            "16 people were killed. Four of the dead were children.",
            [SIXTEEN, ("Four", "the dead", 4, 4, None)],
        ),
        (
            "16 people were killed. Two more bodies were found.",
            [SIXTEEN, ("Two", None, 2, 2, None)],
        ),
        (
            "16 people were killed. Of which at least four were soldiers.",
            [SIXTEEN, ("at least four", "soldiers", 4, None, None)],
        ),
        (
            "16 people were killed. At least two of the killed were medics.",
            [SIXTEEN, ("At least two", None, 2, None, None)],
        ),
        (
            "16 people were killed. Four women died.",
            [SIXTEEN, ("Four", "women", 4, 4, None)],
        ),
        (
            "Six children were among 16 people killed.",
            [("Six", "children", 6, 6, None), SIXTEEN],
        ),
        (
            "16 people were killed, Rusu said. Another two died later.",
            [("16", "people", 16, 16, "Rusu"), ("two", None, 2, 2, None)],
        ),
    ],
)
def test_parts_stand_apart_from_the_total(text, figures):
    found = read(text, *figures)
    total = found[[each[0] for each in figures].index("16")]
    (part,) = (each for each in found if each is not total)
    assert (total.part_of, part.part_of) == (None, total.id)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # Nobody counts both: whose word the greater is, is another's.
        (
            "16 people were killed, Rusu said. Three soldiers died.",
            [("16", "people", 16, 16, "Rusu"), ("Three", "soldiers", 3, 3, None)],
        ),
        # Two sorts, neither of which is all.
        (
            "16 rebels and three soldiers were killed.",
            [("16", "rebels", 16, 16, None), ("three", "soldiers", 3, 3, None)],
        ),
        # An older toll of the same.
        (
            "16 people were killed. 14 people were counted first.",
            [SIXTEEN, ("14", "people", 14, 14, None)],
        ),
        # Other than the dead of whom the sentence tells before.
        (
            "16 people were hurt. Two died and nine others were hurt.",
            [
                ("16", "people", 16, 16, None, FigureKind.WOUNDED),
                ("Two", None, 2, 2, None),
                ("nine", None, 9, 9, None, FigureKind.WOUNDED),
            ],
        ),
        # A sort of people; it may be the toll of something else.
        (
            "16 people were killed. Three soldiers died.",
            [SIXTEEN, ("Three", "soldiers", 3, 3, None)],
        ),
        # No bound: it may be as many.
        (
            "16 people were killed. At least three attackers died.",
            [SIXTEEN, ("At least three", "attackers", 3, None, None)],
        ),
    ],
)
def test_what_is_no_part_stays_a_total(text, figures):
    assert [each.part_of for each in read(text, *figures)] == [None] * len(figures)


def test_two_of_which_one_is_larger_make_the_larger_the_total():
    _, larger, part = read(
        "16 people were killed. 18 people were killed. Two of the dead were children.",
        SIXTEEN,
        ("18", "people", 18, 18, None),
        ("Two", "the dead", 2, 2, None),
    )
    assert part.part_of == larger.id


def test_what_sums_up_to_a_total_is_part_of_it():
    text = "16 people were killed. Ten people died in the port and six people in a village."
    figures = [SIXTEEN, ("Ten", "people", 10, 10, None), ("six", "people", 6, 6, None)]
    total, *parts = read(text, *figures)
    assert total.part_of is None
    assert {each.part_of for each in parts} == {total.id}


def test_two_of_one_number_sum_up_if_they_are_of_two_sorts():
    text = "Four people were killed. Two teachers and two soldiers died."
    four, two = ("Four", "people", 4, 4, None), ("Two", "teachers", 2, 2, None)
    total, *parts = read(text, four, two, ("two", "soldiers", 2, 2, None))
    assert {each.part_of for each in parts} == {total.id}
    text = "Four people were killed. Two people died. Then two people died."
    two = ("Two", "people", 2, 2, None)
    assert not any(each.part_of for each in read(text, four, two, ("two", "people", 2, 2, None)))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # It rose by one.
        (
            "16 people were killed. 15 people had died at noon. One person died later.",
            [SIXTEEN, ("15", "people", 15, 15, None), ("One", "person", 1, 1, None)],
        ),
        # In two ways.
        (
            "16 people were killed. Ten, six, nine and seven people died in four towns.",
            [
                SIXTEEN,
                *(("Ten", None, 10, 10, None), ("six", None, 6, 6, None)),
                *(("nine", None, 9, 9, None), ("seven", "people", 7, 7, None)),
            ],
        ),
        # Open upwards, and so no sum.
        (
            "16 people were killed. More than nine died here and seven people there.",
            [SIXTEEN, ("More than nine", None, 10, None, None), ("seven", "people", 6, 6, None)],
        ),
    ],
)
def test_what_sums_up_by_chance_does_not(text, figures):
    assert [each.part_of for each in read(text, *figures)] == [None] * len(figures)


def test_a_damaged_file_is_told(monkeypatch):
    monkeypatch.setattr("according.data.load_json", lambda _: {"doers": ["gunmen"]})
    load_sorts.cache_clear()
    with pytest.raises(DataError, match="damaged"):
        load_sorts()
    load_sorts.cache_clear()
