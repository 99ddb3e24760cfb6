"""An event as it is shown: its reports, what they rest on, its fields, names and checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from according.actor_linker import actors_across
from according.linking.aliases import Aliases
from according.linking.basis import Basis, Telling, basis
from according.linking.judged import KINDS, not_copies
from according.linking.origins import DERIVED, text_groups
from according.linking.relations import changed_numbers
from according.linking.sketches import sketches
from according.model import Account, Evidence, OriginLink, Reading
from according.store import ActorLine, EventLine, Record
from according.weighing import Field, Told, fields
from according.weighing.checks import Check, check_copies, check_event, check_report


@dataclass(frozen=True)
class Happening:
    """An event with all that its reports tell of it. ``changed`` are numbers that a copy has
    otherwise, in the words of both. ``joins`` say for an actor of a report
    who that is in the others."""

    line: EventLine
    told: tuple[Told, ...]
    basis: Basis
    fields: tuple[Field, ...]
    links: tuple[OriginLink, ...]
    changed: tuple[tuple[Evidence, Evidence], ...]
    checks: tuple[Check, ...]
    joins: Mapping[str, ActorLine]

    @property
    def label(self) -> str:
        """Words of the reports that tell what it is, and where."""
        words: Counter[str] = Counter()
        for each in self.told:
            # Each report once, and words that tell what sort of happening it was before others.
            named = {mention.trigger.quote.lower(): mention for mention in each.mentions}
            for name, mention in named.items():
                words[name] += 1 + (mention.type is not None) + (mention.mode is not None)
        most = sorted(words, key=lambda each: (-words[each], each))[:2]
        where = next((each for each in self.fields if each.name == "where"), None)
        place = f", {where.values[0].said}" if where else ""
        return ", ".join(most) + place


def happening(record: Record, event: str, aliases: Aliases | None = None) -> Happening:
    """The event of which ``event`` begins the id.

    Args:
        aliases: other names of actors, for those that the record was linked with.

    Raises:
        NotFound, Ambiguous: no such event.
    """
    return of_line(record, record.across.event(event), aliases)


def of_line(record: Record, line: EventLine, aliases: Aliases | None = None) -> Happening:
    """An event of a record."""
    readings = record.readings(line.reports)
    denied = not_copies(record.across.standing(KINDS))
    inside = set(line.reports)
    links = tuple(
        each
        for each in record.across.links(line.reports)
        if {each.a, each.b} <= inside and frozenset((each.a, each.b)) not in denied
    )
    rests = basis([_telling(each, line) for each in readings], _texts(record, line, denied))
    number = {name: at for at, group in enumerate(rests.groups, 1) for name in group}
    joins = {each.actor_id: each for each in actors_across(record, line.reports, aliases)}
    same = {actor: join.canonical_id for actor, join in joins.items()}
    told = tuple(
        Told(each, _accounts(each, line), number[each.report.id], same)
        for each in sorted(readings, key=lambda one: (number[one.report.id], _day(one)))
    )
    changed = _changed(readings, links)
    checks = [*check_copies(told, changed), *check_event(told)]
    for each in told:
        checks += check_report(each.reading)
    return Happening(
        line,
        told,
        rests,
        fields(told),
        links,
        changed,
        tuple(checks),
        joins,
    )


def _texts(record: Record, line: EventLine, denied: frozenset[frozenset[str]]) -> dict[str, str]:
    """Which reports derive from one text, also by way of reports that tell nothing of the event."""
    derived = record.across.derived(line.reports, DERIVED)
    names = {each for pair in derived for each in pair}.union(line.reports)
    pairs = ((a, b, score) for (a, b), score in derived.items() if frozenset((a, b)) not in denied)
    return text_groups(names, pairs, denied)


def _telling(reading: Reading, line: EventLine) -> Telling:
    wanted = set(line.account_ids)
    told = tuple(each for each in sketches(reading) if each.account_id in wanted)
    agencies = frozenset(each.agency for each in reading.report.credits)
    return Telling(reading.report.id, reading.report.outlet, agencies, told)


def _accounts(reading: Reading, line: EventLine) -> tuple[Account, ...]:
    wanted = set(line.account_ids)
    return tuple(each for each in reading.accounts if each.id in wanted)


def _day(reading: Reading) -> str:
    return f"{reading.report.published} {reading.report.published_at} {reading.report.id}"


def _changed(
    readings: Sequence[Reading], links: Sequence[OriginLink]
) -> tuple[tuple[Evidence, Evidence], ...]:
    reports = {each.report.id: each.report for each in readings}
    found = []
    for link in links:
        if link.relation in DERIVED:
            a, b = reports[link.a], reports[link.b]
            for one, other in changed_numbers(a.text, b.text):
                words = Evidence.at(a, one.start, one.end), Evidence.at(b, other.start, other.end)
                found.append(words)
    return tuple(found)
