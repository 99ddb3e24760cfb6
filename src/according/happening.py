"""An event as it is shown: its reports, what they rest on, its fields, names and checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from according.actor_linker import actors_across
from according.linking.aliases import Aliases
from according.linking.basis import Basis, Telling, basis
from according.linking.changed import changed_numbers
from according.linking.judged import KINDS, not_copies
from according.linking.origins import DERIVED, origins, text_groups
from according.linking.sketches import sketches, to_sketch
from according.model import Account, Evidence, Origin, OriginLink, Reading, Report
from according.model.report import by_time
from according.model.time import Days
from according.store import ActorLine, EventLine, Record
from according.weighing import Decided, Field, Held, Told, fields
from according.weighing.checks import Check, check_copies, check_event, check_report

Lay = Callable[[Sequence[Told]], Sequence[Told]]
"""Lays over what the machine read of an event what people decided, report by report."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A value that the machine reads and that does not count, since people decided otherwise.
    ``decided`` says who and how, as far as they decided on these very words."""

    field: str
    said: str
    held: Held
    decided: tuple[Decided, ...]


@dataclass(frozen=True)
class Happening:
    """An event with all that its reports tell of it. ``changed`` are numbers that a copy has
    otherwise, in the words of both. ``joins`` say for an actor of a report
    who that is in the others.

    ``fields`` are what stands, ``read`` what the machine alone reads: the same, unless people's
    decisions are laid over it. ``aside`` are the values of ``read`` that do not stand, and
    ``withdrawn`` the reports that tell nothing of it by what people decided.
    """

    line: EventLine
    told: tuple[Told, ...]
    basis: Basis
    fields: tuple[Field, ...]
    read: tuple[Field, ...]
    aside: tuple[Aside, ...]
    withdrawn: tuple[Report, ...]
    links: tuple[OriginLink, ...]
    changed: tuple[tuple[Evidence, Evidence], ...]
    checks: tuple[Check, ...]
    joins: Mapping[str, ActorLine]

    @property
    def reports(self) -> dict[str, Report]:
        """Its reports by their ids, those that were withdrawn too."""
        told = (each.reading.report for each in self.told)
        return {each.id: each for each in (*told, *self.withdrawn)}

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day of all that stands of when it was, None where nothing does.
        ``line`` has what the machine reads, whatever people decided."""
        when = next((each for each in self.fields if each.name == "when"), None)
        if when is None:
            return None, None
        given = [cast(Days, each.of) for each in when.values]
        return min(first for first, _ in given), max(last for _, last in given)

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
    """The event of which ``event`` begins the id, as the machine alone reads it.

    Raises:
        NotFound, Ambiguous: no such event.
    """
    return of_line(record, record.across.event(event), aliases)


def of_line(
    record: Record, line: EventLine, aliases: Aliases | None = None, lay: Lay | None = None
) -> Happening:
    """An event of a record: as the machine alone reads it, or as it stands.

    Who shows an event to people takes `reviewing.weighed`, which lays their decisions over it.

    Args:
        aliases: other names of actors, for those that the record was linked with.
        lay: lays people's decisions over it.
    """
    readings = record.readings(line.reports)
    denied = not_copies(record.across.standing(KINDS))
    inside = set(line.reports)
    links = tuple(
        each
        for each in record.across.links(line.reports)
        if {each.a, each.b} <= inside and frozenset((each.a, each.b)) not in denied
    )
    joins = {each.actor_id: each for each in actors_across(record, line.reports, aliases)}
    same = {actor: join.canonical_id for actor, join in joins.items()}
    read = [Told(each, _accounts(each, line), 0, same) for each in readings]
    laid = list(lay(read)) if lay else read
    tells = [each for each in laid if each.accounts]
    decided = {
        one.reading.report.id for one, other in zip(laid, read, strict=True) if one is not other
    }
    kept = record.across.sketches(line.account_ids)
    rests = basis(
        [_telling(each, {} if each.reading.report.id in decided else kept) for each in tells],
        _texts(record, line, denied),
    )
    told = _numbered(tells, rests)
    stands = fields(told)
    by_machine = fields(_numbered(read, rests)) if decided else stands
    return Happening(
        line,
        told,
        rests,
        stands,
        by_machine,
        tuple(_aside(by_machine, stands, {each.reading.report.id: each for each in laid})),
        tuple(each.reading.report for each in laid if not each.accounts),
        links,
        changed := _changed(readings, links),
        tuple(_checks(told, changed)),
        joins,
    )


