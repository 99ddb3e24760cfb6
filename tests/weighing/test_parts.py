"""Parts of a toll are no tolls of their own."""

import pytest

from according.model import (
    Account,
    Attribution,
    Certainty,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    Holder,
    Quotation,
    Reading,
    Report,
    SourceKind,
    Span,
)
from according.weighing import Standing, Told, fields


def told(text, *figures):
    """A report whose words for each figure are (number as written, of whom, low, high, source)."""
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
    for words, whom, low, high, name in figures:
        holder = Holder((said[name].id,)) if name else Holder()
        where = at(words)
        of_whom = at(whom, where.end) if whom else None
        best = low if low == high else None
        made.append(
            Figure(where, FigureKind.KILLED, low, best, high, holder=holder, of_whom=of_whom)
        )
    mention = EventMention(at("killed"), None, None, Certainty.ASSERTED, Holder())
    account = Account(report.id, (mention.id,), tuple(each.id for each in made))
    stops = [at for at, letter in enumerate(text) if letter == "."]
    starts = [0, *(each + 1 for each in stops)]
    sentences = tuple(Span(a, b + 1) for a, b in zip(starts, stops, strict=False))
    reading = Reading(
        report,
        "a test",
        sentences=sentences,
        attributions=tuple(said.values()),
        events=(mention,),
        figures=tuple(made),
        accounts=(account,),
    )
    return Told(reading, reading.accounts, 1)


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
    found = {each.name: each for each in fields([told(text, *figures)])}
    assert [each.said for each in found["killed"].values] == ["16"]
    assert found["killed"].standing is Standing.ONE
    assert len(found["killed (part of a total)"].values) == 1


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
        # No bound: it may be as many.
        (
            "16 people were killed. At least three attackers died.",
            [SIXTEEN, ("At least three", "attackers", 3, None, None)],
        ),
    ],
)
def test_what_is_no_part_stays_a_total(text, figures):
    found = {each.name: each for each in fields([told(text, *figures)])}
    assert len(found["killed"].values) == 2
    assert "killed (part of a total)" not in found
