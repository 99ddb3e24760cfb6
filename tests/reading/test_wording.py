"""Loaded words: labels with whoever uses them."""

import pytest

import according
from according.errors import DataError
from according.reading import wording


def words(text: str) -> dict[str, bool]:
    """Loaded words, and whether they are in the outlet's own voice."""
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    return {each.evidence.quote: not each.voice.attribution_ids for each in reading.wordings}


def test_a_label_is_in_the_voice_of_whoever_uses_it():
    found = words("“The henchmen came at night,” said Mara Lindqvist. The thugs left at dawn.")
    assert [own for each, own in found.items() if "henchmen" in each] == [False]
    assert [own for each, own in found.items() if "thugs" in each] == [True]


@pytest.mark.parametrize(
    ("one", "other"), [("terrorists", "martyrs"), ("regime", "heroes"), ("infidels", "crusaders")]
)
def test_labels_of_either_side_are_found(one, other):
    found = " ".join(words(f"The {one} met the {other} in Osk on Monday."))
    assert one in found
    assert other in found


def test_a_name_is_no_label():
    assert not any("Martyrs" in each for each in words("They met in Martyrs Square in Osk."))


def test_a_damaged_file_is_told(monkeypatch):
    monkeypatch.setattr(wording, "load_json", lambda name: {})
    wording.load_labels.cache_clear()
    with pytest.raises(DataError, match="damaged"):
        wording.load_labels()
    wording.load_labels.cache_clear()