def of_one_text(record: Record) -> tuple[list[Origin], dict[str, Report]]:
    """The reports that derive from one text with others, group by group, each group by day; and
    all that are linked, by id."""
    denied = not_copies(record.across.standing(KINDS))
    links = [each for each in record.across.links() if frozenset((each.a, each.b)) not in denied]
    named = {name for each in links for name in (each.a, each.b)}
    reports = {name: record.report(name) for name in sorted(named)}

    def when(name: str) -> tuple[object, ...]:
        return by_time(reports[name].published, reports[name].published_at, name)

    groups = [
        replace(each, report_ids=tuple(sorted(each.report_ids, key=when)))
        for each in origins(list(reports.values()), links, denied)
        if len(each.report_ids) > 1
    ]
    return groups, reports


def _numbered(told: Sequence[Told], rests: Basis) -> tuple[Told, ...]:
    """With the numbers of their origins, and in their order; 0 is none that counts."""
    number = {name: at for at, group in enumerate(rests.groups, 1) for name in group}
    some = [replace(each, origin=number.get(each.reading.report.id, 0)) for each in told]
    return tuple(sorted(some, key=lambda each: (each.origin, _day(each.reading))))


def _checks(told: Sequence[Told], changed: Sequence[tuple[Evidence, Evidence]]) -> Iterator[Check]:
    yield from check_copies(told, changed)
    yield from check_event(told)
    for each in told:
        yield from check_report(each.reading)


def _aside(
    read: Sequence[Field], stands: Sequence[Field], laid: Mapping[str, Told]
) -> Iterator[Aside]:
    """The machine's values that do not stand."""
    if read is stands:
        return
    kept = {_value(field, said, held) for field, said, held in _values(stands)}
    for field, said, held in _values(read):
        if _value(field, said, held) not in kept:
            decided = _decided(laid[held.report_id], held)
            yield Aside(field, said, held, decided)


def _values(found: Sequence[Field]) -> Iterator[tuple[str, str, Held]]:
    return (
        (each.name, value.said, held)
        for each in found
        for value in each.values
        for held in value.held
    )


def _value(field: str, said: str, held: Held) -> tuple[object, ...]:
    return field, said, held.words


def _decided(told: Told, held: Held) -> tuple[Decided, ...]:
    """What people decided on the words of a value; if nothing, what they dropped as a whole."""
    here = (held.words.start, held.words.end)
    every = list(dict.fromkeys(each for some in told.decided.values() for each in some))
    own = tuple(each for each in every if (each.start, each.end) == here)
    return own or tuple(each for each in every if each.field is None and each.value is None)


def _texts(record: Record, line: EventLine, denied: frozenset[frozenset[str]]) -> dict[str, str]:
    """Which reports derive from one text, also by way of reports that tell nothing of the event."""
    derived = record.across.derived(line.reports, DERIVED)
    names = {each for pair in derived for each in pair}.union(line.reports)
    pairs = ((a, b, score) for (a, b), score in derived.items() if frozenset((a, b)) not in denied)
    return text_groups(names, pairs, denied)


def _telling(told: Told, kept: Mapping[str, Any]) -> Telling:
    """A report as it tells of the event.

    Args:
        kept: what was made of accounts as they were read, by id. Where people decided on the
            report there is none, and where another process just links it anew some can be missing:
            then it is made of the accounts that stand.
    """
    wanted, report = {each.id for each in told.accounts}, told.reading.report
    if wanted <= kept.keys():
        own = tuple(to_sketch(kept[each.id]) for each in told.accounts)
    else:
        own = tuple(each for each in sketches(told.reading) if each.account_id in wanted)
    agencies = frozenset(each.agency for each in report.credits)
    return Telling(report.id, report.outlet, agencies, own)


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
