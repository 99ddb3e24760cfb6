"""The forms of conflict data: columns, codes, what stays empty, and where each number is from."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date

import pytest

from according.data import load_json
from according.export.coded import code, rules_of
from according.export.coded.countries import countries
from according.export.coded.days import precision
from according.export.compared import Doubt, How, compare, read_file
from according.export.formats import acled, ged, polecat
from according.export.formats.choosing import choose
from according.export.formats.coders import FIGURES, cell, coded_events, columns
from according.export.formats.destination import Destination
from according.export.formats.losses import Losses
from according.export.formats.writing import write
from according.linking.aliases import load_aliases
from according.model import BlameCertainty
from according.reviewing.deciding import decide, event_items
from according.reviewing.findings import Kind
from according.reviewing.roles import ANYBODY, Viewer
from according.reviewing.settled import Verdict
from tests.export.coded.world import TULN, event, telling
from tests.export.compared.test_theirs import file_of

FORMS = {"ged": ged.FORMAT, "acled": acled.FORMAT, "polecat": polecat.FORMAT}
SIXTEEN = ("16", 16, 16, 16)


class Chosen:
    """Events that were put together by hand, as if they had been chosen of a record."""

    def __init__(self, *events):
        self._events = events

    def happenings(self):
        return iter(self._events)

    def link(self, kind, identity):
        return f"http://127.0.0.1:8417/{kind}/{identity}"


def table(path, form):
    name = path / ("events.txt" if form == "polecat" else "events.csv")
    how = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if name.suffix == ".txt" else {}
    with name.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, **how))


def written(form, path, *events, **options):
    losses = Losses()
    kind = FORMS[form]
    rows = kind.write(Chosen(*events), Destination(path, None), kind.told(options), losses)
    found = table(path, form)
    assert len(found) == rows
    return found, {each["field"]: each for each in losses.plain()}


@pytest.mark.parametrize(("form", "count"), [("ged", 49), ("acled", 31), ("polecat", 40)])
def test_all_columns_in_order(form, count, tmp_path):
    (row,), _ = written(form, tmp_path, event(telling(killed=SIXTEEN)))
    assert len(row) == count
    assert tuple(row) == columns(form)


@pytest.mark.parametrize(
    ("form", "name"), [("ged", "ucdp_ged"), ("acled", "acled"), ("polecat", "polecat")]
)
def test_columns_are_those_that_loaders_read(form, name, shared):
    known = json.loads((shared / "schemas" / "columns.json").read_text("utf-8"))
    assert list(columns(form)) == known[name]


def full():
    """An event of which all is told that forms ask for."""
    said = {"killed": ("at least 14", 14, 14, None), "says": "the prefect"}
    return event(
        telling("Quay Post", origin=1, blamed="Syrian army", to="villagers", title="Blast", **said),
        telling("Osk Daily", origin=2, day=13, killed=SIXTEEN, of_whom="villagers"),
        telling("Tuln Eye", origin=3, killed=SIXTEEN, mode="aerial"),
    )


def test_ged_row(tmp_path):
    (row,), lost = written("ged", tmp_path, full())
    wanted = {
        "id": str(0x0123456789AB),
        "relid": "0123456789abcdef" * 4,
        "year": "2024",
        "type_of_violence": "3",
        "side_a": "Government of Syria",
        "gwnoa": "652",
        "side_b": "Civilians",
        "side_b_dset_id": "9999",
        "number_of_sources": "3",
        "source_article": '"Quay Post,2024-03-12,Blast";"Osk Daily,2024-03-13,";'
        '"Tuln Eye,2024-03-12,"',
        "source_office": "Quay Post;Osk Daily;Tuln Eye",
        "source_date": "2024-03-12;2024-03-13;2024-03-12",
        "source_headline": "Blast;;",
        "source_original": "the prefect",
        "where_prec": "1",
        "where_coordinates": "Tuln",
        "latitude": "45",
        "longitude": "28",
        "geom_wkt": "POINT (28 45)",
        "priogrid_gid": str(270 * 720 + 416 + 1),
        "country": "Romania",
        "country_id": "360",
        "region": "Europe",
        "date_prec": "1",
        "date_start": "2024-03-12",
        "date_end": "2024-03-12",
        "deaths_civilians": "16",
        "deaths_unknown": "0",
        "low": "14",
        "best": "16",
        "high": "16",
    }
    assert {name: row[name] for name in wanted} == wanted
    empty = {name for name, value in row.items() if not value}
    assert empty >= {*ged.NEVER} - {"side_b_dset_id", "side_b_new_id"}
    assert {f"column {name}" for name in empty} <= lost.keys(), "each empty cell has a reason"


def test_ged_has_only_events_with_deaths_unless_all_are_wanted(tmp_path):
    rows, lost = written("ged", tmp_path, event(telling()), full())
    assert len(rows) == 1
    assert lost["event"]["count"] == 1
    rows, _ = written("ged", tmp_path, event(telling()), rows="all")
    assert rows[0]["best"] == rows[0]["deaths_unknown"] == ""


def test_a_row_for_every_event_or_a_reason(tmp_path):
    rows, lost = written("ged", tmp_path, full(), full())
    assert len(rows) + lost["event"]["count"] == 2, "two events of one number are not two rows"


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Syrian army", "rebels of the hills", 1),
        ("gunmen", "police", 1),
        ("Syrian army", "Turkish soldiers", 1),
        ("gunmen", "rebels of the hills", 2),
        ("gunmen", "villagers", 3),
        ("the police", "journalists", 3),
        ("villagers", "police", None),
        ("Reed Front", "police", None),
        ("gunmen", "Reed Front", None),
        ("gunmen", None, None),
        (None, "villagers", None),
    ],
)
def test_types_of_violence_are_not_guessed(a, b, kind):
    coded = code(event(telling(blamed=a, to=b, killed=SIXTEEN)))
    assert ged.type_of_violence(coded.actor, coded.recipient) == kind


def test_ged_rules_hold_in_what_ucdp_published(shared):
    with (shared / "schemas" / "ucdpged.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    states = {each.at_ucdp: each for each in countries().values()}
    for row in rows:
        cellid = ged.priogrid(float(row["latitude"]), float(row["longitude"]))
        assert cellid == int(float(row["priogrid_gid"]))
        first, last = (date.fromisoformat(row[name]) for name in ("date_start", "date_end"))
        assert precision((last - first).days + 1)[0] == int(float(row["date_prec"]))
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(float(row[name]) for name in parts) == float(row["best"])
        known = states.get(row["country"])
        # A name of before 2019.
        if row["country"] != "Macedonia, FYR":
            assert known is not None, row["country"]
            assert known.state == int(float(row["country_id"]))
            assert known.ucdp_region == row["region"]
        if row["side_b"] == "Civilians":
            assert (row["type_of_violence"], row["side_b_dset_id"]) == ("3.0", "9999.0")


FEW = 8
"""Values of a column, up to which they are a list of codes."""


def form_of(values: list[str]) -> Callable[[str], bool]:
    """What a column's values have in common: codes of a list, whole numbers, days, numbers."""
    some = [each.removesuffix(".0") for each in values if each]
    numbers = all(re.fullmatch(r"-?\d+(\.\d+)?", each) for each in some)
    if some and numbers and len(set(some)) <= FEW and len(some) > FEW * 4:
        return lambda value: value in some
    for pattern in (r"-?\d+", r"\d{4}-\d\d-\d\d", r"-?\d+\.?\d*", r"POINT \(-?[\d.]+ -?[\d.]+\)"):
        if some and all(re.fullmatch(pattern, each) for each in some):
            return lambda value: re.fullmatch(pattern, value) is not None
    return lambda value: True


