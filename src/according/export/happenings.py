"""What happened, by a report: its accounts as entries for pages and terminals."""

from __future__ import annotations

from collections.abc import Iterator

from according.export.entry import Entry, Group
from according.export.voices import Voices
from according.model import Account, Blame, BlameCertainty, EventMention, Evidence, Figure, Reading

_CERTAINTIES = {
    BlameCertainty.ASSERTED: "said to have done it",
    BlameCertainty.ACCUSED: "accused of it",
    BlameCertainty.CLAIMED: "claims it",
    BlameCertainty.POSSIBLE: "may have done it",
    BlameCertainty.DENIED: "said not to have done it",
}


class Happenings:
    """The accounts of one reading that have figures or blame; others are listed as events."""

    def __init__(self, reading: Reading, voices: Voices) -> None:
        self._reading = reading
        self._voices = voices
        self._events = {each.id: each for each in reading.events}
        self._figures = {each.id: each for each in reading.figures}
        self._blames = {each.id: each for each in reading.blames}

    def accounts(self) -> tuple[Group, ...]:
        """One group for happenings, one for courses of things."""
        told = [each for each in self._reading.accounts if each.figure_ids or each.blame_ids]
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

    def _entry(self, number: int, account: Account) -> Entry:
        events = [self._events[each] for each in account.event_mention_ids]
        words = tuple(dict.fromkeys(self._words(account, events)))
        label = ", ".join(dict.fromkeys(each.trigger.quote.lower() for each in events[:3]))
        return Entry(f"h{number}", "account", label, words, tuple(self._facts(account)), parts=True)

    def _words(self, account: Account, events: list[EventMention]) -> Iterator[Evidence]:
        yield from (each.trigger for each in events)
        yield from (self._figures[each].evidence for each in account.figure_ids)
        yield from (self._blames[each].evidence for each in account.blame_ids)

    def _facts(self, account: Account) -> Iterator[str]:
        if account.earliest and account.latest:
            first, last = account.earliest.date(), account.latest.date()
            yield f"{first}" if first == last else f"{first} to {last}"
        yield from (self._figure(self._figures[each]) for each in account.figure_ids)
        yield from (self._blame(self._blames[each]) for each in account.blame_ids)

    def _figure(self, figure: Figure) -> str:
        whom = f" {figure.of_whom.quote}" if figure.of_whom else ""
        part = ", part of a total" if figure.part_of else ""
        count = f"“{figure.evidence.quote}”{whom}"
        return f"{figure.kind.value}: {count}{part}, {self._voices.voice(figure.holder)}"

    def _blame(self, blame: Blame) -> str:
        certainty = _CERTAINTIES[blame.certainty]
        return f"“{blame.evidence.quote}” {certainty}, {self._voices.voice(blame.holder)}"
