"""A pronoun goes on with whoever was speaking."""

import according


def test_he_added():
    text = (
        "The mill burned all night, said Mara Lindqvist, who leads the Harbour Union.\n\n"
        "She said the ovens were lost. “We will build again,” she added."
    )
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    (mara,) = (each.id for each in reading.actors if each.name.quote == "Mara Lindqvist")
    said = {each.source.quote: each.source_actor_id for each in reading.attributions if each.source}
    assert said["She"] == mara
    assert said["she"] == mara
