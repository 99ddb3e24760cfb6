import pytest

import according


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The ministry denied that its soldiers had killed two farmers in Osk.", "killed"),
        ("No one has been arrested in Osk.", "arrested"),
        ("The blast in Osk did not kill anyone, police said.", "kill"),
    ],
)
def test_what_is_told_not_to_have_happened_is_denied(text, word):
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    held = {each.trigger.quote: each.certainty for each in reading.events}
    assert held[word] == "denied"
