from according.data import load_json
from according.intake.columns import folded, usual_names
from according.settings import FIELDS


def test_the_data_file_has_every_field_and_no_name_twice():
    names = usual_names()
    assert set(names) == set(FIELDS)
    assert set(load_json("columns.json")) == {"about", *FIELDS}
    everything = [name for field in FIELDS for name in names[field]]
    assert len(everything) == len(set(everything))
    assert all(name == folded(name) for name in everything)


def test_the_fields_own_names_come_first():
    assert all(usual_names()[field][0] == field for field in FIELDS)
