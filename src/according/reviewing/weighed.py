"""An event as it stands: what the machine read with what people decided laid over it, and weighed.

All that shows an event or reckons with its fields takes it from here: pages, terminal, lists,
dossiers, the queue, exports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from according.errors import EvidenceError
from according.happening import Happening, of_line
from according.linking.aliases import Aliases
from according.linking.sketches import Sketch, sketches
from according.model import Account, EventMention, Figure, Judgement, Reading
from according.reviewing.adding import add
from according.reviewing.deciding import seen
from according.reviewing.findings import Anchor, How, findings
from according.reviewing.laying import Laying, Rulings
from according.reviewing.roles import ANYBODY, Action, Viewer
from according.reviewing.settled import Item, decision_of, items
from according.store import EventLine, Record
from according.weighing import Told


def weighed(
    record: Record, line: EventLine, viewer: Viewer = ANYBODY, aliases: Aliases | None = None
) -> Happening:
    """An event with people's decisions in place of what the machine read, each marked as theirs.

    Args:
        viewer: whose view it is: what coders decide of an event is not seen by all until they are
            done. If not given, that of everybody, which is what is published.
        aliases: other names of actors, for those that the record was linked with.
    """
    viewer.need(Action.READ)
    return of_line(record, line, aliases, lambda told: lay(record, viewer, told))


def lay(record: Record, viewer: Viewer, told: Sequence[Told]) -> list[Told]:
    """Lay over what the machine read of some reports what people decided of them, as far as the
    viewer may see it. Reports that nobody decided anything of are left as they are."""
    made = seen(record, viewer, [each.reading.report.id for each in told])
    if not any(made.values()):
        return list(told)
    in_events = _in_events(record, told)
    works = [_work(each, made[each.reading.report.id], in_events) for each in told]
    return [work.told() if work else each for each, work in zip(told, works, strict=True)]


@dataclass(frozen=True)
class Stands:
    """What stands of a report: its sketches, and what its accounts became, by the machine's ids;
    nothing is left of those that are not named."""

    reading: Reading
    accounts: Mapping[str, Account]

    @property
    def sketches(self) -> dict[str, Sketch]:
        """The sketches of its accounts, by the machine's ids."""
        made = {each.account_id: each for each in sketches(self.reading)}
        return {
            name: replace(made[each.id], account_id=name) for name, each in self.accounts.items()
        }

    def triggers(self, account: str) -> list[EventMention]:
        """The event mentions of an account, by the machine's id."""
        events = {each.id: each for each in self.reading.events}
        return [events[each] for each in self.accounts[account].event_mention_ids]

    def figures(self, account: str) -> list[Figure]:
        """The figures of an account, by the machine's id."""
        figures = {each.id: each for each in self.reading.figures}
        return [figures[each] for each in self.accounts[account].figure_ids]


def stands(record: Record, viewer: Viewer, reports: Iterable[str]) -> dict[str, Stands]:
    """What stands of those of some reports of which people decided something, as far as the viewer
    may see it. One that is damaged is left out."""
    found = {}
    for report, made in seen(record, viewer, list(reports)).items():
        if not made:
            continue
        try:
            reading = record.reading(report)
        except EvidenceError:
            continue
        told = Told(reading, reading.accounts, 0)
        work = _work(told, made, _in_events(record, [told]))
        if work is not None:
            found[report] = Stands(work.told().reading, work.accounts)
    return found


def _in_events(record: Record, told: Iterable[Told]) -> frozenset[str]:
    accounts = [each.id for one in told for each in one.reading.accounts]
    return frozenset(record.across.events_of(accounts))


def _work(told: Told, judgements: Sequence[Judgement], in_events: frozenset[str]) -> Laying | None:
    """What people decided laid over a report; None where nothing of it counts."""
    if all(decision_of(each) is None for each in judgements):
        return None
    known = findings(told.reading)
    read, added = _rulings(items(known, judgements))
    if not read and not added:
        return None
    work = Laying(told, known, {str(anchor): rulings for anchor, rulings in read.items()})
    add(work, added, in_events)
    return work


def _rulings(found: Iterable[Item]) -> tuple[Mapping[Anchor, Rulings], Mapping[Anchor, Rulings]]:
    """What counts of decisions, by what they are of: what is read, and what is added. What is gone
    counts for nothing until it is read again."""
    read: dict[Anchor, dict[str | None, Item]] = {}
    others: dict[Anchor, dict[str | None, Item]] = {}
    added = set()
    for item in found:
        gone = item.how in (How.GONE, How.ADDED)
        if item.how is How.ADDED:
            added.add(item.anchor)
        if item.decided is not None:
            (others if gone else read).setdefault(item.anchor, {})[item.field] = item
    return read, {anchor: some for anchor, some in others.items() if anchor in added}
