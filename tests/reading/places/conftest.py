"""A reader of places, loaded once for all tests of a process."""

from __future__ import annotations

import pytest

from according.model import Report
from according.reading.gazetteer import Gazetteer
from according.reading.parse import Parser
from according.reading.places import Places
from according.settings import Settings


@pytest.fixture(scope="session")
def parser():
    return Parser(Settings().pipeline)


@pytest.fixture(scope="session")
def gazetteer():
    return Gazetteer()


@pytest.fixture(scope="session")
def places(gazetteer):
    return Places(gazetteer)


@pytest.fixture(scope="session")
def located(parser, places):
    """A function from a text to its toponyms."""

    def read(text: str):
        report = Report(text, language="en")
        return places.read(report, parser.parse(text))

    return read
