import random
import time
from dataclasses import replace
from datetime import date

import pytest

from according.errors import SettingsError
from according.linking.actors import join, join_all
from according.linking.aliases import load_aliases
from according.linking.contexts import Context
from according.linking.keyed import OTHER_KIND, STORY, NamedActor
from according.linking.shelf import Memory
from according.model import ActorKind

ALIASES = load_aliases()
DAY = date(2024, 3, 12)
PERSON, BODY, GROUP = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP


def actor(number, name, kind=BODY, names=(), acronyms=(), offices=()):
    return NamedActor(f"r{number}", f"a{number}", kind, name, (name, *names), acronyms, offices)


def person(number, name, offices=(), day=None):
    return NamedActor(f"r{number}", f"a{number}", PERSON, name, (name,), (), offices, day or DAY)


def told(each, words=None):
    """The context of an actor's report: all are of one story, but those of other words."""
    return Context(each.report_id, each.day, words or {"bridge": 0.8, "harbour": 0.6})


def one_of(joins):
    return len({each.canonical_id for each in joins}) == 1


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


def test_who_is_read_as_a_body_is_a_person_of_that_name_in_one_story():
    people = person(1, "Ana Kolarova"), replace(actor(2, "Ana Kolarova"), day=DAY)
    found = join_all(people, ALIASES, map(told, people))
    assert one_of(found)
    assert (found[1].reason, found[1].rests_on) == (OTHER_KIND, "a1")
    bodies = person(1, "Ana League"), replace(actor(2, "Ana League"), day=DAY)
    assert not one_of(join_all(bodies, ALIASES, map(told, bodies)))


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
        person(8, "Mara Lindqvist", ("Mayor",)),
        person(9, "Mara B. Lindqvist"),
        person(10, "Lindqvist", ("Mayor",)),
        person(11, "Lindqvist"),
        person(12, "Lindqvist", day=date(2024, 3, 14)),
        person(13, "Olu Lindqvist", day=date(2024, 5, 1)),
        person(14, "Zelnik"),
        person(15, "Zelnik", day=date(2024, 3, 16)),
        actor(16, "QRF"),
        actor(17, "Quay Relief Fund", acronyms=(("QRF", "Quay Relief Fund"),)),
        actor(18, "Quiet Reed Front", acronyms=(("QRF", "Quiet Reed Front"),)),
        replace(person(19, "Mara Lindqvists"), damaged=True),
        actor(20, "Health Ministry"),
        replace(actor(21, "Health Ministry"), day=DAY),
        person(22, "Ana Zelnik", day=date(2024, 3, 20)),
    ]
    contexts = [told(each) for each in actors]
    wanted = {each.actor_id: each for each in join_all(actors, ALIASES, contexts)}
    assert len({each.canonical_id for each in wanted.values()}) < len(actors) - 8
    for seed in range(40):
        order = list(zip(actors, contexts, strict=True))
        random.Random(seed).shuffle(order)
        shelf, found = Memory(), {}
        for each, context in order:
            found |= {one.actor_id: one for one in join([each], shelf, ALIASES, [context])}
        assert found == wanted


def test_an_actor_that_is_put_again_otherwise_leaves_nothing_behind():
    league = actor(1, "Harbour Rescue League", acronyms=(("HRL", "Harbour Rescue League"),))
    shelf = Memory()
    join([league, actor(2, "HRL")], shelf, ALIASES)
    (first, second) = join([replace(league, acronyms=())], shelf, ALIASES)
    assert first.canonical_id != second.canonical_id


# ---- people


def test_a_surname_alone_is_somebody_in_reports_of_one_story():
    whole, bare = person(1, "Mara Lindqvist"), person(2, "Lindqvist")
    joins = join_all([whole, bare], ALIASES, [told(whole), told(bare)])
    assert len({each.canonical_id for each in joins}) == 1
    assert (joins[1].reason, joins[1].rests_on) == (STORY, "a1")
    other = told(bare, words={"ferry": 1.0})
    assert not one_of(join_all([whole, bare], ALIASES, [told(whole), other]))
    late = replace(told(bare), day=date(2024, 4, 30))
    assert not one_of(join_all([whole, bare], ALIASES, [told(whole), late]))


def test_a_surname_of_two_people_of_a_story_is_neither():
    people = person(1, "Mara Lindqvist"), person(2, "Olu Lindqvist"), person(3, "Lindqvist")
    joins = join_all(people, ALIASES, map(told, people))
    assert len({each.canonical_id for each in joins}) == 3


def test_a_surname_is_nobody_elses_where_its_own_report_has_somebody_of_it():
    own = replace(person(3, "Olu Lindqvist"), report_id="r2")
    people = person(1, "Mara Lindqvist"), person(2, "Lindqvist"), own
    joins = join_all(people, ALIASES, [told(people[0]), told(people[1])])
    assert len({each.canonical_id for each in joins}) == 3


def test_an_office_joins_a_surname_to_who_holds_it_about_that_time():
    mayor = person(1, "Mara Lindqvist", ("Mayor",))
    assert together(mayor, person(2, "Lindqvist", ("Mayor",), date(2024, 12, 1)))
    assert not together(mayor, person(2, "Lindqvist", ("Mayor",), date(2029, 12, 1)))
    assert not together(mayor, person(2, "Lindqvist", ("Judge",)))
    assert not together(person(1, "Mara Lindqvist"), person(2, "Lindqvist", ("Mayor",)))


