"""Readers are chosen by name; those of others are looked at before their readings are kept."""

from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

from according import settings as settings_module
from according.errors import EvidenceError, SettingsError
from according.model import (
    Attribution,
    Certainty,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    Holder,
    Noting,
    Quotation,
    Reading,
    Report,
    SourceKind,
)
from according.reading import choosing, make_reader
from according.settings import Settings, check_reader, reader_names

REPORT = Report("Two people died, Aino said, as Bruno wrote.")


class Quiet:
    """A reader of another package that finds nothing."""

    name = "quiet-1"

    def __init__(self, settings):
        self.settings = settings

    def read(self, report):
        return Reading(report, self.name)


class Wrong(Quiet):
    """One that gives what it was made with."""

    made = None

    def read(self, report):
        return self.made


@pytest.fixture
def offered(monkeypatch):
    """A function that offers readers by entry points."""

    def offer(*names):
        found = [
            EntryPoint(name, f"tests.reading.test_choosing:{value}", "according.readers")
            for name, value in names
        ]
        for module in (settings_module, choosing):
            monkeypatch.setattr(module, "entry_points", lambda group: found)

    return offer


def test_choosing_a_reader_of_another_package(offered):
    offered(("quiet", "Quiet"))
    assert reader_names() == ["according", "chat", "quiet"]
    check_reader("quiet")
    reader = make_reader(Settings(reader="quiet"))
    assert reader.name == "quiet-1"
    assert reader.read(REPORT) == Reading(REPORT, "quiet-1")
    assert not isinstance(reader, Noting)


def test_choosing_the_shipped_readers_are_not_replaced(offered):
    offered(("according", "Quiet"), ("chat", "Quiet"))
    assert reader_names() == ["according", "chat"]
    with pytest.raises(SettingsError, match="needs an address"):
        make_reader(Settings(reader="chat"))


def test_choosing_what_there_is_not(offered):
    offered(("quiet", "Quiet"), ("quiet", "Wrong"), ("gone", "Nobody"))
    with pytest.raises(SettingsError, match="'loud'; there are according, chat"):
        check_reader("loud")
    with pytest.raises(SettingsError, match="no reader is called 'loud'"):
        make_reader(Settings(reader="loud"))
    with pytest.raises(SettingsError, match="several packages offer"):
        make_reader(Settings(reader="quiet"))
    with pytest.raises(SettingsError, match="cannot be loaded"):
        make_reader(Settings(reader="gone"))


@pytest.mark.parametrize("name", ["", " ", "two\nlines", None, 7])
def test_choosing_a_reader_needs_a_name(offered, monkeypatch, name):
    offered(("quiet", "Quiet"))
    monkeypatch.setattr(Quiet, "name", name)
    with pytest.raises(SettingsError, match="needs a name of one line"):
        make_reader(Settings(reader="quiet"))


def evidence(words):
    at = REPORT.text.index(words)
    return Evidence.at(REPORT, at, at + len(words))


def attribution(cue, content, inside=None):
    return Attribution(
        evidence(cue),
        (evidence(content),),
        None,
        SourceKind.NONE,
        Quotation.INDIRECT,
        inside=inside,
    )


SAID, WROTE = attribution("said", "Two people died"), attribution("wrote", "Aino said")
TWO = Figure(evidence("Two"), FigureKind.KILLED, 2, 2, 2)
DIED = EventMention(evidence("died"), None, Certainty.ASSERTED)
GOOD = Reading(REPORT, "quiet-1", attributions=(SAID, WROTE), figures=(TWO,), events=(DIED,))

BROKEN = {
    "no reading": None,
    "another report": Reading(Report("Another."), "quiet-1"),
    "another reader": replace(GOOD, reader="according-9"),
    "holder": replace(GOOD, figures=(replace(TWO, holder=Holder(("ab",))),)),
    "figure": replace(GOOD, events=(replace(DIED, figure_ids=("ab",)),)),
    "part": replace(GOOD, figures=(replace(TWO, part_of=TWO.id),)),
    "itself": replace(
        GOOD, attributions=(replace(SAID, inside=WROTE.id), replace(WROTE, inside=SAID.id))
    ),
}


@pytest.mark.parametrize("reading", BROKEN.values(), ids=BROKEN)
def test_choosing_readings_that_do_not_hold_are_refused(offered, monkeypatch, reading):
    offered(("quiet", "Wrong"))
    monkeypatch.setattr(Wrong, "made", reading)
    with pytest.raises(EvidenceError):
        make_reader(Settings(reader="quiet")).read(REPORT)


def test_choosing_readings_that_hold_are_kept(offered, monkeypatch):
    offered(("quiet", "Wrong"))
    nested = replace(GOOD, attributions=(replace(SAID, inside=WROTE.id), WROTE))
    monkeypatch.setattr(Wrong, "made", nested)
    assert make_reader(Settings(reader="quiet")).read(REPORT) is nested


def test_choosing_what_the_shipped_reader_gives_holds(reader, report):
    choosing.check_whole(reader.read(report))
