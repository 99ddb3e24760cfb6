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
