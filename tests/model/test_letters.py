"""How words compare that people type."""

import pytest

from according.model.letters import plain_letters


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Sokodé", "sokode"),
        ("Galaţi", "GALATI"),
        ("Łódź", "lodz"),
        ("Hafnarfjörður", "hafnarfjordur"),
        ("Straße", "strasse"),
        ("Diyarbakır", "diyarbakir"),
    ],
)
def test_marks_and_capitals_do_not_matter(written, typed):
    assert plain_letters(written) == plain_letters(typed) == typed.lower()
