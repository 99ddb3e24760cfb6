"""No regular expression of the package is slow on strings made for that: the short form.

``make trust`` looks at all of `patterns.strings`, of up to 100,000 characters.
"""

from __future__ import annotations

import re

from tests.hostile import patterns


def test_all_are_found() -> None:
    found = patterns.patterns()
    assert len(found) > 150
    assert "according.linking.words._ENDS" in found
    assert "according.reviewing.values._BOUNDS['range']" in found


def test_none_is_slow() -> None:
    slow = [
        str(each)
        for name, pattern in patterns.patterns().items()
        for each in patterns.slow(name, pattern, (10_000,), every=6)
    ]
    assert not slow


def test_one_that_is_slow_is_seen() -> None:
    pattern = re.compile(r"\s+$")
    assert next(patterns.slow("made up", pattern, (1_000, 10_000)))
    hanging = re.compile(r"(a|a)*$")
    assert next(patterns.slow("made up", hanging, (1_000,)))


def test_what_is_asked_of_a_pattern_is_known() -> None:
    assert patterns.is_scanning("according.linking.words._ENDS")
    assert not patterns.is_scanning("according.reading.gazetteer.names._LATIN")
    assert not patterns.is_scanning("according.reviewing.values._BOUNDS['range']")