def test_ministers_are_known_by_office_and_country():
    minister = person(1, "Ana Petrova", ("Albanian foreign minister",))
    nameless = replace(person(2, "the foreign minister of Albania"), names=())
    said = replace(nameless, offices=("the foreign minister of Albania",))
    assert together(minister, said)
    assert not together(minister, replace(said, offices=("the foreign minister",)))
    assert not together(minister, replace(said, offices=("the Greek foreign minister",)))


def test_titles_initials_and_familiar_forms_are_no_other_name():
    assert together(person(1, "House Speaker Robert Lindqvist"), person(2, "Bob Lindqvist"))
    assert together(person(1, "Mara B. Lindqvist"), person(2, "Mara Lindqvist"))
    assert not together(
        person(1, "Mara B. Lindqvist"), person(2, "Mara C. Lindqvist"), person(3, "Mara Lindqvist")
    )


def test_a_lost_apostrophe_is_read_in_texts_that_have_none():
    whole, owned = person(1, "Mara Lindqvist"), person(2, "Mara Lindqvists")
    assert not together(whole, owned)
    assert together(whole, replace(owned, damaged=True))
    assert together(person(1, "Mara Lindqvists"), replace(owned, damaged=True))
    assert not together(whole, person(3, "Mara Lindqvists"), replace(owned, damaged=True))


def test_two_with_one_given_name_are_two_and_with_one_surname_are_one_in_a_story():
    for name, expected in (("Ahmed", False), ("Zelnik", True)):
        people = person(1, name), person(2, name)
        assert one_of(join_all(people, ALIASES, map(told, people))) is expected


# ---- bodies and governments


@pytest.mark.parametrize(
    "name", ["Police", "Officials", "Army", "Ministry", "Human Rights", "Rebels"]
)
def test_words_that_many_bodies_have_are_nobody(name):
    assert not together(actor(1, name), actor(2, name))


def test_a_bare_name_of_two_words_is_one_body_in_a_story():
    bodies = actor(1, "Health Ministry"), actor(2, "Health Ministry")
    dated = [replace(each, day=DAY) for each in bodies]
    assert one_of(join_all(dated, ALIASES, map(told, dated)))
    assert not together(*bodies)


@pytest.mark.parametrize(
    "name",
    ["Albanian Defense Ministry", "Albanian Ministry of Defence", "Ministry of Defence of Albania"],
)
def test_a_country_tells_bodies_of_bare_names_apart(name):
    owned = replace(actor(2, "Defense Ministry"), owner="Albania")
    assert together(actor(1, name), owned)
    assert not together(actor(1, name), replace(owned, owner="Greece"))
    assert not together(actor(1, name), replace(owned, owner=None))
    assert not together(actor(1, "Tirana Police"), actor(2, "Albanian Police"))
    government = NamedActor("r3", "a3", ActorKind.GOVERNMENT, "the Albanian government", ())
    assert together(government, actor(4, "Albanian Government"))


def test_letters_that_nobody_defines_are_one_body_and_letters_of_things_none():
    assert together(actor(1, "QRF"), actor(2, "QRF"))
    assert not together(actor(1, "NGO"), actor(2, "NGO"))


def test_a_government_without_a_country_is_that_of_the_country_that_the_report_is_about():
    regime = NamedActor("r1", "a1", ActorKind.GOVERNMENT, "the regime", ())
    albanian = NamedActor("r2", "a2", ActorKind.GOVERNMENT, "the Albanian government", ())
    assert not together(regime, albanian)
    assert together(replace(regime, home="Albania"), albanian)
    assert not together(replace(regime, home="Greece"), albanian)
    authorities = replace(regime, home="Albania", name="the authorities")
    assert not together(authorities, albanian)
    allied = replace(albanian, actor_id="a3", name="the Albanian government and its allies")
    assert not together(albanian, allied)


def test_a_listed_name_may_stand_with_words_for_what_it_is():
    assert together(actor(1, "Islamic State militants group"), actor(2, "ISIL"))
    assert together(actor(1, "DAESH"), actor(2, "IS (Daesh)"))
    assert not together(actor(1, "Islamic State Hunters"), actor(2, "ISIL"))


def test_two_names_that_became_one_take_no_short_form_from_others():
    whole = actor(1, "Syrian Observatory for Human Rights")
    merged = actor(2, "Syrian Observatory for Human Rights Ana Petrova")
    assert together(whole, actor(3, "Observatory"))
    joins = join_all([whole, merged, actor(3, "Observatory")], ALIASES)
    assert joins[0].canonical_id == joins[2].canonical_id != joins[1].canonical_id


def test_ten_thousand_actors_are_joined_in_seconds():
    rng = random.Random(3)
    syllables = ["ka", "ro", "mi", "ven", "dal", "ost", "lin", "tar", "bek", "sul"]

    def name():
        return "".join(rng.choices(syllables, k=3)).capitalize()

    actors = [
        actor(number, f"{name()} {name()}", PERSON)
        if number % 2
        else actor(number, f"{name()} Relief Fund")
        for number in range(10_000)
    ]
    began = time.process_time()
    join_all(actors, ALIASES)
    assert time.process_time() - began < 15


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
