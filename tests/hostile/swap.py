"""Whether a report with two names exchanged gives the same record with the names exchanged.

``python -m tests.hostile.swap 300`` reads so many reports that it writes itself, each as it is and
with the names of the sides, the sexes and the outlets exchanged, and prints which fields differ how
often; ``--show FIELD`` prints the differences. ``--reports FILE`` takes reports of JSON lines and
exchanges the two countries that each names most.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from according.model import Evidence, Holder, Report
from according.model import Reading as Read
from tests.hostile.casts import Exchange, Written, pair

Found = dict[str, dict[Any, Any]]
"""For each field: which finding it is of, and its value."""


class _Laid:
    """What was found in one report, being laid out."""

    def __init__(self, reading: Read, at: Callable[[int, int], tuple[int, int]]) -> None:
        self._at = at
        self._firsts = {
            actor.id: min(self.span(each.evidence) for each in reading.mentions_of(actor.id))
            for actor in reading.actors
        }
        self._cues = {each.id: self.span(each.cue) for each in reading.attributions}
        self._triggers = {each.id: self.span(each.trigger) for each in reading.events}
        self.found: Found = defaultdict(dict)

    def span(self, one: Evidence) -> tuple[int, int]:
        return self._at(one.start, one.end)

    def maybe(self, one: Evidence | None) -> tuple[int, int] | None:
        return None if one is None else self.span(one)

    def whom(self, actor_id: str | None) -> tuple[int, int] | None:
        return self._firsts.get(actor_id or "")

    def held(self, holder: Holder) -> tuple[Any, ...]:
        return tuple(self._cues.get(each) for each in holder.attribution_ids)

    def names(self, reading: Read) -> None:
        for mention in reading.mentions:
            where = self.span(mention.evidence)
            self.found["mentions: found"][where] = mention.form
            self.found["mentions: kind"][where] = mention.kind
            self.found["mentions: of whom"][where] = self.whom(mention.actor_id)
        for toponym in reading.toponyms:
            where = self.span(toponym.evidence)
            self.found["places: found"][where] = toponym.usage
            # Which place it is follows from the name; that it is one and how exactly must not.
            self.found["places: precision"][where] = toponym.place and toponym.place.precision

    def voices(self, reading: Read) -> None:
        for each in reading.attributions:
            cue = self.span(each.cue)
            content = tuple(map(self.span, each.content)), each.quotation
            self.found["attributions: found"][cue] = True
            self.found["attributions: source"][cue] = self.maybe(each.source), each.source_kind
            self.found["attributions: content"][cue] = content
            self.found["attributions: of whom"][cue] = self.whom(each.source_actor_id)
        for wording in reading.wordings:
            where = self.span(wording.evidence)
            voice = self.held(wording.voice), wording.scare_quotes
            self.found["wording: found"][where] = voice
            self.found["wording: of whom"][where] = self.whom(wording.target_actor_id)

    def events(self, reading: Read) -> None:
        for event in reading.events:
            trigger = self.span(event.trigger)
            self.found["events: found"][trigger] = True
            self.found["events: type"][trigger] = event.type, event.mode
            self.found["events: certainty"][trigger] = event.certainty
            self.found["events: holder"][trigger, self.held(event.holder)] = True
            for role in event.roles:
                filler = trigger, self.span(role.evidence)
                self.found[f"events: {role.role}"][filler] = self.whom(role.actor_id)
        for blame in reading.blames:
            where = self.span(blame.evidence), self._triggers.get(blame.event_mention_id)
            self.found["blame"][where] = blame.certainty, self.held(blame.holder)
        for account in reading.accounts:
            members = frozenset(self._triggers[each] for each in account.event_mention_ids)
            self.found["accounts"].update(dict.fromkeys(members, members))

    def numbers(self, reading: Read) -> None:
        for figure in reading.figures:
            where = self.span(figure.evidence)
            value = figure.kind, figure.low, figure.best, figure.high
            self.found["figures: value"][where] = value
            self.found["figures: holder"][where] = self.held(figure.holder)
            self.found["figures: of whom"][where] = self.maybe(figure.of_whom)
        for time in reading.times:
            self.found["times"][self.span(time.evidence)] = time.value
        for quantity in reading.quantities:
            bounds = quantity.low, quantity.best, quantity.high
            self.found["quantities"][self.span(quantity.evidence)] = bounds


def laid(reading: Read, at: Callable[[int, int], tuple[int, int]]) -> Found:
    """What was found, with places of the template for those of the text, and no names."""
    made = _Laid(reading, at)
    for room in (made.names, made.voices, made.events, made.numbers):
        room(reading)
    return made.found


@dataclass(slots=True)
class Differences:
    """Of one field: for each pair of reports, how many findings there are and how many differ."""

    counts: list[tuple[int, int]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def findings(self) -> int:
        """In all pairs."""
        return sum(each for each, _ in self.counts)

    @property
    def differing(self) -> int:
        """In all pairs."""
        return sum(each for _, each in self.counts)

    @property
    def rate(self) -> float:
        """The share that differs."""
        return self.differing / max(1, self.findings)

    def interval(self, rounds: int = 1000) -> tuple[float, float]:
        """Where the share lies with 95 % probability: pairs are drawn anew, not findings."""
        rng = random.Random(1)
        rates = []
        for _ in range(rounds):
            drawn = rng.choices(self.counts, k=len(self.counts))
            rates.append(sum(each for _, each in drawn) / max(1, sum(each for each, _ in drawn)))
        rates.sort()
        return rates[rounds // 40], rates[-(rounds // 40) - 1]


def compared(
    read: Callable[[Report], Read], pairs: Iterable[tuple[Written, Written]]
) -> dict[str, Differences]:
    """What differs, by field."""
    totals: dict[str, Differences] = defaultdict(Differences)
    for one, other in pairs:
        a = laid(read(one.report), one.span)
        b = laid(read(other.report), other.span)
        for name in sorted(a.keys() | b.keys()):
            totals[name].counts.append(_held_against(a[name], b[name], totals[name], one, other))
    return totals


def _held_against(
    a: dict[Any, Any], b: dict[Any, Any], total: Differences, one: Written, other: Written
) -> tuple[int, int]:
    keys = a.keys() | b.keys()
    differing = [key for key in keys if a.get(key, _NONE) != b.get(key, _NONE)]
    for key in sorted(differing, key=repr):
        total.lines.append(
            f"{_quoted(one, key)} | {_quoted(other, key)}: "
            f"{a.get(key, _NONE)} | {b.get(key, _NONE)}"
        )
    return len(keys), len(differing)


_NONE = "not found"


def _quoted(of: Written, key: Any) -> str:
    """The first span of ``key`` in its words, with some before and after."""
    while key and isinstance(key[0], tuple):
        key = key[0]
    if not key or not isinstance(key[0], int):
        return repr(key)
    start, end = of.places.index(key[0]), of.places.index(key[1])
    text = of.report.text
    around = f"{text[max(0, start - 50) : start]}⟦{text[start:end]}⟧{text[end : end + 50]}"
    return " ".join(around.split())


def table(totals: dict[str, Differences]) -> Iterator[str]:
    """The figures, a line for each field."""
    for name in sorted(totals):
        found = totals[name]
        low, high = found.interval()
        yield (
            f"{name:24}{found.differing:6} of {found.findings:6}  "
            f"{found.rate:7.2%}  ({low:.2%} to {high:.2%})"
        )


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=300)
    parser.add_argument("--only", choices=list(Exchange))
    parser.add_argument("--show", help="print the differences of fields that begin so")
    parser.add_argument("--reports", help="a file of JSON lines to take reports from")
    told = parser.parse_args()
    from according.reading import Reader
    from according.settings import Settings

    # As it is each report is read once, whatever is exchanged in it.
    read = cache(Reader(Settings()).read)
    if told.reports:
        from tests.hostile.swapped_reports import pairs

        _print("countries", compared(read, pairs(told.reports, told.count)), told.show)
        return
    for what in [Exchange(told.only)] if told.only else Exchange:
        _print(what, compared(read, (pair(n, what) for n in range(told.count))), told.show)


def _print(what: str, totals: dict[str, Differences], show: str | None) -> None:
    pairs = max(len(each.counts) for each in totals.values())
    print(f"\n{what} exchanged in {pairs} reports")
    print(*table(totals), sep="\n", flush=True)
    for name, found in sorted(totals.items()):
        if show is not None and name.startswith(show):
            kinds = Counter(found.lines)
            print(f"\n{name}", *(f"{n} {line}" for line, n in kinds.most_common(60)), sep="\n")


if __name__ == "__main__":
    main()
