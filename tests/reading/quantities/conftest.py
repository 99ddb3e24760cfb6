"""What the tests of quantities share: a parser and a reader, loaded once."""

from __future__ import annotations

import pytest

from according.model import Report
from according.reading.parse import Parser
from according.reading.quantities import QuantityReader
from according.settings import Settings


@pytest.fixture(scope="session")
def parser():
    return Parser(Settings().pipeline)


@pytest.fixture(scope="session")
def read(parser):
    """A function from a text to its quantities."""
    quantities = QuantityReader()
    return lambda text: quantities.read(Report(text, language="en"), parser.parse(text))


@pytest.fixture
def shown(read):
    """A function from a text to (words, low, best, high, counted words) of each quantity."""

    def show(text):
        return [
            (
                each.evidence.quote,
                each.low,
                each.best,
                each.high,
                each.counted.quote if each.counted else None,
            )
            for each in read(text)
        ]

    return show
