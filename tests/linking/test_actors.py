import random

import pytest

from according.errors import SettingsError
from according.linking.actors import Memory, join, join_all
from according.linking.aliases import load_aliases
from according.linking.keyed import NamedActor
from according.model import ActorKind

ALIASES = load_aliases()
PERSON, BODY, GROUP = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP


def actor(number, name, kind=BODY, names=(), acronyms=(), offices=()):
    return NamedActor(f"r{number}", f"a{number}", kind, name, (name, *names), acronyms, offices)


def together(*actors, aliases=ALIASES):
    """Whether all are taken for one."""
    return len({each.canonical_id for each in join_all(actors, aliases)}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Mujahedin-e-Khalq Organization", "MEK", "People's Mujahedin"),
        ("IS", "ISIL", "ISIS", "Daesh", "Islamic State of Iraq and the Levant"),
        ("Syrian Observatory for Human Rights", "SOHR"),
        ("Harbour Rescue League", "the Harbour Rescue League"),
    ],
)
def test_bodies_of_several_names_are_one(names):
    assert together(*(actor(number, name) for number, name in enumerate(names)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bashar al-Assad", "Bashar Assad"),
        ("Mohammed Orlani", "Muhammad Orlani"),
        ("José Márquez", "Jose Marquez"),
    ],
)
def test_people_are_one_however_their_name_is_spelled(one, other):
    assert together(actor(1, one, PERSON), actor(2, other, PERSON))


def test_a_person_and_a_body_of_one_name_are_two():
    assert not together(actor(1, "Ana Kolarova", PERSON), actor(2, "Ana Kolarova", BODY))


def test_a_surname_alone_is_nobody_of_another_report():
    assert not together(actor(1, "Ana Kolarova", PERSON), actor(2, "Kolarova", PERSON))


def test_an_acronym_joins_where_a_report_defines_it():
    defined = actor(1, "Harbour Rescue League", acronyms=(("HRL", "Harbour Rescue League"),))
    assert together(defined, actor(2, "HRL"))
    assert not together(actor(1, "Harbour Rescue League"), actor(2, "Quay Relief Fund"))


def test_an_acronym_of_two_bodies_is_neither():
    one = actor(1, "Sarovian National Council", acronyms=(("SNC", "Sarovian National Council"),))
    two = actor(2, "Seamen's New Circle", acronyms=(("SNC", "Seamen's New Circle"),))
    joins = join_all([one, two, actor(3, "SNC")], ALIASES)
    assert len({each.canonical_id for each in joins}) == 3


def test_every_join_says_why():
    found = join_all([actor(1, "Daesh", GROUP), actor(2, "ISIL", GROUP)], ALIASES)
    assert {each.reason for each in found} == {"listed alias"}


def test_one_by_one_in_any_order_comes_to_the_same():
    actors = [
        actor(1, "Harbour Rescue League", acronyms=(("HRL", "Harbour Rescue League"),)),
        actor(2, "HRL"),
        actor(3, "Daesh"),
        actor(4, "Islamic State"),
        actor(5, "Bashar Assad", PERSON),
        actor(6, "Bashar al-Assad", PERSON),
        actor(7, "HRL"),
    ]
    wanted = {each.actor_id: each.canonical_id for each in join_all(actors, ALIASES)}
    for seed in range(10):
        order = list(actors)
        random.Random(seed).shuffle(order)
        shelf, found = Memory(), {}
        for each in order:
            found |= {one.actor_id: one.canonical_id for one in join([each], shelf, ALIASES)}
        assert found == wanted


def test_names_swapped_give_joins_swapped():
    names = ["Delta Front", "Black Reed Brigade"]
    for one, other in (names, names[::-1]):
        assert together(actor(1, one), actor(2, one))
        assert not together(actor(1, one), actor(2, other))


def test_a_users_list_is_added_and_its_faults_are_said(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("# ours\nHarbour Rescue League = Quay Angels\n", "utf-8")
    own = load_aliases(path)
    both = actor(1, "Harbour Rescue League"), actor(2, "Quay Angels")
    assert together(*both, aliases=own)
    assert not together(*both)
    path.write_text("Harbour Rescue League\n", "utf-8")
    with pytest.raises(SettingsError, match="line 1: one name only"):
        load_aliases(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        load_aliases(tmp_path / "none.txt")
