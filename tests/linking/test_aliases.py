"""A user's list of other names: what it does, and what is said of one that cannot be used."""

import json

import pytest

from according.errors import SettingsError
from according.linking.aliases import load_aliases, plain_entries, read_aliases, to_entries
from according.model import ActorKind


@pytest.fixture
def listed(tmp_path):
    def write(content, name="own.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_line_has_names_of_one_actor(listed):
    path = listed("\ufeff# ours\n\n  Harbour Rescue League =Quay Angels=  QA  # all one\r\n")
    (entry,) = read_aliases(path)
    assert entry.names == ("Harbour Rescue League", "Quay Angels", "QA")
    own = load_aliases(path)
    assert own.find("the quay angels") is own.find("Harbour Rescue League") is not None
    assert load_aliases().find("Quay Angels") is None


def test_json_says_kind_and_short_forms(listed):
    actors = [{"names": ["Harbour Rescue League"], "short": ["League"], "kind": "organisation"}]
    (entry,) = read_aliases(listed(json.dumps({"actors": actors}), "own.json"))
    assert (entry.short, entry.kind) == (("League",), ActorKind.ORGANISATION)


def test_names_of_an_entry_that_is_there_join_it(listed):
    own = load_aliases(listed("Daesh = The Black Reeds"))
    assert own.find("Black Reeds").key == own.find("ISIL").key == load_aliases().find("IS").key


def test_a_line_can_make_one_of_two_shipped_entries(listed):
    own = load_aliases(listed("Hamas = Hezbollah"))
    assert own.find("Hamas") is own.find("Hizballah")


def test_entries_come_back_as_they_were(listed):
    entries = read_aliases(listed("Harbour Rescue League = Quay Angels"))
    assert to_entries(json.loads(json.dumps(plain_entries(entries)))) == entries


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Quay Angels\n", "line 1: one name only; write 'name = other name'"),
        ("\nQuay Angels = \n", "line 2: '' is no name"),
        ("= = =", "line 1: '' is no name"),
        ("Quay Angels = ... = !!", "line 1: '...' is no name"),
        ("A Fund = B Fund\nC Fund = B Fund", "line 2: 'B Fund' is on line 1 too"),
        (b"Quay \xff\xfe = Angels", "cannot be read"),
        (b"\x00\x00 = \x00", "is no name"),
    ],
)
def test_a_text_that_cannot_be_used_says_where(listed, content, said):
    with pytest.raises(SettingsError, match=r"own\.txt") as raised:
        read_aliases(listed(content))
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "no list 'actors'"),
        ('{"actors": {}}', "no list 'actors'"),
        ('{"actors": [7]}', "entry 1: not an object with 'names'"),
        ('{"actors": [{"names": []}]}', "entry 1: no 'names'"),
        ('{"actors": [{"names": "Quay"}]}', "entry 1: names are not a list of texts"),
        ('{"actors": [{"names": ["Quay", null]}]}', "entry 1: names are not a list of texts"),
        ('{"actors": [{"names": ["Quay"], "kind": "villain"}]}', "kind 'villain' is none of"),
        ('{"actors": [{"names": ["Quay"], "kind": []}]}', "kind [] is none of"),
        ('{"actors": [{"names": ["Q F"]}, {"names": ["q f"]}]}', "entry 2: 'q f' is in entry 1"),
    ],
)
def test_json_that_cannot_be_used_says_where(listed, content, said):
    with pytest.raises(SettingsError, match=r"own\.json") as raised:
        read_aliases(listed(content, "own.json"))
    assert said in str(raised.value)


def test_a_folder_or_nothing_is_no_list(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(SettingsError, match="cannot be read"):
            read_aliases(path)


def test_a_long_list_is_read(listed):
    lines = "\n".join(f"Quay {number} Fund = Harbour {number} Fund" for number in range(5_000))
    own = load_aliases(listed(lines))
    assert own.find("Harbour 4711 Fund") is own.find("Quay 4711 Fund")


def test_a_line_with_very_many_names_and_very_long_ones_is_read(listed):
    names = " = ".join(f"Quay {number}" for number in range(2_000))
    assert len(read_aliases(listed(names))[0].names) == 2_000
    assert read_aliases(listed("Quay " * 20_000 + "= Harbour"))
