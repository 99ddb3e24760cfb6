"""Which reader reads: by its name, the shipped ones and those that other packages bring."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from importlib.metadata import entry_points
from typing import cast

from according.errors import EvidenceError, SettingsError
from according.model import (
    Blame,
    EventMention,
    Figure,
    Holder,
    Reading,
    Report,
    ReportReader,
)
from according.settings import CHAT_READER, OWN_READER, READERS, Settings, check_reader


def make_reader(settings: Settings) -> ReportReader:
    """The reader of the settings, with its models loaded. The shipped ones are not replaced by
    others of their name.

    Raises:
        SettingsError: there is none such, or it cannot be loaded with these settings.
        DataError: a data file is missing or damaged.
    """
    if settings.reader == OWN_READER:
        from according.reading.reader import Reader

        return Reader(settings)
    if settings.reader == CHAT_READER:
        from according.reading.chat import ChatReader

        return ChatReader(settings)
    return Checked(_offer(settings.reader)(settings))


class Checked:
    """A reader of others, whose readings are looked at before they go into a record."""

    def __init__(self, reader: ReportReader) -> None:
        name = reader.name
        if not isinstance(name, str) or not name.strip() or not name.isprintable():
            raise SettingsError(f"a reader needs a name of one line, not {name!r}")
        self._reader = reader
        self.name = name

    def read(self, report: Report) -> Reading:
        """Its reading of ``report``.

        Raises:
            EvidenceError: it is not one of this report, or something in it does not hold.
        """
        reading = self._reader.read(report)
        if not isinstance(reading, Reading) or reading.report.id != report.id:
            raise EvidenceError(f"reader {self.name} gave no reading of the report")
        if reading.reader != self.name:
            raise EvidenceError(f"reader {self.name} gave a reading in the name of another")
        check_whole(reading)
        return reading


def check_whole(reading: Reading) -> None:
    """Raise unless what findings name of one another is there, and nothing stands in itself.

    Raises:
        EvidenceError: it is not.
    """
    attributions = {each.id: each.inside for each in reading.attributions}
    figures = {each.id: each.part_of for each in reading.figures}
    actors: set[Hashable] = {None, *(each.id for each in reading.actors)}
    events = {each.id for each in reading.events}
    blames = {each.id for each in reading.blames}
    told: list[EventMention | Figure | Blame] = [*reading.events, *reading.figures]
    told += reading.blames
    holders: list[Holder] = [each.holder for each in told]
    holders += [each.voice for each in reading.wordings]
    named: tuple[tuple[str, Iterable[Hashable], Iterable[Hashable]], ...] = (
        ("holder", (a for each in holders for a in each.attribution_ids), attributions),
        ("figure", (f for each in reading.events for f in each.figure_ids), figures),
        ("figure", (f for each in reading.accounts for f in each.figure_ids), figures),
        ("event mention", (e for each in reading.accounts for e in each.event_mention_ids), events),
        ("event mention", (each.event_mention_id for each in reading.blames), events),
        ("blame", (b for each in reading.accounts for b in each.blame_ids), blames),
        ("actor", (r.actor_id for each in reading.events for r in each.roles), actors),
        ("actor", (each.source_actor_id for each in reading.attributions), actors),
        ("actor", (each.actor_id for each in reading.blames), actors),
        ("actor", (each.target_actor_id for each in reading.wordings), actors),
    )
    for what, names, known in named:
        if not set(names) <= set(known):
            raise EvidenceError(f"a reading names a {what} that it has not got")
    for chain in (attributions, figures):
        _check_no_ring(chain)


def _check_no_ring(outer: dict[str, str | None]) -> None:
    done: set[str] = set()
    for start in outer:
        passed: set[str] = set()
        at: str | None = start
        while at is not None and at not in done:
            if at in passed:
                raise EvidenceError("a finding of a reading stands in itself")
            passed.add(at)
            at = outer.get(at)
        done |= passed


def _offer(name: str) -> Callable[[Settings], ReportReader]:
    check_reader(name)
    found = [each for each in entry_points(group=READERS) if each.name == name]
    if len({each.value for each in found}) > 1:
        who = ", ".join(sorted(each.value for each in found))
        raise SettingsError(f"several packages offer a reader called {name!r}: {who}")
    try:
        return cast(Callable[[Settings], ReportReader], found[0].load())
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"reader {name!r} cannot be loaded: {error}") from error
