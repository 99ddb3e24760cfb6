"""What relative expressions are counted from: the publication date, or what the passage tells of.

A report of yesterday's attack and a history of a war are not told apart by a switch. What
counts is what the passage itself says. A paragraph that opens on a date a year or more before
the publication ("In 1982 ..."), or has named two such days or months, tells of that time: a
"June" after it is that time's June, until something is said of the days of the publication
("yesterday", "this week"). At a new paragraph what is told begins anew, unless the whole text
looks back: it names years long gone more often than it speaks of its own days, or bears no
date at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from according.model import Granularity, TimexType
from according.reading.times.resolved import Against, Base, Resolved
from according.reading.times.rules import Match
from according.reading.times.when import When

LONG_AGO = timedelta(366)
"""From here on what is told is history: a report of the year gone by says "last March"."""

_LATELY = timedelta(7)
"""How long ago a day may be that "the morning" of a later paragraph is still the morning of."""
_OWN_DAYS = frozenset({"DEICTIC", "TONIGHT", "SHIFT", "AGO", "WEEKDAY"})
"""Classes that speak of the days of the publication."""


def looks_back(matches: Sequence[Match], publication: date | None) -> bool:
    """Whether the whole text is a history rather than a report of its days.

    Without a publication date it is: there is nothing else to count from.
    """
    if publication is None:
        return True
    kinds = [{part.kind: part.value for part in match.parts} for match in matches]
    years = [int(each["YEAR"]) for each in kinds if "YEAR" in each]
    old = sum(year < publication.year - 1 for year in years)
    own = sum(bool(each.keys() & _OWN_DAYS) and "YEAR" not in each for each in kinds)
    return old > 2 * own + 2


@dataclass(slots=True)
class Anchors:
    """What has been resolved so far. It grows as the text is read."""

    publication: date | None
    looks_back: bool
    _paragraph: int = -1
    _last: Base | None = None
    """The last stretch of the calendar that was named."""
    _here: Base | None = None
    """The last that was named in this paragraph."""
    _told: Base | None = None
    """The time that the passage tells of, where that is long before the publication."""
    _olds: int = 0
    """How many old days and months this paragraph has named."""
    _fine: dict[Granularity, Base] = field(default_factory=dict)
    """The last of each granularity in the text."""
    _begun: dict[str, Base] = field(default_factory=dict)
    """On which day began what goes by this word, or stands beside it."""
    _quarter: Base | None = None
    _quarterly: bool = False

    def enter(self, paragraph: int) -> None:
        """Go on to an expression in this paragraph."""
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._here, self._olds = None, 0
            if not self.looks_back:
                self._told = None

    def note(
        self,
        place: int,
        resolved: Resolved,
        *,
        opens: bool,
        over: bool = False,
        begun: frozenset[str] = frozenset(),
    ) -> None:
        """Take in what the expression at ``place`` came to.

        Args:
            opens: whether it opens its sentence.
            over: whether its clause tells of what has been.
            begun: the words of its sentence, if that tells of a beginning.
        """
        self._quarterly = self._keeps_quarter(resolved)
        if resolved.when is None:
            return
        base = Base(resolved.when, Against.EARLIER, place, resolved.dated)
        self._last = self._here = self._fine[resolved.when.unit] = base
        self._keep_quarter(base, over=over)
        if resolved.when.unit is Granularity.DAY:
            self._begun.update(dict.fromkeys(begun, base))
        if resolved.against is Against.PUBLICATION:
            self._told, self._olds = None, 0
        elif resolved.dated:
            self._tell(base, opens=opens)

    def _tell(self, base: Base, *, opens: bool) -> None:
        if not self._long_ago(base.when):
            self._told = None
            return
        self._olds += base.when.unit is not Granularity.YEAR  # "in 2006, 2009 and in May"
        if self.looks_back or opens or self._olds > 1 or self._told is not None:
            self._told = base

    def own(self) -> Base | None:
        """The publication date."""
        if self.publication is None:
            return None
        return Base(When(self.publication, Granularity.DAY), Against.PUBLICATION)

    def current(self) -> Base | None:
        """The time that is told of: the passage's own, else the publication's."""
        return self._told or self.own()

    def last(self) -> Base | None:
        """The last time that was named, else the publication's: what "that day" points to."""
        return self._last or self.own()

    def here(self) -> Base | None:
        """The last time that this paragraph has named, else the publication's."""
        return self._here or self.own()

    def lately(self) -> Base | None:
        """The last time named in this paragraph, else one in the days before the publication."""
        last, own = self._last, self.publication
        if self._here or last is None or own is None or last.when.unit is not Granularity.DAY:
            return self.here()
        return last if timedelta(0) <= own - last.when.day <= _LATELY else self.here()

    def last_of(self, unit: Granularity) -> Base | None:
        """The last time of this granularity that was named anywhere before."""
        return self._fine.get(unit)

    def begun(self, what: str) -> Base | None:
        """The day on which a siege, a strike, ... began, if the text has said so."""
        return self._begun.get(what)

    def quarter(self) -> Base | None:
        """The latest quarter that was named and was over at the publication."""
        return self._quarter

    def told_quarter(self) -> Base | None:
        """That quarter, while it is quarters that are told of, not "the nine months"."""
        return self._quarter if self._quarterly else None

    def told_longer(self) -> bool:
        """Whether it is a longer stretch that is told of, "the nine months", after quarters."""
        return self._quarter is not None and not self._quarterly

    def _keeps_quarter(self, resolved: Resolved) -> bool:
        """Whether "a year ago" is, after this, still a quarter a year ago."""
        if resolved.granularity is Granularity.QUARTER:
            return True
        other = resolved.granularity in (Granularity.MONTH, Granularity.YEAR)
        return self._quarterly and not (other and resolved.type is TimexType.DURATION)

    def _keep_quarter(self, base: Base, *, over: bool) -> None:
        """A fourth quarter that "fell" in November is a firm's own, and over."""
        own = self.publication
        if base.when.unit is not Granularity.QUARTER:
            return
        if own and (base.when.day > own or (base.when.last >= own and not over)):
            return
        if self._quarter is None or base.when.day >= self._quarter.when.day:
            self._quarter = base

    def _long_ago(self, when: When) -> bool:
        return self.publication is None or self.publication - when.last > LONG_AGO
