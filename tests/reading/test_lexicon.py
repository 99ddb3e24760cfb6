import pytest

from according.errors import DataError
from according.reading import lexicon


def test_lexicon_loads_and_knows_countries():
    words = lexicon.load_lexicon()
    assert words.countries["u.s."] == words.countries["america"] == "United States"
    assert words.demonyms["slovene"] == words.capitals["ljubljana"] == "Slovenia"
    assert len(set(words.countries.values())) > 170


@pytest.mark.parametrize(
    ("values", "wrong"),
    [(None, "missing"), ([], "missing"), (["mr", "mr"], "twice"), (["Mr"], "not lower case")],
)
def test_lexicon_refuses_a_bad_list(values, wrong):
    with pytest.raises(DataError, match=wrong):
        lexicon._checked("honorifics", values)
