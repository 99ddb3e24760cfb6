"""Which actor a source's words name."""

import according


def told(text: str) -> dict[str, str | None]:
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    names = {each.id: each.name.quote for each in reading.actors}
    return {
        each.source.quote: names.get(each.source_actor_id or "")
        for each in reading.attributions
        if each.source is not None
    }


def test_a_brother_is_not_whose_brother_he_is():
    text = (
        "Jabbar Lindqvist was killed on Monday in Osk.\n\n"
        "Lindqvist's brother, Nasir Lindqvist, said that he had been a teacher."
    )
    (name,) = (name for source, name in told(text).items() if "brother" in source)
    assert name != "Jabbar Lindqvist"


def test_whoever_is_spoken_of_behind_who_is_not_the_source():
    text = "“It is over,” said a spokesman who had met Mara Lindqvist in Osk."
    (name,) = (name for source, name in told(text).items() if source.startswith("a spokesman"))
    assert name != "Mara Lindqvist"


def test_who_gives_a_toll_is_its_source():
    found = told("The ministry gave a toll of at least 12 dead and 55 wounded in Osk.")
    assert "The ministry" in found


def test_a_source_that_is_told_more_of_is_still_the_source():
    found = told("The Osk Rescue Service, known as the Blue Hats, said 20 people were killed.")
    assert any(source.startswith("The Osk Rescue Service") for source in found)
