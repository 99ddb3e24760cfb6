import json

import pytest

from according.export.coded import code, plain_coded
from according.export.coded.classes import class_of
from according.export.coded.countries import countries, country, country_in
from according.export.coded.days import precision
from according.model import BlameCertainty
from tests.export.coded.world import DISTRICT, OSK, TULN, event, telling

SIXTEEN = ("16", 16, 16, 16)


def test_days_that_most_origins_bear_out():
    coded = code(
        event(
            telling(origin=1, on=(11, 17)),
            telling("Osk Daily", origin=2, on=(12, 12)),
            telling("Tuln Eye", origin=3, on=(14, 14)),
            telling("Hill Times", origin=4, on=(14, 14)),
        )
    )
    when = coded.when
    assert (when.first.day, when.last.day, when.precision) == (14, 14, 1)
    assert (when.earliest.day, when.latest.day) == (11, 17)
    assert [each.outlet for each in when.held] == ["Tuln Eye", "Hill Times"]
    assert [each.said for each in when.others] == ["2024-03-11 to 2024-03-17", "2024-03-12"]


@pytest.mark.parametrize(
    ("days", "code_"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (400, 5)]
)
def test_precision_of_days(days, code_):
    assert precision(days)[0] == code_


def test_a_town_is_borne_out_by_who_names_its_district():
    coded = code(
        event(
            telling(origin=1, at=DISTRICT),
            telling("Osk Daily", origin=2, at=TULN),
            telling("Tuln Eye", origin=3, at=OSK),
        )
    )
    assert coded.where.place == TULN
    assert (coded.where.precision, coded.where.reason) == (1, "a populated place is named")
    assert coded.where.country.iso3 == "ROU"
    assert {each.said for each in coded.where.others} == {"Lower Tuln (district), RO", "Osk, RO"}


def test_where_nothing_is_told_nothing_is_coded():
    coded = code(event(telling(at=None, on=None, type=None)))
    assert coded.where is None
    assert coded.when is None
    assert coded.kind.type is None
    assert coded.actor is None
    assert coded.decided == {}


def test_kind_is_what_most_origins_tell():
    coded = code(
        event(
            telling(origin=1, type="PROTEST"),
            telling("Copy", origin=1, type="PROTEST"),
            telling("Osk Daily", origin=2, type="ASSAULT", mode="explosives"),
            telling("Tuln Eye", origin=3, type="ASSAULT"),
        )
    )
    assert (coded.kind.type, coded.kind.mode) == ("ASSAULT", "explosives")
    assert coded.kind.origins == {"PROTEST": 1, "ASSAULT": 2}


def test_actors_are_joined_and_named_without_loaded_words():
    coded = code(
        event(
            telling(origin=1, blamed="Reed Front terrorists", loaded="terrorists"),
            telling("Osk Daily", origin=2, blamed="Reed Front", certainty=BlameCertainty.ACCUSED),
            telling("Tuln Eye", origin=3, blamed="soldiers", certainty=BlameCertainty.POSSIBLE),
            same={"Reed Front terrorists": "R", "Reed Front": "R"},
        )
    )
    assert coded.actor.name == "Reed Front"
    assert set(coded.actor.called) == {"Quay Post", "Osk Daily"}
    assert coded.actor.certainty == (BlameCertainty.ASSERTED, BlameCertainty.ACCUSED)
    assert [each.name for each in coded.actors] == ["Reed Front", "soldiers"]
    assert coded.actors[1].kind.name == "military"


def test_who_has_only_loaded_words_has_no_name():
    coded = code(event(telling(blamed="the terrorists", loaded="terrorists")))
    assert coded.actor.name is None
    assert coded.actor.called == {"Quay Post": ["the terrorists"]}


def test_who_is_only_said_not_to_have_done_it_is_no_actor():
    coded = code(event(telling(blamed="Reed Front", certainty=BlameCertainty.DENIED)))
    assert coded.actor is None
    assert [each.name for each in coded.actors] == ["Reed Front"]


def test_swapping_the_sides_swaps_the_row():
    one = code(event(telling(blamed="Reed Front", to="Hill League", killed=SIXTEEN)))
    other = code(event(telling(blamed="Hill League", to="Reed Front", killed=SIXTEEN)))
    assert (one.actor.name, one.recipient.name) == ("Reed Front", "Hill League")
    assert (other.actor.name, other.recipient.name) == ("Hill League", "Reed Front")


def deaths(**told):
    found = code(event(telling(**told))).deaths
    return found.side_a, found.side_b, found.civilians, found.unknown


def test_whose_the_deaths_are():
    assert deaths(killed=SIXTEEN) == (0, 0, 0, 16)
    assert deaths(killed=SIXTEEN, of_whom="civilians") == (0, 0, 16, 0)
    parts = (("four", 4, "children"), ("two", 2, "soldiers"))
    assert deaths(killed=SIXTEEN, parts=parts) == (0, 0, 4, 12)
    assert deaths(killed=SIXTEEN, parts=parts, to="the army") == (0, 2, 4, 10)
    assert deaths(killed=SIXTEEN, parts=parts, blamed="the police") == (2, 0, 4, 10)
    assert deaths(killed=SIXTEEN, parts=parts, blamed="the police", to="the army") == (0, 0, 4, 12)
    many = (("nine", 9, "children"), ("eight", 8, "women"))
    assert deaths(killed=SIXTEEN, parts=many) == (0, 0, 0, 16), "some are counted twice"
    assert deaths() == (None, None, None, None)


def test_ids_hang_on_the_event_alone():
    one = code(event(telling(killed=SIXTEEN)))
    other = code(event(telling(killed=SIXTEEN), telling("Osk Daily", origin=2)))
    assert (one.id, one.number) == (other.id, other.number)
    assert one.number < 10**15, "a spreadsheet keeps 15 digits"


def test_plain_says_where_each_number_is_from():
    found = event(telling(killed=SIXTEEN, says="the prefect", title="Blast in Tuln"))
    plain = json.loads(json.dumps(plain_coded(code(found))))
    (count,) = plain["counts"]
    assert count["best"]["value"] == 16
    (given,) = count["best"]["given"]
    text = found.told[0].reading.report.text
    assert text[given["start"] : given["end"]] == given["words"] == "16"
    assert (given["holder"], given["outlet"]) == ("the prefect", "Quay Post")
    assert plain["sources"][0]["headline"] == "Blast in Tuln"
    assert plain["sources"][0]["holders"] == ["the prefect"]
    assert plain["decided"]["killed"] == "machine"


def test_classes_of_words():
    assert class_of("four Slovenian policemen")[0].name == "police"
    assert class_of("the armed forces of Osk") == (class_of("armed forces")[0], "armed forces")
    assert class_of("people") is None
    assert class_of("Reed Front") is None


def test_countries():
    assert country("SI").state == 349
    assert country_in("Slovenian police").iso == "SI"
    assert country_in("the police") is None
    assert country_in("Syrian and Turkish troops") is None
    numbers = [each.state for each in countries().values() if each.state]
    assert len(numbers) == len(set(numbers))
    assert all(each.at_ucdp and each.ucdp_region for each in countries().values() if each.state)