@pytest.mark.parametrize(
    ("form", "sample"), [("ged", "ucdpged.csv"), ("acled", "acled_old_dummy.csv")]
)
def test_cells_look_as_those_that_were_published(form, sample, shared, tmp_path):
    with (shared / "schemas" / sample).open(newline="", encoding="utf-8") as file:
        published = list(csv.DictReader(file))
    week = telling(on=(11, 17), killed=SIXTEEN, blamed="gunmen", to="police", type="PROTEST")
    arrest = telling(type="COERCE", mode="arrest", killed=SIXTEEN, blamed="police", to="gunmen")
    few = {"year", "iso", "admin3", "where_prec", "fatalities", "inter1", "inter2", "interaction"}
    rows = []
    for number, each in enumerate((full(), event(week), event(arrest))):
        (tmp_path / str(number)).mkdir()
        rows += written(form, tmp_path / str(number), each)[0]
    for row in rows:
        for name, value in row.items():
            known = [each[name] for each in published]
            if value and name not in few:
                assert form_of(known)(value), f"{name}: {value}"


def test_the_check_of_cells_can_fail():
    assert not form_of(["1.0"] * 40)("2")
    assert not form_of(["2013-01-03"])("3 January 2013")
    assert not form_of(["300380.0"])("id 300380")
    assert not form_of(["POINT (36.5 35.7)"])("36.5 35.7")


