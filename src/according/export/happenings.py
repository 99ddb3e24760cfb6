"""What happened, by a report: its accounts as tables for pages and terminals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from according.export.entry import Cell, Entry, Group, Row
from according.export.voices import Voices
from according.model import (
    OUTLET,
    Account,
    Blame,
    BlameCertainty,
    Certainty,
    EventMention,
    Figure,
    Reading,
    Role,
    RoleFiller,
)

_CERTAINTIES = {
    BlameCertainty.ASSERTED: "said to have done it",
    BlameCertainty.ACCUSED: "accused of it",
    BlameCertainty.CLAIMED: "claims it",
    BlameCertainty.POSSIBLE: "may have done it",
    BlameCertainty.DENIED: "said not to have done it",
}
_ROLES = (
    ("Who", Role.ACTOR),
    ("To whom", Role.RECIPIENT),
    ("With what", Role.INSTRUMENT),
    ("Where", Role.PLACE),
    ("When", Role.TIME),
)
_NAMED = 3
"""Words of an account that name it."""


class Happenings:
    """The accounts of one reading that say more than that something happened; what is left is
    listed as events alone."""

    def __init__(self, reading: Reading, voices: Voices) -> None:
        self._reading = reading
        self._voices = voices
        self._events = {each.id: each for each in reading.events}
        self._figures = {each.id: each for each in reading.figures}
        self._blames = {each.id: each for each in reading.blames}

    def accounts(self) -> tuple[Group, ...]:
        """One group for happenings, one for courses of things."""
        told = [each for each in self._reading.accounts if self._says_more(each)]
        groups = (("Happenings", False), ("Wars, years and other courses of things", True))
        return tuple(
            Group("account", heading, entries)
            for heading, course in groups
            if (
                entries := tuple(
                    self._entry(number, each)
                    for number, each in enumerate(told)
                    if each.course is course
                )
            )
        )

    def _says_more(self, account: Account) -> bool:
        return bool(account.figure_ids or account.blame_ids) or any(
            each.type is not None and each.roles for each in self._told(account)
        )

    def _told(self, account: Account) -> list[EventMention]:
        return [self._events[each] for each in account.event_mention_ids]

    def _entry(self, number: int, account: Account) -> Entry:
        told = self._told(account)
        telling = sorted(told, key=lambda each: (each.mode is None) + (each.type is None))
        names = list(dict.fromkeys(each.trigger.quote.lower() for each in telling))
        label = ", ".join(names[:_NAMED])
        table = tuple(self._rows(account, told))
        words = tuple(cell.evidence for row in table for cell in row.cells)
        return Entry(f"h{number}", "account", label, words, _when(account), parts=True, table=table)

    def _rows(self, account: Account, told: Sequence[EventMention]) -> Iterator[Row]:
        yield Row("What", tuple(Cell(each.trigger, self._what(each)) for each in told))
        blames = [self._blames[each] for each in account.blame_ids]
        if blames:
            yield Row("Blamed", tuple(Cell(each.evidence, self._blame(each)) for each in blames))
        named = {each.evidence for each in blames}
        for heading, role in _ROLES:
            cells = tuple(
                Cell(each.evidence)
                for each in _fillers(told, role)
                if role is not Role.ACTOR or each.evidence not in named
            )
            if cells:
                yield Row(heading, cells)
        figures = [self._figures[each] for each in account.figure_ids]
        if figures:
            yield Row(
                "How many", tuple(Cell(each.evidence, self._figure(each)) for each in figures)
            )

    def _what(self, event: EventMention) -> str:
        """What is not as usual: an event in the outlet's voice, as a fact, has its type alone."""
        kind = "/".join(filter(None, (event.type, event.mode)))
        certainty = "" if event.certainty is Certainty.ASSERTED else event.certainty.value
        voice = "" if event.holder == OUTLET else self._voices.voice(event.holder)
        return ", ".join(filter(None, (kind, certainty, voice)))

    def _figure(self, figure: Figure) -> str:
        whom = f" {figure.of_whom.quote}" if figure.of_whom else ""
        part = ", part of a total" if figure.part_of else ""
        old = ", an older figure" if figure.superseded else ""
        return f"{figure.kind.value}{whom}{part}{old}, {self._voices.voice(figure.holder)}"

    def _blame(self, blame: Blame) -> str:
        return f"{_CERTAINTIES[blame.certainty]}, {self._voices.voice(blame.holder)}"


def _fillers(told: Sequence[EventMention], role: Role) -> list[RoleFiller]:
    """Whoever and whatever fills ``role``, the same words once."""
    found = (each for event in told for each in event.roles if each.role is role)
    by_words = {each.evidence.quote.lower(): each for each in found}
    return list(by_words.values())


def _when(account: Account) -> tuple[str, ...]:
    if account.earliest is None or account.latest is None:
        return ()
    return (_days(account.earliest, account.latest),)


def _days(earliest: datetime, latest: datetime) -> str:
    first, last = earliest.date(), latest.date()
    return f"{first}" if first == last else f"{first} to {last}"
