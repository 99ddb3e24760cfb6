import pytest

from according.errors import SettingsError
from according.export.coded import Rules, code, rules_of
from according.model import FigureKind
from tests.export.coded.world import event, telling

FOURTEEN = ("at least 14", 14, 14, None)
SIXTEEN = ("16", 16, 16, 16)
TWENTY_TWO = ("22", 22, 22, 22)


def killed(*told, **options):
    count = code(event(*told), rules_of(options)).count(FigureKind.KILLED)
    assert count.low.value <= (count.best.value or count.low.value) <= count.high.value
    return count


def numbers(count):
    return count.low.value, count.best.value, count.high.value


def test_best_is_what_most_origins_give():
    count = killed(
        telling("Osk Daily", origin=1, killed=FOURTEEN, says="the prefect"),
        telling("Quay Post", origin=2, killed=FOURTEEN, says="a nurse"),
        telling("Tuln Eye", origin=3, killed=TWENTY_TWO),
    )
    assert numbers(count) == (14, 14, 22)
    assert [(each.held.holder, each.held.outlet) for each in count.best.given] == [
        ("the prefect", "Osk Daily"),
        ("a nurse", "Quay Post"),
    ]
    assert [each.held.outlet for each in count.high.given] == ["Tuln Eye"]
    assert count.high.open
    assert not count.low.open
    assert "most independent origins" in count.best.rule


def test_copies_do_not_outweigh_one_independent_report():
    copies = [telling(f"Copy {n}", origin=1, killed=TWENTY_TWO) for n in range(5)]
    assert numbers(killed(*copies, telling("Osk Daily", origin=2, killed=SIXTEEN)))[1] == 16


def test_as_many_origins_give_the_lower():
    told = telling(origin=1, killed=TWENTY_TWO), telling("Osk Daily", origin=2, killed=SIXTEEN)
    assert numbers(killed(*told)) == (16, 16, 22)
    assert numbers(killed(*reversed(told))) == (16, 16, 22)


@pytest.mark.parametrize(
    ("options", "best"),
    [
        ({"best": "lowest"}, 14),
        ({"best": "highest"}, 22),
        ({"best": "latest"}, 22),
        ({"best": "trusted", "trusted": "a nurse"}, 16),
        ({"best": "trusted", "trusted": "the mayor; osk daily"}, 16),
        ({"best": "trusted", "trusted": "the mayor"}, 14),
    ],
)
def test_other_rules_for_best(options, best):
    told = (
        telling("Quay Post", origin=1, killed=FOURTEEN),
        telling("Tuln Eye", origin=2, killed=FOURTEEN),
        telling("Osk Daily", origin=3, killed=SIXTEEN, says="a nurse"),
        telling("Hill Times", origin=4, killed=TWENTY_TWO, day=13),
    )
    count = killed(*told, **options)
    assert numbers(count) == (14, best, 22)
    if options.get("trusted") == "the mayor":
        assert "none of those that the user trusts" in count.best.rule


def test_an_older_toll_of_the_report_itself_does_not_stand():
    count = killed(
        telling(origin=1, killed=("four", 4, 4, 4), superseded=True),
        telling("Osk Daily", origin=2, killed=SIXTEEN),
    )
    assert numbers(count) == (16, 16, 16)
    assert [each.older for each in count.given] == [
        "the report itself calls it an older toll",
        None,
    ]


def test_a_toll_that_rose_stands_unless_the_last_is_asked_for():
    told = (
        telling(origin=1, killed=FOURTEEN),
        telling("Tuln Eye", origin=2, killed=FOURTEEN),
        telling("Osk Daily", origin=3, killed=TWENTY_TWO, day=14),
    )
    assert numbers(killed(*told)) == (14, 14, 22)
    count = killed(*told, tolls="last")
    assert numbers(count) == (22, 22, 22)
    assert count.given[0].older == "a figure first given on 2024-03-14 goes on from it"


def test_only_an_upper_bound_gives_no_best():
    count = killed(telling(killed=("up to 20", None, None, 20)))
    assert numbers(count) == (0, None, 20)
    assert count.low.open
    assert not count.high.open


def test_a_convention_for_vague_words():
    told = telling(killed=("dozens", 24, None, None), rule=("dozens", (1,)))
    assert numbers(killed(told)) == (24, 24, 24)
    assert numbers(killed(told, dozens="12")) == (12, 12, 12)
    assert numbers(killed(told, convention="acled")) == (12, 12, 12)
    assert (
        code(event(told), rules_of({"dozens": "12"}))
        .rules.said()["vague words"]
        .endswith("dozens = 12")
    )


def test_nothing_is_made_of_no_figure():
    coded = code(event(telling()))
    assert coded.counts == ()
    assert coded.deaths.unknown is None


@pytest.mark.parametrize(
    "options",
    [
        {"best": "true"},
        {"tolls": "some"},
        {"dozens": "many"},
        {"dozens": "-1"},
        {"convention": "none"},
        {"best": "trusted"},
        {"trusted": "the mayor"},
    ],
)
def test_options_that_cannot_be(options):
    with pytest.raises(SettingsError):
        rules_of(options)


def test_default_rules_are_those_of_no_options():
    assert rules_of({}) == Rules()