def test_acled_row(tmp_path):
    (row,), lost = written("acled", tmp_path, full())
    wanted = {
        "event_id_cnty": f"ROU{0x0123456789AB}",
        "event_date": "2024-03-12",
        "year": "2024",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "Syrian army",
        "inter1": "8",
        "actor2": "Civilians (Romania)",
        "assoc_actor_2": "villagers",
        "inter2": "7",
        "interaction": "78",
        "civilian_targeting": "Civilian targeting",
        "iso": "642",
        "region": "Europe",
        "country": "Romania",
        "location": "Tuln",
        "geo_precision": "1",
        "source": "Quay Post; Osk Daily; Tuln Eye",
        "fatalities": "14",
        "tags": "coded by=machine",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert row["notes"].startswith("12 March 2024: Violence (aerial) in Tuln; killed 14 (low 14")
    assert {f"column {name}" for name, value in row.items() if not value} <= lost.keys()
    (row,), _ = written("acled", tmp_path, full(), dates="dd-mm-yyyy", best="origins")
    assert (row["event_date"], row["fatalities"]) == ("12-03-2024", "16")


def kinds(**told):
    return acled.event_type(code(event(telling(**told))))


def test_acled_types():
    assert kinds(type="CONSULT") is None
    assert kinds(type="ASSAULT", mode="firearms") == ("", ""), "whom it was against is not told"
    assert kinds(type="ASSAULT", mode="firearms", to="villagers") == (
        "Violence against civilians",
        "Attack",
    )
    assert kinds(type="ASSAULT", mode="firearms", to="police", blamed="gunmen") == (
        "Battles",
        "Armed clash",
    )
    assert kinds(type="ASSAULT", mode="firearms", to="police", blamed="Reed Front") == ("", "")
    assert kinds(type="PROTEST", mode="riot") == ("Riots", "Violent demonstration")
    assert kinds(type="PROTEST") == ("Protests", "")
    assert kinds(type="YIELD", mode="ceasefire") == ("Strategic developments", "Agreement")


def test_acled_types_are_those_of_its_categories(shared):
    name = shared / "schemas" / "acled_event_categories.csv"
    with name.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    table = acled.types()
    known = {(each["event_type"], each["sub_event_type"]): each for each in rows}
    assert {(event, sub) for event, subs in table.subs.items() for sub in subs} == known.keys()
    for (kind, sub), each in known.items():
        said = acled.disorder(kind, sub)
        assert ("Political violence" in said) == (each["political_violence"] == "1.0")
        assert ("Demonstrations" in said) == (each["demonstrations"] == "1.0")


def test_acled_types_of_plover_are_plovers():
    types = load_json("events/ontology.json")["types"]
    for kind, mode, _ in acled.types().rows:
        assert mode is None or mode in types[kind]["modes"]


def test_acled_interaction_where_both_kinds_are_known(shared):
    assert acled.interaction(1, 7) == acled.interaction(7, 1) == 17
    assert acled.interaction(6, 0) == 60
    assert acled.interaction(None, 7) is acled.interaction(1, None) is None
    name = shared / "schemas" / "acled_old_dummy.csv"
    with name.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            one, other, both = (
                int(float(row[each])) for each in ("inter1", "inter2", "interaction")
            )
            assert acled.interaction(one, other) == both


def test_a_protest_has_one_actor_and_a_bomb_has_not(tmp_path):
    told = telling(type="PROTEST", blamed="protesters")
    (row,), _ = written("acled", tmp_path, event(told))
    assert (row["actor1"], row["inter1"], row["inter2"], row["interaction"]) == (
        "Protesters (Romania)",
        "6",
        "0",
        "60",
    )
    (row,), _ = written("acled", tmp_path, event(telling(blamed="police")))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("1", "", "")


def test_polecat_row(tmp_path):
    (row,), lost = written("polecat", tmp_path, full())
    wanted = {
        "Event ID": "0123456789abcdef" * 4,
        "Event Date": "2024-03-12",
        "Event Type": "ASSAULT",
        "Event Mode": "aerial",
        "Intensity": "-9.5",
        "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": "Syrian army",
        "Actor Country": "SYR",
        "Primary Actor Sector": "MIL",
        "Recipient Name": "villagers",
        "Primary Recipient Sector": "CVL",
        "Placename": "Tuln",
        "Country": "ROU",
        "GeoNames ID": "2511001",
        "Publication Date": "2024-03-12",
        "Story Locations": "Tuln",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert row["Version"].endswith("coded by machine")
    assert {f"column {name}" for name, value in row.items() if not value} <= lost.keys()


def test_polecat_parts_yield():
    assert polecat.type_of("YIELD", "release") == "RETREAT"
    assert polecat.type_of("YIELD", None) is None
    assert polecat.type_of("AID", None) == "AID"
    types = load_json("events/ontology.json")["types"]
    for kind, each in types.items():
        for mode in each["modes"]:
            assert polecat.intensity(polecat.type_of(kind, mode), mode) is not None, (kind, mode)


def test_every_number_says_where_it_is_from(tmp_path):
    found = full()
    (row,), _ = written("ged", tmp_path, found)
    texts = {each.reading.report.id: each.reading.report.text for each in found.told}
    with (tmp_path / "figures.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == FIGURES
    for bound in ("low", "best", "high"):
        own = [each for each in lines if (each["figure"], each["bound"]) == ("killed", bound)]
        assert {each["value"] for each in own} == {row[bound]}
        assert {each["row"] for each in own} == {row["id"]}
        for each in own:
            words = texts[each["report"]][int(each["start"]) : int(each["end"])]
            assert each["words"] == words != ""
            assert each["rule"]
            assert each["decided by"] == "machine"
    (low,) = [each for each in lines if (each["figure"], each["bound"]) == ("killed", "low")]
    assert (low["holder"], low["outlet"], low["origin"]) == ("the prefect", "Quay Post", "1")
    plain = json.loads((tmp_path / "coded.jsonl").read_text("utf-8"))
    assert str(plain["row"]) == row["id"]
    with (tmp_path / "rows.csv").open(newline="", encoding="utf-8") as file:
        (marked,) = csv.DictReader(file)
    assert (marked["row"], marked["decided by"]) == (row["id"], "machine")
    assert "killed" in marked["read by the machine alone"]
    assert marked["page"].endswith(row["relid"])


def test_who_is_suspected_alone_is_told_beside_the_table(tmp_path):
    told = telling(blamed="Reed Front", certainty=BlameCertainty.POSSIBLE, killed=SIXTEEN)
    (row,), lost = written("ged", tmp_path, event(told))
    assert row["side_a"] == "Reed Front"
    assert lost["certainty"]["count"] is None
    plain = json.loads((tmp_path / "coded.jsonl").read_text("utf-8"))
    assert plain["actors"][0]["certainty"] == ["possible"]


def test_cells_are_one_line_and_no_formulas():
    assert cell("=SUM(A1)\n now") == "'=SUM(A1) now"
    assert cell("＝SUM(A1)") == "'＝SUM(A1)"
    assert cell(-9.5) == "-9.5"
    assert cell(45.123456789) == "45.123457"
    assert cell(28.0) == "28"
    assert cell(None) == ""


def test_headlines_do_not_break_lists(tmp_path):
    told = telling(killed=SIXTEEN, title='Blast; "many" dead\tin Tuln')
    (row,), _ = written("ged", tmp_path, event(told, telling("Osk Daily", origin=2)))
    assert row["source_headline"] == "Blast, 'many' dead in Tuln;"
    assert row["source_article"].count('";"') == 1
    (row,), _ = written("polecat", tmp_path, event(told))
    assert row["Placename"] == TULN.name


@pytest.mark.parametrize("form", FORMS)
def test_the_demo_as_a_coder_gets_it(form, record, tmp_path):
    with choose(record) as chosen:
        made = write(FORMS[form], chosen, str(tmp_path / "out"))
        events = chosen.events
    rows = table(tmp_path / "out", form)
    losses = json.loads((tmp_path / "out.losses.json").read_text("utf-8"))["losses"]
    left_out = sum(each["count"] for each in losses if each["field"] == "event")
    assert made.rows == len(rows) > 0
    assert len(rows) + left_out == events
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert set(manifest["rules"]) == {"best", "low", "high", "tolls", "vague words"}


def test_what_a_person_decides_is_coded_and_marked(record, tmp_path):
    decided = 0
    for line in record.across.events():
        for item in event_items(record, ANYBODY, line.id):
            if item.anchor.kind is Kind.FIGURE and item.field == "count" and not decided:
                decide(record, Viewer("mara"), item.anchor, Verdict.CORRECT, "count", "999")
                decided, event_id, report = 1, line.id, item.anchor.report_id
    with choose(record) as chosen:
        write(FORMS["ged"], chosen, str(tmp_path / "out"), {"rows": "all", "dozens": "12"})
    with (tmp_path / "out" / "figures.csv").open(newline="", encoding="utf-8") as file:
        lines = [each for each in csv.DictReader(file) if each["value"] == "999"]
    assert {each["event"] for each in lines} == {event_id}
    assert {each["report"] for each in lines} == {report}
    assert {each["decided by"] for each in lines} == {"person"}
    with (tmp_path / "out" / "rows.csv").open(newline="", encoding="utf-8") as file:
        by = {each["event"]: each["decided by"] for each in csv.DictReader(file)}
    assert by.pop(event_id) == "person"
    assert set(by.values()) == {"machine"}


@pytest.mark.parametrize("form", ["ged", "acled"])
def test_the_demo_beside_its_own_export_is_the_same(form, record, tmp_path):
    rules = {} if form == "ged" else {"best": "lowest", "convention": "acled"}
    with choose(record) as chosen:
        write(FORMS[form], chosen, str(tmp_path / "out"))
        ours = [coded for _, coded in coded_events(chosen, rules_of(rules))]
    file = read_file(tmp_path / "out" / "events.csv")
    found = compare(ours, file, load_aliases())
    own = {each.id: str(each.number) for each in ours}
    assert found.pairs
    for pair, differing in found.pairs:
        if not pair.theirs.id.endswith(own[pair.ours.id]):
            # Of a week in a country there can be several, and then the others are named.
            assert pair.doubt is Doubt.POSSIBLE
            assert pair.as_well
            continue
        fields = {each.field: each.how for each in differing}
        assert How.DIFFER not in {fields[name] for name in fields if name.startswith("killed")}
    # Rows without a day cannot be laid beside anything: they are told, and not lost.
    assert {each.column for each in file.bad} <= {"date_start", "event_date"}
    written_rows = len(table(tmp_path / "out", form))
    assert len(found.pairs) + len(found.only_there) + len(file.bad) == written_rows


def test_a_file_that_others_may_have_coded_beside_the_demo(record, tmp_path):
    tulcea = {"latitude": "45.1787", "longitude": "28.8050", "where_coordinates": "Tulcea town"}
    rows = (
        {"id": "1", "side_a": "Delta Front", **tulcea},
        {"id": "2", "date_start": "2019-03-12", "date_end": "2019-03-12"},
    )
    with choose(record) as chosen:
        ours = [coded for _, coded in coded_events(chosen, rules_of({}))]
    found = compare(ours, read_file(file_of(tmp_path / "others.csv", "ged", *rows)), load_aliases())
    (pair, differing) = next(each for each in found.pairs if each[0].theirs.id == "1")
    assert pair.doubt is Doubt.MATCH
    assert pair.ours.where.place.name == "Tulcea"
    fields = {each.field: each for each in differing}
    assert fields["date"].how is How.AGREE
    assert (fields["killed, best"].theirs, fields["killed, best"].how) == ("16", How.DIFFER)
    assert fields["killed, best"].note.startswith("here by ")
    assert [each.id for each in found.only_there] == ["2"]
